"""One way to call the verifier from Python, over the library and over the static program, with equal answers.

The library is called by ctypes, and what ctypes has to know is read from the installed header alone.
"""

import ctypes
import json
import re
import subprocess
from dataclasses import dataclass
from datetime import datetime, timezone

INT64_MAX = 2**63 - 1
# The parts of each operation, in the order of the C function's arguments.
OPERATIONS = {
    "verify": ["product", "state", "context"],
    "status": ["product", "state", "context"],
    "import": ["product", "state", "seed", "file", "context"],
    "request": ["product", "state", "seed", "nonce", "context"],
    "return": ["product", "state", "seed", "license", "context"],
    "inspect": ["product", "file"],
    "support": ["product", "state", "context"],
}


@dataclass(frozen=True)
class Answer:
    """What came back; `state` and `document` are empty where there is none."""

    outcome: int
    mode: int
    allowed: int
    findings: int
    expires: int
    json: bytes
    state: bytes
    document: bytes

    @property
    def data(self):
        return json.loads(self.json.decode("utf-8"))

    @property
    def codes(self):
        """The codes of the findings: the verdict's, else the only ones there are."""
        return [finding["code"] for finding in self.data.get("verdict", self.data)["findings"]]


# The documents are made while the tests run: a context of another day would be one of a clock that is wrong.
NOW = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def context(now=NOW, *lines, **values):
    """A context, of the present by default; a value of None is left out, and keys may have underscores for hyphens."""
    pairs = [("now", now)] if now else []
    pairs += [(key.replace("_", "-"), value) for key, value in values.items() if value is not None]
    return "".join(["latchkey/context@v1\n", *(f"{key} {value}\n" for key, value in pairs), *lines]).encode()


class Bytes(ctypes.Structure):
    """latchkey_bytes."""

    _fields_ = [("bytes", ctypes.c_void_p), ("count", ctypes.c_size_t)]

    @property
    def content(self):
        return ctypes.string_at(self.bytes, self.count) if self.count else b""


class RawAnswer(ctypes.Structure):
    """latchkey_answer."""

    _fields_ = [
        ("outcome", ctypes.c_int), ("mode", ctypes.c_int), ("allowed", ctypes.c_int32), ("findings", ctypes.c_int32),
        ("expires", ctypes.c_int64), ("json", Bytes), ("state", Bytes), ("document", Bytes),
        ("memory", ctypes.c_void_p)]


def lend(content):
    """Bytes for a call, and what has to live as long: None is nothing at all, b"" is a place without bytes."""
    if content is None:
        return Bytes(None, 0), None
    buffer = ctypes.create_string_buffer(content, len(content) + 1)
    return Bytes(ctypes.addressof(buffer), len(content)), buffer


class Library:
    """The shared library, by its header's names."""

    def __init__(self, path, header):
        self.header = header
        self.functions = re.findall(r"^(?:latchkey_outcome|int32_t|const char \*|void) ?(latchkey_\w+)\(", header, re.M)
        self.numbers = {
            name: int(value.strip("()"))
            for name, value in re.findall(r"\b(LATCHKEY_\w+)(?: = | )(\(?-?\d+\)?)", header)}
        self.c = ctypes.CDLL(str(path))
        self.c.latchkey_version.restype = ctypes.c_char_p
        self.c.latchkey_supports.argtypes = [Bytes]
        self.c.latchkey_answer_free.argtypes = [ctypes.c_void_p]
        self.c.latchkey_answer_free.restype = None
        for operation, parts in OPERATIONS.items():
            function = getattr(self.c, f"latchkey_{operation}")
            function.argtypes = [Bytes] * len(parts) + [ctypes.c_void_p]

    def supports(self, name):
        lent, _buffer = lend(name)
        return self.c.latchkey_supports(lent)

    def raw(self, operation, raw, **parts):
        """Calls into a RawAnswer that the caller frees; gives what the function returned."""
        assert set(parts) <= set(OPERATIONS[operation]), parts
        lent = [lend(parts.get(name)) for name in OPERATIONS[operation]]
        arguments = [pair[0] for pair in lent]
        return getattr(self.c, f"latchkey_{operation}")(*arguments, ctypes.byref(raw))

    def free(self, raw):
        self.c.latchkey_answer_free(ctypes.byref(raw))

    def call(self, operation, **parts):
        raw = RawAnswer()
        returned = self.raw(operation, raw, **parts)
        assert returned == raw.outcome
        # The zero byte behind the text is not counted.
        assert ctypes.string_at(raw.json.bytes, raw.json.count + 1)[-1] == 0
        answer = Answer(
            raw.outcome, raw.mode, raw.allowed, raw.findings, raw.expires, raw.json.content, raw.state.content,
            raw.document.content)
        self.free(raw)
        assert bytes(raw) == bytes(ctypes.sizeof(raw))
        return answer


def call_text(operation, **parts):
    """`latchkey/call@v1` with these parts; one that is None is left out."""
    text = f"latchkey/call@v1 {operation}\n".encode()
    for name, content in parts.items():
        if content is not None:
            text += f"{name} {len(content)}\n".encode() + content + b"\n"
    return text


def parsed_answer(text):
    """`latchkey/answer@v1` taken apart; every byte has to be accounted for."""
    line, rest = text.split(b"\n", 1)
    match = re.fullmatch(rb"latchkey/answer@v1 ([0-3]) ([0-4]) ([01]) (\d+) (-1|\d+)", line)
    assert match, line
    parts = {"json": b"", "state": b"", "document": b""}
    names = list(parts)
    while rest:
        head, rest = rest.split(b"\n", 1)
        match_part = re.fullmatch(rb"(json|state|document) ([1-9]\d{0,7})", head)
        assert match_part, head
        name, count = match_part[1].decode(), int(match_part[2])
        assert name in names, "parts stand in one order, each once"
        names = names[names.index(name) + 1:]
        parts[name], end, rest = rest[:count], rest[count:count + 1], rest[count + 1:]
        assert end == b"\n" and len(parts[name]) == count
    return Answer(*map(int, match.groups()), **parts)


class StaticProgram:
    """`latchkey-verify --call`."""

    def __init__(self, path):
        self.path = path

    def call(self, operation, **parts):
        done = subprocess.run(
            [self.path, "--call"], input=call_text(operation, **parts), capture_output=True, timeout=10)
        assert (done.returncode, done.stderr) == (0, b""), done
        return parsed_answer(done.stdout)
