"""The inputs that the fuzzers keep, once each through their targets, oracles included.

FUZZ_BUILD names the folder of the fuzzers' programs, `.build-fuzz` by default.
"""

import os
from pathlib import Path

import programs
import pytest

BUILD = Path(__file__).resolve().parents[2] / os.environ.get("FUZZ_BUILD", ".build-fuzz")


@pytest.mark.parametrize("target", programs.targets(BUILD))
def test_every_input_of_the_corpus_holds(target):
    inputs = sorted((programs.CORPUS / target).iterdir())
    assert inputs
    code, log = programs.run(BUILD, target, *inputs)
    assert code == 0, log[-3000:]
    assert log.count("\nExecuted ") == len(inputs)


def test_every_corpus_has_a_target_and_every_target_a_corpus():
    assert programs.targets(BUILD) == sorted(path.name for path in programs.CORPUS.iterdir() if path.is_dir())
    assert len(programs.targets(BUILD)) == 33
