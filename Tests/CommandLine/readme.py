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
import threading

SECONDS = 300
SHAPES = [
    (re.compile(r"\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b"), "LICENSE"),
    (re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}\b"), "INSTALLATION"),
    (re.compile(r"\b\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?"), "DATE"),
    (re.compile(r"/20\d\d\b"), "/YEAR"),
    (re.compile(r"\+[0-9a-f]{8}\b"), "+KEYID"),
    (re.compile(r"[A-Za-z0-9+/]{80,}=*"), "SIGNATURE"),
    (re.compile(r"^[A-Za-z0-9+/]{43}=$", re.M), "HASH"),
    (re.compile(r"in (36|73)\d days"), r"in \1X days"),
    (re.compile(r"^state          /\S+/latchkey/", re.M), "state STATE/"),
    (re.compile(r"^\d\d  (?:[0-9A-HJKMNP-TV-Z]{5} ){4}[0-9A-HJKMNP-TV-Z]{5}  [0-9A-HJKMNP-TV-Z]$", re.M), "LINE"),
]


def shape(text):
    for pattern, name in SHAPES:
        text = pattern.sub(name, text)
    return text.rstrip("\n")


def sessions(document):
    """Each command of the console blocks with the output that follows it.

    A block that readers need not see is a comment: it begins with `<!-- console` and ends with `-->`.
    """
    for block in re.findall(r"^(?:```|<!-- )console\n(.*?)^(?:```|-->)", document, re.S | re.M):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            while command.endswith("\\"):
                more, _, output = output.partition("\n")
                command += "\n" + more
            yield command, output


class Shell:
    """One shell for all commands of a document, in a folder of its own."""

    def __init__(self, folder, binaries):
        environment = dict(os.environ, PATH=f"{binaries}:{os.environ['PATH']}", XDG_STATE_HOME=f"{folder}/state")
        self.process = subprocess.Popen(
            ["sh"], cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        self.limit = threading.Timer(SECONDS, self.process.kill)
        self.limit.start()

    def run(self, command):
        """What a command prints, up to the byte 0 behind it, which no command prints."""
        self.process.stdin.write(f"{{ {command}\n}} < /dev/null\nprintf '\\0'\n".encode())
        self.process.stdin.flush()
        printed = bytearray()
        while (byte := self.process.stdout.read(1)) not in (b"", b"\0"):
            printed += byte
        return printed.decode(errors="replace")

    def end(self):
        self.limit.cancel()
        self.process.stdin.close()
        self.process.wait()


def check(path, binaries):
    """Runs the commands of a document: how many printed what it says, and how many did not."""
    found = list(sessions(pathlib.Path(path).read_text()))
    if not found:
        print(f"{path}: no console block", file=sys.stderr)
        return 0, 1
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "passphrase").write_text("correct horse battery staple\n")
        shell = Shell(folder, binaries)
        for command, expected in found:
            printed = shell.run(command)
            if shape(printed) != shape(expected):
                failed += 1
                print(f"{path}: $ {command}\n--- expected\n{expected}--- printed\n{printed}", file=sys.stderr)
        shell.end()
    return len(found) - failed, failed


def main(paths):
    binaries = pathlib.Path(os.environ.get("LATCHKEY_BIN", ".build/debug")).resolve()
    results = [check(path, binaries) for path in paths]
    passed, failed = (sum(column) for column in zip(*results))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
