#!/usr/bin/env python3
"""Says which lines of the client core the tests reach, and holds the others against a list.

usage: Tests/Coverage/coverage.py BUILD TOOLS     BUILD is the folder of the programs, TOOLS that of llvm-cov

The tests are the Swift ones of the core, every conformance vector, and the fuzzers' corpora of the C interface. A line
that none of them reaches has to stand in unreached.txt with the reason; a line there that one reaches has to go.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Conformance"))

import serving  # noqa: E402

LIST = Path(__file__).parent / "unreached.txt"
MODULES = ["SignedNote", "LicenseFormat", "LicenseVerifier", "LatchkeyABI"]


def reach(build):
    """Runs everything; gives the raw profiles."""
    raw = build / "raw"
    shutil.rmtree(raw, ignore_errors=True)
    environment = os.environ | {"LLVM_PROFILE_FILE": f"{raw}/%p.profraw"}
    with open(build / "tests.log", "w") as log:
        subprocess.run([build / "tests"], env=environment, stdout=log, stderr=log, check=True)
    vectors = [path.read_bytes() for path in sorted((ROOT / "Tests/Vectors").rglob("*.vector"))]
    answers = serving.answers(build / "vector-server", vectors, env=environment)
    wrong = sum(b"\nexpect: " + answer + b"\n" not in vector for vector, answer in zip(vectors, answers))
    if wrong or not vectors:
        raise SystemExit(f"{wrong} of {len(vectors)} vectors are answered otherwise than expected")
    for program in sorted(build.glob("replay-*")):
        corpus = sorted((ROOT / "Tests/Fuzz/corpus" / program.name.replace("replay", "abi")).iterdir())
        subprocess.run([program, *corpus], env=environment, check=True)
    return sorted(raw.glob("*.profraw"))


def measured(build, tools, *options):
    """What llvm-cov exports about all programs together."""
    first, *others = [build / "tests", build / "vector-server", *sorted(build.glob("replay-*"))]
    objects = [word for program in others for word in ("-object", program)]
    return subprocess.run(
        [tools / "llvm-cov", "export", first, *objects, f"-instr-profile={build / 'all.profdata'}", *options,
         *(ROOT / "Sources" / module for module in MODULES)], capture_output=True, text=True, check=True).stdout


def regions(summary):
    """How many regions each module has, and how many are reached."""
    found = {module: [0, 0] for module in MODULES}
    for file in json.loads(summary)["data"][0]["files"]:
        module = Path(file["filename"]).relative_to(ROOT / "Sources").parts[0]
        counted = file["summary"]["regions"]
        found[module][0] += counted["count"]
        found[module][1] += counted["covered"]
    return found


def lines(records):
    """Text and count of every line that is code, by file, out of llvm-cov's lcov."""
    found = {}
    for record in records.split("end_of_record\n")[:-1]:
        rows = [line.partition(":")[::2] for line in record.splitlines()]
        path = Path(dict(rows)["SF"])
        text = path.read_text().splitlines()
        counted = [tuple(map(int, value.split(",")[:2])) for key, value in rows if key == "DA"]
        found[str(path.relative_to(ROOT))] = [(text[number - 1].strip(), count) for number, count in counted]
    return found


def listed():
    """The list: by file, the texts of lines that need not be reached."""
    found, file = {}, None
    for line in LIST.read_text().splitlines():
        if line.startswith("    "):
            found.setdefault(file, Counter())[line.strip()] += 1
        elif line and not line.startswith("#"):
            file, _, reason = line.partition(": ")
            if not reason:
                raise SystemExit(f"{LIST.name}: '{line}' gives no reason")
    return found


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 64
    build, tools = (Path(argument).resolve() for argument in sys.argv[1:])
    profiles = reach(build)
    subprocess.run([tools / "llvm-profdata", "merge", *profiles, "-o", build / "all.profdata"], check=True)
    counted, met = lines(measured(build, tools, "-format=lcov")), regions(measured(build, tools, "-summary-only"))
    print(f"{'module':16} {'lines':>7} {'reached':>9} {'regions':>8} {'reached':>9}")
    for module in MODULES:
        counts = [count for file in counted if file.startswith(f"Sources/{module}/") for _, count in counted[file]]
        reached = sum(count > 0 for count in counts) / len(counts)
        total, hit = met[module]
        print(f"{module:16} {len(counts):>7} {reached:>9.2%} {total:>8} {hit / total:>9.2%}")
    missed = {file: Counter(text for text, count in rows if count == 0) for file, rows in counted.items()}
    allowed = listed()
    wrong = 0
    for file in sorted(missed.keys() | allowed.keys()):
        ours, theirs = missed.get(file, Counter()), allowed.get(file, Counter())
        for text in (ours - theirs).elements():
            print(f"{file}: no test reaches: {text}", file=sys.stderr)
        for text in (theirs - ours).elements():
            print(f"{file}: is reached, or gone, and listed: {text}", file=sys.stderr)
        wrong += (ours - theirs).total() + (theirs - ours).total()
    print(f"{sum(map(Counter.total, missed.values()))} lines are reached by no test")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
