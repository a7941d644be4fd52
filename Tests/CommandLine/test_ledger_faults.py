"""Disks that fail or fill up under the ledger, and ledgers that are none: a clear error and nothing lost, or success.

strace makes the N-th call fail, for every N of the calls that change files, in one `issue` and in one small `batch`.
"""

import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from conftest import Desk, needs, needs_root, needs_tracing
from ledgers import (
    audited, batch_words, in_parallel, issue_words, issued_once, judged_log, numbers, report, shown, stray, table, workspace)
from evidence import assure
from tracing import calls_of, injecting, strace

CALLS = [
    "pwrite64", "write", "fsync", "fdatasync", "openat", "rename", "renameat", "renameat2", "linkat", "unlink", "unlinkat",
    "ftruncate", "syncfs", "mkdir", "mkdirat"]
ERRORS = ["EIO", "ENOSPC"]
PROGRAM = "latchkey-vendor"
ORDERS = 5


@pytest.fixture(scope="module")
def template(built, tmp_path_factory):
    """A workspace in which something was issued already."""
    desk = workspace(tmp_path_factory.mktemp("faults") / "template")
    desk.vendor(*issue_words("earlier", "-o", "earlier.lic")).expect()
    table(desk, "orders.csv", ORDERS)
    return desk


def copied(template, folder):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template.folder, folder)
    return Desk(folder)


def faults(desk, words):
    """Runs once undisturbed; gives a fault for each call that changes something, with its number among its like.

    SQLite's many writes into its file and its journal meet the two errors in turn, every other call both.
    """
    trace = desk.folder.parent / f"{desk.folder.name}.trace"
    desk.vendor(*words, before=strace(trace, ",".join(CALLS))).expect()
    text = trace.read_text()
    found = [
        (call, number, error) for call in CALLS for number, line in enumerate(calls_of(text, call), 1) for error in ERRORS
        if (call != "openat" or re.search(r"O_CREAT|O_WRONLY|O_RDWR", line))
        and (call != "pwrite64" or error == ERRORS[number % 2])]
    return found


def disturbed(desk, words, fault, threads=False):
    """Runs with one fault; gives the result, after checking that the fault came.

    strace counts the calls of each thread; with several, a number may be that of a call which no thread gets to. Then
    there is no result.
    """
    call, number, error = fault
    trace = desk.folder.parent / f"{desk.folder.name}.trace"
    result = desk.vendor(
        *words, before=injecting(trace, call, f"error={error}", number))
    if "(INJECTED)" in trace.read_text():
        return result
    assert threads and result.status == 0, fault
    return None


def hit_the_talk(desk):
    """Whether the fault came to what the program wanted to say, too: strace counts the calls of each thread."""
    trace = (desk.folder.parent / f"{desk.folder.name}.trace").read_text()
    return re.search(r"write\(2, .*\(INJECTED\)", trace) is not None


def assert_clear(result, what, status=(1, 2)):
    """A fault is told in a line that names what failed, with a hint, and nothing else."""
    assert result.status in status, (what, result.status, result.talk)
    errors = result.errors(PROGRAM)
    assert len(errors) == 1 and re.search(r"'[^']+'|standard output", errors[0]), (what, result.talk)
    assert len([line for line in result.talk.splitlines() if line.startswith(f"{PROGRAM}: hint: ")]) == 1, (what, result.talk)
    assert not re.search(r"(?i)fatal|stack dump|unexpectedly|backtrace", result.talk), what


def held(desk):
    """Orders and records of the ledger, as another program reads them."""
    connection = sqlite3.connect(f"file:{desk / 'ledger.sqlite'}?mode=ro", uri=True)
    try:
        return [row[0] for row in connection.execute("SELECT order_number FROM license ORDER BY record")]
    finally:
        connection.close()


def tally(counts, fault, result, desk):
    counts["faults"] += 1
    counts["success" if result.status == 0 else "errors"] += 1
    counts.setdefault(fault[0], 0)
    counts[fault[0]] += 1
    counts["stray"] += bool(stray(desk.folder))


@needs_tracing
def test_an_issue_that_meets_a_fault_says_so_or_succeeds_and_the_same_command_completes_it(template, tmp_path):
    words = issue_words("PO-1", "-o", "one.lic")
    counts = dict.fromkeys(["faults", "success", "errors", "stray", "kept and not out"], 0)

    def meet(fault, hand):
        desk = copied(template, tmp_path / f"vendor-{hand}")
        result = disturbed(desk, words, fault)
        file = desk / "one.lic"
        if result.status:
            assert_clear(result, fault)
            assert not file.exists(), fault
        first = file.read_bytes() if result.status == 0 else None
        if first is not None:
            file.unlink()
        if fault[0] not in ("unlink", "unlinkat"):
            assert not stray(desk.folder), (fault, stray(desk.folder))
        tally(counts, fault, result, desk)
        again = desk.vendor(*words, "--json").expect().json
        counts["kept and not out"] += again["known"] and first is None
        assert first in (None, file.read_bytes()), fault
        assert again["known"] or first is None, fault
        if counts["faults"] % 5 == 0:
            assert shown(desk, "PO-1") == file.read_bytes(), fault
        assert held(desk) == ["earlier", "PO-1"], fault
        audited(desk, fault)

    found = faults(copied(template, tmp_path / "measured"), words)
    in_parallel(found, meet)
    judged_log(Desk(tmp_path / "vendor-0"))
    print(f"issue: {counts}")
    assert counts["faults"] == len(found) >= 80 and counts["errors"] >= 60 and counts["kept and not out"] >= 10
    assert {"pwrite64", "write", "fsync", "openat", "unlink"} <= counts.keys()
    assure("R5", 80, "faults at least, one in each call of an issue")


