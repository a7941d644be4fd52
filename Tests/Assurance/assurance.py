#!/usr/bin/env python3
"""Writes docs/assurance.md from what tests noted when they passed, or holds the page against it.

usage: assurance.py write|check|keep EVIDENCE

EVIDENCE is the folder that LATCHKEY_EVIDENCE named in a whole run of `make test`, and for `keep` in a long run: that puts
its figures into Tests/Assurance/soak.json, from where they come into the page. `check` ends with 1 where the page says
anything that this run has not shown; a test that was skipped here, for a reason that it gave, keeps what the page says,
and is named.
"""

import difflib
import json
import os
import re
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/assurance.md"
SOAK_RUNS = ROOT / "Tests/Assurance/soak.json"
HEAD = """\
# What was tried

Each security property and each promise of reliability, the tests that show it, and how many cases they tried. This page
is written by `make assurance` from what the tests themselves note when they have passed, and `make test` fails where it
says anything else: it cannot claim what did not run. What is *not* promised stands in the
[threat model](threat-model.md).

Tests are named as in the sources: a sentence in Swift, a function in Python. Vectors marked *foreign* are other
people's ([where they come from](vectors.md)).
"""
SOAK = """
## The long runs

`make soak` takes hours, and `make test` a short run of the same tests. Measured last:

"""
ROW = re.compile(r"^\| ([SR]\d+) \| .* \| (.*) \|$", re.M)


def read(folder):
    found = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    if not found:
        raise SystemExit(f"{folder} holds no evidence: make test")
    for each in found:
        each["test"] = re.sub(r"^[SR]\d+: ", "", each["test"])
    return [each for each in found if "property" in each], [each for each in found if "skipped" in each]


def claims():
    lines = (ROOT / "Tests/Assurance/claims.txt").read_text().splitlines()
    made = dict(line.split(" ", 1) for line in lines)
    assert len(made) == len(lines) == 34
    return made


def rows(evidence):
    """A row for each claim; what one test tried in several parts is added up."""
    tried, shown = defaultdict(int), defaultdict(list)
    for each in evidence:
        tried[each["property"], each["test"], each["what"]] += each["tried"]
    for (number, test, what), count in sorted(tried.items()):
        shown[number].append(f"{test}: {count:,} {what}")
    known = claims()
    if shown.keys() != known.keys():
        raise SystemExit(f"no test has shown, or nothing claims: {', '.join(sorted(shown.keys() ^ known.keys()))}")
    return [f"| {number} | {claim} | {'<br>'.join(shown[number])} |" for number, claim in known.items()]


def keep(evidence):
    """Puts the figures of a long run in the place of those of the same test before."""
    runs = {(run["property"], run["test"]): run for run in json.loads(SOAK_RUNS.read_text())}
    day = date.today().isoformat()
    for each in evidence:
        if each["figure"]:
            runs[each["property"], each["test"]] = {name: each[name] for name in ("property", "test", "figure")} | {"day": day}
    SOAK_RUNS.write_text(json.dumps([runs[key] for key in sorted(runs)], indent=1) + "\n")


def soak():
    """The rows of the long runs."""
    runs = json.loads(SOAK_RUNS.read_text())
    return [f"| {run['property']} | {run['test']} | {run['figure']} | {run['day']} |" for run in runs]


def page(evidence):
    lines = ["", "| | claim | tried |", "| --- | --- | --- |", *rows(evidence)]
    long = soak()
    if long:
        lines += [SOAK.rstrip("\n"), "", "| | test | result | day |", "| --- | --- | --- | --- |", *long]
    return HEAD + "\n".join(lines) + "\n"


def completed(evidence, skips):
    """The evidence, with what the page says of tests that could not run here; and those tests' names."""
    kept, names = [], set()
    seen = {each["test"] for each in evidence}
    old = PAGE.read_text() if PAGE.exists() else ""
    for number, entries in ROW.findall(old.partition("## The long runs")[0]):
        for entry in entries.split("<br>"):
            test, _, rest = entry.rpartition(": ")
            is_skipped = any(each["test"] == test for each in skips) or (
                "(foreign)" in rest and not os.environ.get("LATCHKEY_VECTORS"))
            if is_skipped and test not in seen:
                tried, what = rest.split(" ", 1)
                kept.append({"property": number, "test": test, "tried": int(tried.replace(",", "")), "what": what})
                names.add(test)
    return evidence + kept, names


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("write", "check", "keep"):
        print(__doc__, file=sys.stderr)
        return 64
    evidence, skips = read(Path(sys.argv[2]))
    if sys.argv[1] == "keep":
        keep(evidence)
        return 0
    evidence, names = completed(evidence, skips)
    for name in sorted(names):
        print(f"not shown in this run: {name}", file=sys.stderr)
    made = page(evidence)
    if sys.argv[1] == "write":
        PAGE.write_text(made)
        return 0
    if PAGE.read_text() != made:
        sys.stderr.writelines(difflib.unified_diff(
            PAGE.read_text().splitlines(True), made.splitlines(True), "docs/assurance.md", "this run", n=0))
        raise SystemExit("docs/assurance.md says something else than this run has shown: make assurance, and look why")
    print(f"docs/assurance.md holds: {len(evidence)} notes of tests, {len(claims())} claims")
    return 0


if __name__ == "__main__":
    sys.exit(main())
