"""What only answers opens no socket and writes nothing, but for the clock that a load keeps."""

import re
from datetime import timedelta

import pytest

from benches import bench, restore  # noqa: F401
from conftest import SITE, needs, needs_tracing, snapshot
from tracing import strace
from verdicts import TODAY, on


# --- what only reads ---


@needs_tracing
@pytest.mark.parametrize("command", [["verify"], ["verify", "--json"], ["status"], ["check", "full.lic"], ["inspect", "full.lic"]])
def test_what_only_answers_writes_nothing_and_opens_no_socket(bench, command):
    restore(bench)
    # The clock is looked at for the state at most once an hour.
    bench.latchkey("verify").expect()
    before = snapshot(bench.folder)
    trace = bench.folder.parent / "trace"
    bench.latchkey(*command, before=strace(trace)).expect()
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
        program(*command, before=strace(trace, "execve,%network")).expect()
        lines = trace.read_text().splitlines()
        assert len([line for line in lines if "execve(" in line]) == 1
        assert not [line for line in lines if not re.search(r"execve\(|\+\+\+", line)]


# --- what a load writes ---


@needs("faketime")
def test_a_load_writes_the_state_at_most_once_an_hour(licensed):
    path = licensed.state / "state"
    licensed.latchkey("verify").expect()
    written = []
    # Not tomorrow: that comes while the tests run.
    day = TODAY + timedelta(days=2)
    for minute in range(0, 800, 20):
        before = path.read_bytes()
        licensed.latchkey("verify", before=on(day, f"{minute // 60:02}:{minute % 60:02}:00")).expect()
        if path.read_bytes() != before:
            written.append(minute)
    assert written[0] == 0
    gaps = [later - earlier for earlier, later in zip(written, written[1:])]
    assert set(gaps) == {60} and len(gaps) >= 12
    assert {each.name for each in licensed.state.iterdir()} == {
        "state", "state.previous", "installation.key", "product-path", "lock"}
