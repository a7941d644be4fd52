"""Signed notes, and the lines of a license file (C2SP signed-note; docs/spec/README.md, license-file.md)."""

import functools
import re

import nacl.bindings
import nacl.exceptions

import names
import values
from bodies import Fault

LARGEST_NOTE = 65536
MOST_SIGNATURES = 16
DASH = "\u2014 "
NOT_IN_TEXT = re.compile("[\0-\x09\x0b-\x1f]")


class Note:
    """A signed note: its text, its signature lines as they stand, and (name, key ID, signature) of each."""

    def __init__(self, text, lines, signatures):
        self.text, self.lines, self.signatures = text, lines, signatures

    @property
    def written(self):
        return f"{self.text}\n{self.lines}"


def is_no_text(data):
    """Whether bytes are not UTF-8, or hold controls other than newlines."""
    try:
        return bool(NOT_IN_TEXT.search(data.decode()))
    except UnicodeDecodeError:
        return True


@functools.lru_cache(4096)
def read(data):
    """The note that bytes are; the fault's line counts signature lines."""
    if len(data) > LARGEST_NOTE:
        raise Fault("too-large")
    if is_no_text(data):
        raise Fault("not-text")
    whole = data.decode()
    text, separator, lines = whole.rpartition("\n\n")
    if not separator or not lines.endswith("\n") or not lines.startswith(DASH):
        raise Fault("not-a-note")
    split = lines[:-1].split("\n")
    signatures = []
    for number, line in enumerate(split, 1):
        if number > MOST_SIGNATURES:
            raise Fault("too-many-signatures")
        try:
            signatures.append(signature_of(line))
        except ValueError:
            raise Fault("not-a-note" if number == 1 else "malformed-signature-line", *[number][: number > 1]) from None
    return Note(text + "\n", lines, signatures)


def signature_of(line):
    dash, name, value = line.split(" ")
    names.key_name(name)
    raw = values.base64(value)
    if dash != DASH[0] or len(raw) < 5:
        raise ValueError(line)
    return name, raw[:4].hex(), raw[4:]


@functools.lru_cache(65536)
def verifies(key, message, signature):
    """Whether a signature over bytes is by a public key."""
    if len(signature) != 64 or len(key) != 32:
        return False
    try:
        nacl.bindings.crypto_sign_open(signature + message, key)
    except (nacl.exceptions.BadSignatureError, ValueError):
        return False
    return True


def signers(note, keys):
    """The keys that signed a note, of those given as (name, key ID, public key), in the order of the lines; raises the
    fault of the first line by one of them that does not verify."""
    good = []
    for number, (name, key_id, signature) in enumerate(note.signatures, 1):
        for key in keys:
            if key[:2] == (name, key_id) and key[2] is not None:
                if not verifies(key[2], note.text.encode(), signature):
                    raise Fault("invalid-signature", number)
                if key not in good:
                    good.append(key)
    return good
