"""Processes that are killed at any moment: what was acknowledged is in the ledger, and no order is issued twice (R4, R5).

LATCHKEY_KILLS says how often; `make soak` kills ten thousand times. LATCHKEY_SEED chooses other moments. A workspace is
killed in so many times, since every look at it takes longer the more it holds.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field

import rfc6962
from conftest import PRODUCT, SITE, Desk
from evidence import assure
from ledgers import (
    SEED, audited, batch_words, checkpoint, issue_words, issued_once, judged_log, numbers, report, shown, stray, table,
    workspace)

KILLS = int(os.environ.get("LATCHKEY_KILLS", "100"))
# Kills in one workspace.
LIFE = 200
# Orders that a batch issues at once.
PART = 2048
# Of ten kills so many meet an issue, so many a batch.
ISSUES, ROUND = 7, 10
ORDERS = 24


@dataclass
class Witness:
    """What was seen from outside, and must stay true."""

    desk: Desk
    orders: set = field(default_factory=set)
    # Files by order, as an answer or the ledger gave them first.
    files: dict = field(default_factory=dict)
    heads: list = field(default_factory=list)
    counts: dict = field(default_factory=lambda: dict.fromkeys(
        ["killed", "too late", "issued before the kill", "acknowledged rows", "requests"], 0))

    def saw(self, order, file):
        assert self.files.setdefault(order, file) == file, order

    def look_at_log(self):
        """The log only grows; its folder may lag behind the ledger after a kill, and never leads."""
        head = checkpoint(self.desk)
        if not self.heads or head != self.heads[-1]:
            assert not self.heads or head.size > self.heads[-1].size, (head, self.heads[-1])
            self.heads.append(head)

    def prove(self, head):
        """The ledger still begins with an earlier head, and proves it to others."""
        answer = self.desk.vendor("audit", "prove", f"--size={head.size}", f"--root={encoded(head.root)}", "--json")
        found = answer.expect().json
        assert rfc6962.is_consistent(
            head.size, found["newSize"], head.root, rfc6962.hash_of(found["newRoot"]),
            [rfc6962.hash_of(each) for each in found["proof"]]), found


def encoded(raw):
    return rfc6962.base64.b64encode(raw).decode()


def killed(desk, words, delay, out, after=0):
    """Runs a command, and kills it a delay after it said so many lines; whether that came in time."""
    with open(desk / out, "wb") as file:
        process = subprocess.Popen(
            desk.vendor.command(*words), cwd=desk.folder, env=desk.vendor.environment, stdin=subprocess.DEVNULL,
            stdout=file, stderr=subprocess.DEVNULL)
        while process.poll() is None and (desk / out).read_bytes().count(b"\n") < after:
            time.sleep(0.01)
        time.sleep(delay)
        process.kill()
        status = process.wait()
    assert status in (0, -9), status
    return status == -9


def is_known(desk, order):
    """Whether the ledger holds a license of an order, as another program reads it in a copy.

    There a transaction that was cut is rolled back; in the workspace that is left to the program.
    """
    (desk / "copy").mkdir(exist_ok=True)
    for name in ("ledger.sqlite-journal", "ledger.sqlite"):
        (desk / "copy" / name).unlink(missing_ok=True)
        if (desk / name).exists():
            shutil.copyfile(desk / name, desk / "copy" / name)
    connection = sqlite3.connect(desk / "copy/ledger.sqlite")
    try:
        return bool(connection.execute("SELECT count(*) FROM license WHERE order_number = ?", [order]).fetchone()[0])
    finally:
        connection.close()


def duration(run, times=3):
    """The longest of some runs, in seconds."""
    longest = 0.0
    for number in range(times):
        start = time.monotonic()
        run(number)
        longest = max(longest, time.monotonic() - start)
    return longest


def issue_is_killed(witness, dice, number, longest):
    desk, order, output = witness.desk, f"K-{number}", "one.lic"
    words = issue_words(order, "-o", output)
    if number % 3 == 0:
        witness.counts["requests"] += 1
        words = ["issue", "acme.request", "--customer", "ACME SA", "--order", order, "-o", output]
    in_time = killed(desk, words, dice.uniform(0, longest), "answer")
    file = desk / output
    written = file.read_bytes() if file.exists() else None
    if not in_time:
        assert written is not None
    if written is not None:
        # A file is there as a whole, and the ledger has it.
        assert shown(desk, order) == written
        witness.saw(order, written)
        file.unlink()
    known = is_known(desk, order)
    again = desk.vendor(*words, "--json").expect().json
    assert again["known"] == known and known >= (written is not None)
    witness.saw(order, file.read_bytes())
    witness.orders.add(order)
    witness.counts["issued before the kill"] += known and in_time
    file.unlink()
    return in_time


def batch_is_killed(witness, dice, number, longest):
    desk, first, output = witness.desk, number * ORDERS, f"batch-{number}"
    orders = numbers(ORDERS, first)
    words = batch_words(table(desk, "orders.csv", ORDERS, first), output)
    in_time = killed(desk, words, dice.uniform(0, longest), "report")
    rows = report((desk / "report").read_bytes())
    assert len(rows) in ((0, ORDERS) if in_time else (ORDERS,))
    for row in rows:
        witness.counts["acknowledged rows"] += 1
        witness.saw(row["order"], (desk / output / row["file"]).read_bytes())
    # One of them is asked for at once, all of them at the end.
    if rows:
        order = dice.choice(orders)
        assert shown(desk, order) == witness.files[order]
    again = report(desk.vendor(*words).expect().out)
    assert [row["order"] for row in again] == orders
    outcomes = {row["outcome"] for row in again}
    assert outcomes in ({"issued"}, {"known"}), "a part is one transaction"
    if rows:
        assert [row["license"] for row in again] == [row["license"] for row in rows]
    for row in again:
        witness.saw(row["order"], (desk / output / row["file"]).read_bytes())
    assert {path.name for path in (desk / output).iterdir() if path.suffix == ".lic"} == {row["file"] for row in again}
    witness.orders.update(orders)
    witness.counts["issued before the kill"] += outcomes == {"known"} and in_time
    return in_time


def life(folder, first, kills):
    """Kills in one workspace, and what it holds then; gives the counts."""
    dice = random.Random(f"{SEED} {first}")
    witness = Witness(workspace(folder))
    desk, counts = witness.desk, witness.counts
    desk.vendor("product", "export", PRODUCT, "-o", "latchkey.product").expect()
    desk.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    for_issue = duration(lambda number: desk.vendor(*issue_words(f"T-{number}", "-o", f"t{number}")).expect())
    later = 9_000_000
    for_batch = duration(lambda number: desk.vendor(*batch_words(
        table(desk, "orders.csv", ORDERS, later + number * ORDERS), "measured")).expect())
    witness.orders.update([f"T-{number}" for number in range(3)], numbers(3 * ORDERS, later))
    moments = {True: 0, False: 0}
    for number in range(kills):
        is_issue = number % ROUND < ISSUES
        try:
            if is_issue:
                in_time = issue_is_killed(witness, dice, number, for_issue)
            else:
                in_time = batch_is_killed(witness, dice, number, for_batch)
            witness.look_at_log()
            if number % ROUND == ROUND - 1:
                audited(desk)
                witness.prove(dice.choice(witness.heads))
        except BaseException as failure:
            failure.add_note(f"at kill {first + number} of {KILLS}, LATCHKEY_SEED={SEED}")
            raise
        counts["killed" if in_time else "too late"] += 1
        moments[is_issue] += in_time
    audited(desk)
    licenses = issued_once(desk, witness.orders)
    # Every file once more, by another batch over the same orders or by name.
    assert len(witness.files) == len(witness.orders) - 3 - 3 * ORDERS
    for order in dice.sample(sorted(witness.files), min(100, len(witness.files))):
        assert shown(desk, licenses[order]) == witness.files[order], order
    assert len(judged_log(desk, witness.heads)) >= len(witness.orders)
    witness.prove(witness.heads[0])
    print(f"kills: {counts}, heads: {len(witness.heads)}, left-over temporary files: {len(stray(desk.folder))}")
    assert sum(moments.values()) == counts["killed"] and all(moments.values())
    assert len(witness.heads) >= kills // 2
    return Counter(counts)


def test_what_was_acknowledged_survives_a_kill_at_any_moment_and_no_order_is_issued_twice(built, tmp_path):
    counts = Counter()
    for first in range(0, KILLS, LIFE):
        counts += life(tmp_path / "vendor", first, min(LIFE, KILLS - first))
        shutil.rmtree(tmp_path / "vendor")
    assert counts["killed"] + counts["too late"] == KILLS and counts["killed"] >= KILLS * 0.3
    assert counts["issued before the kill"] >= KILLS // 40
    assert counts["killed"] - counts["issued before the kill"] >= KILLS // 10
    assert counts["requests"] >= KILLS // 10
    for promise in ("R4", "R5"):
        assure(promise, KILLS, "kills of issue and of batch at random moments",
               f"{KILLS:,} kills, {counts['killed']:,} in time: nothing lost, nothing twice")


def test_a_batch_of_several_parts_that_is_killed_again_and_again_arrives_at_one_license_an_order(built, tmp_path):
    dice, count = random.Random(SEED + 1), PART * 2 + 300
    desk = workspace(tmp_path / "vendor")
    words = batch_words(table(desk, "orders.csv", count), "out")
    # How long one takes, in a copy that is thrown away.
    measured = workspace(tmp_path / "measured")
    table(measured, "orders.csv", count)
    longest = duration(lambda _: measured.vendor(*words, timeout=300).expect(), times=1)
    acknowledged, partial = {}, 0
    for number in range(max(6, min(KILLS // 40, 50))):
        if number % 3 == 2:
            # What is there is known at once: only more orders make it work again.
            words = batch_words(table(desk, "orders.csv", count := count + 300), "out")
        # At any moment, and between the first part that is acknowledged and the end.
        if number % 2 == 0:
            killed(desk, words, dice.uniform(0, longest), "report")
        else:
            killed(desk, words, dice.uniform(0, longest / 4), "report", after=PART)
        rows = report((desk / "report").read_bytes())
        assert len(rows) in (*range(0, count, PART), count), (number, SEED)
        partial += 0 < len(rows) < count
        for row in rows:
            file = (desk / "out" / row["file"]).read_bytes()
            assert acknowledged.setdefault(row["order"], (row["license"], file)) == (row["license"], file), (number, SEED)
        audited(desk, (number, SEED))
    final = report(desk.vendor(*words, timeout=300).expect().out)
    assert [row["order"] for row in final] == numbers(count)
    for row in final:
        file = (desk / "out" / row["file"]).read_bytes()
        assert acknowledged.get(row["order"], (row["license"], file)) == (row["license"], file), row
    assert len(list((desk / "out").iterdir())) == count
    issued_once(desk, numbers(count))
    for row in dice.sample(final, 20):
        assert shown(desk, row["license"]) == (desk / "out" / row["file"]).read_bytes()
    audited(desk)
    judged_log(desk)
    print(f"parts: {count} orders, {len(acknowledged)} acknowledged before a kill, {partial} reports in part")
    assert len(acknowledged) >= PART
    assure("R6", max(6, min(KILLS // 40, 50)), "kills of one batch, again and again")
