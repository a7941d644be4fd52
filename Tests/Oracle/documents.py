"""Takes documents apart: signed notes, bodies, product files and states (docs/spec/body.md, product.md, state.md)."""

import base64
import functools
import hashlib

import nacl.bindings
import nacl.encoding
import nacl.exceptions
import nacl.hash

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Unreadable(Exception):
    """A document that is not as its page says."""


class Body:
    """The lines of a body, taken in their order."""

    def __init__(self, text, kind):
        lines = text.split("\n")
        if lines[-1] != "" or lines[0] != kind:
            raise Unreadable
        self.lines = [line.partition(" ")[::2] for line in lines[1:-1]]

    def many(self, key):
        values = []
        while self.lines and self.lines[0][0] == key:
            values.append(self.lines.pop(0)[1])
        return values

    def maybe(self, key):
        return self.lines.pop(0)[1] if self.lines and self.lines[0][0] == key else None

    def one(self, key):
        value = self.maybe(key)
        if value is None:
            raise Unreadable
        return value

    def end(self, may_have_more=True):
        while may_have_more and self.lines and self.lines[0][0].startswith("x-"):
            self.lines.pop(0)
        if self.lines:
            raise Unreadable


class Note:
    """A signed note: its text, and (name, key ID, signature) of each line."""

    def __init__(self, text, signature_lines):
        self.text = text
        self.signatures = []
        for line in signature_lines.splitlines():
            dash, name, value = line.split(" ")
            raw = base64.b64decode(value, validate=True)
            if dash != "\u2014":
                raise Unreadable
            self.signatures.append((name, raw[:4].hex(), raw[4:]))


def verifies(key, text, signature):
    """Whether a signature over a text is by a public key."""
    try:
        nacl.bindings.crypto_sign_open(signature + text.encode(), key)
    except (nacl.exceptions.BadSignatureError, ValueError):
        return False
    return True


@functools.cache
def vkey(text):
    """(name, key ID, public key); the key of an unknown algorithm is None."""
    name, key_id, material = text.split("+", 2)
    raw = base64.b64decode(material, validate=True)
    return name, key_id, raw[1:] if raw[0] == 1 else None


def checksum(text):
    """SipHash-2-4 under the state's key, in hexadecimal."""
    raw = text.encode()
    return nacl.hash.siphash24(raw, key=b"latchkey/state@v", encoder=nacl.encoding.HexEncoder).decode()


def blake(data):
    return hashlib.blake2b(data, digest_size=32).hexdigest()


@functools.cache
def installation_id(key):
    """The ID of an installation by its public key (docs/spec/installation-id.md)."""
    number = int(blake(key)[:32], 16)
    symbols = [number >> shift & 31 for shift in range(125, -1, -5)]
    rest = symbols + [0, 0]
    for index in range(26):  # divided by x^2 + 6x + 8
        lead = rest[index]
        rest[index + 1] ^= product(lead, 6)
        rest[index + 2] ^= product(lead, 8)
    text = "".join(SYMBOLS[symbol] for symbol in symbols + rest[26:])
    return "-".join(text[at: at + 4] for at in range(0, 28, 4))


def product(left, right):
    """In GF(32), modulo x^5 + x^2 + 1."""
    result = 0
    for bit in range(5):
        if right >> bit & 1:
            result ^= left << bit
    for bit in range(8, 4, -1):
        if result >> bit & 1:
            result ^= 0b100101 << bit - 5
    return result
