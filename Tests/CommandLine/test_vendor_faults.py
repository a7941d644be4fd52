"""Processes of a vendor that fail or are killed at any step: nothing is half done, nothing is done twice, and the same command
finishes what was begun."""

import re

import pytest

from benches import bench, content  # noqa: F401
from conftest import needs_tracing, snapshot
from customers import bound, client, installation, receipt, state_of_lists, vendor  # noqa: F401
from evidence import assure
from faults import ALL, LEDGER_CALLS, assert_error, disturbed, injections, others, steps
from issued_files import issued
from ledger_records import records
from signed_notes import items, note_text
from workspaces import Workspace, rows


# --- issuing ---


@needs_tracing
def test_an_issue_that_is_disturbed_leaves_no_half_license_and_never_two(shop, bench, tmp_path):
    workspace = Workspace(shop.folder, tmp_path)
    desk = workspace.desk
    command = ["issue", bench / "acme.request", "--customer", "A", "--term", "13m", "-o", "a.out"]
    before = workspace.seen()
    found = steps(desk.vendor, command, [desk.folder, "\"./", "a.out"], LEDGER_CALLS)
    assert len(rows(workspace.seen(), "license")) == len(rows(before, "license")) + 1
    assert {"pwrite64", "unlink"} & {call for call, numbers in found.items() if numbers}, found
    fixed = snapshot(desk / "keys", desk / "vendor")
    outcomes = {"nothing": 0, "kept alone": 0, "out": 0}
    for call, number, fault in injections(found, ["EIO", "ENOSPC"], every=ALL):
        workspace.restore()
        what = (call, number, fault)
        result = disturbed(desk.vendor, command, *what)
        output = content(desk / "a.out")
        after = workspace.seen()
        new = [each for each in rows(after, "license") if each not in rows(before, "license")]
        # All of it is kept, the request and the signed head of the log too, or nothing.
        assert len(new) <= 1 and (new or after == before), what
        if new:
            assert len(rows(after, "checkpoint")) == len(rows(before, "checkpoint")) + 1, what
        # What is out is kept, and what is acknowledged is out.
        if output is not None:
            assert issued(output, desk) == (new[0], []), what
        outcomes["out" if output is not None else "kept alone" if new else "nothing"] += 1
        if fault.startswith("error"):
            assert result.status in (0, 2), (what, result.talk)
            assert (result.status == 0) == (output is not None), what
            if result.status:
                assert_error(result, "latchkey-vendor")
        assert snapshot(desk / "keys", desk / "vendor") == fixed, what
        # The same again gives that license, or the first; and the file is the same bytes.
        desk.vendor(*command, "--force").expect()
        done = rows(workspace.seen(), "license")
        assert len(done) == len(rows(before, "license")) + 1 and (not new or new[0] in done), what
        again = content(desk / "a.out")
        assert issued(again, desk)[0] == done[-1] and output in (None, again), what
        workspace.assert_tidy(what)
    print(f"issue: {outcomes}")
    assert min(outcomes.values()) >= 1 and sum(outcomes.values()) >= 40
    assure("R5", 40, "faults at least, one in each call of an issue",
           f"{sum(outcomes.values())} faults in the calls of an issue: nothing half done, nothing twice")


@needs_tracing
def test_an_issue_of_which_any_other_call_fails_issues_once(shop, bench, tmp_path):
    """Each fifth of them here, and all where LATCHKEY_FAULTS is `all`."""
    workspace = Workspace(shop.folder, tmp_path)
    desk = workspace.desk
    command = ["issue", bench / "acme.request", "--customer", "A", "--term", "13m", "-o", "a.out"]
    before = rows(workspace.seen(), "license")
    found = others(desk.vendor, command, ["ledger.sqlite"], LEDGER_CALLS)
    chosen = [(call, number) for call, numbers in found.items() for number in numbers]
    chosen = chosen if ALL else chosen[::5]
    outcomes = {"nothing": 0, "kept alone": 0, "out": 0}
    for call, number in chosen:
        workspace.restore()
        what = (call, number, "error=EIO")
        result = disturbed(desk.vendor, command, *what)
        output = content(desk / "a.out")
        new = [each for each in rows(workspace.seen(), "license") if each not in before]
        assert len(new) <= 1 and (result.status != 0 or output is not None), (what, result.talk)
        if output is not None:
            assert issued(output, desk) == (new[0], []), what
        outcomes["out" if output is not None else "kept alone" if new else "nothing"] += 1
        desk.vendor(*command, "--force").expect()
        done = [each for each in rows(workspace.seen(), "license") if each not in before]
        assert len(done) == 1 and new in ([], done) and output in (None, content(desk / "a.out")), what
    print(f"issue: {len(chosen)} failures of {', '.join(found)}: {outcomes}")
    assert len(chosen) >= 40 and outcomes["nothing"] and outcomes["out"]
    assure("R5", 40, "failures at least, of other system calls of an issue",
           f"{len(chosen)} failures, one of each other system call of an issue: issued once")


