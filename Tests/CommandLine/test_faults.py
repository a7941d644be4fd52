"""Processes of an administrator that fail or are killed at any step: the state is the old one or the new one, and the next import
works."""

import re

import pytest

from benches import bench, content, plain, restore  # noqa: F401
from conftest import SITE, needs_tracing
from evidence import assure
from faults import CALLS, ERRORS, assert_error, disturbed, injections, others, steps

STATE_FILES = {"state", "state.previous", "installation.key", "product-path", "lock"}


@needs_tracing
def test_an_import_that_is_disturbed_at_any_step_leaves_the_old_state_or_the_new(bench):
    desk, command = bench, ["import", "full.lic"]
    restore(desk)
    old, older = content(desk.state / "state"), content(desk.state / "state.previous")
    key = content(desk.state / "installation.key")
    found = steps(desk.latchkey, command, [desk.folder])
    new = plain(content(desk.state / "state"))
    assert new != plain(old) and content(desk.state / "state.previous") == old
    outcomes, failed_syncs = {"old": 0, "new": 0}, 0
    for call, number, fault in injections(found):
        restore(desk)
        what = (call, number, fault)
        result = disturbed(desk.latchkey, command, *what)
        state = content(desk.state / "state")
        is_new = plain(state) == new
        assert is_new or state == old, what
        outcomes["new" if is_new else "old"] += 1
        assert content(desk.state / "installation.key") == key
        assert content(desk.state / "state.previous") in (old, older), what
        if fault.startswith("error"):
            assert {path.name for path in desk.state.iterdir()} <= STATE_FILES, what
            assert is_new if result.status == 0 else result.status == 2, what
            if result.status:
                assert_error(result, "latchkey")
        if call == "fsync" and fault.startswith("error"):
            # A failed sync is final: an error, and the old state is served.
            assert state == old, what
            assert_error(result, "latchkey")
            failed_syncs += 1
        verdict = desk.latchkey("verify", "--json").expect(0).json
        assert (verdict["mode"], verdict["features"]) == (("full", ["reports"]) if is_new else ("trial", [])), what
        desk.latchkey(*command).expect(0)
        assert plain(content(desk.state / "state")) == new, what
    print(f"import: {outcomes}")
    assert outcomes["old"] >= 40 and outcomes["new"] >= 10 and failed_syncs == len(ERRORS) * len(found["fsync"]) > 0
    assure("R2", 50, "faults at least, one in each call of an import")
    assure("R3", failed_syncs, "failures of fsync, each call with each error")


@needs_tracing
def test_an_import_of_which_any_other_call_fails_leaves_the_old_state_or_the_new(bench):
    """Reading, locking, closing, memory, randomness: the program may end, but the state is whole."""
    desk, command = bench, ["import", "full.lic"]
    restore(desk)
    old = content(desk.state / "state")
    found = others(desk.latchkey, command, ["full.lic"], CALLS)
    new = plain(content(desk.state / "state"))
    tried = 0
    for call, numbers in found.items():
        for number in numbers:
            restore(desk)
            what = (call, number, "error=EIO")
            result = disturbed(desk.latchkey, command, *what)
            state = content(desk.state / "state")
            assert state == old or plain(state) == new, what
            assert result.status != 0 or plain(state) == new, what
            verdict = desk.latchkey("verify", "--json").expect(0).json
            assert verdict["mode"] == ("trial" if state == old else "full"), what
            desk.latchkey(*command).expect(0)
            tried += 1
    print(f"import: {tried} failures of {', '.join(found)}")
    assert tried >= 40 and {"read", "close", "flock"} <= found.keys()
    assure("R2", 40, "failures at least, one of each other system call of an import")


@needs_tracing
@pytest.mark.parametrize("first", [True, False], ids=["the first", "another"])
def test_a_request_that_is_disturbed_at_any_step_can_be_made_again(bench, first):
    desk = bench
    command = ["request", "--product", "latchkey.product", "--url", "https://new.example", "-o", "new.out"]
    restore(desk, template=not first)
    old = content(desk.state / "state")
    key = content(desk.state / "installation.key")
    found = steps(desk.latchkey, command, [desk.folder, "new.out"])
    new = plain(content(desk.state / "state"))
    assert new != plain(old)
    faults = 0
    for call, number, fault in injections(found):
        restore(desk, template=not first)
        what = (call, number, fault)
        result = disturbed(desk.latchkey, command, *what)
        faults += 1
        state, output = content(desk.state / "state"), content(desk / "new.out")
        assert state == old or plain(state) == new, what
        assert output is None or output.startswith(b"latchkey/request@v1\n") and output.endswith(b"=\n"), what
        if key:
            assert content(desk.state / "installation.key") == key
        if fault.startswith("error"):
            assert result.status in (0, 2), (what, result.talk)
            assert (result.status == 0) == (output is not None), what
            if result.status:
                assert_error(result, "latchkey")
            assert not list(desk.folder.rglob(".latchkey-*")), what
        if call == "fsync" and fault.startswith("error"):
            assert_error(result, "latchkey")
        if not first:
            assert desk.latchkey("verify", "--json", "--url", SITE).expect(0).json["mode"] == "trial", what
        desk.latchkey(*command, "--force").expect(0)
        revisions = 2 if plain(state) == new else 1
        later = re.sub(rb"(?m)^revision (\d+)$", lambda found: b"revision %d" % (int(found[1]) + revisions - 1), new)
        assert plain(content(desk.state / "state")) == later, what
        # The key that signed a request which is out stays the installation's.
        if output is not None:
            ids = [line for line in (output + content(desk / "new.out")).split(b"\n") if line.startswith(b"installation ")]
            assert len(ids) == 2 and ids[0] == ids[1], what
    print(f"request: {faults}")
    assert faults >= (100 if first else 60)
    assure("R2", 100 if first else 60, "faults at least, one in each call of a request")
