"""Keys in PKCS #11 tokens: SoftHSM as a token, OpenSC as a witness of what is in it, PyCA as a judge of what it signed."""

import base64
import os
import re
import shlex
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ceremony import Key, keyring, note, parts, proposal
from conftest import BIN, ROOT, VENDOR, Desk, Program
from secret_keys import on_terminal

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "4711 is long enough"
TEXT = b"latchkey/test@v1\nkey value\n"


class Token(Program):
    """A program that finds a token in the folder that it runs in."""

    @property
    def environment(self):
        return super().environment | {"SOFTHSM2_CONF": str(self.folder / "softhsm2.conf")}

    def at(self, command, *arguments, key="root-1", pin="pin", token="vault", module=MODULE, **more):
        secret = ["--pin-file", pin] if pin else []
        return self(command, "--module", module, "--token", token, "--key", key, *secret, *arguments, **more)

    def witness(self, *arguments):
        """What OpenSC says about the token."""
        done = subprocess.run(
            ["pkcs11-tool", "--module", MODULE, "--token-label", "vault", "--login", "--pin", PIN, *arguments],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout


def new_token(folder, label="vault"):
    (folder / "tokens").mkdir(exist_ok=True)
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    (folder / "pin").write_text(PIN + "\n")
    program = Token("latchkey-pkcs11", folder)
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "87654321"],
        env=program.environment, capture_output=True, check=True)
    return program


@pytest.fixture(scope="module")
def token(built, tmp_path_factory):
    """A token with one key, `root-1`; tests add keys of other labels."""
    assert (BIN / "latchkey-pkcs11").is_file(), "latchkey-pkcs11 is not built: swift build"
    made = new_token(tmp_path_factory.mktemp("token"))
    made.at("generate").expect()
    return made


def public(token, key="root-1"):
    paserk, text = token.at("public", key=key, pin=None).expect().text.splitlines()
    material = base64.b64decode(text, validate=True)
    assert paserk == "k4.public." + base64.urlsafe_b64encode(material).decode().rstrip("=")
    return Ed25519PublicKey.from_public_bytes(material), paserk


def test_a_key_is_made_in_the_token_and_cannot_leave_it(token):
    shown = token.at("generate", key="made").expect()
    assert shown.text == token.at("public", key="made", pin=None).expect().text
    listed = token.witness("-O", "--type", "privkey")
    entry = next(part for part in listed.split("Private Key Object")[1:] if "label:      made" in part)
    assert entry.startswith("; EC_EDWARDS")
    assert "Access:     sensitive, always sensitive, never extractable, local" in entry
    halves = token.witness("-O")
    identifiers = re.findall(r"label:      made\n  ID:         (\w+)", halves)
    assert len(identifiers) == 2 and len(set(identifiers)) == 1


def test_a_signature_made_in_the_token_verifies_elsewhere(token):
    key, _ = public(token)
    for text in (TEXT, b"", bytes(range(256)) * 256):
        signature = token.at("sign", stdin=text).expect().out
        assert len(signature) == 64
        key.verify(signature, text)
    assert token.at("sign", stdin=b"a" * 65537).expect(2).out == b""


def test_openssl_verifies_it_too(token):
    key, _ = public(token)
    folder = token.folder
    der = bytes.fromhex("302a300506032b6570032100") + key.public_bytes_raw()
    (folder / "root-1.der").write_bytes(der)
    (folder / "text").write_bytes(TEXT)
    (folder / "signature").write_bytes(token.at("sign", stdin=TEXT).expect().out)
    done = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "root-1.der", "-keyform", "DER", "-rawin", "-in", "text",
         "-sigfile", "signature"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0 and "Verified Successfully" in done.stdout, done.stderr


