"""What `--help` says: recorded for each command, short, and true.

`make snapshots` records anew what changed on purpose.
"""

import os
import re
import shlex
from pathlib import Path

import pytest

from commands import PROGRAMS, every_command, every_page, said
from conftest import ROOT, Program

SNAPSHOTS = Path(__file__).with_name("Snapshots") / "help"
# What does not fit a terminal of 24 lines; nothing is longer than 51.
LONG = {"latchkey-vendor issue", "latchkey-vendor renew"}


def test_every_command_has_its_recorded_help_and_every_record_its_command(built):
    texts = {name.replace(" ", "-") + ".txt": text for name, text in every_page().items()}
    if os.environ.get("LATCHKEY_WRITE_SNAPSHOTS"):
        for old in SNAPSHOTS.glob("*.txt"):
            old.unlink()
        for name, text in texts.items():
            (SNAPSHOTS / name).write_text(text)
    recorded = {path.name: path.read_text() for path in SNAPSHOTS.iterdir()}
    assert sorted(recorded) == sorted(texts)
    changed = [name for name, text in texts.items() if recorded[name] != text]
    assert not changed, "other than recorded: make snapshots, and read the difference"


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_definition_of_a_command_contradicts_itself(built, program):
    """A name that stands twice, an argument behind one that takes all: the parser looks for these in a debug build only."""
    debug = ROOT / ".build" / "debug" / program
    if not debug.is_file():
        pytest.skip("needs a debug build: make build")
    assert said(debug, "--experimental-dump-help").startswith("{")


def test_a_page_of_help_fits_a_screen(built):
    parents = {command.name for command in every_command() if command.below}
    lines = {name: len(text.splitlines()) for name, text in every_page().items()}
    assert {name for name, count in lines.items() if count > 24 and name not in parents} == LONG
    assert max(lines.values()) <= 51
    wide = {line for text in every_page().values() for line in text.splitlines() if len(line) > 80}
    assert not wide


def test_help_is_as_narrow_as_the_terminal(built, tmp_path):
    shown = Program("latchkey", tmp_path).on_terminal("import", "--help", columns=50).expect().text
    assert max(map(len, shown.splitlines())) in range(45, 51)
    assert " ".join(shown.split()) == " ".join(said("latchkey", "import", "--help").split())


def examples(text):
    """The command lines that a page shows."""
    lines = text.replace("\\\n", " ").splitlines()
    return [shlex.split(line) for line in lines if re.match(r"  latchkey(-\w+)? ", line)]


def test_every_page_shows_an_example_of_its_command_with_options_that_there_are(built):
    commands = {command.name: command for command in every_command()}
    shown = 0
    for name, text in every_page().items():
        lines = examples(text)
        # latchkey-pkcs11 itself is shown inside of an option of another program.
        assert name in text.split("Example", 1)[-1] and lines, name
        for words in lines:
            found = [each for each in commands.values() if words[: len(each.words)] == each.words]
            target = max(found, key=lambda each: len(each.words))
            assert not target.below, (name, words)
            options = {word.split("=")[0] for word in words if re.match(r"--?[A-Za-z]", word)}
            assert options <= target.options, (name, words)
            shown += 1
    assert shown >= 60


def test_every_option_is_explained_on_its_page_or_on_the_programs(built):
    texts = every_page()
    for command in every_command():
        rows = set(re.findall(r"(?m)^  (?:(-\w), )?(--?[\w-]+)", texts[command.name] + texts[command.words[0]]))
        explained = {spelling for row in rows for spelling in row if spelling}
        assert command.options <= explained, command.name
