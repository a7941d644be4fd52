"""Disks that fail, fill up or are read-only, and processes that are killed at any step: the state is the old one or
the new one, and the next import works.

strace makes the N-th call fail, or kills the process as it enters it, for every N that touches the desk's files.
"""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import nacl.hash
import pytest

from conftest import (
    BIN, PRODUCT, SITE, Desk, assert_ledger_is_whole, assert_log_is_whole, everything, import_codes, issued, needs, needs_root,
    needs_tracing, order, record, snapshot)
from evidence import assure
from tracing import calls_of

CALLS = ["openat", "write", "fsync", "rename", "renameat", "renameat2", "linkat", "mkdirat"]
# What SQLite calls besides.
LEDGER_CALLS = [*CALLS, "pwrite64", "fdatasync", "ftruncate", "unlink", "unlinkat", "flock"]
ERRORS = ["EIO", "ENOSPC", "EROFS"]
STATE_FILES = {"state", "state.previous", "installation.key", "product-path", "lock"}


def plain(blob):
    """A state without what differs from run to run: the times, and the checksum over them, which has to be right."""
    if blob is None:
        return None
    first, second, rest = blob.split(b"\n", 2)
    assert first == b"latchkey/state@v1"
    word, checksum, length = second.split(b" ")
    head, history = rest[:int(length)], rest[int(length):]
    assert word == b"checksum" and checksum == checked(head), "torn state"
    announced = re.findall(rb"(?m)^history (\S+)$", head)
    assert announced == ([checked(history)] if history else []), "torn history"
    # Imports of one second stand in the order of their hashes.
    imports = sorted(line.split(b" ")[2:] for line in history.split(b"\n") if line.startswith(b"import "))
    history = re.sub(rb"(?m)^import .*\n", b"", history) + b"".join(b" ".join(line) + b"\n" for line in imports)
    # Loads count the revision up when they look at the clock; facts are hashed for one key.
    head = re.sub(rb"(?m)^(created|revision|fact|clock|step|history) .*\n", b"", head)
    return re.sub(rb"(?m)^key \S+$", b"key KEY", head) + history


def checked(part):
    """The checksum of a part of a state."""
    return nacl.hash.siphash24(part, key=b"latchkey/state@v")


def content(path):
    return path.read_bytes() if path.exists() else None


def steps(program, command, folders, calls=CALLS):
    """Runs once undisturbed; gives for each call the numbers from the first one that touches the folders on."""
    trace = program.folder.parent / "trace"
    program(*command, before=["strace", "-f", "-o", trace, "-e", "trace=" + ",".join(calls)]).expect()
    text = trace.read_text()
    found = {}
    for call in calls:
        lines = calls_of(text, call)
        # Before that the loader opens libraries, of which the program knows nothing. A program that closed its memory
        # shows addresses instead of names.
        touching = [
            number for number, line in enumerate(lines, 1)
            if call != "openat" or re.search(r"openat\(\w+, 0x", line) or any(str(each) in line for each in folders)]
        found[call] = range(touching[0], len(lines) + 1) if touching else range(0)
    return found


def others(program, command, folders, known):
    """The numbers of every other call, by its name, from where the program touches the folders on.

    What ends a thread or a process cannot fail.
    """
    trace = program.folder.parent / "trace"
    program(*command, before=["strace", "-f", "-o", trace]).expect()
    lines = trace.read_text().splitlines()
    # strace counts the calls of each thread; the first one is the program's.
    lines = [line.split(maxsplit=1)[1] for line in lines if line.split(" ", 1)[0] == lines[0].split(" ", 1)[0]]
    begin = next(number for number, line in enumerate(lines) if line.startswith("openat(") and any(each in line for each in folders))
    found = {}
    for number, line in enumerate(lines):
        call = line.partition("(")[0]
        if re.fullmatch(r"\w+", call) and call not in (*known, "execve", "exit", "exit_group", "rt_sigreturn"):
            found.setdefault(call, []).append(number >= begin)
    return {
        call: [count for count, is_behind in enumerate(marks, 1) if is_behind]
        for call, marks in sorted(found.items()) if any(marks)}


# Whether each fault is tried at each call of what a vendor does, which takes long.
ALL = os.environ.get("LATCHKEY_FAULTS") == "all"


def injections(found, errors=ERRORS, every=True):
    """The faults at each call: all of them, or one in turn."""
    for index, (call, number) in enumerate((call, number) for call, numbers in found.items() for number in numbers):
        faults = [f"error={error}" for error in errors + (["EPERM"] if call == "linkat" else [])] + ["signal=SIGKILL"]
        for fault in faults if every else [faults[index % len(faults)]]:
            yield call, number, fault


