"""Keyrings on their way to the root keys: shown, signed with key files and by commands, on a machine without a workspace."""

import re
import shlex
import sys

import pytest

from ceremony import Key, holds, keyring, note, parts, proposal
from conftest import PASSPHRASE, ROOT, VENDOR, Desk, snapshot
from ledger_records import record
from secret_keys import on_terminal

# Signs what it reads with the key file that it is given, as a helper of somebody's own would.
HELPER = """
import base64, sys, nacl.signing
text = open(sys.argv[1]).read().strip().removeprefix("k4.secret.")
key = nacl.signing.SigningKey(base64.urlsafe_b64decode(text + "==")[:32])
signature = key.sign(sys.stdin.buffer.read()).signature
form = sys.argv[2]
sys.stdout.buffer.write({"raw": signature, "base64": base64.b64encode(signature) + b"\\n", "hex": signature.hex().encode()}[form])
"""


class Vault(Desk):
    """The machine of a root key: its key files and a proposal, and no workspace."""

    def __init__(self, folder):
        super().__init__(folder)
        self.roots = [Key(f"{VENDOR}/root/{number}") for number in (1, 2, 3)]
        self.license = Key(f"{VENDOR}/license/2026")
        self.old = keyring(1, self.roots, 2, [("license", self.license)])
        self.next = keyring(2, self.roots, 2, [("license", self.license), ("license", Key(f"{VENDOR}/license/2027"))])
        self.base = note(self.old, self.roots[:2])
        for number, root in enumerate(self.roots, 1):
            root.write(self / f"root-{number}.key")
        self.write("next.proposal", proposal(self.base, self.next))
        self.write("base.keyring", self.base)
        self.write("helper.py", HELPER)

    def helper(self, number, form="raw"):
        return shlex.join([sys.executable, str(self / "helper.py"), str(self / f"root-{number}.key"), form])

    def sign(self, *arguments, file="next.proposal", **more):
        return self.vendor("keyring", "sign", file, *arguments, **more)

    @property
    def error(self):
        return "latchkey-vendor: error: "


@pytest.fixture
def vault(built, tmp_path):
    return Vault(tmp_path / "vault")


def test_a_proposal_is_signed_by_one_root_after_another(vault):
    result = vault.sign("--key", "root-1.key", "--yes", "-o", "one.proposal").expect()
    assert f"new license key {Key(f'{VENDOR}/license/2027').short}" in result.talk
    assert "still to sign: 1 of the last keyring's root keys" in result.talk and result.out == b""
    result = vault.sign("--key", "root-3.key", "--yes", file="one.proposal").expect()
    assert "every signature is there" in result.talk
    base, signed = parts(result.text)
    assert base == vault.base and signed == note(vault.next, [vault.roots[0], vault.roots[2]])
    both = vault.sign("--key", "root-3.key", "--key", "root-1.key", "--yes").expect()
    assert both.out == result.out


@pytest.mark.parametrize("form", ["raw", "base64", "hex"])
@pytest.mark.parametrize("spelling", ["vkey", "paserk", "base64", "file"])
def test_a_command_signs_for_a_key_that_is_elsewhere(vault, form, spelling):
    import base64
    root = vault.roots[1]
    text = {
        "vkey": root.vkey, "base64": base64.b64encode(root.public).decode(), "file": "root-2.pub",
        "paserk": "k4.public." + base64.urlsafe_b64encode(root.public).decode().rstrip("="),
    }[spelling]
    vault.write("root-2.pub", root.vkey + "\n")
    result = vault.sign("--sign-with", vault.helper(2, form), "--public-key", text, "--yes").expect()
    assert holds(parts(result.text)[1], root)


COMMANDS = [
    ("exit 3", "ended with status 3", "see what it says on standard error"),
    ("no-such-helper", "ended with status 127", "check the spelling of the command"),
    ("kill -9 $$", "was ended by signal 9", "run it by hand"),
    ("true", "did not answer a signature", "it has to answer 64 bytes"),
    ("head -c 64 /dev/zero", "answered a signature that is not this key's over this text", "nothing hashed before"),
    ("yes 2>/dev/null", "answered more than 1024 bytes", "it has to answer 64 bytes"),
]