@needs_tracing
def test_a_batch_that_meets_a_fault_says_so_or_succeeds_and_the_same_command_completes_it(template, tmp_path):
    words = batch_words("orders.csv", "out")
    counts = dict.fromkeys(["faults", "success", "errors", "stray", "acknowledged", "did not come"], 0)

    def meet(fault, hand):
        desk = copied(template, tmp_path / f"vendor-{hand}")
        result = disturbed(desk, words, fault, threads=True)
        if result is None:
            counts["did not come"] += 1
            return
        if result.status and not hit_the_talk(desk):
            assert_clear(result, fault)
        rows = report(result.out)
        # A short write may have cut the last row.
        assert len(rows) == ORDERS if result.status == 0 else len(rows) <= ORDERS, fault
        acknowledged = {row["order"]: (row["license"], (desk / "out" / row["file"]).read_bytes()) for row in rows}
        counts["acknowledged"] += len(acknowledged)
        tally(counts, fault, result, desk)
        again = report(desk.vendor(*words).expect().out)
        assert [row["order"] for row in again] == numbers(ORDERS), fault
        for row in again:
            file = (desk / "out" / row["file"]).read_bytes()
            assert acknowledged.get(row["order"], (row["license"], file)) == (row["license"], file), fault
        assert held(desk) == ["earlier", *numbers(ORDERS)], fault
        if counts["faults"] % 5 == 0:
            order = numbers(ORDERS)[counts["faults"] // 5 % ORDERS]
            assert shown(desk, order) == (desk / f"out/{order}.lic").read_bytes(), fault
        audited(desk, fault)

    found = faults(copied(template, tmp_path / "measured"), words)
    in_parallel(found, meet)
    judged_log(Desk(tmp_path / "vendor-0"))
    print(f"batch: {counts}")
    assert counts["faults"] + counts["did not come"] == len(found) and counts["faults"] >= 80
    assert counts["errors"] >= 60 and counts["acknowledged"] >= ORDERS
    assert {"pwrite64", "write", "fsync", "openat", "unlink", "syncfs"} <= counts.keys()


# --- disks ---


class Mounted:
    """Something mounted for a while; skips where that is not allowed."""

    def __init__(self, target, *arguments, then=None):
        self.target, self.arguments, self.then = target, arguments, then

    def __enter__(self):
        if subprocess.run(["mount", *map(str, self.arguments), str(self.target)], capture_output=True).returncode:
            pytest.skip("may not mount here")
        if self.then:
            self.remount(self.then)
        return self

    def remount(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.target)], check=True)

    def __exit__(self, *_):
        subprocess.run(["umount", str(self.target)], check=True)


def read_only(path):
    return Mounted(path, "--bind", path, then="bind,ro")


@needs_root
@needs("mount")
def test_a_batch_that_runs_out_of_room_names_the_disk_and_goes_on_when_there_is_room(built, tmp_path):
    count = 1300
    (tmp_path / "disk").mkdir()
    with Mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=3m", "tmpfs") as disk:
        desk = workspace(tmp_path / "disk/vendor")
        words = batch_words(table(desk, "orders.csv", count), "out")
        acknowledged, stops = {}, 0
        for size in (3, 4, 5, 6, 64):
            disk.remount(f"size={size}m")
            result = desk.vendor(*words, timeout=300)
            rows = report(result.out)
            for row in rows:
                file = (desk / "out" / row["file"]).read_bytes()
                assert acknowledged.setdefault(row["order"], (row["license"], file)) == (row["license"], file), row
            if result.status == 0:
                break
            stops += 1
            assert_clear(result, size, status=(2,))
            assert "no space left on device" in result.errors(PROGRAM)[0] and "make room" in result.talk
            assert re.search(r"'[^']*(ledger.sqlite|out|log)[^']*'", result.errors(PROGRAM)[0]), result.talk
        result.expect()
        partial = len(acknowledged)
        assert [row["order"] for row in rows] == numbers(count) and partial == count and stops >= 2
        assert len(list((desk / "out").iterdir())) == count and not stray(desk.folder)
        audited(desk)
        issued_once(desk, numbers(count))
        judged_log(desk)
        # Into another folder the same bytes once more.
        again = report(desk.vendor(*batch_words("orders.csv", "again"), timeout=300).expect().out)
        assert {row["outcome"] for row in again} == {"known"}
        for row in again:
            assert (desk / "again" / row["file"]).read_bytes() == (desk / "out" / row["file"]).read_bytes()
        for order in numbers(count)[::130]:
            assert shown(desk, order) == (desk / f"out/{order}.lic").read_bytes()
        print(f"a full disk: stopped {stops} times")
        assure("R6", count, "orders in a batch that met a full disk again and again")


