#!/usr/bin/env python3
"""Draws the modules of Package.swift, and the arrows between them, into docs/architecture.md.

usage: modules.py DOCUMENT
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARKED = re.compile(r"(?<=<!-- modules: begin -->\n).*?(?=<!-- modules: end -->\n)", re.S)


def declared(scratch=None):
    """The dependencies of each target that is not for tests, as SwiftPM reads Package.swift."""
    # A folder of its own, so that no build has to be waited for.
    options = ["--scratch-path", scratch] if scratch else []
    dump = subprocess.run(
        ["swift", "package", *options, "dump-package"], cwd=ROOT, capture_output=True, check=True).stdout
    return {
        target["name"]: {next(iter(each.values()))[0] for each in target["dependencies"]}
        for target in json.loads(dump)["targets"]
        if target["type"] != "test" and not (target.get("path") or "").startswith("Tests/")}


def diagram(arrows):
    """The Swift modules as a Mermaid chart, without the arrows that follow from others."""
    modules = {name for name in arrows if not re.match(r"C[A-Z]", name)}
    known = {name: arrows[name] & modules for name in modules}

    def reach(name):
        return known[name].union(*(reach(each) for each in known[name]))

    lines = ["```mermaid", "flowchart TD"]
    for name in sorted(modules):
        follows = set().union(*(reach(each) for each in known[name]))
        lines += [f"    {name} --> {each}" for each in sorted(known[name] - follows)]
    return "\n".join([*lines, "```", ""])


def main(page):
    path = Path(page)
    path.write_text(MARKED.sub(lambda _: diagram(declared()), path.read_text(), count=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
