"""What is in a signed document: its text, its signatures, its leaf in the issuance log; and the documents of a file."""

import base64
import hashlib
import re


def items(file):
    """The documents of a file."""
    found = re.findall(rb"(?ms)^(?:latchkey/|c2sp\.org/tlog-proof@v1\n).*?\n\n(?:\xe2\x80\x94 [^\n]*\n)+", file)
    assert found and b"\n".join(found) == file
    return found


def note_text(item):
    """The signed text of a note: up to the newline before the empty line that precedes the signatures."""
    end = item.rindex("\n\n— ".encode())
    return item[: end + 1]


def signature_lines(item):
    """Pairs of key name and bytes: four of key ID, 64 of signature."""
    lines = item[item.rindex("\n\n— ".encode()) + 2:].decode().splitlines()
    assert lines
    return [(line.split(" ")[1], base64.b64decode(line.split(" ")[2], validate=True)) for line in lines]


def leaf_hash(note):
    """The hash of a document's leaf in the issuance log (RFC 6962, section 2.1)."""
    text = note_text(note)
    entry = b"latchkey/leaf@v1\n" + text.split(b"\n")[0] + b"\n" + hashlib.sha256(text).hexdigest().encode() + b"\n"
    return hashlib.sha256(b"\0" + entry).digest()