@needs_root
@needs("mount")
@pytest.mark.parametrize("name", ["log", "ledger.sqlite", "."])
def test_a_part_of_the_workspace_that_is_read_only_is_named_and_reading_goes_on(template, tmp_path, name):
    desk = copied(template, tmp_path / "vendor")
    before = (desk / "ledger.sqlite").read_bytes()
    with read_only(desk / name):
        for words in (issue_words("PO-1", "-o", tmp_path / "one.lic"), batch_words("orders.csv", tmp_path / "out")):
            result = desk.vendor(*words)
            assert_clear(result, (name, words))
            if name != "log":
                assert (desk / "ledger.sqlite").read_bytes() == before
            assert not (tmp_path / "one.lic").exists()
        audited(desk, name)
        assert shown(desk, "earlier") == (desk / "earlier.lic").read_bytes()
        desk.vendor("list").expect()
    desk.vendor(*issue_words("PO-1", "-o", tmp_path / "one.lic")).expect()
    rows = report(desk.vendor(*batch_words("orders.csv", tmp_path / "out")).expect().out)
    assert held(desk) == ["earlier", "PO-1", *numbers(ORDERS)] and len(rows) == ORDERS
    assert shown(desk, "PO-1") == (tmp_path / "one.lic").read_bytes()
    audited(desk)
    judged_log(desk)


def newer(path):
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO grdb_migrations VALUES ('v2')")
    connection.close()


def folder(path):
    path.unlink()
    path.mkdir()


def of_another_program(path):
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()


WRONG = {
    "missing": (Path.unlink, "does not exist"),
    "a folder": (folder, None),
    "a dangling link": (lambda path: (path.unlink(), path.symlink_to("nowhere")), None),
    "of a newer release": (newer, "newer release"),
    "empty": (lambda path: path.write_bytes(b""), "not a ledger"),
    "garbage": (lambda path: path.write_bytes(os.urandom(20_000)), "not a database"),
    "text": (lambda path: path.write_text("ledger\n" * 1000), "not a database"),
    "of zeros": (lambda path: path.write_bytes(bytes(path.stat().st_size)), "not a database"),
    "of another program": (of_another_program, "not a ledger"),
}
COMMANDS = {
    "issue": issue_words("PO-1", "-o", "one.lic"), "batch": batch_words("orders.csv", "out"), "list": ["list"],
    "show": ["show", "earlier", "-o", "-"], "audit": ["audit", "verify"],
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_that_is_no_ledger_is_told_and_never_made_one(template, tmp_path, wrong):
    change, said = WRONG[wrong]
    desk = copied(template, tmp_path / "vendor")
    change(desk / "ledger.sqlite")
    before = look(desk)
    for name, words in COMMANDS.items():
        result = desk.vendor(*words)
        if name == "audit" and result.status == 1 and not result.talk:
            assert "ledger.sqlite" in result.text, (wrong, result.text)
        else:
            assert_clear(result, (wrong, name))
            assert "ledger.sqlite" in result.errors(PROGRAM)[0], (wrong, name, result.talk)
            assert said is None or said in result.errors(PROGRAM)[0], (wrong, name, result.talk)
        assert not (desk / "one.lic").exists() and report(result.out if name == "batch" else b"") == [], (wrong, name)
        assert look(desk) == before, (wrong, name)
    assert len(COMMANDS) == 5 and len(WRONG) == 9


@pytest.mark.parametrize("left", [0.5, 0.8, 0.97, 0.999])
def test_a_ledger_that_was_cut_short_is_found_and_grows_no_further_damage(template, tmp_path, left):
    """Some commands need nothing of what is missing; the audit does."""
    desk = copied(template, tmp_path / "vendor")
    path = desk / "ledger.sqlite"
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    before = look(desk)
    audit = desk.vendor("audit", "verify")
    assert audit.status in (1, 2) and "ledger.sqlite" in audit.text + audit.talk, audit
    assert look(desk) == before
    for name, words in COMMANDS.items():
        result = desk.vendor(*words)
        if result.status and result.talk:
            assert_clear(result, (left, name))


def look(desk):
    """The ledger and the log as they are."""
    found = {}
    for path in [desk / "ledger.sqlite", *(desk / "log").rglob("*")]:
        found[str(path)] = path.read_bytes() if path.is_file() else path.is_dir()
    return found