def disturbed(program, command, call, number, fault):
    """Runs with one fault; gives the result, after checking that the fault came."""
    trace = program.folder.parent / "trace"
    result = program(
        *command, before=["strace", "-f", "-o", trace, "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}"])
    text = trace.read_text()
    assert "(INJECTED)" in text or "killed by SIGKILL" in text, (call, number, fault)
    if fault.startswith("signal"):
        assert result.status in (-9, 137)
    # What strace has to say about itself is not the program's.
    return replace(result, err=re.sub(rb"(?m)^strace: .*\n", b"", result.err))


@pytest.fixture(scope="module")
def bench(shop, tmp_path_factory):
    """A desk with a trial installed, and a full license at hand whose features tell that it came in."""
    desk = Desk(tmp_path_factory.mktemp("faults") / "admin")
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    order(shop, desk, "--trial", "30d", name="trial.lic")
    order(shop, desk, "--feature", "reports", name="full.lic")
    desk.latchkey("import", "trial.lic").expect()
    shutil.copytree(desk / "state", desk.folder.parent / "template")
    return desk


def restore(desk, template=True):
    shutil.rmtree(desk / "state", ignore_errors=True)
    for path in [*desk.folder.glob("*.out"), *desk.folder.glob(".latchkey-*")]:
        path.unlink()
    if template:
        shutil.copytree(desk.folder.parent / "template", desk / "state")


def assert_error(result, program):
    """A fault that the program lived to see is told in one line."""
    assert result.status == 2 and len(result.errors(program)) == 1, (result.status, result.talk)
    assert len(result.talk.splitlines()) <= 2


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


class Workspace:
    """A copy of a vendor's workspace that is put back before each fault."""

    def __init__(self, folder, new):
        self.template = new / "template"
        shutil.copytree(folder, self.template)
        self.desk = Desk(new / "copy")
        self.probe = new / "probe"
        self.restore()

    def restore(self):
        shutil.rmtree(self.desk.folder)
        shutil.copytree(self.template, self.desk.folder)

    def seen(self):
        """Every row of the ledger as whoever opens it next will see it; the desk's own files stay as the fault left them."""
        shutil.rmtree(self.probe, ignore_errors=True)
        shutil.copytree(self.desk.folder, self.probe)
        assert_ledger_is_whole(self.probe)
        return everything(self.probe)

    def assert_tidy(self, what):
        """Nothing half done lies around but a killed process's own file; the next who writes catches up with the log."""
        own = [path for path in self.desk.folder.rglob(".latchkey-*")]
        # Only what was killed, or could not remove it, leaves a file of its own.
        assert not own or what[2].startswith("signal") or what[0].startswith("unlink"), (what, own)
        assert not list(self.desk.folder.rglob("*-journal")), what
        self.desk.vendor("product", "add", "tidy", "--title", "Tidy").expect()
        assert_log_is_whole(self.desk)
        assert_ledger_is_whole(self.desk)


def rows(found, kind):
    """The documents of a kind among all rows."""
    return [row[7].encode() for row in found["record"] if row[1] == kind]


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


# --- what only reads ---


@needs_tracing
@pytest.mark.parametrize("command", [["verify"], ["verify", "--json"], ["status"], ["check", "full.lic"], ["inspect", "full.lic"]])
def test_what_only_answers_writes_nothing_and_opens_no_socket(bench, command):
    restore(bench)
    # The clock is looked at for the state at most once an hour.
    bench.latchkey("verify").expect()
    before = snapshot(bench.folder)
    trace = bench.folder.parent / "trace"
    bench.latchkey(*command, before=["strace", "-f", "-o", trace]).expect()
    lines = trace.read_text().splitlines()
    names = [match.group(1) for line in lines if (match := re.match(r"\d+ +(\w+)\(", line))]
    assert len(names) > 20 and "execve" in names and "write" in names
    network = {"socket", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "recvfrom", "socketpair"}
    changing = {
        "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink", "unlinkat", "mkdir", "mkdirat",
        "rmdir", "truncate", "ftruncate", "chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat", "fsync", "fdatasync",
        "utimensat", "pwrite64", "writev", "fallocate", "creat", "mknod", "mknodat", "setxattr", "flock", "fork", "vfork"}
    assert not set(names) & (network | changing)
    for line in lines:
        if re.match(r"\d+ +(openat|open)\(", line):
            assert not re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)", line), line
        if re.match(r"\d+ +write\(", line):
            assert re.match(r"\d+ +write\([12],", line), line
    assert snapshot(bench.folder) == before


