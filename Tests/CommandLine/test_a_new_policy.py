"""The policy that docs/architecture.md adds: its changes are taken from the page, made in a copy, and tried."""

import re
import shutil
import subprocess
import sys

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT / "Tests/Conformance"))

import serving  # noqa: E402
from run import header  # noqa: E402

CHANGE = re.compile(r"^\d\. (?:New: `([^`]+)`|In `([^`]+)`, below `([^`]+)`)\n\n   ```swift\n(.*?)^   ```$", re.S | re.M)


def change(folder, new, path, below, code):
    """Makes one of the page's changes."""
    code = re.sub(r"^   ", "", code, flags=re.M)
    if new:
        assert not (folder / new).exists()
        (folder / new).write_text(code)
        return
    lines = (folder / path).read_text().splitlines(keepends=True)
    places = [number for number, line in enumerate(lines) if below in line]
    assert len(places) == 1, (path, below, places)
    lines.insert(places[0] + 1, code)
    (folder / path).write_text("".join(lines))


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """The vector server of a copy with the page's changes."""
    folder = tmp_path_factory.mktemp("policy")
    for part in ("Sources", "Tests", ".ci"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("Vectors", "corpus", "__pycache__"))
    shutil.copy(ROOT / "Makefile", folder)
    changes = CHANGE.findall((ROOT / "docs/architecture.md").read_text())
    assert len(changes) == 6
    for each in changes:
        change(folder, *each)
    plainly = ["COVERAGE_COUNT=", "COVERAGE_FLAGS=-Onone -I .build-coverage"]
    done = subprocess.run(
        ["make", *plainly, ".build-coverage/vector-server"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / ".build-coverage/vector-server"


def test_a_policy_is_added_by_the_changes_that_the_page_names(changed):
    vectors = [path.read_bytes() for path in sorted((ROOT / "Tests/Vectors").rglob("*.vector"))]
    assert len(vectors) > 1000
    told = 0
    for vector, answer in zip(vectors, serving.answers(changed, vectors)):
        expected = header(vector, b"expect")
        words = [word for word in answer.split(b" ") if word != b"release-old"]
        assert b" ".join(words) == expected
        told += answer != expected
    # Few vectors are of a day two years later.
    assert 5 <= told <= 50, told
