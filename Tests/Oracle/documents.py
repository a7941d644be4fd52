"""Hashes of documents, and installation IDs (docs/spec/state.md, installation-id.md)."""

import functools
import hashlib

import nacl.encoding
import nacl.hash

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def checksum(text):
    """SipHash-2-4 under the state's key, in hexadecimal."""
    raw = text.encode(errors="surrogateescape")
    return nacl.hash.siphash24(raw, key=b"latchkey/state@v", encoder=nacl.encoding.HexEncoder).decode()


def blake(data):
    return hashlib.blake2b(data, digest_size=32).hexdigest()


@functools.cache
def installation_id(key):
    """The ID of an installation by its public key (docs/spec/installation-id.md)."""
    number = int(blake(key)[:32], 16)
    symbols = [number >> shift & 31 for shift in range(125, -1, -5)]
    return written_id(symbols + check_symbols(symbols))


def written_id(symbols):
    text = "".join(SYMBOLS[symbol] for symbol in symbols)
    return "-".join(text[at: at + 4] for at in range(0, 28, 4))


def check_symbols(symbols):
    """The two check symbols of 26 data symbols."""
    rest = symbols + [0, 0]
    for index in range(26):  # divided by x^2 + 6x + 8
        lead = rest[index]
        rest[index + 1] ^= product(lead, 6)
        rest[index + 2] ^= product(lead, 8)
    return rest[26:]


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
