"""Every file argument of every command meets every kind of wrong file."""

import os
import re
import shutil
import stat
import subprocess

import pytest

from conftest import PRODUCT, SITE, Desk, import_codes, needs_no_root, order, snapshot
from evidence import assure
from signed_notes import items
from wrong_files import MEBIBYTE, PDF, PEAK, assert_one_clear_error

SECONDS = 5
# Argon2id may have its 256 MiB where a file's first line is a passphrase like any other.
PEAK_WITH_PASSPHRASE = 256 * MEBIBYTE + PEAK


@pytest.fixture(scope="module")
def desk(shop, stranger, locked, tmp_path_factory):
    """An administrator's desk with a license installed, good files, and all the wrong ones in `bad/`."""
    made = Desk(tmp_path_factory.mktemp("bad-input") / "admin")
    made.receive(shop / "latchkey.product")
    made.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    order(shop, made, "--note", "a remark that mail may wrap")
    made.latchkey("import", "acme.lic").expect()
    # Another installation's, so that importing it would be news.
    order(shop, made, "--installation", "any", name="good.lic")
    bad = made / "bad"
    bad.mkdir()
    good = (made / "good.lic").read_bytes()
    foreign = stranger.vendor(
        "issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", "--url", "any").expect().out
    quoted = "Hello,\r\n\r\n" + "".join(f"> {line}\r\n" for line in good.decode().splitlines()) + "\r\nRegards\r\n"
    (bad / "directory").mkdir()
    os.mkfifo(bad / "fifo")
    (bad / "zero").symlink_to("/dev/zero")
    with open(bad / "sparse", "wb") as file:
        file.truncate(10 * 1000**3)
    (bad / "loop").symlink_to("loop")
    contents = {
        "empty": b"", "binary": bytes(range(256)) * 64, "utf16": "latchkey/lícense@v1\nid ÿ\n".encode("utf-16"),
        "pdf": PDF, "request": (made / "acme.request").read_bytes(), "license": good, "foreign": foreign,
        "half": good[: good.index(b"\n\nc2sp") // 2], "quoted": quoted.encode(), "product": (made / "latchkey.product").read_bytes(),
        "lines": b"a\n" * 100_000, "signatures": b"a\n\n" + "— a AAAA\n".encode() * 20_000, "newlines": b"\n" * 200_000,
        "escape": b"latchkey/\x1b[31mlicense@v1\n\n",
    }
    for name, content in contents.items():
        (bad / name).write_bytes(content)
    (bad / "secret").write_bytes(good)
    (bad / "secret").chmod(0)
    assert len(list(bad.iterdir())) == len(KINDS) - 1
    return made


KINDS = [
    "missing", "directory", "fifo", "zero", "sparse", "loop", "secret", "empty", "binary", "utf16", "pdf", "request",
    "license", "foreign", "half", "quoted", "product", "lines", "signatures", "newlines", "escape",
]
UNREADABLE = {"missing", "directory", "fifo", "zero", "sparse", "loop", "secret"}

OUTPUT = "bad-input.out"
NOTE_ISSUE = ["issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", "--url", "any"]
# Each file argument: whose command, the command around the file, which kinds of file are good there, and the status
# of a content that is not.
ARGUMENTS = {
    "request --product": ("latchkey", lambda file: ["request", "--product", file, "--url", SITE, "-o", OUTPUT], {"product"}, 2),
    "verify --product": ("latchkey", lambda file: ["verify", "--product", file], {"product"}, 2),
    "status --product": ("latchkey", lambda file: ["status", "--product", file], {"product"}, 2),
    "import --product": ("latchkey", lambda file: ["import", "--product", file, "good.lic"], {"product"}, 2),
    "check --product": ("latchkey", lambda file: ["check", "--product", file, "good.lic"], {"product"}, 2),
    "inspect --product": ("latchkey", lambda file: ["inspect", "--product", file, "good.lic"], {"product"}, 2),
    "import": ("latchkey", lambda file: ["import", file], {"license", "quoted"}, 1),
    "check": ("latchkey", lambda file: ["check", file], {"license", "quoted"}, 1),
    "inspect": (
        "latchkey", lambda file: ["inspect", file, "--split", OUTPUT], {"license", "foreign", "request", "product"}, 1),
    "vendor inspect": ("vendor", lambda file: ["inspect", file], {"license", "foreign", "request", "product"}, 1),
    "issue": ("vendor", lambda file: ["issue", file, "--customer", "A", "-o", OUTPUT], {"request"}, 1),
    "preflight": ("vendor", lambda file: ["preflight", file, "--product", PRODUCT], {"license", "quoted"}, 1),
    "keyring show": ("nobody", lambda file: ["keyring", "show", file], {"product"}, 1),
    "keyring sign": (
        "nobody", lambda file: ["keyring", "sign", file, "--key", "root.key", "--yes", "-o", OUTPUT], set(), 1),
    "preflight --product-file": (
        "vendor", lambda file: ["preflight", "good.lic", "--product-file", file], {"product"}, 2),
    "issue --passphrase-file": (
        "locked", lambda file: [*NOTE_ISSUE, "--passphrase-file", file, "-o", OUTPUT], set(), 1),
    "init --passphrase-file": (
        "nobody", lambda file: ["init", "--vendor", "a.example", "-C", OUTPUT, "--passphrase-file", file],
        set(KINDS) - UNREADABLE - {"empty", "newlines"}, 1),
}
# This one answers about each file on standard output, as a result.
ANSWERS = {"preflight"}


def run(desk, shop, locked, who, command, **more):
    """Runs a command at the desk, for the vendors with their workspace named; measured."""
    programs = {"latchkey": desk.latchkey, "vendor": desk.vendor, "locked": desk.vendor, "nobody": desk.vendor}
    workspace = {"vendor": shop, "locked": locked}.get(who)
    words = [*command, "-C", str(workspace.folder)] if workspace else command
    return programs[who].measured(*words, **more)


def clear(output):
    """Removes an output; whether there was one."""
    if output.is_dir():
        shutil.rmtree(output)
    elif output.exists():
        output.unlink()
    else:
        return False
    return True


MATRIX = [
    pytest.param(argument, kind, marks=needs_no_root if kind == "secret" else ())
    for argument, (_, _, good, _) in ARGUMENTS.items() for kind in KINDS if kind not in good]


@pytest.mark.parametrize("argument, kind", MATRIX)
def test_a_wrong_file_is_one_clear_error_and_changes_nothing(desk, shop, locked, argument, kind):
    who, command, _, status = ARGUMENTS[argument]
    before = snapshot(desk.state, shop.folder, locked.folder)
    result, peak = run(desk, shop, locked, who, command(f"bad/{kind}"), timeout=SECONDS)
    may_derive = "passphrase" in argument and kind not in UNREADABLE
    assert peak < (PEAK_WITH_PASSPHRASE if may_derive else PEAK), f"{peak / MEBIBYTE} MiB"
    # Of a passphrase file the first line is read, so that only that line can be too long.
    is_fault = kind in UNREADABLE and not ("passphrase" in argument and kind == "sparse")
    assert result.status == (2 if is_fault else status), (result.text, result.talk)
    if argument in ANSWERS and kind not in UNREADABLE:
        assert "refused, off" in result.text and "error: " in result.text and result.err == b""
    else:
        assert_one_clear_error(result, "latchkey" if who == "latchkey" else "latchkey-vendor")
        assert result.out == b""
    if kind in UNREADABLE:
        assert f"bad/{kind}'" in result.talk or kind == "zero" and "'/dev/zero'" in result.talk
    left_over = clear(desk / OUTPUT)
    assert not left_over
    assert snapshot(desk.state, shop.folder, locked.folder) == before
    if kind != "secret":
        assure("S14", 1, "wrong files at every argument, with time and memory measured")


def test_the_matrix_is_whole():
    assert len(ARGUMENTS) == 17 and len(KINDS) == 21
    assert len(MATRIX) == 17 * 21 - sum(len(good) for _, _, good, _ in ARGUMENTS.values()) == 322


GOOD = [(argument, kind) for argument, row in ARGUMENTS.items() for kind in sorted(row[2]) if row[0] != "nobody"]


@pytest.mark.parametrize("argument, kind", GOOD)
def test_a_good_file_passes_at_the_same_place(desk, shop, locked, argument, kind):
    who, command, _, _ = ARGUMENTS[argument]
    output = desk / OUTPUT
    try:
        result, peak = run(desk, shop, locked, who, command(f"bad/{kind}"), timeout=SECONDS)
        result.expect(0)
        assert peak < PEAK
        if kind == "quoted":
            assert "could be repaired: line endings, quote marks, text around it" in result.text
    finally:
        clear(output)


STANDARD_INPUT = {
    "import": ("latchkey", ["import", "-"]), "check": ("latchkey", ["check", "-"]), "inspect": ("latchkey", ["inspect", "-"]),
    "vendor inspect": ("vendor", ["inspect", "-"]), "issue": ("vendor", ["issue", "-", "--customer", "A"]),
    "preflight": ("vendor", ["preflight", "-", "--product", PRODUCT]),
    "passphrase": ("locked", [*NOTE_ISSUE, "--passphrase-fd", "0"]),
    "batch": ("vendor", ["batch", "-", "--product", PRODUCT, "-o", "out"]), "ledger import": ("vendor", ["ledger", "import", "-"]),
}
BOUNDS = {
    "passphrase": "longer than 1024 bytes", "batch": "a row of more than 4 MiB", "ledger import": "a row of more than 4 MiB",
}


@pytest.mark.parametrize("command", STANDARD_INPUT)
def test_standard_input_that_never_ends_is_cut_off(desk, shop, locked, command):
    who, words = STANDARD_INPUT[command]
    before = snapshot(desk.state, shop.folder, locked.folder)
    endless = subprocess.Popen(["cat", "/dev/zero"], stdout=subprocess.PIPE)
    try:
        result, peak = run(desk, shop, locked, who, words, stdin=endless.stdout, timeout=SECONDS)
    finally:
        endless.kill()
        endless.wait()
        endless.stdout.close()
    assert_one_clear_error(result, "latchkey" if who == "latchkey" else "latchkey-vendor")
    assert BOUNDS.get(command, "larger than 262144 bytes") in result.talk
    assert peak < PEAK and result.status in (1, 2)
    assert snapshot(desk.state, shop.folder, locked.folder) == before
    assure("S14", 1, "commands with an endless standard input")


@pytest.mark.parametrize("command", STANDARD_INPUT)
def test_standard_input_that_is_closed_is_an_error(desk, shop, locked, command):
    who, words = STANDARD_INPUT[command]
    workspace = {"vendor": shop, "locked": locked}.get(who)
    program = desk.latchkey if who == "latchkey" else desk.vendor
    more = ["-C", str(workspace.folder)] if workspace else []
    result = program(*words, *more, before=["sh", "-c", 'exec "$0" "$@" <&-'], timeout=SECONDS)
    assert_one_clear_error(result, program.name)
    assert result.status in (1, 2) and "standard input" in result.talk + "standard input" * ("fd" in " ".join(words))


def test_a_full_standard_output_is_an_error(desk, shop):
    """Who redirects into a full disk is told; whoever reads the file later would take it for the whole."""
    with open("/dev/full", "wb") as full:
        for program, words in [
            (desk.vendor, ["issue", desk / "acme.request", "--customer", "A", "-C", shop.folder]),
            (desk.vendor, ["product", "export", PRODUCT, "-C", shop.folder]),
            (desk.latchkey, ["request", "--product", "latchkey.product", "--url", SITE]),
        ]:
            done = subprocess.run(
                program.command(*words), cwd=desk.folder, env=program.environment, stdout=full, stderr=subprocess.PIPE)
            assert done.returncode == 2, (words, done.stderr)
            assert b"no space left on device" in done.stderr


def test_a_pipe_is_never_replaced_by_an_output_whatever_is_forced(desk, shop):
    os.mkfifo(desk / "pipe")
    for program, words in [
        (desk.vendor, ["issue", desk / "acme.request", "--customer", "A", "-C", shop.folder]),
        (desk.latchkey, ["request", "--product", "latchkey.product", "--url", SITE]),
    ]:
        result = program(*words, "-o", desk / "pipe", "--force", timeout=SECONDS)
        assert result.status == 2 and "is a named pipe, and only a file is replaced" in result.talk, result.talk
        assert (desk / "pipe").is_fifo()
    (desk / "pipe").unlink()


OUTPUTS = [
    ("in a folder that is missing", "missing/out", "does not exist"), ("a folder", "bad/directory", "already exists"),
    ("behind a file", "acme.lic/out", "not a"), ("a link that goes round", "bad/loop", "already exists"),
    ("nothing", "", "does not exist"), ("a name that is too long", "n" * 300, "file name too long"),
]


@pytest.mark.parametrize("output, said", [row[1:] for row in OUTPUTS], ids=[row[0] for row in OUTPUTS])
def test_an_output_that_cannot_be_written_is_one_clear_error(desk, shop, output, said):
    for program, words in [
        (desk.latchkey, ["request", "--product", "latchkey.product", "--url", SITE]),
        (desk.vendor, ["product", "export", PRODUCT, "-C", shop.folder]),
        (desk.vendor, ["issue", "acme.request", "--customer", "A", "-C", shop.folder]),
    ]:
        result, _ = program.measured(*words, "-o", output)
        assert_one_clear_error(result, program.name)
        assert result.status == 2 and said in result.talk and result.out == b"", result.talk


def test_force_replaces_a_link_and_not_what_it_leads_to(desk, shop):
    precious = desk.write("precious", b"precious")
    link = desk / "link"
    link.symlink_to("precious")
    desk.vendor("product", "export", PRODUCT, "-C", shop.folder, "-o", "link", "--force").expect()
    assert precious.read_bytes() == b"precious" and stat.S_ISREG(link.lstat().st_mode)
    link.unlink()


def test_a_file_of_a_million_signatures_is_refused_fast(desk):
    path = desk.write("million", b"latchkey/license@v1\n\n" + "— a AAAA\n".encode() * 10**6)
    for command in ("import", "check", "inspect"):
        result, peak = desk.latchkey.measured(command, path)
        assert result.status == 2 and peak < PEAK and "is larger than 262144 bytes" in result.talk
    assure("S14", 3, "commands with a million signatures")


TAMPERED = [
    ("damaged", lambda lic: lic[: len(lic) // 2], "damaged"),
    ("a changed customer", lambda lic: lic.replace(b"ACME SA", b"ACME SB"), "altered"),
    ("a changed signature", lambda lic: lic[:-20] + (b"A" if lic[-20:-19] != b"A" else b"B") + lic[-19:], "altered"),
    ("a later end", lambda lic: re.sub(rb"expires 2", b"expires 3", lic), "altered"),
    ("no signature", lambda lic: lic[: lic.rindex(b"\n\n") + 1], "damaged"),
]


@pytest.mark.parametrize("change, code", [row[1:] for row in TAMPERED], ids=[row[0] for row in TAMPERED])
def test_damaged_altered_unknown_and_wrong_are_told_apart(desk, stranger, change, code):
    good = (desk / "good.lic").read_bytes()
    license, *others = items(good)
    changed = change(license)
    assert changed != license and others
    for command in ("import", "check"):
        # A license that lost its end takes in what stands behind it, and no key signed that.
        for file, expected in [(changed, code), (b"\n".join([changed, *others]), "altered")]:
            result = desk.latchkey(command, "-", "--json", stdin=file).expect(1)
            assert import_codes(result.json) == [expected]
            assert len(result.errors("latchkey")) == 1
    assure("S20", 4, "spoiled files on the command line")


def test_terminal_escapes_in_names_and_files_reach_no_terminal(desk):
    evil = "evil\x1b[31m\u202e.lic"
    (desk / evil).write_bytes(b"x\x1b]0;owned\x07\n")
    for command in ("import", "check", "inspect"):
        for argument in (evil, "missing\x1b[2J"):
            result = desk.latchkey(command, argument)
            assert result.status in (1, 2)
            assert b"\x1b" not in result.err + result.out and "\u202e" not in result.talk + result.text
    (desk / evil).unlink()
    result = desk.latchkey("verify", "--url", "https://a.example/\x1b[31m").expect(1)
    assert b"\x1b" not in result.out
    assure("S21", 7, "commands that are given escapes")