def test_a_key_in_a_token_signs_a_proposed_keyring(token, tmp_path):
    key, paserk = public(token)
    desk = Desk(tmp_path / "vault")

    class Held(Key):
        public = key.public_bytes_raw()

    held, other = Held(f"{VENDOR}/root/1"), Key(f"{VENDOR}/root/2")
    old = keyring(1, [held, other], 1, [("license", Key(f"{VENDOR}/license/1"))])
    new = keyring(2, [held, other], 1, [("license", Key(f"{VENDOR}/license/2"))])
    desk.write("next.proposal", proposal(note(old, [other]), new))
    command = shlex.join(
        [token.path, "sign", "--module", MODULE, "--token", "vault", "--key", "root-1", "--pin-file",
         str(token.folder / "pin")])
    environment = desk.vendor.environment | {"SOFTHSM2_CONF": token.environment["SOFTHSM2_CONF"]}
    sign = ["keyring", "sign", "next.proposal", "--sign-with", command, "--yes", "--public-key"]
    result = desk.vendor(*sign, paserk, env=environment).expect()
    text, line = parts(result.text)[1].split("\n\n")
    key.verify(base64.b64decode(line.split()[2])[4:], text.encode() + b"\n")
    assert "every signature is there" in result.talk
    # The token signs, but with another key than the one that is meant.
    result = desk.vendor(*sign, other.vkey, env=environment).expect(1)
    assert "is not this key's" in result.talk and result.out == b""


def test_license_and_log_keys_that_never_leave_the_token_issue_a_license(token):
    shop = token.folder
    init = ["init", "-C", "desk", "--vendor", VENDOR, "--no-passphrase", "--label", "first"]
    vendor = Token("latchkey-vendor", shop)
    vendor(*init).expect()
    sign = {}
    for role in ["license", "log"]:
        paserk = token.at("generate", key=f"desk {role}").expect().text.splitlines()[0]
        sign[role] = shlex.join([
            str(BIN / "latchkey-pkcs11"), "sign", "--module", MODULE, "--token", "vault", "--key", f"desk {role}",
            "--pin-file", "pin"])
        logging = ["--sign-log-with", sign["log"]] if role == "log" else []
        vendor(
            "keys", "rotate", role, "--label", "token", "--public-key", paserk, *logging, "-C", "desk").expect()
    # The keyring that brings the new key in is logged, and the new key signs that.
    assert f"\n— {VENDOR}/log/token " in (shop / "desk/log/checkpoint").read_text()
    listed = vendor("keys", "list", "--json", "-C", "desk").expect().json["keys"]
    kept = {key["name"] for key in listed if key["secret"] == "secret elsewhere"}
    assert kept == {f"{VENDOR}/license/token", f"{VENDOR}/log/token"}
    vendor("product", "add", "strict", "--title", "Strict", "--require-log-proof", "-C", "desk").expect()
    vendor("product", "export", "strict", "-o", "strict.product", "-C", "desk").expect()
    issue = [
        "issue", "--product", "strict", "--customer", "ACME SA", "--installation", "any", "--url", "any", "-C", "desk"]
    both = ["--sign-with", sign["license"], "--sign-log-with", sign["log"]]
    vendor(*issue, *both, "-o", "token.lic").expect()
    assert f"\n— {VENDOR}/license/token ".encode() in (shop / "token.lic").read_bytes()
    assert f"\n— {VENDOR}/log/token ".encode() in (shop / "token.lic").read_bytes()
    admin = Token("latchkey", shop)
    admin("request", "--product", "strict.product", "--state", "state", "--url", "https://a.example", "-o", "r").expect()
    admin("import", "token.lic", "--state", "state").expect()
    assert admin("verify", "--state", "state", "--json").expect().json["mode"] == "full"
    # Without the command there is no key; with the other's, no signature of this one leaves.
    vendor(*issue, "-o", "none.lic").expect(2)
    wrong = vendor(*issue, "--sign-with", sign["log"], "--sign-log-with", sign["log"], "-o", "none.lic")
    assert wrong.status != 0 and "is not this key's" in wrong.talk and not (shop / "none.lic").exists()
    vendor("audit", "verify", "-C", "desk").expect()


