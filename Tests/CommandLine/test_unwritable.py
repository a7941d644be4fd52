"""Disks that are read-only or full, and folders that may not be written: what only reads answers, and what writes says why not."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from benches import bench, restore  # noqa: F401
from conftest import BIN, PRODUCT, SITE, Desk, needs, needs_root, snapshot
from customers import bound, client, installation, lists, vendor  # noqa: F401
from evidence import assure
from faults import mounted
from ledger_records import assert_ledger_is_whole, everything
from verdicts import TODAY, codes, on, validated


# --- the administrator's ---


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


@contextmanager
def shut(state, *files):
    """Without the rights of root: a desk with files, and a state in a folder of mode 0500."""
    user = 54321 if os.geteuid() == 0 else None
    stage = Path(tempfile.mkdtemp(prefix="latchkey-shut-"))
    try:
        stage.chmod(0o755)
        shutil.copy(BIN / "latchkey", stage / "latchkey")
        desk = Desk(stage / "admin", user=user, binaries=stage)
        for file in files:
            desk.receive(file)
        shutil.copytree(state, desk / "state")
        (desk.state / "product-path").write_text(f"{desk / 'latchkey.product'}\n")
        for path in [desk / "state", *(desk / "state").rglob("*")]:
            if user:
                os.chown(path, user, user)
        desk.state.chmod(0o500)
        yield desk
    finally:
        shutil.rmtree(stage)


def test_r9_a_folder_that_may_not_be_written_is_read(bench):
    restore(bench)
    with shut(bench / "state", bench / "latchkey.product", bench / "full.lic") as desk:
        before = snapshot(desk.state)
        answers(desk)
        (desk.state / "lock").chmod(0o600)
        result = desk.latchkey("import", "full.lic").expect(2)
        assert "permission denied" in result.errors("latchkey")[0]
        assert snapshot(desk.state) == before
        desk.state.chmod(0o700)
        desk.latchkey("import", "full.lic").expect()
        assure("R9", 4, "commands in a folder that may not be written")


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


@needs("faketime")
def test_a_state_that_cannot_be_written_is_a_warning_and_no_obstacle(licensed):
    with shut(licensed / "state", licensed / "latchkey.product") as desk:
        before = snapshot(desk.state)
        later = on(TODAY + timedelta(days=2))
        for _ in range(2):
            answer = validated("verdict", desk.latchkey("verify", "--json", before=later).expect(0).json)
            assert answer["mode"] == "full" and "state-not-written" in codes(answer)
        assert snapshot(desk.state) == before
        desk.state.chmod(0o700)
        assert "state-not-written" not in desk.latchkey("verify", "--json", before=later).expect(0).codes
        assert snapshot(desk.state) != before


# --- the vendor's ---


@needs_root
@needs("mount")
def test_a_full_disk_keeps_what_was_there(vendor, client, tmp_path):
    vendor.vendor("revoke", bound(vendor, client), "--reason", "other").expect()
    license = bound(vendor, client)
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(path.stat().st_size for path in vendor.folder.rglob("*") if path.is_file())
    mounted("-t", "tmpfs", "-o", f"size={(size >> 10) + 1024}k", "tmpfs", disk)
    try:
        desk = Desk(shutil.copytree(vendor.folder, disk / "vendor"))
        before, lists_before = everything(desk), lists(desk)
        with open(disk / "filler", "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        for command in (["revoke", license, "--reason", "other"], ["repair-clock", installation(client)],
                        ["issue", "--product", PRODUCT, "--url", "any", "--customer", "A", "--installation", "any"]):
            result = desk.vendor(*command).expect(2)
            assert "no space left on device" in result.errors("latchkey-vendor")[0] and "make room" in result.talk
            assert result.out == b"" and everything(desk) == before
        (disk / "filler").unlink()
        desk.vendor("revoke", license, "--reason", "other").expect()
        assert {epoch for epoch, _ in lists(desk).values()} == {2} and lists(desk).keys() == lists_before.keys()
        assert_ledger_is_whole(desk)
    finally:
        subprocess.run(["umount", disk], check=True)
