#!/usr/bin/env python3
"""Holds an implementation against the conformance vectors (docs/spec/conformance.md).

usage: run.py [--only OPERATION] -- COMMAND...

COMMAND is run once for each vector, with the vector on standard input: it prints the answer in one line and exits 0.
Each vector that it answers otherwise is named on standard output, and the last line counts them. Exit: 0 when every
answer is as expected, 1 when one is not or there are no vectors, 64 for a wrong usage. LATCHKEY_VECTOR_SAMPLE=N takes
only every Nth vector.
"""

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "Vectors"
SECONDS = 60


def header(vector, name):
    """The first value of a header; None where it is missing."""
    for line in vector.split(b"\n\n", 1)[0].split(b"\n"):
        key, _, value = line.partition(b": ")
        if key == name:
            return value
    return None


def answer(command, vector):
    """What a command says of a vector: its one line, or what was wrong with it as a text that no answer is."""
    try:
        done = subprocess.run(command, input=vector, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return b"(no answer within %d seconds)" % SECONDS
    if done.returncode != 0:
        return b"(exit %d)" % done.returncode
    if done.stdout.count(b"\n") != 1 or not done.stdout.endswith(b"\n"):
        return b"(not one line)"
    return done.stdout[:-1]


def run(command, only, every):
    """Runs the vectors; the exit status."""
    paths = sorted(FOLDER.rglob("*.vector"))
    vectors = [(path, path.read_bytes()) for path in paths]
    chosen = [each for each in vectors if only is None or header(each[1], b"operation") == only.encode()][::every]
    if not chosen:
        print(f"no vectors{'' if only is None else ' of the operation ' + only}")
        return 1
    failed = 0
    for path, vector in chosen:
        expected, got = header(vector, b"expect"), answer(command, vector)
        if got != expected:
            failed += 1
            texts = [text.decode(errors="backslashreplace") for text in (expected or b"(nothing)", got)]
            print(f"{path.relative_to(FOLDER)}: expected {texts[0]!r}, got {texts[1]!r}")
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


def main(arguments):
    only = None
    if arguments[:1] == ["--only"] and len(arguments) > 1:
        only, arguments = arguments[1], arguments[2:]
    sample = os.environ.get("LATCHKEY_VECTOR_SAMPLE", "1")
    if arguments[:1] != ["--"] or len(arguments) < 2 or not sample.isdigit() or sample == "0":
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 64
    try:
        return run(arguments[1:], only, int(sample))
    except OSError as error:
        print(f"run.py: error: {error}", file=sys.stderr)
        return 64


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
