"""Secret keys at the command line: passphrases, key files, thresholds, and workspaces that are half made."""

import os
import pty
import re
import resource
import shutil
import subprocess
import time

import pytest

from conftest import (
    PASSPHRASE, PRODUCT, VENDOR, Desk, assert_ledger_is_whole, everything, needs, needs_root, needs_tracing, note_text, record,
    snapshot)
from evidence import assure

ISSUE = ["issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", "--url", "any"]
ROLES = ["license", "log", "repair", "revocation", "root"]


def seeds(desk):
    """What must never be shown: the Base64 of each secret key file, and the passphrase."""
    found = [path.read_text().strip().split(".")[-1] for path in (desk / "keys").glob("*.key")]
    assert found
    return found


def test_a_passphrase_comes_from_a_file_or_a_descriptor(locked):
    for content in (PASSPHRASE, PASSPHRASE + "\n", PASSPHRASE + "\r\n", PASSPHRASE + "\nanother line\n"):
        locked.write("typed", content)
        assert locked.vendor(*ISSUE, "--passphrase-file", "typed").expect().out.startswith(b"latchkey/license@v1\n")
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode() + b"\nleft for the next reader\n")
    os.close(writing)
    locked.vendor(*ISSUE, "--passphrase-fd", reading, pass_fds=(reading,)).expect()
    assert os.read(reading, 100) == b"left for the next reader\n"
    os.close(reading)
    locked.vendor(*ISSUE, "--passphrase-fd", "0", stdin=PASSPHRASE.encode()).expect()


WRONG = [
    ("wrong\n", 1, "wrong passphrase for"), (PASSPHRASE + " \n", 1, "wrong passphrase for"),
    ("", 1, "is empty"), ("\n" + PASSPHRASE, 1, "is empty"), ("\r\n", 1, "is empty"),
    ("p" * 1025, 1, "is longer than 1024 bytes"),
]


@pytest.mark.parametrize("content, status, said", WRONG, ids=[repr(row[0])[:20] for row in WRONG])
def test_a_wrong_passphrase_issues_nothing(locked, content, status, said):
    locked.write("typed", content)
    before = snapshot(locked.folder)
    result = locked.vendor(*ISSUE, "--passphrase-file", "typed", "-o", "out.lic").expect(status)
    assert result.out == b"" and said in result.errors("latchkey-vendor")[0]
    assert snapshot(locked.folder) == before


def test_options_that_contradict_each_other_are_misuse(locked, tmp_path):
    desk = Desk(tmp_path / "new")
    for command in (
        [*ISSUE, "--passphrase-file", "a", "--passphrase-fd", "0"], [*ISSUE, "--passphrase", "a"],
        ["init", "--vendor", VENDOR, "--no-passphrase", "--passphrase-file", "a"],
        ["init", "--vendor", VENDOR, "--no-passphrase", "--passphrase-fd", "0"],
        [*ISSUE, "--passphrase-fd", "x"],
    ):
        desk.vendor(*command).expect(64)
    assert list(desk.folder.iterdir()) == []


@pytest.mark.parametrize("number", [7, -1, 100000])
def test_a_descriptor_that_is_not_open_is_an_error(locked, number):
    result = locked.vendor(*ISSUE, f"--passphrase-fd={number}").expect(2)
    assert f"descriptor {number}" in result.errors("latchkey-vendor")[0]


def test_without_a_terminal_the_way_out_is_named(locked, tmp_path):
    for desk, command in [(locked, ISSUE), (Desk(tmp_path / "new"), ["init", "--vendor", VENDOR])]:
        before = snapshot(desk.folder)
        result = desk.vendor(*command, start_new_session=True, timeout=5).expect(1)
        assert result.talk.splitlines() == [
            "latchkey-vendor: error: there is no terminal to ask for the passphrase on",
            "latchkey-vendor: hint: give the passphrase in a file or on a descriptor"]
        assert result.out == b"" and snapshot(desk.folder) == before


def on_terminal(desk, command, answers, timeout=20):
    """Answers prompts on a terminal of its own; gives the status and all that the terminal showed."""
    main, side = pty.openpty()

    def take_terminal():
        os.setsid()
        import fcntl
        import termios
        fcntl.ioctl(side, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        desk.vendor.command(*command), cwd=desk.folder, env=desk.vendor.environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=take_terminal, pass_fds=(side,))
    shown = b""
    for prompt, answer in answers:
        deadline = time.monotonic() + timeout
        while prompt not in shown.rsplit(b"\n", 1)[-1] and time.monotonic() < deadline:
            shown += os.read(main, 1000)
        os.write(main, answer + b"\n")
        shown += os.read(main, 1)
    out, err = process.communicate(timeout=timeout)
    os.close(side)
    try:
        while part := os.read(main, 1000):
            shown += part
    except OSError:
        pass
    os.close(main)
    return process.returncode, shown, out, err


def test_a_passphrase_typed_on_a_terminal_is_not_shown(locked):
    status, shown, out, err = on_terminal(locked, ISSUE, [(b"Passphrase for ", PASSPHRASE.encode())])
    assert status == 0 and out.startswith(b"latchkey/license@v1\n"), err
    assert b"Passphrase for ./keys/license-key.key: " in shown and b"horse" not in shown + out + err


def test_a_new_passphrase_is_asked_for_twice(built, tmp_path):
    desk = Desk(tmp_path / "new")
    init = ["init", "--vendor", VENDOR]
    status, shown, _, err = on_terminal(desk, init, [(b"new keys: ", b"one"), (b"Once more: ", b"two")])
    assert status == 1 and b"the two passphrases differ" in err and b"one" not in shown
    assert list(desk.folder.iterdir()) == []


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
        "init", "--vendor", VENDOR, "--no-passphrase", before=["strace", "-f", "-o", "trace", "-e", f"trace={call}"])
    traced.expect()
    count = len(re.findall(rf"^\d+ +{call}\(", (desk / "trace").read_text(), re.M))
    first = max(1, count - 14) if call == "openat" else 1
    killed = 0
    for number in range(first, count + 1):
        shutil.rmtree(desk.folder)
        desk = Desk(tmp_path / "new")
        desk.vendor(
            "init", "--vendor", VENDOR, "--no-passphrase",
            before=["strace", "-f", "-o", "/dev/null", "-e", f"inject={call}:signal=SIGKILL:when={number}"])
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
        before=["strace", "-f", "-v", "-s", "4096", "-o", "trace", "-e", "trace=execve,execveat,fork,vfork"]).expect()
    calls = [line for line in (locked / "trace").read_text().splitlines() if "exec" in line or "fork" in line]
    assert len(calls) == 1 and PASSPHRASE not in calls[0] and "latchkey-vendor" in calls[0]
    assert traced.out.startswith(b"latchkey/license@v1\n")
    (locked / "trace").unlink()


def test_a_secret_key_is_never_the_output_of_a_command(shop, tmp_path):
    target, = (shop / "keys").glob("license-*.key")
    before = target.read_bytes()
    shop.vendor("product", "export", PRODUCT, "-o", target).expect(2)
    assert target.read_bytes() == before