@needs_tracing
def test_nothing_in_either_program_opens_a_socket(shop, bench, tmp_path):
    restore(bench)
    for program, command in [
        (bench.latchkey, ["import", "full.lic"]),
        (bench.latchkey, ["request", "--product", "latchkey.product", "--url", SITE]),
        (shop.vendor, ["issue", bench / "acme.request", "--customer", "A"]), (shop.vendor, ["keys", "list"]),
    ]:
        trace = tmp_path / "trace"
        program(*command, before=["strace", "-f", "-o", trace, "-e", "trace=execve,%network"]).expect()
        lines = trace.read_text().splitlines()
        assert len([line for line in lines if "execve(" in line]) == 1
        assert not [line for line in lines if not re.search(r"execve\(|\+\+\+", line)]


# --- disks ---


def mounted(*arguments):
    """Mounts, or skips where that is not allowed."""
    if subprocess.run(["mount", *map(str, arguments)], capture_output=True).returncode:
        pytest.skip("may not mount here")


def answers(desk, template_mode="trial"):
    """Everything that reads answers as before."""
    for command in (["verify", "--json"], ["status", "--json"]):
        assert desk.latchkey(*command).expect(0).json["mode"] == template_mode
    desk.latchkey("check", "full.lic").expect(0)


@needs_root
@needs("mount")
def test_r9_on_a_read_only_disk_verify_answers_and_import_says_why_not(bench):
    restore(bench)
    mounted("--bind", bench / "state", bench / "state")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", bench / "state"], check=True)
        before = snapshot(bench.state)
        answers(bench)
        for command in (["import", "full.lic"], ["request", "--url", SITE]):
            result = bench.latchkey(*command).expect(2)
            assert "read-only file system" in result.errors("latchkey")[0] and result.out == b""
        assert snapshot(bench.state) == before
    finally:
        subprocess.run(["umount", bench / "state"], check=True)
    bench.latchkey("import", "full.lic").expect()
    assure("R9", 5, "commands on a read-only disk")


def test_r9_a_folder_that_may_not_be_written_is_read(bench):
    """Without the rights of root: a folder of mode 0500."""
    user = 54321 if os.geteuid() == 0 else None
    stage = Path(tempfile.mkdtemp(prefix="latchkey-faults-"))
    try:
        stage.chmod(0o755)
        binaries = BIN
        if user:
            binaries = stage
            shutil.copy(BIN / "latchkey", stage / "latchkey")
        desk = Desk(stage / "admin", user=user, binaries=binaries)
        restore(bench)
        for name in ("latchkey.product", "full.lic"):
            desk.receive(bench / name)
        shutil.copytree(bench / "state", desk / "state")
        (desk.state / "product-path").write_text(f"{desk / 'latchkey.product'}\n")
        for path in [desk / "state", *(desk / "state").rglob("*")]:
            if user:
                os.chown(path, user, user)
        desk.state.chmod(0o500)
        before = snapshot(desk.state)
        answers(desk)
        (desk.state / "lock").chmod(0o600)
        result = desk.latchkey("import", "full.lic").expect(2)
        assert "permission denied" in result.errors("latchkey")[0]
        assert snapshot(desk.state) == before
        desk.state.chmod(0o700)
        desk.latchkey("import", "full.lic").expect()
        assure("R9", 4, "commands in a folder that may not be written")
    finally:
        shutil.rmtree(stage)


@needs_root
@needs("mount")
def test_r9_on_a_full_disk_verify_answers_and_import_says_why_not(bench):
    restore(bench)
    shutil.rmtree(bench / "state")
    (bench / "state").mkdir()
    mounted("-t", "tmpfs", "-o", "size=256k", "tmpfs", bench / "state")
    try:
        shutil.copytree(bench.folder.parent / "template", bench / "state", dirs_exist_ok=True)
        with open(bench / "state/filler", "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        before = snapshot(bench.state)
        answers(bench)
        for command in (["import", "full.lic"], ["request", "--url", "https://new.example"]):
            result = bench.latchkey(*command).expect(2)
            assert "no space left on device" in result.errors("latchkey")[0]
            assert "make room" in result.talk
        assert snapshot(bench.state) == before
        (bench / "state/filler").unlink()
        bench.latchkey("import", "full.lic").expect()
        answers(bench, "full")
        assure("R9", 5, "commands on a full disk")
    finally:
        subprocess.run(["umount", bench / "state"], check=True)


# --- every state takes an import ---


def garbage(desk):
    (desk.state / "state").write_bytes(bytes(range(256)) * 10)


def truncated(part):
    def change(desk):
        path = desk.state / "state"
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * part)])
    return change


def flipped(desk):
    path = desk.state / "state"
    path.write_bytes(path.read_bytes().replace(b"revision", b"revisioN"))


def without(*names):
    def change(desk):
        for name in names:
            (desk.state / name).unlink()
    return change


