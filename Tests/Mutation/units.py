"""Builds the Swift unit tests over the mutated sources, and runs them against one mutant."""

import filecmp
import os
import re
import shutil
import subprocess

from compiling import BUILD, HERE, MODULES, MUTATED, ROOT, swift_files

UNITS = BUILD / "units"
PROGRAM = UNITS / ".build/release/latchkeyPackageTests.xctest"
# Seconds that the tests may take against one mutant.
LIMIT = 60
# What Swift Testing exits with where every test of a suite is skipped.
NO_TESTS = 69
# Tests that take a second and more each: they try every byte, day or zone.
SLOW = (
    "EveryByteTests|RobustnessTests|StateRoundTripTests|TimeTests/(tenYears|timeZones)|StateTests/manyKeyrings"
    "|SupportBundleTests/greatest|RoundTripTests|LicenseFileTests/endless"
)


def put(source, target):
    """Copies a file unless it is there already, so that nothing is built twice."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() or not filecmp.cmp(source, target, shallow=False):
        shutil.copy(source, target)


def link(path, target):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_symlink():
        path.symlink_to(target)


def build(mutated):
    """Puts the package together and builds its tests, optimized."""
    for module in MODULES:
        base = MUTATED if module in mutated else ROOT / "Sources"
        support = UNITS / "Sources" / module / "Mutants.swift"
        for file in swift_files(module):
            put(base / file, UNITS / "Sources" / file)
        if module in mutated:
            put(HERE / "Mutants.swift", support)
        else:
            support.unlink(missing_ok=True)
    link(UNITS / "Sources/CSodium", ROOT / "Sources/CSodium")
    link(UNITS / "Tests", ROOT / "Tests")
    for file in (HERE / "CMutant").iterdir():
        put(file, UNITS / "Sources/CMutant" / file.name)
    put(HERE / "Units/Package.swift", UNITS / "Package.swift")
    command = ["swift", "build", "--build-tests", "-c", "release", "-Xswiftc", "-enable-testing", "-j", "2"]
    environment = dict(os.environ, LATCHKEY_MUTATED=" ".join(mutated))
    done = subprocess.run([*command, "--package-path", UNITS], capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        raise SystemExit(f"the unit tests do not compile:\n{done.stdout[-3000:]}{done.stderr[-2000:]}")


def suites(module):
    """The suites of a module's tests."""
    command = [PROGRAM, "--testing-library", "swift-testing", "--list-tests"]
    listed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return sorted(set(re.findall(rf"^({module}Tests\.\w+)/", listed, re.MULTILINE)))


def run(suites, number, reached=None):
    """What kills a mutant: the name of a test of the suites that fails, `trap` or `time`; else nothing."""
    environment = dict(os.environ, LATCHKEY_MUTANT=str(number), SWIFT_BACKTRACE="enable=no")
    if reached:
        environment["LATCHKEY_REACHED"] = str(reached)
    filters = ["--filter", f"^({'|'.join(suites)})/", "--skip", SLOW]
    command = ["timeout", str(LIMIT), PROGRAM, "--testing-library", "swift-testing", *filters]
    test = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for line in test.stdout:
            if " recorded an issue" in line:
                return line.split("recorded an issue")[0].strip(" ✘✗")
        code = test.wait()
    finally:
        test.terminate()
        test.wait()
    return {0: None, NO_TESTS: None, 124: "time"}.get(code, "trap")


def reach(module):
    """The numbers of the mutants that each suite comes by; the program as it was written must pass all of them."""
    reached = {}
    for suite in suites(module):
        path = BUILD / "reached"
        path.unlink(missing_ok=True)
        failed = run([suite], 0, path)
        if failed:
            raise SystemExit(f"{suite} fails without a mutant: {failed}")
        reached[suite] = {number for number, byte in enumerate(path.read_bytes()) if byte} if path.exists() else set()
    if not any(reached.values()):
        raise SystemExit(f"no test of {module} reaches a mutant")
    return reached
