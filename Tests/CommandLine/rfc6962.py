"""A log as others read it: Merkle trees, inclusion and consistency proofs, tiles, checkpoints and proofs in text.

Written from RFC 6962 section 2.1, RFC 9162 section 2.1.3 and 2.1.4, and c2sp.org/tlog-tiles, tlog-checkpoint,
tlog-proof and signed-note; nothing of this project is called. Whatever is wrong is an AssertionError.
"""

import base64
import hashlib
import re
from dataclasses import dataclass

WIDTH = 256
TLOG_PROOF = "c2sp.org/tlog-proof@v1"
DECIMAL = re.compile(r"0|[1-9][0-9]*")


# --- RFC 6962, section 2.1: the tree ---


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def cut(count):
    """The largest power of two less than the count."""
    assert count > 1
    return 1 << (count - 1).bit_length() - 1


def root(hashes):
    """MTH over the hashes of leaves."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    middle = cut(len(hashes))
    return node_hash(root(hashes[:middle]), root(hashes[middle:]))


def audit_path(place, hashes):
    """PATH(m, D[n]) of section 2.1.1."""
    if len(hashes) == 1:
        return []
    middle = cut(len(hashes))
    if place < middle:
        return audit_path(place, hashes[:middle]) + [root(hashes[middle:])]
    return audit_path(place - middle, hashes[middle:]) + [root(hashes[:middle])]


def consistency_proof(old, hashes):
    """PROOF(m, D[n]) of section 2.1.2."""

    def part(count, rest, is_whole):
        if count == len(rest):
            return [] if is_whole else [root(rest)]
        middle = cut(len(rest))
        if count <= middle:
            return part(count, rest[:middle], is_whole) + [root(rest[middle:])]
        return part(count - middle, rest[middle:], False) + [root(rest[:middle])]

    return part(old, hashes, True)


# --- RFC 9162: what a verifier does ---


def is_included(leaf, place, size, path, head):
    """Section 2.1.3.2."""
    if place >= size:
        return False
    fn, sn, r = place, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            if not fn & 1:
                while fn and not fn & 1:
                    fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == head


def is_consistent(first, second, first_head, second_head, path):
    """Section 2.1.4.2, and equal trees with nothing between them."""
    if first == second:
        return not path and first_head == second_head
    if not 0 < first < second or not path:
        return False
    if first & (first - 1) == 0:
        path = [first_head, *path]
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            if not fn & 1:
                while fn and not fn & 1:
                    fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_head and sr == second_head


# --- C2SP: the text ---


def number(text):
    assert DECIMAL.fullmatch(text), text
    return int(text)


def hash_of(line):
    raw = base64.b64decode(line, validate=True)
    assert len(raw) == 32 and base64.b64encode(raw).decode() == line, line
    return raw


@dataclass(frozen=True)
class Checkpoint:
    """A signed head of a log: origin, size, root, and by whom it is signed."""

    origin: str
    size: int
    root: bytes
    text: bytes
    signatures: tuple

    @classmethod
    def parsed(cls, note):
        text, _, below = note.decode().rpartition("\n\n")
        text += "\n"
        origin, size, head, *extensions, end = text.split("\n")
        assert origin and not extensions and end == "" and not re.search(r"[\0-\x09\x0b-\x1f]", note.decode())
        signatures = []
        assert below.endswith("\n")
        for line in below[:-1].split("\n"):
            dash, name, stamp = line.split(" ")
            assert dash == "—" and name and "+" not in name
            raw = base64.b64decode(stamp, validate=True)
            signatures.append((name, raw[:4], raw[4:]))
        assert signatures
        return cls(origin, number(size), hash_of(head), text.encode(), tuple(signatures))


@dataclass(frozen=True)
class Proof:
    """That a leaf is in the tree of a checkpoint."""

    index: int
    path: tuple
    checkpoint: Checkpoint

    @classmethod
    def parsed(cls, text):
        header, _, note = text.decode().partition("\n\n")
        kind, index, *path = header.split("\n")
        word, _, index = index.partition(" ")
        assert kind == TLOG_PROOF and word == "index" and len(path) <= 63
        return cls(number(index), tuple(map(hash_of, path)), Checkpoint.parsed(note.encode()))

    def holds(self, entry):
        head = self.checkpoint
        return is_included(leaf_hash(entry), self.index, head.size, self.path, head.root)


# --- C2SP tlog-tiles: the folder ---


def tile_path(level, place, count=WIDTH):
    """`tile/<L>/<N>[.p/<W>]`."""
    assert 0 < count <= WIDTH
    groups = [f"{place % 1000:03}"]
    while place := place // 1000:
        groups.insert(0, f"x{place % 1000:03}")
    return f"tile/{level}/{'/'.join(groups)}" + (f".p/{count}" if count < WIDTH else "")


def rows(size):
    """The tiles of a level, as (place, width), of so many hashes."""
    return [(place, min(WIDTH, size - place * WIDTH)) for place in range((size + WIDTH - 1) // WIDTH)]


def bundle(data):
    """The entries of a bundle: each behind its length in two bytes, the larger first."""
    entries = []
    while data:
        length = int.from_bytes(data[:2], "big")
        assert len(data) >= 2 + length
        entries.append(data[2:2 + length])
        data = data[2 + length:]
    return entries


def read_entries(folder, size):
    """The entries of the first leaves."""
    entries = []
    for place, width in rows(size):
        found = bundle((folder / tile_path("entries", place, width)).read_bytes())
        assert len(found) == width
        entries += found
    return entries


def compare_tiles(folder, entries):
    """Holds every tile of every level against the entries; gives how many there are."""
    hashes, level, count = [leaf_hash(entry) for entry in entries], 0, 0
    while hashes:
        for place, width in rows(len(hashes)):
            expected = b"".join(hashes[place * WIDTH:place * WIDTH + width])
            assert (folder / tile_path(level, place, width)).read_bytes() == expected, (level, place, width)
            count += 1
        hashes = [root(hashes[start:start + WIDTH]) for start in range(0, len(hashes) // WIDTH * WIDTH, WIDTH)]
        level += 1
    return count


# --- docs/spec/log.md: the leaf ---


def leaf_of(text):
    """The leaf of a document by its signed text."""
    kind = text[:text.index(b"\n")]
    return b"latchkey/leaf@v1\n" + kind + b"\n" + hashlib.sha256(text).hexdigest().encode() + b"\n"
