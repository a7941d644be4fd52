"""What tests have shown, for docs/assurance.md."""

import json
import os
import sys
import uuid
from pathlib import Path


def assure(property, tried, what, figure=None):
    """Notes that the running test has shown a property: call it behind the last assertion.

    Writes a file of JSON into the folder that LATCHKEY_EVIDENCE names, and nothing where it names none. `property` is a
    number of Tests/Assurance/claims.txt, `tried` how many cases the test tried, the same in every run, and `what` these
    are, in the plural. `figure` says what was measured; only `make soak` keeps it.
    """
    node = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" (")[0]
    _write({"property": property, "tried": tried, "what": what, "test": _name(node), "figure": figure})


def skipped(node, reason):
    """Notes that a test did not run here, and why."""
    _write({"test": _name(node), "skipped": reason})


def _name(node):
    """The function that a test is, or the script that runs."""
    name = node.partition("::")[2].partition("[")[0] or "/".join(Path(sys.argv[0]).parts[-2:])
    return f"`{name}`"


def _write(evidence):
    folder = os.environ.get("LATCHKEY_EVIDENCE")
    if folder:
        (Path(folder) / f"{uuid.uuid4()}.json").write_text(json.dumps(evidence))
