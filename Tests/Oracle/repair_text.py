"""What mail, chat and editors do to a whole file, undone line by line (docs/spec/import.md, "Repair", 1 to 5)."""

import re

from values import BLANKS, INVISIBLE

MOST_LINES = 32 * 1024
MOST_QUOTES = 16
NEVER_SEEN = re.compile(f"[{INVISIBLE}]")
BLANK = re.compile(f"[{BLANKS}]")
QUOTED = re.compile(rb"(?=[> ]*>)[> ]*latchkey/")
QUOTE = re.compile(rb" *> ?")


def lines_of(data):
    """The lines of a file, and what was undone; None for too many."""
    undone = set()
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            data = utf_8(data[2:], codec)
            undone.add("UTF-16")
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        undone.add("byte order mark")
    if b"\r" in data or not data.endswith(b"\n"):
        undone.add("line endings")
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines = data.split(b"\n")
    if len(lines) > MOST_LINES + data.endswith(b"\n"):
        return None
    lines = changed(lines, [without_odd_characters(line) for line in lines], "blanks", undone)
    lines = changed(lines, without_quotes(lines), "quote marks", undone)
    lines = changed(lines, [line.strip(b" ") for line in lines], "blanks at line ends", undone)
    return lines[:-1] if lines[-1] == b"" else lines, undone


def utf_8(data, codec):
    """An odd byte at the end and what is no character are left out."""
    return data[:len(data) // 2 * 2].decode(codec, errors="replace").encode()


def changed(before, after, name, undone):
    if after != before:
        undone.add(name)
    return after


def without_odd_characters(line):
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return line
    return BLANK.sub(" ", NEVER_SEEN.sub("", text)).encode()


def without_quotes(lines):
    quoted = next((line for line in lines if QUOTED.match(line)), None)
    if quoted is None:
        return lines
    depth = min(quoted[:64].count(b">"), MOST_QUOTES)
    return [unquoted(line, depth) for line in lines]


def unquoted(line, depth):
    for _ in range(depth):
        line = QUOTE.sub(b"", line, count=1) if QUOTE.match(line) else line
    return line