# --- revocations, repairs and returns ---


def plain(found):
    """Lists without what differs from run to run."""
    return {
        name: re.sub(r"(?m)^issued .*$", "issued TIME", note_text(note).decode()) for name, note in found.items()}


@needs_tracing
@pytest.mark.parametrize("first", [True, False], ids=["the first", "another"])
def test_a_revocation_that_is_disturbed_at_any_step_loses_nothing_and_is_finished_by_the_same_command(
        vendor, client, tmp_path, first):
    held, license = bound(vendor, client, customer="Held"), bound(vendor, client)
    if not first:
        vendor.vendor("revoke", held, "--reason", "stolen").expect()
    workspace = Workspace(vendor.folder, tmp_path)
    desk = workspace.desk
    old, before = state_of_lists(desk), workspace.seen()
    command = ["revoke", license, "--reason", "refunded", "-o", "a.out"]
    found = steps(desk.vendor, command, [desk.folder, "\"./", "a.out"], LEDGER_CALLS)
    new = plain(state_of_lists(desk))
    assert len(new) == 2
    fixed = snapshot(desk / "keys", desk / "vendor")
    outcomes = {"old": 0, "kept alone": 0, "out": 0}
    for call, number, fault in injections(found, ["EIO", "ENOSPC"], every=ALL):
        workspace.restore()
        what = (call, number, fault)
        result = disturbed(desk.vendor, command, *what)
        after, output = workspace.seen(), content(desk / "a.out")
        now = state_of_lists(workspace.probe)
        # All lists are the old ones, or all are new; nothing else is lost or changed.
        assert after == before or plain(now) == new, what
        assert after["record"][:len(before["record"])] == before["record"], what
        assert output is None or plain(now) == new and output == now[installation(client)], what
        outcomes["out" if output is not None else "kept alone" if after != before else "old"] += 1
        if fault.startswith("error"):
            assert result.status in (0, 2) and (result.status == 0) == (output is not None), (what, result.talk)
            if result.status:
                assert_error(result, "latchkey-vendor")
        assert snapshot(desk / "keys", desk / "vendor") == fixed, what
        desk.vendor(*command, "--force").expect()
        # Finished, and nothing is counted twice.
        assert plain(state_of_lists(desk)) == new and len(records(desk, "revocations")) == len(old) + 2, what
        assert content(desk / "a.out") == state_of_lists(desk)[installation(client)]
        workspace.assert_tidy(what)
    print(f"revoke: {outcomes}")
    assert min(outcomes.values()) >= 1 and sum(outcomes.values()) >= 20


@needs_tracing
@pytest.mark.parametrize("kind", ["repair", "return"])
def test_a_repair_or_a_return_that_is_disturbed_leaves_no_half_record(vendor, client, tmp_path, kind):
    if kind == "repair":
        command = ["repair-clock", installation(client), "-o", "a.out"]
    else:
        vendor.write("a.return", receipt(client, bound(vendor, client)))
        command = ["returned", "a.return"]
    workspace = Workspace(vendor.folder, tmp_path)
    desk = workspace.desk
    before = workspace.seen()
    found = steps(desk.vendor, command, [desk.folder, "\"./", "a.out"], LEDGER_CALLS)
    fixed = snapshot(desk / "keys", desk / "vendor")
    outcomes = {"nothing": 0, "kept": 0}
    for call, number, fault in injections(found, ["EIO", "ENOSPC"], every=ALL):
        workspace.restore()
        what = (call, number, fault)
        result = disturbed(desk.vendor, command, *what)
        after, output = workspace.seen(), content(desk / "a.out")
        kept = rows(after, kind)
        assert len(kept) <= 1 and (kept or after == before) and (output is None or kept == [output]), what
        outcomes["kept" if kept else "nothing"] += 1
        for note in kept:
            assert items(note) == [note]
        if fault.startswith("error"):
            assert result.status in (0, 2), (what, result.talk)
            if result.status:
                assert_error(result, "latchkey-vendor")
            else:
                assert kept
        assert snapshot(desk / "keys", desk / "vendor") == fixed
        desk.vendor(*command, *(["--force"] if kind == "repair" else [])).expect()
        # A receipt is kept once; each repair is a new one.
        assert len(rows(workspace.seen(), kind)) == (1 if kind == "return" else len(kept) + 1), what
        workspace.assert_tidy(what)
    print(f"{kind}: {outcomes}")
    assert min(outcomes.values()) >= 1 and sum(outcomes.values()) >= 20
