#!/usr/bin/env python3
"""Makes the corpora that the fuzzer starts from, one folder an entry point, and a dictionary.

usage: Tests/Fuzz/seeds.py CLIENT OUT     CLIENT is the folder of liblatchkey.so

The vectors of imports and verdicts are played with the library, so that the states stand in the corpora to which they
lead; and one whole call is there for each entry point.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Native"))

from calls import OPERATIONS, Library  # noqa: E402
from vectors import SEED, VECTORS, play, read  # noqa: E402


def container(operation, flags, parts):
    """The fuzzer's input: flags, and the parts with 0xFF between them."""
    found = [parts.get(name) for name in OPERATIONS[operation]]
    return bytes([flags]) + b"\xff".join(b"\xfe" if part is None else part.replace(b"\xff", b"?") for part in found)


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 64
    client, out = Path(sys.argv[1]), Path(sys.argv[2])
    library = Library((client / "liblatchkey.so").resolve(), (ROOT / "Sources/CLatchkey/include/latchkey.h").read_text())
    counts, words = dict.fromkeys(OPERATIONS, 0), set()

    def keep(operation, parts):
        folder = out / operation
        folder.mkdir(parents=True, exist_ok=True)
        for flags in (0, 3):
            (folder / f"{counts[operation]:05}").write_bytes(container(operation, flags, parts))
            counts[operation] += 1

    for vector in map(read, VECTORS):
        if vector.value("operation") not in (b"import", b"verify"):
            continue
        parts = vector.parts()
        words |= set(re.findall(rb"^([a-z-]{2,40})(?= )", vector.payload, re.M))
        now = vector.context(vector.value("time"))
        state, _ = play(vector, library)
        whole = {"product": parts["product"][-1], "state": state, "seed": SEED, "nonce": bytes(16), "context": now}
        installed = re.search(rb"^id (\w{26})$", state or b"", re.M)
        whole["license"] = installed[1] if installed else b""
        for operation in ("verify", "status", "request", "return", "support"):
            keep(operation, {name: whole[name] for name in OPERATIONS[operation]})
        for file in parts["file"][-1:]:
            keep("import", whole | {"file": file, "product": parts["product"][0], "state": (parts["state"] or [None])[0]})
            keep("inspect", {"product": parts["product"][0], "file": file})
    for name in ("body-request", "body-return", "license-file"):
        for path in (ROOT / "Tests/Vectors" / name).glob("*.vector"):
            keep("inspect", {"product": None, "file": path.read_bytes().split(b"\n\n", 1)[1]})
    types = [b"latchkey/" + each + b"@v1" for each in (
        b"license", b"request", b"keyring", b"revocations", b"clock-repair", b"return", b"product", b"state", b"context",
        b"history")]
    words |= {b"now", b"language", b"typed-url", b"site", b"feature", b"evidence", b"unreadable"}
    with open(out / "dictionary", "w") as dictionary:
        for word in sorted(types + [b"\n" + word + b" " for word in words]):
            dictionary.write('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n')
    assert all(counts.values()), counts
    print(f"{sum(counts.values())} inputs from {len(VECTORS)} vectors", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
