"""Documents in transit as others read them, written from docs/spec/transport.md, RFC 9285 and RFC 1951 alone."""

import hashlib
import re
import subprocess
import zlib
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/spec/transport.md"
BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
CODE = re.compile(r"LATCHKEY1:([1-9][0-9]?)/([1-9][0-9]?):([0-9A-F]{8}):([0-9A-Z $%*+\-./:]+)")
LIMIT = 256 * 1024


def words():
    """The dictionary, as the page has it."""
    found = re.findall(r"(?ms)^```text\n(.*?)^```$", PAGE.read_text())
    return found[0].encode()


def base45(text):
    assert len(text) % 3 != 1
    result = bytearray()
    for start in range(0, len(text), 3):
        group = text[start:start + 3]
        value = sum(BASE45.index(character) * 45 ** place for place, character in enumerate(group))
        result += value.to_bytes(len(group) - 1, "big")
    return bytes(result)


def unpacked(packed, check, context=b""):
    inflater = zlib.decompressobj(-15, zdict=words() + context)
    document = inflater.decompress(packed, LIMIT + 1)
    assert inflater.eof and not inflater.unused_data and len(document) <= LIMIT
    assert hashlib.sha256(document).digest()[:4] == check
    return document


def packed(document, context=b"", level=9):
    deflater = zlib.compressobj(level, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, words() + context)
    return hashlib.sha256(document).digest()[:4], deflater.compress(document) + deflater.flush()


def codes(document, parts):
    """The texts of a document's codes, in so many parts of any length."""
    check, rest = packed(document)
    length = -(-len(rest) // parts)
    pieces = [rest[start:start + length] for start in range(0, len(rest), length)]
    return [
        f"LATCHKEY1:{number}/{len(pieces)}:{check.hex().upper()}:{base45_text(piece)}"
        for number, piece in enumerate(pieces, 1)]


def base45_text(raw):
    text = ""
    for start in range(0, len(raw), 2):
        group = raw[start:start + 2]
        value = int.from_bytes(group, "big")
        for _ in range(len(group) + 1):
            text += BASE45[value % 45]
            value //= 45
    return text


def document(texts):
    """The document that codes carry, given in any order."""
    parts = {}
    for text in texts:
        number, count, check, payload = CODE.fullmatch(text).groups()
        assert int(number) <= int(count)
        parts[int(number)] = (count, check, base45(payload))
    assert len({(count, check) for count, check, _ in parts.values()}) == 1
    assert sorted(parts) == list(range(1, int(count) + 1))
    return unpacked(b"".join(parts[number][2] for number in sorted(parts)), bytes.fromhex(check))


def seen(picture):
    """The texts that zbar sees in a picture."""
    out = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)],
                         capture_output=True, timeout=60, check=True).stdout
    return out.decode().rstrip("\n").split("\n")