@pytest.mark.parametrize("command, said, hint", COMMANDS)
def test_a_command_that_does_not_sign_leaves_no_file(vault, command, said, hint):
    before = snapshot(vault.folder)
    result = vault.sign(
        "--sign-with", command, "--public-key", vault.roots[1].vkey, "--yes", "-o", "out").expect(1)
    assert f"the command that signs for '{VENDOR}/root/2+" in result.errors("latchkey-vendor")[0]
    assert said in result.errors("latchkey-vendor")[0] and hint in result.talk
    assert snapshot(vault.folder) == before


def test_a_command_that_cannot_be_started_is_told(vault):
    result = vault.sign(
        "--sign-with", "true", "--public-key", vault.roots[1].vkey, "--yes", before=["prlimit", "--nofile=4"]).expect(1)
    assert "could not be started (error 24)" in result.talk and result.out == b""


def test_a_foreign_keys_signature_is_not_released(vault):
    result = vault.sign("--sign-with", vault.helper(3), "--public-key", vault.roots[1].vkey, "--yes").expect(1)
    assert "is not this key's" in result.talk and result.out == b""


def test_what_a_command_says_reaches_the_terminal(vault):
    command = f"echo 'touch the token' >&2; echo \"for $LATCHKEY_KEY\" >&2; {vault.helper(2)}"
    result = vault.sign("--sign-with", command, "--public-key", vault.roots[1].vkey, "--yes").expect()
    name = vault.roots[1].short
    assert f"touch the token\nfor {name}\n" in result.talk


def test_nothing_is_signed_before_somebody_says_yes(vault):
    result = vault.sign("--key", "root-1.key", "-o", "out").expect(64)
    assert "say yes beforehand with --yes" in result.talk
    result = vault.sign("--key", "root-1.key", "-o", "out", "--json").expect(64)
    assert "new license key" in result.talk and result.out == b""
    for answer, status in [("no", 1), ("", 1), ("yes", 0)]:
        shown = vault.vendor.on_terminal(
            "keyring", "sign", "next.proposal", "--key", "root-1.key", "-o", f"out-{status}", answer=answer)
        assert shown.status == status
        assert re.search(rf"sign keyring 2 of {VENDOR} with '{VENDOR}/root/1\+\w{{8}}'\?", shown.text)
        assert shown.text.index("new license key") < shown.text.index("sign keyring 2")
        assert (vault / f"out-{status}").exists() == (status == 0)


def test_a_key_file_with_a_passphrase_is_opened_with_it(vault):
    vault.vendor(
        "init", "--vendor", VENDOR, "-C", "w", "--passphrase-fd", "0", stdin=PASSPHRASE.encode()).expect()
    own = record(Desk(vault / "w"), "keyring", "1").decode()
    text = own[: own.index("\n\n") + 1].replace("version 1", "version 2").replace("threshold 1\n", "threshold 1\n")
    text = re.sub(r"(key \S+ \S+ \S+) never", r"\1 2099-01-01T00:00:00Z", text)
    vault.write("own.proposal", proposal(own, text))
    sign = ["--key", "w/keys/root-1.key", "--yes", "--passphrase-fd", "0"]
    result = vault.sign(*sign, file="own.proposal", stdin=PASSPHRASE.encode()).expect()
    assert "every signature is there" in result.talk
    assert "wrong passphrase" in vault.sign(*sign, file="own.proposal", stdin=b"wrong").expect(1).talk


def test_signing_again_changes_nothing(vault):
    once = vault.sign("--key", "root-1.key", "--yes", "-o", "once").expect()
    again = vault.sign("--key", "root-1.key", file="once").expect()
    assert again.out == (vault / "once").read_bytes() and "has signed already" in again.talk
    assert once.status == 0


def test_a_signed_keyring_is_adopted_by_an_installation(shop, asked):
    base = record(shop, "keyring", "1").decode()
    text = base[: base.index("\n\n") + 1].replace("version 1", "version 2")
    line = f"key license {Key(f'{VENDOR}/license/later').vkey} 2099-01-01T00:00:00Z never"
    keys = sorted([*(each for each in text.splitlines() if each.startswith("key ")), line])
    text = text[: text.index("key ")] + "".join(f"{each}\n" for each in keys)
    asked.write("next.proposal", proposal(base, text))
    signed = asked.vendor("keyring", "sign", "next.proposal", "--key", shop / "keys/root-1.key", "--yes").expect()
    asked.write("next.keyring", parts(signed.text)[1])
    asked.latchkey("import", "next.keyring").expect()
    assert asked.latchkey("doctor", "--json").json["keyring"]["version"] == 2
    # Signed by a stranger of the same name, it is not.
    asked.write("forged.keyring", note(text.replace("version 2", "version 3"), [Key(f"{VENDOR}/root/1")]))
    asked.latchkey("import", "forged.keyring").expect(1)
    assert asked.latchkey("doctor", "--json").json["keyring"]["version"] == 2


