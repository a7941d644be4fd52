"""Key files at the command line: who could have touched them, what is in them, and that no secret leaves them."""

import os
import shutil

import pytest

from conftest import PASSPHRASE, PRODUCT, VENDOR, Desk, needs_root, needs_tracing
from evidence import assure
from ledger_records import everything
from secret_keys import ISSUE, seeds
from tracing import strace

ROLES = ["license", "log", "repair", "revocation", "root"]

KEY_FILES = [
    ("group can read", lambda path: path.chmod(0o640), 2, "can be read or written by others (mode 0640)"),
    ("everybody can read", lambda path: path.chmod(0o604), 2, "can be read or written by others (mode 0604)"),
    ("group can write", lambda path: path.chmod(0o620), 2, "can be read or written by others (mode 0620)"),
    ("a link", lambda path: (path.rename(path.with_name("moved")), path.symlink_to("moved")), 2, "is a symbolic link"),
    ("missing", lambda path: path.unlink(), 2, "does not exist"),
    ("a folder", lambda path: (path.unlink(), path.mkdir()), 2, "is a folder, not a regular file"),
    ("a pipe", lambda path: (path.unlink(), os.mkfifo(path, 0o600)), 2, "is a named pipe, not a regular file"),
    ("empty", lambda path: path.write_text(""), 1, "is not the kind of key file that is needed here"),
    ("cut short", lambda path: path.write_text(path.read_text()[:-9]), 1, "is a damaged key file"),
    ("two lines", lambda path: path.write_text(path.read_text() * 2), 1, "is a damaged key file"),
    ("padded", lambda path: path.write_text(path.read_text().strip() + "=\n"), 1, "is a damaged key file"),
    ("too long", lambda path: path.write_text("k4.secret." + "A" * 5000), 2, "is larger than 4096 bytes"),
    ("a public key", lambda path: path.write_text("k4.public." + "A" * 43), 1, "is not the kind of key file"),
]


@pytest.mark.parametrize("change, status, said", [row[1:] for row in KEY_FILES], ids=[row[0] for row in KEY_FILES])
def test_a_key_file_that_others_could_have_touched_is_refused(shop, tmp_path, change, status, said):
    shutil.copytree(shop.folder, tmp_path / "copy")
    desk = Desk(tmp_path / "copy")
    path, = (desk / "keys").glob("license-*.key")
    change(path)
    before = everything(desk)
    result = desk.vendor(*ISSUE, timeout=5).expect(status)
    assert result.out == b"" and said in result.errors("latchkey-vendor")[0]
    assert everything(desk) == before
    assert not any(seed in result.talk for seed in seeds(shop))
    assure("S17", 1, "key files that others could have touched, or that are none")


@needs_root
def test_a_key_file_of_another_user_is_refused(shop, tmp_path):
    shutil.copytree(shop.folder, tmp_path / "copy")
    desk = Desk(tmp_path / "copy")
    path, = (desk / "keys").glob("license-*.key")
    os.chown(path, 54321, 54321)
    result = desk.vendor(*ISSUE).expect(2)
    assert "belongs to another user (user ID 54321)" in result.errors("latchkey-vendor")[0]


def test_the_public_half_is_worked_out_again_when_a_key_is_opened(shop, tmp_path):
    import base64

    shutil.copytree(shop.folder, tmp_path / "copy")
    desk = Desk(tmp_path / "copy")
    path, = (desk / "keys").glob("license-*.key")
    other, = (desk / "keys").glob("log-*.key")
    decode = lambda line: base64.urlsafe_b64decode(line.strip().split(".")[-1] + "==")
    mixed = decode(path.read_text())[:32] + decode(other.read_text())[32:]
    table = [
        ("k4.secret." + base64.urlsafe_b64encode(mixed).decode().rstrip("=") + "\n", "is not that of its secret key"),
        # A proper key, but another one's: the keyring says which key may sign.
        (other.read_text(), "is not that of its secret key"),
    ]
    for content, said in table:
        path.write_text(content)
        result = desk.vendor(*ISSUE).expect(1)
        assert said in result.errors("latchkey-vendor")[0] and result.out == b""
    assure("S16", 2, "key files whose public half is another's")


