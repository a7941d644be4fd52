#!/usr/bin/env python3
"""Compares parsers with other people's, over inputs that nobody wrote.

usage: Tests/Fuzz/judges.py BUILD SERVER SECONDS [SEED]

BUILD is the folder of note-judge, SERVER the vector-server. What both are asked is drawn at random, from a seed that is
printed, and in rounds until the time is over.
"""

import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Conformance"))

import note_judge  # noqa: E402
import serving  # noqa: E402
import url_judge  # noqa: E402

ROUND = 4000


def ask(program, vectors):
    """A program's answers to vectors, as text."""
    return [line.decode("utf-8", "replace") for line in serving.answers(program, vectors)]


def notes(build, server, random, count):
    """Compares notes; gives the differences that are not by design, and how often which outcome was seen."""
    vectors = [note_judge.drawn(random) for _ in range(count)]
    pairs = zip(vectors, ask(server, vectors), ask(Path(build) / "note-judge", vectors))
    return tallied((vector, note_judge.compared(vector, ours, theirs)) for vector, ours, theirs in pairs)


def urls(_, server, random, count):
    """The same for site URLs."""
    texts = [url_judge.drawn(random) for _ in range(count)]
    answers = ask(server, [b"operation: site-url\n\n" + text.encode() + b"\n" for text in texts])
    return tallied((text, url_judge.compared(text, ours)) for text, ours in zip(texts, answers))


def tallied(outcomes):
    differences, seen = [], {}
    for asked, outcome in outcomes:
        seen[outcome] = seen.get(outcome, 0) + 1
        if outcome.startswith("differs"):
            differences.append(f"{outcome}: {asked!r}")
    return differences, seen


def main():
    if len(sys.argv) < 4:
        print(__doc__, file=sys.stderr)
        return 64
    build, server, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else time.time_ns() & 0xFFFFFFFF
    found, random = [], Random(seed)
    for name, compare in (("notes", notes), ("site URLs", urls)):
        end, total = time.monotonic() + seconds / 2, 0
        while time.monotonic() < end and not found:
            differences, _ = compare(build, server, random, ROUND)
            found += differences
            total += ROUND
        print(f"{name}: {total:,} compared with seed {seed}, {len(found)} differences", flush=True)
    for difference in found[:10]:
        print(difference[:2000], file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