def edited(vault, old, new, count=1):
    file = proposal(vault.base, vault.next, vault.roots[:1])
    assert old in file
    head, tail = file[: file.rindex("latchkey/keyring@v1")], file[file.rindex("latchkey/keyring@v1"):]
    return head + tail.replace(old, new, count)


REFUSED = {
    "altered": (lambda vault: edited(vault, "issued 2026-11-02", "issued 2026-11-03"), "was changed after it was signed"),
    "base altered": (
        lambda vault: proposal(vault.base.replace("issued 2026-11-02", "issued 2026-11-01"), vault.next),
        "the last keyring does not carry the signatures of its root keys"),
    "base signed by one": (
        lambda vault: proposal(note(vault.old, vault.roots[:1]), vault.next),
        "the last keyring does not carry the signatures of its root keys"),
    "a stranger signed": (
        lambda vault: proposal(vault.base, vault.next, [Key("other.example/root/1")]), "is no root key of either keyring"),
    "version skipped": (
        lambda vault: proposal(vault.base, vault.next.replace("version 2", "version 3")), "keyring 3 does not follow keyring 1"),
    "nothing new": (
        lambda vault: proposal(vault.base, vault.old.replace("version 1", "version 2")), "what the last one says"),
    "cut short": (lambda vault: proposal(vault.base, vault.next)[:-1], "is not the proposal of a keyring"),
    "not a proposal": (lambda vault: vault.base, "is not the proposal of a keyring"),
    "unreadable": (
        lambda vault: proposal(vault.base, vault.next.replace("threshold 2", "threshold 9")),
        "the proposed keyring cannot be read: line 9"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_as_it_should_be_is_not_signed(vault, case):
    content, said = REFUSED[case]
    vault.write("bad.proposal", content(vault))
    before = snapshot(vault.folder)
    result = vault.sign("--key", "root-1.key", "--yes", "-o", "out", file="bad.proposal").expect(1)
    error, = result.errors("latchkey-vendor")
    assert said in error and "bad.proposal: " in error
    assert snapshot(vault.folder) == before


def test_a_key_that_is_no_root_is_refused(vault):
    vault.license.write(vault / "license.key")
    assert "is no root key of either keyring" in vault.sign("--key", "license.key", "--yes").expect(1).talk
    stranger = Key(f"{VENDOR}/root/1", seed="stranger")
    result = vault.sign("--sign-with", "true", "--public-key", stranger.vkey, "--yes").expect(1)
    assert "is no root key of either keyring" in result.talk


def test_the_keyring_that_one_knows_is_held_against_the_proposal(vault):
    vault.sign("--key", "root-1.key", "--yes", "--base", "base.keyring").expect()
    strangers = [Key(f"{VENDOR}/root/{number}", seed=f"stranger {number}") for number in (1, 2)]
    # A keyring of a stranger's, in which a root key of ours stands as well.
    lured = keyring(1, [*strangers, vault.roots[0]], 2, [("license", vault.license)])
    later = keyring(2, [*strangers, vault.roots[0]], 2, [("license", vault.license), ("log", Key(f"{VENDOR}/log/1"))])
    vault.write("lure.proposal", proposal(note(lured, strangers), later))
    result = vault.sign(
        "--key", "root-1.key", "--yes", "--base", "base.keyring", file="lure.proposal").expect(1)
    assert "does not start from base.keyring" in result.talk and result.out == b""


def test_every_key_is_shown_before_signing_and_not_the_new_ones_only(vault):
    shown = vault.vendor("keyring", "show", "next.proposal").expect().text
    for key in [*vault.roots, vault.license, Key(f"{VENDOR}/license/2027")]:
        assert key.short in shown
    assert shown.splitlines()[0] == (
        f"keyring 2 of {VENDOR}, made 2026-11-02T10:00:00Z, proposed after keyring 1")
    assert shown.count("not signed") == 3


def test_show_answers_for_a_keyring_a_proposal_and_a_product_file(vault, shop):
    page = vault.vendor("keyring", "show", "base.keyring", "--json").expect().json
    assert page["version"] == 1 and page["threshold"] == 2
    assert [root["signature"] for root in page["roots"]] == ["signed", "signed", "not signed"]
    assert "changes" not in page
    page = vault.vendor("keyring", "show", "next.proposal", "--json").expect().json
    assert len(page["changes"]) == 1 and (page["missingOfBase"], page["missingOfNext"]) == (2, 0)
    page = vault.vendor("keyring", "show", shop / "latchkey.product", "--json").expect().json
    assert [key["role"] for key in page["keys"]] == ["license", "log", "repair", "revocation"]
    altered = vault.base.replace("issued 2026-11-02", "issued 2026-11-03")
    vault.write("altered.keyring", altered)
    page = vault.vendor("keyring", "show", "altered.keyring", "--json").expect().json
    assert [root["signature"] for root in page["roots"]] == ["BAD signature", "BAD signature", "not signed"]
    for name, content in [("request", "latchkey/request@v1\n"), ("text", "hello\n"), ("keyring", "latchkey/keyring@v1\n")]:
        vault.write(name, content)
        assert vault.vendor("keyring", "show", name).expect(1).out == b""


MISUSE = [
    ["--yes"], ["--sign-with", "true"], ["--public-key", "x"], ["--key", "root-1.key", "--json"],
    ["--key", "root-1.key", "--passphrase", "x"],
]


@pytest.mark.parametrize("arguments", MISUSE)
def test_options_that_do_not_belong_together_are_misuse(vault, arguments):
    vault.sign(*arguments).expect(64)


def test_a_public_key_that_is_none_or_is_secret_is_told(vault):
    for text, status, said in [
        ("root-1.key", 1, "'root-1.key' is a secret key"), (vault.roots[0].secret.strip(), 1, "is a secret key"),
        ("missing.pub", 2, "'missing.pub' does not exist"), ("base.keyring", 1, "is not an Ed25519 public key"),
        ("01" + "00" * 31, 1, "is not in the prime-order subgroup"),
    ]:
        result = vault.sign("--sign-with", "true", "--public-key", text, "--yes").expect(status)
        assert said in result.talk, text
        assert vault.roots[0].secret.strip() not in result.talk


def test_the_specifications_example_is_a_proposal(vault):
    page = (ROOT / "docs/spec/proposal.md").read_text()
    example = re.search(r"^```\n(latchkey/proposal@v1\n.*?)^```", page, re.S | re.M)[1]
    vault.write("example.proposal", example)
    shown = vault.vendor("keyring", "show", "example.proposal", "--json").expect().json
    assert shown["version"] == 2 and len(shown["changes"]) == 2
    assert [root["signature"] for root in shown["roots"]].count("signed") == 1


def test_a_root_key_is_made_on_a_machine_of_its_own(vault):
    new = ["keys", "new", "root", "4", "--vendor", VENDOR, "-o", "root-4.key"]
    result = vault.vendor(*new, "--passphrase-fd", "0", stdin=PASSPHRASE.encode()).expect()
    assert re.fullmatch(rf"{VENDOR}/root/4\+[0-9a-f]{{8}}\+[A-Za-z0-9+/]{{44}}\n", result.text)
    assert (vault / "root-4.key").stat().st_mode & 0o777 == 0o600
    assert (vault / "root-4.key").read_text().startswith("k4.secret-pw.")
    assert vault.vendor(*new, "--no-passphrase").expect(2).out == b""
    clear = vault.vendor(*new[:-1], "root-5.key", "--no-passphrase", "--json").expect()
    assert "is not protected" in clear.talk and clear.json["name"] == f"{VENDOR}/root/4"
    status, shown, out, err = on_terminal(
        vault, [*new[:-1], "root-6.key"], [(b"new key: ", b"one"), (b"Once more: ", b"two")])
    assert status == 1 and b"differ" in err and not (vault / "root-6.key").exists()
    vault.vendor(*new[:-1], "-").expect(64)


