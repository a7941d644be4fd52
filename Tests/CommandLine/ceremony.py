"""A keyring ceremony as somebody else's program would hold it: proposals put together and judged from the specification."""

import base64
import hashlib

import nacl.signing

from conftest import VENDOR
from signed_notes import note_text

HEAD = "latchkey/proposal@v1\n\n"


class Key:
    """A key pair with a name."""

    def __init__(self, name, seed=None):
        self.name = name
        self.pair = nacl.signing.SigningKey(hashlib.sha256((seed or name).encode()).digest())

    @property
    def public(self):
        return bytes(self.pair.verify_key)

    @property
    def identity(self):
        return hashlib.sha256(self.name.encode() + b"\n\x01" + self.public).digest()[:4]

    @property
    def short(self):
        """Name and ID."""
        return f"{self.name}+{self.identity.hex()}"

    @property
    def vkey(self):
        material = base64.b64encode(b"\x01" + self.public).decode()
        return f"{self.short}+{material}"

    @property
    def secret(self):
        """The line of an unprotected key file."""
        pair = bytes(self.pair) + self.public
        return "k4.secret." + base64.urlsafe_b64encode(pair).decode().rstrip("=") + "\n"

    def write(self, path):
        path.write_text(self.secret)
        path.chmod(0o600)
        return path

    def line(self, text):
        signature = self.identity + self.pair.sign(text.encode()).signature
        return f"— {self.name} {base64.b64encode(signature).decode()}\n"


def keyring(version, roots, threshold, keys, issued="2026-11-02T10:00:00Z"):
    """A keyring's text; `keys` are pairs of role and key."""
    lines = sorted(f"root {key.vkey}\n" for key in roots)
    lines += sorted(f"key {role} {key.vkey} {issued} never\n" for role, key in keys)
    return (
        f"latchkey/keyring@v1\nvendor {VENDOR}\nversion {version}\nissued {issued}\nthreshold {threshold}\n"
        + "".join(lines))


def note(text, signers):
    return text + "\n" + "".join(key.line(text) for key in sorted(signers, key=lambda key: key.short))


def proposal(base, text, signers=()):
    """A proposal after a keyring's note."""
    return HEAD + base + "\n" + note(text, signers)


def parts(file):
    """The base's note and the proposed keyring's, from a signed proposal."""
    assert file.startswith(HEAD)
    base, keyring = file.removeprefix(HEAD).split("\n\nlatchkey/keyring@v1\n")
    return base + "\n", "latchkey/keyring@v1\n" + keyring


def holds(item, key):
    """Whether a note carries a key's signature over its text."""
    return key.line(note_text(item.encode()).decode()) in item
