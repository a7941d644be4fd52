#!/usr/bin/env python3
"""Changes the client core in many small ways and says which changes no test notices.

usage: Tests/Mutation/run.py [MODULE…]

Run by `make mutants`; docs/mutation.md says what is changed. Exits with 1 when too many mutants survive, or when
`judged.txt` names one that does not.
"""

import concurrent.futures
import subprocess
import sys

import compiling
import judging
import units

# Processes that run mutants side by side.
WORKERS = 2


def say(text):
    """Progress, for a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def pack():
    """Every vector with its answer in one file, as the driver reads them."""
    paths = sorted((compiling.ROOT / "Tests/Vectors").rglob("*.vector"))
    if not paths:
        raise SystemExit("Tests/Vectors: no vectors")
    path = compiling.BUILD / "vectors"
    with path.open("wb") as file:
        for vector in (each.read_bytes() for each in paths):
            lines = vector.split(b"\n\n", 1)[0].split(b"\n")
            answer = next(line.removeprefix(b"expect: ") for line in lines if line.startswith(b"expect: "))
            file.write(b"%d %s\n" % (len(vector), answer) + vector)
    return path


def run_vectors(driver, vectors, numbers):
    """The numbers that the vectors kill."""
    killed, done = set(), 0

    def share(worker):
        nonlocal done
        command = ["nice", "-n", "5", driver, vectors]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        process.stdin.write("".join(f"{number}\n" for number in numbers[worker::WORKERS]))
        process.stdin.close()
        for line in process.stdout:
            number, fate = line.split()[:2]
            if fate == "killed":
                killed.add(int(number))
            done += 1
            say(f"vectors: {done} of {len(numbers)} mutants, {done - len(killed)} not killed")
        if process.wait() != 0:
            raise SystemExit("the driver failed")

    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(share, range(WORKERS)))
    if done != len(numbers):
        raise SystemExit("the driver did not run every mutant")
    return killed


def run_units(mutants, numbers, mutated):
    """The numbers that a Swift test of the mutant's module kills."""
    reached = {module: units.reach(module) for module in mutated}
    killed, done = set(), 0

    def kill(number):
        nonlocal done
        module = mutants[number].file.split("/")[0]
        suites = [suite for suite, numbers in reached[module].items() if number in numbers]
        if suites and units.run(suites, number):
            killed.add(number)
        done += 1
        say(f"Swift tests: {done} of {len(numbers)} mutants, {done - len(killed)} not killed")

    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(kill, numbers))
    return killed


def main():
    mutated = sys.argv[1:] or list(compiling.MODULES)
    if not set(mutated) <= set(compiling.MODULES):
        print(__doc__, file=sys.stderr)
        return 64
    mutants, dropped = compiling.objects(mutated, say)
    numbers = [number for number in mutants if number not in dropped]
    by_vectors = run_vectors(compiling.driver(), pack(), numbers)
    say("compiling the Swift tests")
    units.build(mutated)
    rest = [number for number in numbers if number not in by_vectors]
    by_units = run_units(mutants, rest, mutated)
    fates = {
        number: "vectors" if number in by_vectors else "units" if number in by_units else None for number in numbers
    }
    rows, unjudged, wrong = judging.report(mutants, dropped, fates, mutated)
    say("")
    print(judging.table(rows), end="")
    for number, fate in fates.items():
        if fate is None and judging.name(mutants[number]) in unjudged:
            mutant = mutants[number]
            print(f"survived: {mutant.file}:{mutant.line}: {mutant.change}")
    for line in wrong:
        print(line)
    judging.write_survivors(mutants, fates)
    judging.write_table(rows)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
