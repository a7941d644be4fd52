#!/usr/bin/env python3
"""Makes the corpora anew: the fewest inputs that reach what seeds, corpora and past runs reach.

usage: Tests/Fuzz/minimize.py BUILD SEEDS [TARGET…]     BUILD is the folder of the programs, SEEDS what seeds.py made

A corpus has at most 150 inputs and 200 KB; what would be more is left out, and that is said.
"""

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import programs

MOST_INPUTS = 150
MOST_BYTES = 200_000


def features(control):
    """What each input reaches, out of libFuzzer's control file."""
    lines = control.read_text().splitlines()
    count = int(lines[0])
    paths, found = lines[2:2 + count], {}
    for line in lines[2 + count:]:
        kind, number, *reached = line.split(" ")
        if kind == "FT":
            found[Path(paths[int(number)])] = {int(each) for each in reached if each}
    return found


def chosen(found):
    """The inputs that reach most that is new, one after the other, as many as fit; and all that any input reaches."""
    wanted = set().union(*found.values())
    kept, reached, room = [], set(), MOST_BYTES
    while len(kept) < MOST_INPUTS:
        fitting = [path for path in found if path not in kept and path.stat().st_size <= room]
        best = max(fitting, key=lambda path: (len(found[path] - reached), -path.stat().st_size), default=None)
        if best is None or found[best] <= reached:
            break
        kept.append(best)
        reached |= found[best]
        room -= best.stat().st_size
    return kept, len(reached), len(wanted)


def minimize(build, seeds, target):
    """Writes a target's corpus, and says what it reaches."""
    corpus = programs.CORPUS / target
    sources = [folder for folder in (corpus, seeds / target, build / "found" / target) if folder.is_dir()]
    with tempfile.TemporaryDirectory() as folder:
        control, merged = Path(folder) / "control", Path(folder) / "merged"
        merged.mkdir()
        # Told by the code that is reached alone: how often it runs would keep ten times as many.
        code, log = programs.run(
            build, target, "-merge=1", "-use_counters=0", "-set_cover_merge=1", "-max_len=65536",
            f"-merge_control_file={control}", merged, *sources)
        if code != 0:
            raise SystemExit(f"{target}: the merge failed\n{log[-2000:]}")
        kept, reached, wanted = chosen(features(control))
        contents = [path.read_bytes() for path in kept]
    shutil.rmtree(corpus, ignore_errors=True)
    corpus.mkdir(parents=True)
    for content in contents:
        (corpus / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
    size = sum(map(len, contents))
    return f"{target:16} {len(kept):>4} inputs {size:>7} bytes reach {reached} of {wanted} edges"


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 64
    build, seeds = map(Path, sys.argv[1:3])
    shutil.copy(seeds / "dictionary", programs.CORPUS / "dictionary")
    for target in sys.argv[3:] or programs.targets(build):
        print(minimize(build, seeds, target), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
