"""S19: what the memory of a signing process holds, and what a core dump of it would.

A batch is stopped while it signs. Its memory is read as root may read it, and gcore makes a core file of it, which holds
what the kernel would put into one. Seeds may stand in guarded memory alone, which is left out of core files.
"""

import base64
import os
import re
import signal
import subprocess
import time

import pytest

from conftest import PASSPHRASE, needs, needs_root
from evidence import assure
from ledgers import batch_words, table, workspace

ORDERS = 1500
MOMENTS = 4


def mappings(process):
    """Each mapping of a process: its bytes, and whether core files leave it out."""
    smaps = open(f"/proc/{process}/smaps").read()
    found = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) (.{4}) .*?^VmFlags:([a-z ]*)$", smaps, re.M | re.S)
    assert len(found) > 20
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for start, end, _, flags in found:
            try:
                memory.seek(int(start, 16))
                yield read(memory, int(end, 16) - int(start, 16)), "dd" in flags.split()
            except (OSError, OverflowError, ValueError):
                # The kernel's own pages.
                assert "io" in flags.split() or int(start, 16) > 1 << 47 or "pf" in flags.split(), (start, flags)


def read(memory, count):
    """So many bytes; a mapping may lie over the end of its file."""
    parts = []
    while count > 0 and (part := memory.read(min(count, 1 << 24))):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def spellings(seed):
    """A seed as bytes, and as people and files write it."""
    return [seed, seed.hex().encode(), base64.b64encode(seed)[:40], base64.urlsafe_b64encode(seed)[:40]]


def secrets_of(desk):
    """The seeds of a workspace's keys without a passphrase."""
    texts = {path.stem: path.read_text().strip().split(".")[-1] for path in (desk / "keys").glob("*.key")}
    assert len(texts) >= 4
    return {name: base64.urlsafe_b64decode(text + "==")[:32] for name, text in texts.items()}


class Stopped:
    """A batch that is stopped while it signs, and ended by its process ID."""

    def __init__(self, desk, words, after):
        self.process = subprocess.Popen(
            desk.vendor.command(*words), cwd=desk.folder, env=desk.vendor.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.folder, self.after = desk / words[words.index("-o") + 1], after

    def __enter__(self):
        deadline = time.monotonic() + 60
        while not self.folder.exists() or len(os.listdir(self.folder)) < self.after:
            assert self.process.poll() is None and time.monotonic() < deadline, "it ended before it was stopped"
            time.sleep(0.002)
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)
        return self.process.pid

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def searched(process, needles):
    """Which needles stand in memory that core files hold, and which in memory that they leave out."""
    dumped, guarded = set(), set()
    for content, is_left_out in mappings(process):
        found = {name for name, texts in needles.items() if any(text in content for text in texts)}
        (guarded if is_left_out else dumped).update(found)
    return dumped, guarded


def core_of(process, folder):
    """A core file of a running process, by the debugger."""
    subprocess.run(["gcore", "-o", folder / "core", str(process)], check=True, capture_output=True, timeout=120)
    path = folder / f"core.{process}"
    content = path.read_bytes()
    path.unlink()
    assert content.startswith(b"\x7fELF") and len(content) > 1 << 20
    return content


@needs_root
@needs("gcore")
def test_s19_a_running_signer_keeps_its_seeds_in_memory_that_no_core_dump_holds(built, tmp_path):
    desk = workspace(tmp_path / "vendor")
    seeds = secrets_of(desk)
    needles = {name: spellings(seed) for name, seed in seeds.items()}
    table(desk, "orders.csv", ORDERS)
    seen = set()
    for moment in range(MOMENTS):
        words = batch_words("orders.csv", f"out-{moment}")
        with Stopped(desk, words, after=1 + moment * ORDERS // 10) as process:
            dumped, guarded = searched(process, needles)
            assert dumped == set(), f"in memory that a core file holds: {dumped}"
            seen |= guarded
            core = core_of(process, tmp_path)
        assert [name for name, texts in needles.items() if any(text in core for text in texts)] == []
        # What is searched for can be found: the log's origin is no secret.
        assert b"vendor.example/log/" in core
    assert {name.partition("-")[0] for name in seen} >= {"license", "log"}, seen
    assure("S19", MOMENTS * len(needles), "seeds, looked for in a running signer's memory and its core file")


@needs_root
@needs("gcore")
def test_s19_a_passphrase_is_gone_when_the_keys_are_open(built, tmp_path):
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n")
    protection = ["--passphrase-file", tmp_path / "passphrase"]
    desk = workspace(tmp_path / "vendor", *protection)
    table(desk, "orders.csv", ORDERS)
    words = [*batch_words("orders.csv", "out"), *protection]
    with Stopped(desk, words, after=1) as process:
        dumped, _ = searched(process, {"passphrase": [PASSPHRASE.encode()]})
        core = core_of(process, tmp_path)
    assert dumped == set() and PASSPHRASE.encode() not in core
    assure("S19", 1, "passphrases, looked for in a running signer's memory and its core file")


@pytest.mark.parametrize("how", [signal.SIGABRT, signal.SIGSEGV, signal.SIGQUIT])
def test_s19_a_signer_that_crashes_leaves_no_core_file(built, tmp_path, how):
    desk = workspace(tmp_path / "vendor")
    table(desk, "orders.csv", ORDERS)
    words = batch_words("orders.csv", "out")
    stopped = Stopped(desk, words, after=1)
    with stopped:
        stopped.process.send_signal(how)
        stopped.process.send_signal(signal.SIGCONT)
        _, status = os.waitpid(stopped.process.pid, 0)
        stopped.process.returncode = -how
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == how and not os.WCOREDUMP(status)
    assert not list(desk.folder.rglob("core*"))
    assure("S19", 1, "crashes of a signer")
