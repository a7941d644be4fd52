"""A vector file: headers, and what stands behind them (docs/spec/conformance.md)."""


class Vector:
    """Headers as they stand, by name, and the payload."""

    def __init__(self, data):
        head, self.payload = data.split(b"\n\n", 1)
        self.headers = {}
        for line in head.decode(errors="surrogateescape").split("\n"):
            name, _, value = line.partition(": ")
            self.headers.setdefault(name, []).append(value)
        self.payload *= int(self.value("repeat", "1"))

    def value(self, name, otherwise=None):
        return self.headers.get(name, [otherwise])[0]

    def words(self, name):
        return self.value(name, "").split()

    def shows(self, word):
        return word in self.words("show")

    @property
    def line(self):
        """The payload without the newline at its end, as text."""
        return self.payload.removesuffix(b"\n").decode(errors="surrogateescape")

    def parts(self):
        """Product file, state and files, as the headers cut the payload."""
        rest, found = self.payload, {}
        for name in ("product", "state", "file"):
            found[name] = []
            for length in map(int, self.words(name)):
                found[name].append(rest[:length])
                rest = rest[length:]
        return found
