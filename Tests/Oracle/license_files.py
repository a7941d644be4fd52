"""License files: their items, and the kind of each (docs/spec/license-file.md)."""

import re

from bodies import Fault

LARGEST_FILE = 262144
MOST_ITEMS = 32
DASH = "\u2014 ".encode()
KNOWN = ("license", "keyring", "revocations", "clock-repair", "return", "request", "product", "state", "bundle")
TYPE = re.compile(rb"latchkey/[a-z0-9][a-z0-9._-]{0,63}@v(0|[1-9][0-9]{0,15})")


def split_file(data):
    """The items of a license file, as bytes."""
    if len(data) > LARGEST_FILE:
        raise Fault("too-large")
    return split(data, MOST_ITEMS)


def split(data, most):
    *lines, rest = data.split(b"\n")
    items, at = [], 0
    while True:
        end = end_of_item(lines, at)
        if len(items) == most:
            raise Fault("too-many-items")
        items.append(b"".join(line + b"\n" for line in lines[at:end]))
        if end == len(lines) and rest == b"":
            return items
        if lines[end:end + 1] != [b""]:
            raise Fault("malformed")
        at = end + 1


def end_of_item(lines, start):
    """The number of the line behind an item's first run of signature lines."""
    at = start
    while at < len(lines) and not lines[at].startswith(DASH):
        at += 1
    if at == len(lines) or lines[start] == b"":
        raise Fault("malformed")
    while at < len(lines) and lines[at].startswith(DASH):
        at += 1
    return at


def kind(item):
    """What an item's first line says it is."""
    first = item.partition(b"\n")[0]
    if first == b"c2sp.org/tlog-proof@v1":
        return "log-proof"
    for name in KNOWN:
        if first == b"latchkey/%s@v1" % name.encode():
            return name
    found = TYPE.fullmatch(first)
    return "newer" if found and int(found[1]) < 2**53 else "foreign"
