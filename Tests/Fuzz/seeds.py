#!/usr/bin/env python3
"""Makes what the fuzzers start from out of the vectors: one folder a target, and a dictionary.

usage: Tests/Fuzz/seeds.py CLIENT OUT     CLIENT is the folder of liblatchkey.so

The vectors of imports and verdicts are played with the library, so that the states stand there to which they lead; and
one whole call is there for each entry point. Documents stand there whole and taken apart.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests/Native"), str(ROOT / "Tests/CommandLine")]

import pyseto  # noqa: E402
import spoken  # noqa: E402
import transport  # noqa: E402
from calls import OPERATIONS, Library  # noqa: E402
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402
from cryptography.hazmat.primitives.serialization import (  # noqa: E402
    Encoding, NoEncryption, PrivateFormat, PublicFormat)
from vectors import SEED, VECTORS, play, read  # noqa: E402

HEADER = ROOT / "Sources/CLatchkey/include/latchkey.h"
NOTE = re.compile(rb"(latchkey/([a-z-]+)@v1\n.*?\n)\n(?:\xe2\x80\x94 [^\n]*\n)+", re.S)
PROOF = re.compile(rb"c2sp.org/tlog-proof@v1\n.*?\n\n.*?\n\n(?:\xe2\x80\x94 [^\n]*\n)+", re.S)
SIGNED = {"license", "request", "keyring", "revocations", "clock-repair", "return"}
PASSPHRASE = b"fuzz"
# Calls that no vector makes are made with what is in this one, and with these lines of a context.
SPECIMEN = "Tests/Vectors/binding/any-installation.vector"
RARE = [
    b"language fr_FR.UTF-8\n", b"site staging https://test.example/\n", b"fact machine 8f1c0d6a\nfact path /srv\n",
    b"typed-url https://b\xc3\xbccher.example/\n", b"unreadable EACCES: permission denied\n", b"unreadable so\n",
    b"feature a\n" * 200, b"fact machine a\nfact machine b\n", b"site production\n", b"foreign x\n", b"now\n",
    b"\n" * 2000, b"url\n"]
BAD = [{"context": b"now"}, {"context": b"latchkey/context@v1\nnow"}, {"seed": None}, {"nonce": b"short"}]


def container(operation, flags, parts):
    """The input of an entry point: flags, and the parts with 0xFF between them."""
    found = [parts.get(name) for name in OPERATIONS[operation]]
    return bytes([flags]) + b"\xff".join(b"\xfe" if part is None else part.replace(b"\xff", b"?") for part in found)


def calls(keep, vector, library):
    """Whole calls, with what a vector of an import or a verdict leads to."""
    parts = vector.parts()
    now = vector.context(vector.value("time"))
    state, _ = play(vector, library)
    whole = {"product": parts["product"][-1], "state": state, "seed": SEED, "nonce": bytes(16), "context": now}
    installed = re.search(rb"^id (\w{26})$", state or b"", re.M)
    whole["license"] = installed[1] if installed else b""
    wanted = {name: whole for name in ("verify", "status", "request", "return", "support")}
    if parts["file"]:
        first = {"product": parts["product"][0], "file": parts["file"][-1]}
        wanted |= {"import": whole | first | {"state": (parts["state"] or [None])[0]}, "inspect": first}
    for operation, found in wanted.items():
        for flags in (0, 3):
            keep(f"abi-{operation}", container(operation, flags, found))
        # What vectors do not say of the present, and calls that are bad.
        if vector.name == SPECIMEN:
            for lines in RARE:
                keep(f"abi-{operation}", container(operation, 0, found | {"context": now + lines}))
            for bad in BAD:
                keep(f"abi-{operation}", container(operation, 0, found | bad))
    for operation in ("request", "support"):
        made = library.call(operation, **{name: whole[name] for name in OPERATIONS[operation]}).document
        keep("bundle" if operation == "support" else "license-file", made)
        documents(keep, made)
    for product in parts["product"]:
        keep("product", product)
    for blob in filter(None, [*parts["state"], state]):
        states(keep, blob)
    for file in parts["file"]:
        documents(keep, file)


def states(keep, blob):
    """A state: as it is, what its checksum covers, and its history."""
    keep("state", blob)
    found = re.match(rb"latchkey/state@v1\nchecksum \w{16} (\d+)\n", blob)
    if found:
        checked = blob[found.end():][:int(found[1])]
        keep("state", checked)
        keep("history", blob[found.end() + len(checked):])


def documents(keep, file):
    """A file, and the documents and values in it."""
    for target in ("license-file", "repair"):
        keep(target, file)
    for note in NOTE.finditer(file):
        keep("note", note[0])
        if note[2].decode() in SIGNED:
            keep(note[2].decode(), note[1])
        values(keep, note[1])
    for proof in PROOF.findall(file):
        keep("log-proof", proof)


def values(keep, text):
    for line in text.split(b"\n"):
        keep("values", line.partition(b" ")[2])


def value(keep, vector):
    """A vector of one parser."""
    operation = vector.value("operation").decode()
    line = vector.payload.removesuffix(b"\n")
    if operation == "version-range":
        keep("version-range", vector.value("range") + b"\n" + vector.value("version"))
    elif operation == "version-order":
        keep("version", vector.value("left") + b"\n" + vector.value("right"))
    elif operation == "body":
        kind = vector.value("type").decode()
        states(keep, vector.payload) if kind == "state" else keep(kind, vector.payload)
        values(keep, vector.payload)
    elif operation in ("note", "license-file"):
        keep(operation, vector.payload)
        documents(keep, vector.payload)
    elif operation in ("vkey", "base64", "site-url", "installation-id", "timestamp"):
        keep(operation, line)
        keep("values", line)


def couriers(keep, files):
    """Files as codes and as lines; the texts are short where the file is."""
    for file in sorted(files, key=len)[::25]:
        keep("packing", file)
        keep("codes", "\n".join(transport.codes(file, 3)).encode())
        keep("typed-lines", "\n".join(spoken.write(file)).encode())
    keep("packing", b"")


def keys(keep):
    """Texts of key files: a secret key with and without a passphrase, at the lowest cost, and its public half."""
    secret = Ed25519PrivateKey.from_private_bytes(SEED)
    pem = secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = secret.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    key = pyseto.Key.new(4, "public", pem)
    keep("paserk", key.to_paserk().encode())
    keep("paserk", key.to_paserk(password=PASSPHRASE, memory_cost=8, time_cost=1).encode())
    keep("paserk", pyseto.Key.new(4, "public", public).to_paserk().encode())


def dictionary(out, vectors):
    """Keys of lines and types of documents, for libFuzzer to put in."""
    words = {b"now", b"language", b"typed-url", b"site", b"feature", b"evidence", b"unreadable"}
    types = {b"c2sp.org/tlog-proof@v1", b"latchkey/context@v1", b"latchkey/history@v1", "\n\n— ".encode()}
    for vector in vectors:
        words |= set(re.findall(rb"^([a-z-]{2,40})(?= )", vector.payload, re.M))
        types |= set(re.findall(rb"^latchkey/[a-z-]+@v1$", vector.payload, re.M))
    with open(out / "dictionary", "w") as file:
        for word in sorted(types | {b"\n" + word + b" " for word in words}):
            file.write('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n')


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 64
    client, out = Path(sys.argv[1]), Path(sys.argv[2])
    library = Library((client / "liblatchkey.so").resolve(), HEADER.read_text())
    inputs = {}

    def keep(target, content):
        inputs.setdefault(target, set()).add(content)

    vectors = list(map(read, VECTORS))
    for vector in vectors:
        if vector.value("operation") in (b"import", b"verify"):
            calls(keep, vector, library)
        else:
            value(keep, vector)
    couriers(keep, inputs["license-file"])
    keys(keep)
    for target, contents in inputs.items():
        folder = out / target
        folder.mkdir(parents=True, exist_ok=True)
        for number, content in enumerate(sorted(contents)):
            (folder / f"{number:05}").write_bytes(content)
    dictionary(out, vectors)
    total = sum(map(len, inputs.values()))
    print(f"{total} inputs for {len(inputs)} targets from {len(vectors)} vectors", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
