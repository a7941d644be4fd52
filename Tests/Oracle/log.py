"""The vendor's log: leaves, checkpoints and proofs (docs/spec/log.md; RFC 6962 section 2.1, RFC 9162 section 2.1.3)."""

import base64
import hashlib
import re
from types import SimpleNamespace

from documents import Note, Unreadable

TYPE = "c2sp.org/tlog-proof@v1\n"
NUMBER = re.compile("0|[1-9][0-9]{0,15}")
LARGEST = 2**53 - 1


def number(text):
    if not NUMBER.fullmatch(text) or int(text) > LARGEST:
        raise Unreadable
    return int(text)


def hash_of(text):
    raw = base64.b64decode(text, validate=True)
    if len(raw) != 32 or base64.b64encode(raw).decode() != text:
        raise Unreadable
    return raw


def read_proof(header, text, signatures):
    """A proof of its header, the text of its checkpoint, and the signature lines below; None when it cannot be read."""
    try:
        kind, index, *path = header.split("\n")
        key, _, index = index.partition(" ")
        origin, size, root = text.split("\n")
        if kind + "\n" != TYPE or key != "index" or not origin or len(path) > 63:
            raise Unreadable
        return SimpleNamespace(
            index=number(index), path=[hash_of(line) for line in path], origin=origin, size=number(size),
            root=hash_of(root), note=Note(text + "\n", signatures))
    except (ValueError, Unreadable):
        return None


def leaf_hash(text):
    leaf = f"latchkey/leaf@v1\n{text.partition(chr(10))[0]}\n{hashlib.sha256(text.encode()).hexdigest()}\n"
    return hashlib.sha256(b"\0" + leaf.encode()).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def leads(proof, text):
    """Whether a proof's path leads from a document to the root (RFC 9162 section 2.1.3.2)."""
    if proof.index >= proof.size:
        return False
    fn, sn, r = proof.index, proof.size - 1, leaf_hash(text)
    for p in proof.path:
        if sn == 0:
            return False
        if fn % 2 == 1 or fn == sn:
            r = node_hash(p, r)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == proof.root
