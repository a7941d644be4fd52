"""Many hands on one workspace at once: everything succeeds, and every order is issued once."""

import subprocess
import threading
import time

import pytest

from ledgers import (
    audited, batch_words, issue_words, issued_once, judged_log, numbers, report, shown, stray, table, workspace)

HANDS = 8
PATIENCE = 180


@pytest.fixture
def desk(built, tmp_path):
    return workspace(tmp_path / "vendor")


def started(desk, words, out):
    """A command that runs beside others."""
    with open(desk / f"{out}.out", "wb") as answer, open(desk / f"{out}.err", "wb") as talk:
        return subprocess.Popen(
            desk.vendor.command(*words), cwd=desk.folder, env=desk.vendor.environment, stdin=subprocess.DEVNULL,
            stdout=answer, stderr=talk)


def ended(desk, process, out):
    """Holds that a command succeeded; gives what it answered."""
    status = process.wait(timeout=PATIENCE)
    assert status == 0, (out, status, (desk / f"{out}.out").read_text()[-2000:], (desk / f"{out}.err").read_text())
    return (desk / f"{out}.out").read_bytes()


def test_eight_hands_that_issue_revoke_list_and_audit_at_once_all_succeed(desk):
    victims = [desk.vendor(*issue_words(f"victim-{number}", "-o", f"v{number}.lic", "--json")).expect().json["license"]
               for number in range(6)]
    for number in range(3):
        table(desk, f"orders-{number}.csv", 150, number * 150)
    work = [
        [(f"i{hand}-{number}", issue_words(f"I-{hand}-{number}")) for number in range(6)] for hand in range(2)
    ] + [
        [(f"s{hand}-{number}", issue_words(f"shared-{number}")) for number in range(4)] for hand in range(2)
    ] + [
        [(f"b{number}", batch_words(f"orders-{number}.csv", f"out-{number}")) for number in range(3)],
        [(f"r{number}", ["revoke", each, "--reason", "other"]) for number, each in enumerate(victims)],
        [(f"l{number}", ["list", "--json"]) for number in range(15)],
        [(f"a{number}", ["audit", "verify"]) for number in range(8)],
    ]
    assert len(work) == HANDS
    failures, answers = [], {}

    def hand(commands):
        for out, words in commands:
            try:
                answers[out] = ended(desk, started(desk, words, out), out)
            except BaseException as failure:
                failures.append(failure)

    threads = [threading.Thread(target=hand, args=(commands,)) for commands in work]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if failures:
        raise failures[0]
    assert len(answers) == sum(map(len, work)) == 2 * 6 + 2 * 4 + 3 + 6 + 15 + 8
    # Two hands that issued the same orders got the same files.
    for number in range(4):
        assert answers[f"s0-{number}"] == answers[f"s1-{number}"] == shown(desk, f"shared-{number}")
    for hand_number in range(2):
        for number in range(6):
            assert answers[f"i{hand_number}-{number}"] == shown(desk, f"I-{hand_number}-{number}")
    for number in range(8):
        assert answers[f"a{number}"].startswith(b"intact: ")
    # Lists only grow.
    counts = [answers[f"l{number}"].count(b"\n") for number in range(15)]
    assert counts == sorted(counts)
    expected = [f"victim-{number}" for number in range(6)] + numbers(450) + [f"shared-{number}" for number in range(4)]
    issued_once(desk, expected + [f"I-{hand}-{number}" for hand in range(2) for number in range(6)])
    revoked = desk.vendor("revocations", "list", "--json").expect().json["revoked"]
    assert {row["license"] for row in revoked} == set(victims)
    found = audited(desk)
    assert not found["folderBehind"] and not stray(desk.folder)
    entries = judged_log(desk)
    # The keyring, every license, and a list for every revocation that was signed.
    assert len(entries) == found["leaves"] == 1 + 6 + 450 + 4 + 12 + 6


def test_two_batches_of_the_same_table_at_once_issue_each_order_once_and_write_the_same_bytes(desk):
    count = 700
    table(desk, "orders.csv", count)
    processes = [started(desk, batch_words("orders.csv", f"out-{number}"), f"batch-{number}") for number in range(2)]
    reports = [report(ended(desk, process, f"batch-{number}")) for number, process in enumerate(processes)]
    one, two = reports
    assert [row["order"] for row in one] == [row["order"] for row in two] == numbers(count)
    for first, second in zip(one, two):
        assert first["license"] == second["license"]
        assert {first["outcome"], second["outcome"]} == {"issued", "known"}, (first, second)
        assert (desk / "out-0" / first["file"]).read_bytes() == (desk / "out-1" / second["file"]).read_bytes()
    issued_once(desk, numbers(count))
    # Into one folder, too.
    table(desk, "more.csv", count, count)
    processes = [started(desk, batch_words("more.csv", "together"), f"more-{number}") for number in range(2)]
    for number, process in enumerate(processes):
        assert len(report(ended(desk, process, f"more-{number}"))) == count
    assert len(list((desk / "together").iterdir())) == count
    for order in numbers(count, count)[::100]:
        assert (desk / f"together/{order}.lic").read_bytes() == shown(desk, order)
    audited(desk)
    judged_log(desk)


def test_an_issue_and_readers_do_not_wait_for_a_large_batch_to_end(desk):
    count = 3000
    table(desk, "orders.csv", count)
    batch = started(desk, batch_words("orders.csv", "out"), "batch")
    waits, reads, longest_read = [], 0, 0.0
    try:
        while batch.poll() is None:
            start = time.monotonic()
            order = f"I-{len(waits)}"
            file = desk.vendor(*issue_words(order)).expect().out
            waits.append(time.monotonic() - start)
            start = time.monotonic()
            assert shown(desk, order) == file
            assert desk.vendor("search", order).expect().out.count(b"\n") == 1
            longest_read = max(longest_read, time.monotonic() - start)
            reads += 2
    finally:
        if batch.poll() is None:
            batch.kill()
    rows = report(ended(desk, batch, "batch"))
    print(f"beside a batch of {count}: {len(waits)} issued, longest {max(waits):.1f} s; {reads} reads, {longest_read:.1f} s")
    assert len(rows) == count and len(waits) >= 3
    # One part of the batch, and not all of it, with much room for a busy machine.
    assert max(waits) < 15 and longest_read < 15
    issued_once(desk, numbers(count) + [f"I-{number}" for number in range(len(waits))])
    audited(desk)
