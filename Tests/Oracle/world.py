"""The keys of the generated cases, and how their documents are written."""

import base64
import hashlib
from types import SimpleNamespace

import documents
import nacl.signing
from instants import write

VENDOR, PRODUCT = "vendor.example", "demo"


def make_key(name, seed):
    secret = nacl.signing.SigningKey(hashlib.sha256(seed.encode()).digest())
    public = bytes(secret.verify_key)
    key_id = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
    vkey = f"{name}+{key_id.hex()}+{base64.b64encode(bytes([1]) + public).decode()}"
    return SimpleNamespace(name=name, secret=secret, id=key_id, vkey=vkey, short=f"{name}+{key_id.hex()}")


def key(path):
    return make_key(f"{VENDOR}/{path}", path)


ROOTS = [key(f"root/{number}") for number in (1, 2, 3)]
OTHER_ROOTS = [key(f"root/{number}") for number in (4, 5)]
CURRENT, RETIRED, STOLEN, UNLISTED, LATER = (
    key(f"license/{label}") for label in ("current", "retired", "stolen", "unlisted", "later"))
REVOCATION, STOLEN_REVOCATION, REPAIR, LOG, LOG_2, NOTARY = (
    key(path) for path in ("revocation/1", "revocation/2", "repair/1", "log/1", "log/2", "notary/1"))
STRANGER = make_key("stranger.example/license/1", "stranger")
NAMESAKE = make_key(CURRENT.name, "namesake")
# Of an algorithm that nobody knows: its signatures count as an unknown key's.
UNKNOWN_ALGORITHM = make_key(f"{VENDOR}/license/future", "future")
UNKNOWN_ALGORITHM.vkey = f"{UNKNOWN_ALGORITHM.short}+{base64.b64encode(bytes([7]) + bytes(40)).decode()}"

HERE = bytes(nacl.signing.SigningKey(bytes(32)).verify_key)
HERE_KEY = base64.b64encode(HERE).decode()
HERE_ID = documents.installation_id(HERE)
OTHER_IDS = [documents.installation_id(bytes([number]) * 32) for number in range(4)]


def body(*lines):
    return "\n".join(lines) + "\n"


def signature_line(signer, text, is_altered=False):
    signature = bytearray(signer.secret.sign(text.encode()).signature)
    if is_altered:
        signature[len(text) % 64] ^= 1
    return f"\u2014 {signer.name} {base64.b64encode(signer.id + bytes(signature)).decode()}\n"


def signed(text, signers, altered=()):
    """A note; the lines of the signers in `altered` do not verify."""
    return text + "\n" + "".join(signature_line(each, text, each in altered) for each in signers)


def root_lines(threshold, roots):
    return [f"threshold {threshold}", *sorted(f"root {each.vkey}" for each in roots)]


def roots_digest(threshold, roots):
    return documents.blake(body("latchkey root keys", *root_lines(threshold, roots)).encode())


def keyring(version, threshold, roots, keys, stolen, vendor=VENDOR):
    """A keyring's text; `keys` are (role, key, from, until), `stolen` keys with the size and root of the log."""
    return body(
        "latchkey/keyring@v1", f"vendor {vendor}", f"version {version}", "issued 2020-01-01T00:00:00Z",
        *root_lines(threshold, roots),
        *sorted(f"key {role} {each.vkey} {write(start)} {write(end)}" for role, each, start, end in keys),
        *sorted(f"compromised {each.short} {head}" for each, head in stolen))


def state(lines, notes, history="", version=1):
    """A state's text with its checksums; `lines` are those between the checksum and the history."""
    if history:
        lines = [*lines, f"history {documents.checksum(history)}"]
    checked = body(*lines) + "".join("\n" + note for note in notes)
    stated = f"checksum {documents.checksum(checked)} {len(checked.encode())}"
    return f"latchkey/state@v{version}\n{stated}\n{checked}{history}"
