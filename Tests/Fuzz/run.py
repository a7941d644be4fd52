#!/usr/bin/env python3
"""Runs every fuzzer for an equal part of the time, two at once, and says how far each came.

usage: Tests/Fuzz/run.py BUILD SERVER MINUTES [TARGET…]

BUILD is the folder of the programs, SERVER the vector-server. Without targets named it is all of them, and for as long
as one of them the comparisons of judges.py.

What was found stays in BUILD/found for the next run. An input that makes a program crash lies in BUILD/crashes; the run
goes on, and fails at its end.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import programs

AT_ONCE = 2


def fuzz(build, target, seconds):
    """A line about a target's run, and how to see its crash again, if there was one."""
    found, crashes = build / "found" / target, build / "crashes"
    for folder in (found, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    code, log = programs.run(
        build, target, f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048",
        f"-dict={programs.CORPUS / 'dictionary'}", f"-artifact_prefix={crashes}/{target}-", "-print_final_stats=1",
        found, programs.CORPUS / target)
    (build / f"{target}.log").write_text(log)
    done = programs.DONE.search(log)
    if code == 0 and done:
        runs, coverage, _, inputs, size = done.groups()
        return f"{target:16} {int(runs):>11,} {coverage:>6} {inputs:>7} {size:>9}", None
    wrong = [line for line in log.splitlines() if "does not hold" in line or line.startswith(("SUMMARY", "==ERROR"))]
    kept = sorted(crashes.glob(f"{target}-*"), key=lambda path: path.stat().st_mtime)
    command = f"SWIFT_BACKTRACE=enable=no {build}/fuzz-{target} {kept[-1] if kept else ''}"
    return f"{target:16} CRASHED", "\n".join([target, *wrong[:3], f"see {build}/{target}.log, or:", command])


def judge(build, server, seconds):
    """The same of the comparisons."""
    command = [sys.executable, programs.FOLDER / "judges.py", build, server, str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.rstrip("\n"), None if done.returncode == 0 else done.stderr


def main():
    if len(sys.argv) < 4:
        print(__doc__, file=sys.stderr)
        return 64
    build, server, minutes = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    targets = sys.argv[4:] or programs.targets(build)
    seconds = max(1, round(minutes * 60 * AT_ONCE / (len(targets) + (not sys.argv[4:]))))
    print(f"{len(targets)} targets, {seconds} s each, {AT_ONCE} at once", flush=True)
    print(f"{'target':16} {'executions':>11} {'cov':>6} {'inputs':>7} {'size':>9}", flush=True)
    crashes = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = [pool.submit(fuzz, build, target, seconds) for target in targets]
        if not sys.argv[4:]:
            runs.append(pool.submit(judge, build, server, seconds))
        for line, crash in (run.result() for run in runs):
            print(line, flush=True)
            crashes += [crash] if crash else []
    for crash in crashes:
        print(f"\n{crash}", file=sys.stderr)
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