def test_the_pin_comes_from_a_file_a_descriptor_or_the_terminal(token):
    key, _ = public(token)
    reading, writing = os.pipe()
    os.write(writing, PIN.encode() + b"\nleft for the next reader\n")
    os.close(writing)
    signature = token.at("sign", "--pin-fd", reading, pin=None, stdin=TEXT, pass_fds=(reading,)).expect().out
    key.verify(signature, TEXT)
    assert os.read(reading, 100) == b"left for the next reader\n"
    os.close(reading)

    class Seat:
        """What a test with a terminal wants of a desk."""
        vendor, folder = token, token.folder

    command = ["sign", "--module", MODULE, "--token", "vault", "--key", "root-1"]
    status, shown, out, err = on_terminal(Seat, command, [(b"PIN for vault: ", PIN.encode())])
    assert status == 0, err
    key.verify(out, b"")
    assert PIN.encode() not in shown + err


def refused(result, status, said, hint=None):
    """One error line, and the hint that belongs to it."""
    result.expect(status)
    lines = result.talk.splitlines()
    assert said in lines[0] and lines[0].startswith("latchkey-pkcs11: error: "), result.talk
    assert (len(lines) == 1) if hint is None else (hint in lines[1]), result.talk
    assert result.out == b"" and PIN not in result.talk


WRONG = [
    (dict(pin="bad"), 2, "CKR_PIN_INCORRECT from C_Login", "the token locks itself"),
    (dict(pin="empty"), 1, "is empty", "give a passphrase"),
    (dict(pin="missing"), 2, "'missing' does not exist", "check the spelling"),
    (dict(pin=None), 1, "there is no terminal to ask for the PIN on", "--pin-file"),
    (dict(key="root-2"), 1, "the token has no key 'root-2'", "latchkey-pkcs11 generate"),
    (dict(key="rsa"), 1, "the key 'rsa' is not an Ed25519 key", "latchkey-pkcs11 generate"),
    (dict(token="vaul"), 1, "there is no token 'vaul'", "there are: vault"),
    (dict(module="/nowhere.so"), 2, "cannot load the module '/nowhere.so'", "name the shared library"),
    (dict(module="libc.so.6"), 1, "'libc.so.6' is not a PKCS #11 module", "came with the token"),
]


@pytest.mark.parametrize("how, status, said, hint", WRONG)
def test_what_is_wrong_with_a_token_is_told(token, how, status, said, hint):
    (token.folder / "bad").write_text("0000\n")
    (token.folder / "empty").write_text("")
    if "rsa" in how.values():
        token.witness("--keypairgen", "--key-type", "RSA:2048", "--label", "rsa")
    refused(token.at("sign", stdin=TEXT, start_new_session=True, **how), status, said, hint)


def test_a_label_is_given_once(token):
    before = token.witness("-O")
    refused(token.at("generate"), 1, "the token has a key 'root-1' already", "choose another label")
    assert token.witness("-O") == before


def test_a_wrong_pin_is_one_try(token):
    (token.folder / "bad").write_text("0000\n")
    refused(token.at("sign", pin="bad", stdin=TEXT), 2, "CKR_PIN_INCORRECT", "locks itself")
    token.at("sign", stdin=TEXT).expect()


def test_nothing_secret_is_taken_from_the_command_line(token):
    for option in ("--pin", "--so-pin", "--password"):
        assert token.at("sign", option, PIN, pin=None, stdin=TEXT).status == 64
    assert token.at("sign", "--pin-fd", "0", stdin=TEXT).status == 64


@pytest.fixture(scope="session")
def strange(tmp_path_factory):
    """The module that does what a real one seldom does."""
    folder = tmp_path_factory.mktemp("module")
    subprocess.run(
        ["gcc", "-shared", "-fPIC", "-o", folder / "module.so", ROOT / "Tests/CommandLine/pkcs11_module.c"], check=True)
    return folder / "module.so"


