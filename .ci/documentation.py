#!/usr/bin/env python3
"""Builds the documentation of the public symbols with DocC, and names those that have no comment.

usage: documentation.py DOCC SYMBOL-GRAPHS OUTPUT

SYMBOL-GRAPHS is the folder that `swift package dump-symbol-graph` has written. Exit: 0 when every symbol has a comment
and DocC has nothing to warn of, 1 otherwise.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What is said elsewhere: of findings by their texts (docs/spec/findings.md), of C functions by Sources/CLatchkey.
ELSEWHERE = {("LicenseVerifier", "FindingCode"), ("LatchkeyABI", None)}
LEAST = 1500


def graphs(folder):
    """The graphs of the modules under Sources, an extension's as Module@Extended."""
    modules = {path.name for path in (ROOT / "Sources").iterdir() if list(path.rglob("*.swift"))}
    found = {path: re.split("[.@]", path.name)[0] for path in sorted(Path(folder).glob("*.symbols.json"))}
    return {path: module for path, module in found.items() if module in modules}


def undocumented(path, module):
    """How many symbols a graph has, and the names of those without a comment."""
    symbols = json.loads(path.read_text())["symbols"]
    names = [(module, *symbol["pathComponents"]) for symbol in symbols if "docComment" not in symbol]
    return len(symbols), [
        ".".join(name) for name in names
        if (module, None) not in ELSEWHERE and not (name[:2] in ELSEWHERE and len(name) == 3)]


def main(docc, folder, output):
    found = graphs(folder)
    counts, lacking = zip(*(undocumented(path, module) for path, module in found.items()))
    names = [name for each in lacking for name in each]
    assert sum(counts) >= LEAST, f"{sum(counts)} symbols"
    for name in names:
        print(f"{name} has no comment", file=sys.stderr)
    with tempfile.TemporaryDirectory() as chosen:
        for path in found:
            shutil.copy(path, chosen)
        # A list of parameters names those of which there is something to say.
        done = subprocess.run(
            [docc, "convert", "--additional-symbol-graph-dir", chosen, "--output-dir", output, "--warnings-as-errors",
             "--fallback-display-name", "Latchkey", "--fallback-bundle-identifier", "latchkey",
             "--disable-parameters-and-returns-validation"])
    print(f"{sum(counts)} symbols of {len(set(found.values()))} modules, {len(names)} without a comment")
    return 1 if names or done.returncode else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
