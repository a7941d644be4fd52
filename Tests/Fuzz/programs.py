"""How the fuzzers' programs are called."""

import os
import re
import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
CORPUS = FOLDER / "corpus"
DONE = re.compile(r"^#(\d+)\s+DONE\s+cov: (\d+) ft: (\d+) corp: (\d+)/(\S+)", re.M)
# A Swift program that crashes would otherwise begin to explain itself, and hang under libFuzzer.
ENVIRONMENT = os.environ | {"SWIFT_BACKTRACE": "enable=no"}


def targets(build):
    """The names of the targets that are built."""
    return sorted(path.name.removeprefix("fuzz-") for path in Path(build).glob("fuzz-*"))


def run(build, target, *arguments):
    """Runs a target's program to its end; gives its exit code and all that it said."""
    program = Path(build).resolve() / f"fuzz-{target}"
    done = subprocess.run(
        [program, *arguments], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")
