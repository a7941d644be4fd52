#!/usr/bin/env python3
"""Runs every conformance vector through the Embedded build and compares the answers.

usage: Tests/Embedded/run.py BINARY VECTORS

BINARY reads one vector on standard input and prints its answer. With LATCHKEY_VECTORS=FOLDER the Ed25519 sets of other
people in that folder are run too: Wycheproof, CCTV, speccheck and RFC 8032.
"""

import json
import os
import pathlib
import subprocess
import sys


def answer(binary, vector):
    """The binary's answer to one vector."""
    done = subprocess.run([binary], input=vector, capture_output=True, timeout=60)
    if done.returncode != 0:
        return f"exit {done.returncode}"
    return done.stdout.decode("utf-8", "replace").removesuffix("\n")


def expectation(vector):
    """The answer that a vector file expects."""
    for line in vector.split(b"\n\n", 1)[0].split(b"\n"):
        if line.startswith(b"expect: "):
            return line.removeprefix(b"expect: ").decode()
    raise SystemExit("a vector expects nothing")


class Tally:
    """Counts what passed and names what failed."""

    def __init__(self, binary):
        self.binary = binary
        self.passed = 0
        self.failed = 0

    def check(self, name, vector, expected):
        got = answer(self.binary, vector)
        if got == expected:
            self.passed += 1
        else:
            self.failed += 1
            print(f'{name}: expected "{expected}", got "{got}"', file=sys.stderr)

    def ed25519(self, name, key, message, signature, expected):
        vector = f"operation: ed25519\nkey: {key}\nmessage: {message}\nsignature: {signature}\n\n"
        self.check(name, vector.encode(), expected)


def count(name, found, expected):
    """Fails when a set is not as large as it was."""
    if found != expected:
        raise SystemExit(f"{name}: {found} cases, and {expected} were expected")


def wycheproof(tally, folder):
    groups = json.loads((folder / "wycheproof/testvectors_v1_ed25519_test.json").read_text())["testGroups"]
    cases = [(group["publicKey"]["pk"], test) for group in groups for test in group["tests"]]
    count("wycheproof", len(cases), 151)
    count("wycheproof, valid", sum(test["result"] == "valid" for _, test in cases), 88)
    for key, test in cases:
        expected = "ok" if test["result"] == "valid" else "invalid"
        tally.ed25519(f"wycheproof {test['tcId']}", key, test["msg"], test["sig"], expected)


def cctv(tally, folder):
    """The library accepts 43 of these; asking for the prime-order subgroup leaves 1."""
    cases = json.loads((folder / "cctv-ed25519/ed25519vectors.json").read_text())
    count("cctv", len(cases), 914)
    answers = []
    for case in cases:
        vector = f"operation: ed25519\nkey: {case['key']}\nmessage: {case['msg'].encode().hex()}\nsignature: {case['sig']}\n\n"
        answers.append(answer(tally.binary, vector.encode()))
    found = {word: answers.count(word) for word in ("ok", "ok off-subgroup", "invalid")}
    if found == {"ok": 1, "ok off-subgroup": 42, "invalid": 871}:
        tally.passed += len(cases)
    else:
        tally.failed += 1
        print(f"cctv: {found}", file=sys.stderr)


def speccheck(tally, folder):
    cases = json.loads((folder / "speccheck/cases.json").read_text())
    count("speccheck", len(cases), 12)
    for index, case in enumerate(cases):
        expected = "ok off-subgroup" if index == 3 else "invalid"
        tally.ed25519(f"speccheck {index}", case["pub_key"], case["message"], case["signature"], expected)


def rfc8032(tally, folder):
    lines = (folder / "rfc8032/sign.input").read_text().splitlines()
    count("rfc8032", len(lines), 1024)
    for index, line in enumerate(lines, 1):
        _, key, message, signed = line.split(":")[:4]
        tally.ed25519(f"rfc8032 {index}", key, message, signed[:128], "ok")


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 64
    tally = Tally(os.path.abspath(sys.argv[1]))
    paths = sorted(pathlib.Path(sys.argv[2]).rglob("*.vector"))
    if not paths:
        print(f"{sys.argv[2]}: no vectors", file=sys.stderr)
        return 1
    for path in paths:
        vector = path.read_bytes()
        tally.check(path, vector, expectation(vector))
    foreign = os.environ.get("LATCHKEY_VECTORS")
    if foreign:
        for run in (wycheproof, cctv, speccheck, rfc8032):
            run(tally, pathlib.Path(foreign))
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
