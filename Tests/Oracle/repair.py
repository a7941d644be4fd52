"""Puts damaged documents together again (docs/spec/import.md, "Repair")."""

import itertools
import re

import license_files
import names
import values
from bodies import text_of
from repair_text import lines_of
from values import raw

ORDER = (
    "UTF-16", "byte order mark", "line endings", "blanks", "quote marks", "text around it", "blanks at line ends",
    "dashes", "broken lines", "curly quotes", "angle brackets")
SIGNATURE = re.compile("(\u2014|\u2013|\u2015|\u2212|--|-|&mdash;) *([^ ]+)( .*)?", re.DOTALL)
WHOLE = 92
CURLY = str.maketrans("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f", "''''\"\"\"\"")
LONG_WORD = 40
KEYS = {
    "license": (
        "id vendor product kind customer installation url versions host issued starts expires maintenance-until "
        "grace-days mismatch-days feature limit on-expiry on-revocation note").split(),
    "request": "installation key vendor product version host url fact former-fact accepts keyring nonce time".split(),
    "keyring": "vendor version issued threshold root key compromised".split(),
    "revocations": "vendor scope epoch issued revoked".split(),
    "clock-repair": "vendor installation issued nonce".split(),
    "return": "installation key vendor product license time".split()}
ALL = [key for keys in KEYS.values() for key in keys]


class Dropped(Exception):
    """A reading that would leave out a signature line."""


def readings(data):
    """The readings of a file, each with the names of what was undone."""
    found = lines_of(data) if len(data) <= license_files.LARGEST_FILE else None
    if found is None:
        return
    lines, undone = found
    for straightens, blank in itertools.product((False, True), (" ", "")):
        repairs = set(undone)
        straight = [straightened(line) for line in lines] if straightens else lines
        if straight != lines:
            repairs.add("curly quotes")
        try:
            reading = raw(assembled([text_of(line) for line in straight], blank, repairs))
        except Dropped:
            continue
        if reading and reading != data:
            yield reading, [name for name in ORDER if name in (repairs or {"text around it"})]


def straightened(line):
    try:
        return line.decode().translate(CURLY).encode()
    except UnicodeDecodeError:
        return line


def assembled(lines, blank, repairs):
    """The documents in the lines, put together."""
    documents, is_open = [], False
    for line in lines:
        if license_files.kind(raw(line)) != "foreign":
            documents.append(Document(line))
            is_open = True
        elif not is_open or not documents[-1].take(line, blank, repairs):
            leave_out(line)
            if line or not documents:
                repairs.add("text around it")
            is_open = False
    return "\n".join(each.written(repairs) for each in documents)


def leave_out(line):
    signed = signature(line)
    if signed and len(raw(signed.split(" ")[-1])) >= LONG_WORD:
        raise Dropped


def signature(line):
    """A signature line with em dash and space at its beginning; None for another line."""
    found = SIGNATURE.fullmatch(line)
    if not found or "/" not in found[2]:
        return None
    try:
        names.key_name(found[2])
    except ValueError:
        return None
    return f"\u2014 {found[2]}{found[3] or ''}"


class Document:
    """A document in the making."""

    def __init__(self, line):
        self.kind = license_files.kind(raw(line))
        self.keys = KEYS.get(self.kind, ALL)
        self.body, self.signatures, self.empty = [line], [], 0

    def take(self, line, blank, repairs):
        """Takes a line; false for one that is not the document's."""
        if line == "":
            self.empty += 1
            if not self.signatures and self.empty > (2 if self.kind == "log-proof" else 1):
                repairs.add("text around it")
            return True
        signed = signature(line)
        if signed:
            if signed != line:
                repairs.add("dashes")
            self.signatures.append(signed)
        elif not self.signatures:
            self.take_body(line, blank, repairs)
        elif is_whole(self.signatures[-1]):
            return False
        else:
            has_base64 = " " in self.signatures[-1].removeprefix("\u2014 ")
            self.signatures[-1] += ("" if has_base64 else " ") + line
            repairs.add("broken lines")
        return True

    def take_body(self, line, blank, repairs):
        is_inside = len(self.body) > 1 and " " not in self.body[-1]  # a key waits for its value
        is_new = begins_with(line, self.keys) and not is_inside
        if is_new or self.kind == "log-proof":
            self.body.append(line)
        else:
            self.body[-1] += blank + line
            repairs.add("broken lines")

    def written(self, repairs):
        body = [without_brackets(line, repairs) for line in self.body]
        if self.kind == "log-proof":
            body[-3:-3] = [""] if len(body) > 3 else []
        return "".join(f"{line}\n" for line in [*body, "", *self.signatures])


def begins_with(line, keys):
    return line.split(" ")[0] in keys or line.startswith("x-")


def is_whole(line):
    """Whether a signature of Ed25519 stands at the end."""
    word = line.split(" ")[-1]
    try:
        return len(word) >= WHOLE and bool(values.base64(word))
    except ValueError:
        return False


def without_brackets(line, repairs):
    if not line.startswith("url ") or "<" not in line:
        return line
    repairs.add("angle brackets")
    return line.replace("<", "").replace(">", "")