def swapped(desk):
    (desk.state / "state").write_bytes((desk.state / "state.previous").read_bytes())


def too_large(desk):
    with open(desk.state / "state", "ab") as file:
        file.truncate(9 << 20)


def linked(desk):
    (desk.state / "state").rename(desk.state / "elsewhere")
    (desk.state / "state").symlink_to("elsewhere")


NAMED = ["--product", "latchkey.product"]
STATES = [
    ("as it was", lambda desk: None, [], 0),
    ("no state", without("state"), [], 1), ("no state and no previous", without("state", "state.previous"), [], 1),
    ("garbage", garbage, [], 2), ("nothing in it", truncated(0), [], 2), ("half of it", truncated(0.5), [], 2),
    ("all but the end of its history", truncated(0.99), [], 0), ("a changed letter", flipped, [], 2), ("9 MiB", too_large, [], 2),
    ("the one before", swapped, [], 1), ("a link", linked, [], 0),
    ("product path lost", without("product-path"), NAMED, None),
    ("product path garbage", lambda desk: (desk.state / "product-path").write_bytes(b"\xff\x00\n"), NAMED, None),
    ("product path empty", lambda desk: (desk.state / "product-path").write_bytes(b""), NAMED, None),
    ("no lock", without("lock"), [], 0), ("no key", without("installation.key"), [], 0),
    ("key garbage", lambda desk: (desk.state / "installation.key").write_bytes(b"x"), [], 0),
    ("left-over temporary files", lambda desk: (desk.state / ".latchkey-1").write_bytes(b"x"), [], 0),
]


@pytest.mark.parametrize("change, options, verify", [row[1:] for row in STATES], ids=[row[0] for row in STATES])
def test_r10_an_import_works_in_every_state(bench, change, options, verify):
    restore(bench)
    change(bench)
    before = bench.latchkey("verify", "--json")
    if verify is not None:
        assert before.expect(verify).json["mode"] in ("trial", "off")
    # A state that was lost takes its sites along, so the site is said.
    bench.latchkey("import", "full.lic", *options).expect(0)
    after = bench.latchkey("verify", "--json", "--url", SITE).expect(0).json
    assert (after["mode"], after["features"]) == ("full", ["reports"])
    assert bench.latchkey("import", "full.lic", "--json").expect(0).json["import"]["outcome"] == "unchanged"
    assure("R10", 1, "spoiled states, on the command line")


def test_a_request_without_the_installations_key_says_so_and_makes_no_other(bench):
    restore(bench)
    key = bench.state / "installation.key"
    for change, said in [(lambda: key.write_bytes(b"x"), "is not an installation key"), (key.unlink, "is missing")]:
        change()
        before = snapshot(bench.state)
        result = bench.latchkey("request", "--url", SITE, "-o", "new.out").expect(2)
        assert said in result.errors("latchkey")[0] and "restore it from a backup" in result.talk
        assert snapshot(bench.state) == before and not (bench / "new.out").exists()
    # What the hint says works.
    bench.state.rename(bench / "state/away")
    bench.latchkey("request", *NAMED, "--url", SITE, "-o", "new.out").expect(0)


def test_an_import_works_where_nothing_was_ever_done(shop, bench):
    restore(bench, template=False)
    order(shop, bench, "--installation", "any", name="anywhere.lic")
    # A license for the installation that stood here before is not this one's.
    refused = bench.latchkey("import", "full.lic", *NAMED, "--json").expect(1)
    assert import_codes(refused.json) == ["other-installation"]
    bench.latchkey("import", "anywhere.lic", *NAMED).expect()
    assert bench.latchkey("verify", "--json", "--url", SITE).expect(0).json["mode"] == "full"


def test_the_table_of_states_is_whole():
    assert len(STATES) == 18 and len({row[0] for row in STATES}) == 18


@needs("faketime")
def test_an_expired_license_takes_a_renewal_and_imports_itself(shop, bench):
    restore(bench)
    renewal = order(shop, bench, "--expires", "2098-12-31", name="renewal.lic")
    late = ["faketime", "-f", "@2090-01-01 00:00:00"]
    if bench.latchkey("verify", "--json", before=late).json["time"][:4] != "2090":
        pytest.skip("faketime does not reach this program")
    expired = bench.latchkey("verify", "--json", before=late).expect(1)
    assert expired.json["mode"] == "read-only" and expired.codes == ["expired"]
    again = bench.latchkey("import", "full.lic", "--json", before=late).expect(0)
    assert again.json["import"]["outcome"] == "imported" and again.json["verdict"]["mode"] == "read-only"
    bench.latchkey("import", renewal, before=late).expect(0)
    assert bench.latchkey("verify", "--json", before=late).expect(0).json["mode"] == "full"
