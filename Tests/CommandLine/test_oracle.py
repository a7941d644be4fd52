"""The verifier and a second implementation of its pages agree on generated cases.

Tests/Oracle decides each case from docs/spec alone, the vector server with the client core. LATCHKEY_ORACLE_CASES and
LATCHKEY_ORACLE_SEED set how many cases there are and where they begin.
"""

import os
import random
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from conftest import BIN, ROOT

sys.path[:0] = [str(ROOT / "Tests/Oracle"), str(ROOT / "Tests/Conformance")]

import compare  # noqa: E402
import findings  # noqa: E402
import generate  # noqa: E402
import oracle  # noqa: E402
import serving  # noqa: E402

CASES = int(os.environ.get("LATCHKEY_ORACLE_CASES", "30000"))
SEED = int(os.environ.get("LATCHKEY_ORACLE_SEED", "20261121"))
PROCESSES = 2
BATCH = 1000
SHOWN = 5
# So many cases reach every code and mode.
ENOUGH = 20000


def batch(number):
    """Decides one batch twice: how many cases it had, their modes and codes, and the first disagreements."""
    rng = random.Random(f"{SEED} {number}")
    cases = [generate.case(rng) for _ in range(min(BATCH, CASES - number * BATCH))]
    vectors = [case.vector for case in cases]
    lines = [line.decode() for line in serving.answers(BIN / "vector-server", vectors, timeout=300)]
    reached, disagreements = Counter(), []
    for case, vector, line in zip(cases, vectors, lines):
        answer = oracle.decide(case.product, case.state, case.context)
        reached[answer.mode] += 1
        reached.update({code for code, _ in answer.findings})
        found = compare.differences(answer, line)
        if found:
            disagreements.append((vector, line, answer, found))
    return len(cases), reached, len(disagreements), disagreements[:SHOWN]


@pytest.fixture(scope="module")
def outcome(built):
    """Every batch, split over the processes."""
    assert (BIN / "vector-server").is_file(), "run 'swift build --product vector-server'"
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        batches = list(pool.map(batch, range(-(-CASES // BATCH))))
    return (
        sum(cases for cases, _, _, _ in batches), sum((reached for _, reached, _, _ in batches), Counter()),
        sum(count for _, _, count, _ in batches), [each for _, _, _, some in batches for each in some])


def test_the_verifier_and_the_oracle_agree_on_every_case(outcome, tmp_path, capsys):
    cases, reached, count, disagreements = outcome
    report = [f"seed {SEED}, {cases} cases, {count} disagreements"]
    for number, (vector, line, answer, found) in enumerate(disagreements[:SHOWN]):
        path = tmp_path / f"{number}.vector"
        path.write_bytes(vector)
        report += [str(path), *(f"  {each}" for each in found)]
        report += [f"  the verifier: {line}", f"  the oracle: {compare.shown(answer)}"]
    with capsys.disabled():
        print("\n" + "\n".join(report))
        print(", ".join(f"{name} {times}" for name, times in sorted(reached.items())))
    assert cases == CASES > 0
    assert count == 0


@pytest.mark.skipif(CASES < ENOUGH, reason=f"needs {ENOUGH} cases")
def test_the_cases_reach_every_mode_and_every_finding_of_a_verdict(outcome):
    _, reached, _, _ = outcome
    modes = {"full", "trial", "read-only", "off"}
    assert len(findings.VERDICT_CODES) == 39
    assert set(reached) - modes == findings.VERDICT_CODES
    assert modes <= set(reached)
    assert min(reached.values()) >= CASES // 1000
