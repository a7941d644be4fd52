"""The second implementation against the conformance vectors, the script that strangers run, and both implementations
against one another on vectors that were changed at random.

LATCHKEY_MUTATIONS is how many are changed, LATCHKEY_MUTATIONS_SEED from which seed.
"""

import os
import random
import shutil
import subprocess
import sys
from collections import Counter, defaultdict

import pytest

from conftest import BIN, ROOT

sys.path[:0] = [str(ROOT / "Tests/Oracle"), str(ROOT / "Tests/Conformance")]

import answer  # noqa: E402
import mutations  # noqa: E402
import serving  # noqa: E402
from vector import Vector  # noqa: E402

RUN = ROOT / "Tests/Conformance/run.py"
PYTHON = [sys.executable, ROOT / "Tests/Oracle/answer.py"]
SWIFT = [BIN / "vector-server", "--one"]
# How many vectors there are at least; a generator that loses some is found here.
LEAST = {
    "base64": 68, "body": 448, "ed25519": 16, "import": 460, "installation-id": 18, "license-file": 20, "note": 109,
    "site-url": 99, "timestamp": 29, "verify": 512, "version-order": 12, "version-range": 52, "vkey": 55}
CHANGED = int(os.environ.get("LATCHKEY_MUTATIONS", "3000"))
SEED = os.environ.get("LATCHKEY_MUTATIONS_SEED", "1")
# Larger ones make a changed copy slow and say nothing more.
LARGEST = 60000


@pytest.fixture(scope="module")
def corpus():
    """Every vector by its operation."""
    found = defaultdict(list)
    for path in sorted((ROOT / "Tests/Vectors").rglob("*.vector")):
        vector = path.read_bytes()
        found[Vector(vector).value("operation")].append((path, vector))
    return found


def test_every_operation_has_its_vectors(corpus):
    assert {operation: len(vectors) for operation, vectors in corpus.items()} == LEAST
    assert sum(LEAST.values()) > 1600


def test_the_second_implementation_answers_every_vector(corpus):
    wrong, count = [], 0
    for path, vector in (each for vectors in corpus.values() for each in vectors):
        count += 1
        expected, got = Vector(vector).value("expect"), answer.answer(vector)
        if got != expected:
            wrong.append(f"{path.relative_to(ROOT)}: expected {expected!r}, got {got!r}")
    assert wrong == []
    assert count > 1600


def run(*arguments, sample=60):
    environment = {**os.environ, "LATCHKEY_VECTOR_SAMPLE": str(sample)}
    return subprocess.run(
        [sys.executable, RUN, *arguments], capture_output=True, text=True, env=environment, timeout=300)


@pytest.mark.parametrize("command, sample", [(PYTHON, 60), (SWIFT, 10)], ids=["python", "swift"])
def test_both_commands_pass_the_script(built, command, sample):
    done = run("--", *command, sample=sample)
    assert done.returncode == 0, done.stdout
    assert done.stdout == f"{-(-sum(LEAST.values()) // sample)} passed, 0 failed\n"


def test_a_command_that_answers_otherwise_fails_the_script():
    done = run("--only", "vkey", "--", "echo", "ok", sample=1)
    assert done.returncode == 1
    *failures, count = done.stdout.splitlines()
    assert len(failures) == LEAST["vkey"] and count == f"0 passed, {LEAST['vkey']} failed"
    assert "vkey/em-space-in-name.vector: expected 'malformed-key-name', got 'ok'" in failures


@pytest.mark.parametrize("command, said", [
    (["false"], "(exit 1)"), (["printf", "a\\nb\\n"], "(not one line)"), (["true"], "(not one line)")])
def test_a_command_without_one_line_fails_the_script(command, said):
    done = run("--only", "version-order", "--", *command, sample=1)
    assert done.returncode == 1 and said in done.stdout


def test_the_script_refuses_other_usages_and_an_empty_choice(tmp_path):
    assert run().returncode == 64
    assert run("--").returncode == 64
    assert run("--only", "timestamp", "true").returncode == 64
    assert run("--", tmp_path / "missing").returncode == 64
    done = run("--only", "nothing", "--", "true")
    assert done.returncode == 1 and done.stdout == "no vectors of the operation nothing\n"
    (tmp_path / "Conformance").mkdir()
    shutil.copy(RUN, tmp_path / "Conformance")
    alone = subprocess.run(
        [sys.executable, tmp_path / "Conformance/run.py", "--", "true"], capture_output=True, text=True)
    assert alone.returncode == 1 and alone.stdout == "no vectors\n"


def changed_vectors(corpus):
    """Vectors changed at random; every operation and type of body as often as the others."""
    kinds = defaultdict(list)
    for vectors in corpus.values():
        for _, data in vectors:
            vector = Vector(data)
            is_unusable = vector.value("expect").startswith("off product-file-unreadable")
            if len(data) <= LARGEST and not is_unusable:
                kinds[vector.value("operation"), vector.value("type")].append(data)
    rng = random.Random(f"mutations {SEED}")
    # Imports and verdicts are what the rest is for.
    turns = list(kinds) + [("import", None), ("verify", None)] * 6
    return [
        mutations.mutated(rng, rng.choice(kinds[kind]), kinds[kind])
        for kind in (turns[number % len(turns)] for number in range(CHANGED))]


def test_both_implementations_agree_on_changed_vectors(built, corpus, tmp_path):
    vectors = changed_vectors(corpus)
    served = serving.answers(BIN / "vector-server", vectors, timeout=600)
    lines = [line.decode(errors="surrogateescape") for line in served]
    assert len(lines) == CHANGED > 0
    differing = []
    for number, (vector, line) in enumerate(zip(vectors, lines)):
        got = answer.answer(vector)
        if got != line:
            (tmp_path / f"{number}.vector").write_bytes(vector)
            differing.append(f"{tmp_path}/{number}.vector\n  the core: {line!r}\n  the second: {got!r}")
    assert not differing, f"{len(differing)} of {CHANGED}\n" + "\n".join(differing[:5])
    first = Counter(line.split(" ")[0] for line in lines)
    assert {"ok", "imported", "refused", "full", "off", "invalid-value"} <= set(first)
    assert first.most_common(1)[0][1] < CHANGED / 2
