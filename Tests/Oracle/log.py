"""The vendor's log: leaves, checkpoints and proofs (docs/spec/log.md; RFC 6962 section 2.1, RFC 9162 section 2.1.3)."""

import functools
import hashlib
from types import SimpleNamespace

import notes
import values
from bodies import KEY, Fault, text_of

TYPE = "c2sp.org/tlog-proof@v1"
LARGEST_PROOF = 16384
MOST_HASHES = 63


@functools.lru_cache(4096)
def read_proof(data):
    """The proof that bytes are; the fault's last number is the line."""
    if len(data) > LARGEST_PROOF:
        raise Fault("too-large", 1)
    lines = text_of(data).split("\n")
    if lines[0] != TYPE:
        raise Fault("wrong-type", 1)
    index, path = read_header(lines)
    number = len(path) + 4  # of the checkpoint's first line
    try:
        note = notes.read(data.split(b"\n", number - 1)[-1])
    except Fault as fault:
        raise Fault(fault.code, *fault.where, number) from None
    origin, size, root = read_checkpoint(note.text.split("\n")[:-1], number)
    return SimpleNamespace(data=data, index=index, path=path, origin=origin, size=size, root=root, note=note)


def proof_or_none(data):
    """A proof that cannot be read counts as none."""
    try:
        return data and read_proof(data)
    except Fault:
        return None


def read_header(lines):
    """The index and the hashes, up to the empty line."""
    if lines[1:2] in ([], [""]) and len(lines) < 3:
        raise Fault("missing-key", 2, "index")
    found = KEY.fullmatch(lines[1])
    if not found:
        raise Fault("malformed-line", 2)
    if found[1] != "index":
        raise Fault("missing-key", 2, "index")
    index, path = value_of(values.decimal, found[2], 2, "index"), []
    for number, line in enumerate(lines[2:], 3):
        if line == "":
            return index, path
        if len(path) == MOST_HASHES:
            raise Fault("too-many", number)
        path.append(value_of(values.base64_32, line, number))
    raise Fault("malformed-line", len(lines))


def read_checkpoint(lines, number):
    if lines[0] == "" or lines[0].startswith("— "):
        raise Fault("malformed-line", number)
    size, root, more = (lines + ["", ""])[1], (lines + ["", ""])[2], lines[3:]
    size, root = value_of(values.decimal, size, number + 1), value_of(values.base64_32, root, number + 2)
    if more:
        raise Fault("unexpected-key", number + 3)
    return lines[0], size, root


def value_of(reader, text, *where):
    try:
        return reader(text)
    except ValueError:
        raise Fault("invalid-value", *where) from None


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
