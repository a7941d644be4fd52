#!/usr/bin/env python3
"""Runs the commands of a document's console blocks and compares what they print.

usage: Tests/CommandLine/readme.py DOCUMENT...

Numbers, identifiers, dates and signatures differ from run to run and are compared by shape only.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

SHAPES = [
    (re.compile(r"\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b"), "LICENSE"),
    (re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}\b"), "INSTALLATION"),
    (re.compile(r"\b\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?"), "DATE"),
    (re.compile(r"/20\d\d\b"), "/YEAR"),
    (re.compile(r"\+[0-9a-f]{8}\b"), "+KEYID"),
    (re.compile(r"[A-Za-z0-9+/]{80,}=*"), "SIGNATURE"),
    (re.compile(r"^[A-Za-z0-9+/]{43}=$", re.M), "HASH"),
    (re.compile(r"in 36\d days"), "in A YEAR"),
    (re.compile(r"^\d\d  (?:[0-9A-HJKMNP-TV-Z]{5} ){4}[0-9A-HJKMNP-TV-Z]{5}  [0-9A-HJKMNP-TV-Z]$", re.M), "LINE"),
]


def shape(text):
    for pattern, name in SHAPES:
        text = pattern.sub(name, text)
    return text.rstrip("\n")


def sessions(document):
    """Each command of the console blocks with the output that follows it."""
    for block in re.findall(r"^```console\n(.*?)^```", document, re.S | re.M):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def main(paths):
    binaries = pathlib.Path(os.environ.get("LATCHKEY_BIN", ".build/debug")).resolve()
    failed = passed = 0
    for path in paths:
        found = list(sessions(pathlib.Path(path).read_text()))
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "passphrase").write_text("correct horse battery staple\n")
            environment = dict(os.environ, PATH=f"{binaries}:{os.environ['PATH']}", XDG_STATE_HOME=f"{folder}/state")
            for command, expected in found:
                done = subprocess.run(
                    command, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT, text=True, timeout=120)
                if shape(done.stdout) == shape(expected):
                    passed += 1
                else:
                    failed += 1
                    print(f"{path}: $ {command}\n--- expected\n{expected}--- printed\n{done.stdout}", file=sys.stderr)
        if not found:
            failed += 1
            print(f"{path}: no console block", file=sys.stderr)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
