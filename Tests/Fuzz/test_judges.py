"""Our parsers of notes and of site URLs against other people's, over inputs from a fixed seed.

FUZZ_BUILD names the folder of note-judge, LATCHKEY_BIN that of vector-server.
"""

import os
import sys
from pathlib import Path
from random import Random

import judges
import note_judge

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Assurance"))

from evidence import assure  # noqa: E402

BUILD = ROOT / os.environ.get("FUZZ_BUILD", ".build-fuzz")
SERVER = ROOT / os.environ.get("LATCHKEY_BIN", ".build/debug") / "vector-server"


def test_notes_are_read_as_go_reads_them_but_for_what_is_stricter_by_design():
    differences, seen = judges.notes(BUILD, SERVER, Random(20261122), 12_000)
    assert not differences, "\n".join(differences[:5])
    assert seen["accepted"] > 1000 and seen["refused"] > 1000
    # Every difference by design was met, so that the list of them is not longer than it has to be.
    assert {outcome.removeprefix("stricter: ") for outcome in seen} - {"accepted", "refused"} == set(note_judge.REASONS)
    for property in ("S6", "S9"):
        assure(property, 12_000, "notes drawn at random, read by Go's reader, too")


def test_site_urls_are_read_as_whatwg_and_the_page_read_them():
    differences, seen = judges.urls(BUILD, SERVER, Random(20261122), 60_000)
    assert not differences, "\n".join(differences[:5])
    assert seen["accepted"] > 5000 and seen["refused"] > 5000
    assure("S23", 60_000, "site URLs drawn at random, read by a WHATWG parser, too")