class Strange:
    """A program in front of that module, in one of its moods."""

    key = Key("strange")

    def __init__(self, module, folder):
        self.module = module
        self.program = Program("latchkey-pkcs11", folder)
        (folder / "pin").write_text(PIN + "\n")

    def __call__(self, command, mood, pin="pin", **more):
        signature = self.key.pair.sign(TEXT).signature.hex()
        variables = {"MODULE": mood, "POINT": self.key.public.hex(), "SIGNATURE": signature, **more}
        secret = ["--pin-file", pin] if pin else []
        return self.program(
            command, "--module", self.module, "--token", "vault", "--key", "k", *secret, stdin=TEXT,
            env=self.program.environment | variables)


@pytest.fixture
def moody(built, strange, tmp_path):
    return Strange(strange, tmp_path)


@pytest.mark.parametrize("form", ["raw", "octets"])
def test_the_public_key_is_read_in_both_forms(moody, form):
    assert moody("public", form).expect().text.splitlines()[1] == base64.b64encode(moody.key.public).decode()
    assert moody("sign", form).expect().out == moody.key.pair.sign(TEXT).signature
    page = moody.program("public", "--module", moody.module, "--token", "vault", "--key", "k", "--json",
                         env=moody.program.environment | {"MODULE": form, "POINT": moody.key.public.hex()}).expect().json
    assert base64.b64decode(page["publicKey"]) == moody.key.public and page["paserk"].startswith("k4.public.")


def test_a_pin_pad_is_left_to_the_token(moody):
    assert moody("sign", "pad", pin=None).expect().out == moody.key.pair.sign(TEXT).signature


MOODS = [
    ("public", "bits", 1, "gives the public key of 'k' in an unknown form", None),
    ("public", "weak", 1, "the public key of 'k' is not in the prime-order subgroup", "nobody may rely on this one"),
    ("public", "two-tokens", 1, "more than one token is called 'vault'", "unplug it"),
    ("public", "two-keys", 1, "the token has more than one key 'k'", "another label"),
    ("public", "unplugged", 2, "CKR_DEVICE_REMOVED from C_Initialize", "plug the token in"),
    ("sign", "rsa", 1, "the key 'k' is not an Ed25519 key", "latchkey-pkcs11 generate"),
    ("sign", "no-mechanism", 1, "the token cannot do Ed25519", "CKM_EDDSA"),
    ("sign", "short", 1, "is not that of 'k', and was thrown away", "do not use this token"),
    ("sign", "garbage", 1, "is not that of 'k', and was thrown away", "do not use this token"),
    ("generate", "no-mechanism", 1, "the token cannot do Ed25519", "CKM_EDDSA"),
    ("generate", "full", 2, "CKR_DEVICE_MEMORY from C_GenerateKeyPair", "make room on the token"),
]


@pytest.mark.parametrize("command, mood, status, said, hint", MOODS)
def test_a_token_that_misbehaves_is_told(moody, command, mood, status, said, hint):
    refused(moody(command, mood, **({"EMPTY": "1"} if command == "generate" else {})), status, said, hint)


@pytest.mark.parametrize("mood, said", [("readable", "would give the secret half of 'k' away"), ("weak", "prime-order")])
def test_a_key_that_is_not_as_it_should_be_is_destroyed_again(moody, mood, said):
    result = moody("generate", mood, EMPTY="1").expect(1)
    assert result.talk.splitlines()[:2] == ["destroyed 8", "destroyed 9"] and said in result.talk
    assert result.out == b""


def test_what_the_tests_need_is_installed_by_make():
    """A clean machine has all of it after `make test`: what lacks here is a fault, not a reason to skip."""
    makefile = (ROOT / "Makefile").read_text()
    for package in ("libp11-kit-dev", "opensc", "softhsm2"):
        assert re.search(rf"^(?:BUILD|TEST)_PACKAGES := (?:.*\\\n)*.*\b{package}\b", makefile, re.M), package
    for program in ("softhsm2-util", "pkcs11-tool", "openssl", "gcc"):
        assert shutil.which(program), program
