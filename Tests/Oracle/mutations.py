"""Vectors changed at random, from a seed, to hold two implementations against one another."""

import re

import documents
from vector import Vector

BYTES = [bytes([each]) for each in b"\0\t\n\r !+-./:<>@Z[\\]_a~\x7f0129"] + [
    each.encode() for each in "\u2014\u2013\u00a0\u200b\u2028\u201c\u2019\ufeff\u00e9\U000e0041"] + [
    b"\x80", b"\xff", b"\xc3", b"\xed\xa0\x80", b"  ", b"\n\n", b"\r\n", b"> ", b"any", b"never", b"latchkey/"]
VALUES = (
    "found held count repairs expected issued floor document license date signer needed documents licensed part "
    "feature covered clock evidence built until days stage facts expires starts vendor since reason")
SHOWN = {"import": f"items {VALUES}", "verify": f"license features limits days-left now keeps kept-state {VALUES}"}
HEADERS = {
    "ed25519": ("key", "message", "signature"), "version-range": ("range", "version"),
    "version-order": ("left", "right"), "verify": ("url", "version")}
STATED = re.compile(rb"latchkey/state@v1\nchecksum [^\n]*\n")


def mutated(rng, data, donors):
    """A vector with a change or a few; `donors` are other vectors of its operation."""
    vector = Vector(data)
    vector.headers.pop("expect"), vector.headers.pop("comment")
    operation = vector.value("operation")
    if operation in SHOWN:
        vector.headers["show"] = [SHOWN[operation]]
        parts = vector.parts()
        donor = Vector(rng.choice(donors)).parts()
        names = [name for name in parts if parts[name]]
        name = rng.choice([each for each in names if each != "product"] or names)
        if operation == "import" and rng.random() < 0.1:
            name = "product"
        if operation == "verify" and name == "product":  # what of it is read at a load is up to the reader
            return changed_header(rng, vector)
        at = rng.randrange(len(parts[name]))
        parts[name][at] = changed(rng, parts[name][at], (donor[name] or [b""])[0])
        if name == "state" and rng.random() < 0.8:
            parts[name][at] = checked(parts[name][at])
        for each in names:
            vector.headers[each] = [" ".join(str(len(part)) for part in parts[each])]
        vector.payload = b"".join(b"".join(parts[each]) for each in parts)
    elif vector.payload:
        vector.headers.pop("repeat", None)
        vector.payload = changed(rng, vector.payload, Vector(rng.choice(donors)).payload)
        if vector.value("type") == "state" and rng.random() < 0.8:
            vector.payload = checked(vector.payload)
    if not vector.payload or rng.random() < 0.2:
        return changed_header(rng, vector)
    return written(vector)


def changed_header(rng, vector):
    """With one of those headers changed that say what is asked."""
    operation = vector.value("operation")
    names = [each for each in HEADERS.get(operation, ()) if each in vector.headers]
    if names:
        name = rng.choice(names)
        value = changed(rng, vector.value(name).encode(), b"").decode(errors="ignore")
        if operation == "ed25519":
            value = re.sub("[^0-9a-f]", "", value)
            value = value[:len(value) // 2 * 2]
        vector.headers[name] = [re.sub("[\0-\x1f]", "", value)]
    return written(vector)


def written(vector):
    lines = [f"{name}: {value}\n" for name, values in vector.headers.items() for value in values]
    return "".join(lines).encode(errors="surrogateescape") + b"\n" + vector.payload


def changed(rng, data, donor):
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        data = rng.choice((flip, insert, replace, delete, lines, lines, splice))(rng, data, donor)
    return data


def flip(rng, data, _):
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1:]


def insert(rng, data, _):
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(BYTES) + data[at:]


def replace(rng, data, _):
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(BYTES) + data[at + 1:]


def delete(rng, data, _):
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.choice((1, 1, 1, 2, 10)):]


def lines(rng, data, donor):
    """Leaves out, doubles or exchanges lines, or takes one from another vector."""
    found = data.split(b"\n")
    at, other = rng.randrange(len(found)), rng.randrange(len(found))
    change = rng.randrange(6)
    if change == 0:
        del found[at]
    elif change == 1:
        found.insert(at, found[other])
    elif change == 2:
        found[at], found[other] = found[other], found[at]
    elif change == 3:
        found.insert(at, rng.choice(donor.split(b"\n")))
    elif change == 4:
        found[at] = rng.choice(donor.split(b"\n"))
    else:
        found[at] += rng.choice((b" ", b"\r", b" x", b"\n"))
    return b"\n".join(found)


def splice(rng, data, donor):
    """The beginning of one and the end of another."""
    if rng.random() < 0.5:
        return data + b"\n" + donor
    cut = rng.randrange(len(data) + 1)
    return data[:cut] + donor[rng.randrange(len(donor) + 1):]


def checked(data):
    """A state with the checksum of what it holds now."""
    found = STATED.match(data)
    if not found:
        return data
    rest = data[found.end():]
    end = rest.find(b"latchkey/history@v1\n")
    body = rest if end < 0 else rest[:end]
    text = body.decode(errors="surrogateescape")
    return b"latchkey/state@v1\nchecksum %s %d\n" % (documents.checksum(text).encode(), len(body)) + rest