def test_new_key_files_are_closed_and_their_folder_too(locked, shop):
    for desk, start in ((locked, "k4.secret-pw."), (shop, "k4.secret.")):
        files = sorted((desk / "keys").glob("*.key"))
        assert [path.name.split("-")[0] for path in files] == ROLES
        for path in files:
            status = path.lstat()
            assert (oct(status.st_mode), status.st_uid, status.st_nlink) == ("0o100600", os.geteuid(), 1)
            assert path.read_text().startswith(start) and path.read_text().count("\n") == 1
        assert oct((desk / "keys").lstat().st_mode) == "0o40700"
        assert (desk / "keys/.gitignore").read_text() == "*\n"


def test_a_loose_umask_does_not_open_key_files(built, tmp_path):
    desk = Desk(tmp_path / "new")
    desk.vendor("init", "--vendor", VENDOR, "--no-passphrase", umask=0).expect()
    assert {oct(path.lstat().st_mode) for path in (desk / "keys").glob("*.key")} == {"0o100600"}
    tight = Desk(tmp_path / "tight")
    tight.vendor("init", "--vendor", VENDOR, "--no-passphrase", umask=0o177 if os.geteuid() == 0 else 0o077).expect()
    assert {oct(path.lstat().st_mode) for path in (tight / "keys").glob("*.key")} == {"0o100600"}
    assure("S17", 2, "umasks of init")


def test_keys_without_passphrase_come_with_a_warning(built, tmp_path):
    result = Desk(tmp_path / "new").vendor("init", "--vendor", VENDOR, "--no-passphrase").expect()
    assert "are not protected" in result.talk and result.text.count("NO PASSPHRASE") == 5


def test_signing_needs_no_root_key(shop, tmp_path):
    shutil.copytree(shop.folder, tmp_path / "copy")
    desk = Desk(tmp_path / "copy")
    for path in (desk / "keys").glob("root-*.key"):
        path.unlink()
    desk.vendor(*ISSUE).expect()
    listed = {key["role"]: key["secret"] for key in desk.vendor("keys", "list", "--json").expect().json["keys"]}
    assert listed["root"] == "secret elsewhere" and listed["license"] == "secret here, NO PASSPHRASE"


def test_no_secret_is_in_any_output(locked, shop, tmp_path):
    for desk, options in ((locked, ["--passphrase-file", "passphrase"]), (shop, [])):
        secrets = [*seeds(desk), PASSPHRASE]
        results = [
            desk.vendor(*ISSUE, *options, "-o", tmp_path / desk.folder.parent.name), desk.vendor("keys", "list"),
            desk.vendor("keys", "list", "--json"), desk.vendor("product", "export", PRODUCT),
            desk.vendor("init", "--vendor", VENDOR, "--no-passphrase"),
            *[desk.vendor("inspect", path) for path in sorted((desk / "keys").glob("*.key"))],
        ]
        assert len(results) == 10
        for result in results:
            for secret in secrets:
                assert secret not in result.text + result.talk, result.command
        written = [path for path in desk.folder.rglob("*") if path.is_file() and path.suffix != ".key"]
        assert len(written) > 3
        for path in written:
            if path.name not in ("passphrase", "typed", "another"):
                assert not any(secret.encode() in path.read_bytes() for secret in secrets), path


@needs_tracing
def test_no_secret_is_in_an_argument_or_the_environment_of_a_program(locked):
    # Nothing else is run, so that nothing can be handed over; and the passphrase is on no command line.
    traced = locked.vendor(
        *ISSUE, "--passphrase-file", "passphrase",
        before=strace("trace", "execve,execveat,fork,vfork", "-v", "-s", "4096")).expect()
    calls = [line for line in (locked / "trace").read_text().splitlines() if "exec" in line or "fork" in line]
    assert len(calls) == 1 and PASSPHRASE not in calls[0] and "latchkey-vendor" in calls[0]
    assert traced.out.startswith(b"latchkey/license@v1\n")
    (locked / "trace").unlink()


def test_a_secret_key_is_never_the_output_of_a_command(shop, tmp_path):
    target, = (shop / "keys").glob("license-*.key")
    before = target.read_bytes()
    shop.vendor("product", "export", PRODUCT, "-o", target).expect(2)
    assert target.read_bytes() == before
