"""Writes the mutated sources and compiles them; what does not compile is left out.

Everything is put below the folder `.build-mutation` of the project.
"""

import collections
import hashlib
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = ROOT / ".build-mutation"
MUTATED = BUILD / "sources"
MODULES = ("SignedNote", "LicenseFormat", "LicenseVerifier")
FLAGS = (
    "-parse-as-library -package-name latchkey -swift-version 6 -enable-upcoming-feature InternalImportsByDefault "
    "-enable-upcoming-feature MemberImportVisibility"
).split()
# Rounds of leaving out what the compiler refuses, of one module.
ROUNDS = 30

# `code` is the source line without its indentation.
Mutant = collections.namedtuple("Mutant", "number file line code change")
# Bytes `start` to `end` of a mutated file, there for some mutants.
Stretch = collections.namedtuple("Stretch", "file start end mutants")


def swift_files(folder):
    return sorted(path.relative_to(ROOT / "Sources") for path in (ROOT / "Sources" / folder).rglob("*.swift"))


def mutate(modules, dropped):
    """Writes the sources with the mutants of `modules` in them, all but the numbers in `dropped`."""
    files = [file for module in modules for file in swift_files(module)]
    for file in files:
        (MUTATED / file).parent.mkdir(parents=True, exist_ok=True)
    (BUILD / "dropped").write_text("".join(f"{number}\n" for number in sorted(dropped)))
    command = [BUILD / "mutator/debug/mutator", ROOT / "Sources", MUTATED, BUILD / "dropped", *files]
    listing = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    mutants, stretches = {}, []
    for line in listing.splitlines():
        fields = line.split("\t")
        if fields[0] == "@":
            numbers = [int(number) for number in fields[4].split()]
            stretches.append(Stretch(fields[1], int(fields[2]), int(fields[3]), numbers))
        else:
            mutants[int(fields[0])] = Mutant(int(fields[0]), fields[1], int(fields[2]), *fields[3:])
    return mutants, stretches


def compile_module(module, sources, *arguments):
    """What the compiler prints as errors: (file, line, column, message)."""
    include = [ROOT / "Sources/CSodium", HERE / "CMutant", BUILD]
    command = ["swiftc", *FLAGS, *(f"-I{folder}" for folder in include), "-module-name", module, *arguments, *sources]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    found = re.findall(r"^(/[^:\n]+):(\d+):(\d+): error: (.*)$", done.stderr, re.MULTILINE)
    if done.returncode != 0 and not found:
        raise SystemExit(f"{module} does not compile:\n{done.stderr[-3000:]}")
    return [(file, int(line), int(column), message) for file, line, column, message in found]


def guilty(error, stretches):
    """The mutants of the innermost stretch that an error lies in; else those that begin on its line."""
    path, line, column, message = error
    lines = pathlib.Path(path).read_bytes().split(b"\n")
    place = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    file = str(pathlib.Path(path).relative_to(MUTATED))
    here = [each for each in stretches if each.file == file]
    around = [each for each in here if each.start <= place <= each.end]
    if around:
        return min(around, key=lambda each: each.end - each.start).mutants
    behind = [each for each in here if place <= each.start <= place + len(lines[line - 1]) - column]
    if not behind:
        raise SystemExit(f"{path}:{line}:{column}: {message}: no mutant's doing")
    return [number for each in behind for number in each.mutants]


def refusals():
    """What the compiler refused in earlier runs: by a file's mutants, their places among these."""
    store = BUILD / "refused.json"
    return json.loads(store.read_text()) if store.exists() else {}


def by_file(mutants):
    """The mutants of each file, in order, under a digest of the file and of what is changed in it."""
    files = collections.defaultdict(list)
    for mutant in mutants.values():
        files[mutant.file].append(mutant)
    for file, ours in files.items():
        content = (ROOT / "Sources" / file).read_text() + "\n".join(mutant.change for mutant in ours)
        yield hashlib.sha256(content.encode()).hexdigest(), ours


def remembered(mutants):
    """The numbers that the compiler refused when the same files were compiled before."""
    known = refusals()
    return {ours[place].number for key, ours in by_file(mutants) for place in known.get(key, [])}


def remember(mutants, dropped):
    """Keeps what the compiler refused."""
    known = refusals()
    for key, ours in by_file(mutants):
        known[key] = [place for place, mutant in enumerate(ours) if mutant.number in dropped]
    (BUILD / "refused.json").write_text(json.dumps(known))


def objects(mutated, say):
    """Compiles the modules, with mutants in those named. Returns all mutants and the numbers that were dropped."""
    mutants, stretches = mutate(mutated, set())
    dropped = remembered(mutants)
    mutants, stretches = mutate(mutated, dropped)
    for module in MODULES:
        base = MUTATED if module in mutated else ROOT / "Sources"
        sources = [base / file for file in swift_files(module)]
        if module in mutated:
            sources.append(HERE / "Mutants.swift")
        built = ["-emit-module", "-emit-module-path", BUILD / f"{module}.swiftmodule"]
        built += ["-c", "-o", BUILD / f"{module}.o"]
        # An expression that takes the compiler more than two seconds is refused at once.
        quick = ["-typecheck", "-enable-batch-mode", "-j2", "-Xfrontend", "-solver-expression-time-threshold=2"]
        flow = ["-emit-sil", "-Onone", "-wmo", "-o", BUILD / f"{module}.sil"]
        for mode in (quick, flow, ["-O", "-wmo", *built]):
            for _ in range(ROUNDS):
                errors = compile_module(module, sources, *mode)
                if not errors:
                    break
                for error in errors:
                    dropped.update(guilty(error, stretches))
                say(f"{module}: {len(dropped)} mutants do not compile")
                mutants, stretches = mutate(mutated, dropped)
                remember(mutants, dropped)
            else:
                raise SystemExit(f"{module} does not compile without mutants that do not")
    return mutants, dropped


def driver():
    """Links the program that runs vectors against mutants."""
    sources = sorted((ROOT / "Tests/VectorRunner").glob("*.swift"))
    module = ["-emit-module", "-emit-module-path", BUILD / "VectorRunner.swiftmodule"]
    compile_module("VectorRunner", sources, "-O", "-wmo", *module, "-c", "-o", BUILD / "VectorRunner.o")
    compile_module("Answer", [HERE / "Driver/Answer.swift"], "-O", "-wmo", "-c", "-o", BUILD / "Answer.o")
    for source in (HERE / "CMutant/mutant.c", HERE / "Driver/driver.c"):
        command = ["cc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-I", HERE / "CMutant"]
        subprocess.run([*command, "-c", source, "-o", BUILD / (source.stem + ".o")], check=True)
    names = [*MODULES, "VectorRunner", "Answer", "mutant", "driver"]
    subprocess.run(["swiftc", *(BUILD / f"{name}.o" for name in names), "-lsodium", "-o", BUILD / "driver"], check=True)
    return BUILD / "driver"


if __name__ == "__main__":
    sys.exit("run.py is the program")
