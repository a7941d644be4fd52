"""Reads bodies line by line, and says where one is not as its page says (docs/spec/body.md).

Where a document is wrong in several places, the first line that is wrong counts (docs/spec/conformance.md, "body").
"""

import re

from values import X_KEY, display_name, matched, raw

MOST_LINES = 1024
KEY = re.compile("([^ ]+) (.+)", re.DOTALL)


class Fault(Exception):
    """A document that is not as its page says: a code, and the line and key where it is told."""

    def __init__(self, code, *where):
        super().__init__(code, *where)
        self.code = code
        self.where = where


def text_of(data):
    """Bytes as text; those that are not UTF-8 become lone surrogates, which no value holds."""
    return data.decode(errors="surrogateescape")


class Body:
    """The lines of a body, taken in their order; lines are numbered from 1."""

    def __init__(self, text, kind, most=MOST_LINES):
        self.most = most
        self.has_end = text.endswith("\n")
        self.lines = text.removesuffix("\n").split("\n")
        self.at = 1  # lines that were taken
        if self.lines[0] != kind or len(self.lines) == 1 and not self.has_end:
            raise Fault("wrong-type", 1)

    @property
    def number(self):
        """The line that comes next."""
        return self.at + 1

    def peek(self):
        """Key and value of the next line; None at the end, and where it is no such line."""
        if self.at == len(self.lines) or self.at == self.most:
            return None
        found = KEY.fullmatch(self.lines[self.at])
        if not found or self.number == len(self.lines) and not self.has_end:
            return None
        return found.groups()

    def demand_line(self):
        """That what comes next, if there is more, is a line."""
        if self.at < len(self.lines) and not self.peek():
            raise Fault("too-many-lines" if self.at == self.most else "malformed-line", self.number)

    def take(self, key, reader):
        """The next line's value, read."""
        value = self.peek()[1]
        try:
            read = reader(value)
        except ValueError:
            raise Fault("invalid-value", self.number, key) from None
        self.at += 1
        return read

    def maybe(self, key, reader):
        following = self.peek()
        return self.take(key, reader) if following and following[0] == key else None

    def one(self, key, reader):
        self.demand_line()
        following = self.peek()
        if not following or following[0] != key:
            raise Fault("missing-key", self.number, key)
        return self.take(key, reader)

    def many(self, key, reader, most, least=0):
        """The lines of a key that may repeat, sorted bytewise."""
        found, before = [], None
        while (following := self.peek()) and following[0] == key:
            if len(found) == most:
                raise Fault("too-many", self.number, key)
            read = self.take_sorted(key, following[1], before, reader)
            before = raw(following[1])
            found.append(read)
        if len(found) < least:
            self.demand_line()
            raise Fault("missing-key", self.number, key)
        return found

    def take_sorted(self, key, value, before, reader):
        if before is not None and raw(value) <= before:
            raise Fault("unsorted", self.number, key)
        return self.take(key, reader)

    def any_or_many(self, key, reader, most):
        """None for `any`, which stands alone."""
        if self.peek() == (key, "any"):
            self.at += 1
            return None
        return self.many(key, reader, most, 1)

    def demand(self, is_so, key):
        """What lines that were taken have to say together."""
        if not is_so:
            raise Fault("inconsistent", self.number, key)

    def end(self, may_have_x_lines=True):
        before = None
        while (following := self.peek()) and following[0].startswith("x-"):
            key, value = following
            line = raw(self.lines[self.at])
            self.take(key, lambda value: (matched(X_KEY, key), display_name(value)))
            if before is not None and line <= before:
                raise Fault("unsorted", self.number - 1, key)
            before = line
        self.demand_line()
        if following := self.peek():
            raise Fault("unexpected-key", self.number, following[0])
        self.demand(before is None or may_have_x_lines, "x-")


def are_distinct(each):
    each = list(each)
    return len(set(each)) == len(each)
