"""Workspaces that are made: nothing is overwritten, nothing half made stands in the way, and the threshold of root keys is one."""

import os
import re
import resource
import shutil
import subprocess

import pytest

from conftest import PRODUCT, VENDOR, Desk, needs, needs_root, needs_tracing, snapshot
from evidence import assure
from ledger_records import assert_ledger_is_whole, record
from secret_keys import ISSUE
from signed_notes import note_text
from tracing import injecting, strace


def test_init_changes_nothing_in_a_workspace(locked, shop):
    for desk in (locked, shop):
        before = snapshot(desk.folder)
        for options in (["--vendor", VENDOR], ["--vendor", "other.example", "--label", "other"]):
            result = desk.vendor("init", *options, "--no-passphrase").expect(1)
            assert "is a vendor's workspace already" in result.errors("latchkey-vendor")[0]
        assert snapshot(desk.folder) == before


def test_init_overwrites_no_key_that_lies_in_its_way(built, tmp_path):
    desk = Desk(tmp_path / "new")
    (desk / "keys").mkdir(mode=0o700)
    precious = desk.write("keys/repair-key.key", "precious")
    result = desk.vendor("init", "--vendor", VENDOR, "--no-passphrase", "--label", "key").expect(2)
    assert "already exists" in result.errors("latchkey-vendor")[0]
    assert precious.read_text() == "precious"
    assert [path.name for path in desk.folder.rglob("*") if path.is_file()] == ["repair-key.key"]


def test_init_beside_a_file_that_is_called_log_says_so_and_leaves_no_keys(built, tmp_path):
    desk = Desk(tmp_path / "new")
    desk.write("log", "precious")
    result = desk.vendor("init", "--vendor", VENDOR, "--no-passphrase").expect(2)
    assert result.errors("latchkey-vendor") == ["latchkey-vendor: error: './log' is not a folder"], result.talk
    assert left_over(desk.folder) == ["log"]


def left_over(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_init_that_cannot_write_a_file_leaves_no_keys(built, tmp_path):
    # A key file has 97 bytes, the ledger some pages.
    desk = Desk(tmp_path / "new")
    limits = [10, 97, 200, 400, 4096, 8192, 16384, 32768]
    for limit in limits:
        def bounded():
            import signal
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        result = desk.vendor("init", "--vendor", VENDOR, "--no-passphrase", preexec_fn=bounded).expect(2)
        assert len(result.errors("latchkey-vendor")) == 1 and result.out == b""
        assert left_over(desk.folder) == []
    # Nothing stands in the way of another try.
    desk.vendor("init", "--vendor", VENDOR, "--no-passphrase").expect()


@needs_root
@needs("mount")
def test_init_on_a_full_disk_leaves_no_keys(built, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    page = resource.getpagesize()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={64 * page}", "tmpfs", disk], capture_output=True)
    if done.returncode:
        pytest.skip("may not mount here")
    failed = 0
    try:
        desk = Desk(disk / "vendor")
        filler = disk / "filler"
        for free in range(1, 9):
            with open(filler, "wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(page))
                except OSError:
                    pass
            os.truncate(filler, max(0, filler.stat().st_size - free * page))
            result = desk.vendor("init", "--vendor", VENDOR, "--no-passphrase", "--label", "key")
            if result.status == 0:
                break
            failed += 1
            assert result.status == 2 and "no space left on device" in result.errors("latchkey-vendor")[0]
            assert left_over(desk.folder) == []
        filler.unlink()
        if result.status:
            desk.vendor("init", "--vendor", VENDOR, "--no-passphrase").expect()
    finally:
        subprocess.run(["umount", disk], check=True)
    assert failed >= 5


@needs_tracing
@pytest.mark.parametrize("call", ["fsync", "renameat2", "openat", "mkdirat"])
def test_init_that_is_killed_can_be_run_again_or_says_what_is_in_its_way(built, tmp_path, call):
    desk = Desk(tmp_path / "new")
    traced = desk.vendor(
        "init", "--vendor", VENDOR, "--no-passphrase", before=strace(tmp_path / "trace", call))
    traced.expect()
    count = len(re.findall(rf"^\d+ +{call}\(", (tmp_path / "trace").read_text(), re.M))
    first = max(1, count - 14) if call == "openat" else 1
    killed = 0
    for number in range(first, count + 1):
        shutil.rmtree(desk.folder)
        desk = Desk(tmp_path / "new")
        desk.vendor(
            "init", "--vendor", VENDOR, "--no-passphrase",
            before=injecting(tmp_path / "trace", call, "signal=SIGKILL", number))
        killed += 1
        # Until the last step it is no workspace, so that nobody works with half of one.
        if not (desk / "vendor").exists():
            desk.vendor("keys", "list").expect(1)
            again = desk.vendor("init", "--vendor", VENDOR, "--no-passphrase")
            if again.status:
                assert again.expect(2).talk.splitlines()[0].endswith("already exists")
        else:
            desk.vendor("keys", "list").expect(0)
    assert killed >= 4


THRESHOLDS = [
    (1, 1, 0), (3, 2, 0), (3, 3, 0), (16, 16, 0), (3, 4, 1), (3, 0, 1), (0, 0, 1), (0, 1, 1), (17, 2, 1), (-1, 1, 1), (2, -1, 1),
    (9223372036854775807, 1, 1),
]


@pytest.mark.parametrize("roots, threshold, status", THRESHOLDS)
def test_a_threshold_is_at_least_one_and_at_most_the_number_of_roots(built, tmp_path, roots, threshold, status):
    desk = Desk(tmp_path / "new")
    result = desk.vendor(
        "init", "--vendor", VENDOR, f"--roots={roots}", f"--threshold={threshold}", "--no-passphrase").expect(status)
    if status:
        assert "root keys cannot be asked for" in result.errors("latchkey-vendor")[0]
        assert list(desk.folder.iterdir()) == []
        assure("S8", 1, "thresholds and numbers of root keys")
        return
    keyring = record(desk, "keyring", "1")
    lines = note_text(keyring).decode().splitlines()
    assert f"threshold {threshold}" in lines
    listed = [line for line in lines if line.startswith("root ")]
    assert len(listed) == len(set(listed)) == roots == len(list((desk / "keys").glob("root-*.key")))
    signers = re.findall(rf"^— ({VENDOR}/root/\d+) ", keyring.decode(), re.M)
    assert len(signers) == len(set(signers)) == threshold
    desk.vendor("product", "add", PRODUCT, "--title", "T").expect()
    desk.vendor(*ISSUE).expect()
    assert assert_ledger_is_whole(desk) == 1
    assure("S8", 1, "thresholds and numbers of root keys")


@pytest.mark.parametrize("size", ["0", "3.0", "three", "", "99999999999999999999"])
def test_a_count_that_is_no_number_is_misuse(built, tmp_path, size):
    desk = Desk(tmp_path / "new")
    desk.vendor("init", "--vendor", VENDOR, f"--roots={size}", "--no-passphrase").expect(1 if size == "0" else 64)
    assert list(desk.folder.iterdir()) == []
