"""The conformance vectors of imports and verdicts, taken apart and played as a caller plays them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VECTORS = sorted((ROOT / "Tests/Vectors").rglob("*.vector"))
# The installation of every vector; the vectors name its public key.
SEED = hashlib.blake2b(b"latchkey test vector key installation/here", digest_size=32).digest()
CONTEXT_LINES = ["url", "version", "host", "evidence"]


@dataclass
class Vector:
    """A vector of `import` or `verify`, taken apart."""

    name: str
    headers: dict
    payload: bytes

    def value(self, key, otherwise=None):
        return self.headers.get(key, [otherwise])[0]

    def words(self, key):
        return (self.value(key) or b"").split()

    def parts(self):
        """Product files, state and files, as the headers cut the payload."""
        rest, found = self.payload, {}
        for key in ("product", "state", "file"):
            found[key] = []
            for length in map(int, self.words(key)):
                found[key].append(rest[:length])
                rest = rest[length:]
        assert not rest and found["product"]
        return found

    def context(self, now, *, bare=False):
        pairs = [("now", now)]
        if not bare:
            pairs += [(key, self.value(key)) for key in CONTEXT_LINES if key in self.headers]
            pairs += [("feature", feature) for feature in self.words("feature")]
        return b"latchkey/context@v1\n" + b"".join(key.encode() + b" " + value + b"\n" for key, value in pairs)

    def shows(self, word):
        return word.encode() in self.words("show")


def read(path):
    head, payload = path.read_bytes().split(b"\n\n", 1)
    headers = {}
    for line in head.split(b"\n"):
        key, value = line.split(b": ", 1)
        headers.setdefault(key.decode(), []).append(value)
    return Vector(str(path.relative_to(ROOT)), headers, payload * int(headers.get("repeat", [b"1"])[0]))


def vectors(operation):
    """Those of an operation, but for the ones with facts: a vector has them hashed, a caller brings them raw."""
    found = [vector for vector in map(read, VECTORS) if vector.value("operation") == operation.encode()]
    return [each for each in found if "fact" not in each.headers], [each for each in found if "fact" in each.headers]


def play(vector, client):
    """Imports every file as a caller does; gives the state and the last answer."""
    parts = vector.parts()
    state, answer = (parts["state"] or [None])[0], None
    for file in parts["file"]:
        answer = client.call(
            "import", product=parts["product"][0], state=state, seed=SEED, file=file,
            context=vector.context(vector.value("import-time", vector.value("time")), bare=True))
        report = answer.data["import"]
        is_unusable = any(finding["code"] == "product-file-unreadable" for finding in report["findings"])
        assert answer.outcome == (0 if report["outcome"] != "refused" else 2 if is_unusable else 1)
        state = answer.state or state
    return state, answer
