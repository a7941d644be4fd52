"""What shells complete: typed with the tab key, on a terminal, in the shell itself; a stand-in for the program writes down
what it was started with."""

import os
import pty
import select
import signal
import subprocess
import time

import pytest

from commands import every_command
from conftest import BIN, ROOT, needs

# How a shell starts without anybody's settings, and how it comes to know a folder of completions.
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "for f in {}/bash/*; do . $f; done"),
    "zsh": (["zsh", "-f", "-i"], "fpath=({}/zsh $fpath); autoload -U compinit; compinit -u -D"),
    "fish": (["fish", "--no-config", "-i"], "set -p fish_complete_path {}/fish"),
}
# What is typed, and the words that come out of it.
LINES = [
    ("latchkey imp\tmi\t--js\t", "import mine.lic --json"),
    ("latchkey explain in-gr\t", "explain in-grace"),
    ("latchkey status --stat\tlicen\t", "status --state licenses"),
    ("latchkey-vendor keyr\tsig\tnext\t--ke\troot\t", "keyring sign next.proposal --key root-1.key"),
    ("latchkey-vendor issue --on-exp\tre\t", "issue --on-expiry read-only"),
    ("latchkey-vendor keys rot\trep\t", "keys rotate repair"),
    ("latchkey-pkcs11 gen\t--pin-fi\tpin\t", "generate --pin-file pin.txt"),
    ("latchkey-verify stat\t--prod\tlatchkey.pr\t--lang\tf\t", "status --product latchkey.product --language fr"),
]
FILES = ["mine.lic", "next.proposal", "root-1.key", "pin.txt", "latchkey.product"]


@pytest.fixture(scope="module")
def completions(built, tmp_path_factory):
    """What `make completions` writes, of the programs under test."""
    folder = tmp_path_factory.mktemp("completions")
    subprocess.run([ROOT / "Sources/completions.sh", BIN, folder], check=True)
    return folder


@pytest.fixture
def desk(tmp_path):
    """A folder to complete files in, with stand-ins for the programs."""
    stand_in = tmp_path / "bin"
    stand_in.mkdir()
    for name in ("latchkey", "latchkey-vendor", "latchkey-pkcs11", "latchkey-verify"):
        (stand_in / name).write_text('#!/bin/sh\nprintf "%s\\n" "$@" >"$STARTED.new" && mv "$STARTED.new" "$STARTED"\n')
        (stand_in / name).chmod(0o755)
    work = tmp_path / "work"
    (work / "licenses").mkdir(parents=True)
    for name in FILES:
        (work / name).write_text("")
    return work


def typed(shell, completions, desk, line):
    """The words that a stand-in is started with after a line is typed."""
    start, load = SHELLS[shell]
    started = desk.parent / "started"
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(desk)
        os.execvpe(start[0], start, {
            "PATH": f"{desk.parent}/bin:/usr/bin:/bin", "HOME": str(desk.parent), "TERM": "xterm", "LANG": "C.UTF-8",
            "STARTED": str(started)})
    shown = b""
    # The terminal echoes what is typed, so that only the answer says that the shell is ready.
    product = "(math 6 x 7)" if shell == "fish" else "$((6 * 7))"
    os.write(terminal, f"{load.format(completions)}; echo ready-{product}\n".encode())
    end = time.monotonic() + 30
    is_typed = False
    try:
        while not started.exists() and time.monotonic() < end:
            if select.select([terminal], [], [], 0.05)[0]:
                shown += os.read(terminal, 65536)
            if not is_typed and b"ready-42" in shown:
                os.write(terminal, line.encode() + b"\n")
                is_typed = True
        assert started.exists(), shown.decode(errors="replace")
        return [word.removesuffix("/") for word in started.read_text().splitlines()]
    finally:
        os.kill(child, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(child, 0)


@pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in SHELLS])
@pytest.mark.parametrize("line, words", LINES, ids=[words for _, words in LINES])
def test_the_tab_key_completes_commands_options_and_files(completions, desk, shell, line, words):
    assert typed(shell, completions, desk, line) == words.split()


@pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in SHELLS])
def test_a_shell_reads_the_completions_without_a_complaint(completions, shell):
    files = sorted((completions / shell).iterdir())
    assert len(files) == 4
    for path in files:
        done = subprocess.run([shell, "-n", path], capture_output=True, text=True)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), path


def test_every_file_and_folder_of_a_definition_can_be_completed(built):
    kinds = {"file": {"file"}, "dir": {"directory"}, "path": {"file"}, "mode": {"list"}}
    found = 0
    for command in every_command():
        for argument in command.definition["arguments"]:
            if argument["kind"] != "flag" and argument["valueName"] in kinds:
                kind = set(argument.get("completionKind", {}))
                assert kind == kinds[argument["valueName"]], (command.name, argument)
                found += 1
    assert found > 80


def test_the_options_of_latchkey_verify_are_those_of_its_manual_page():
    page = (ROOT / "docs/man/latchkey-verify.1").read_text().replace("\\-", "-")
    options = {word.split()[1] for word in page.splitlines() if word.startswith((".BI --", ".B --"))}
    assert len(options) >= 9
    by_hand = ROOT / "Sources/latchkey-verify/completions"
    for name, dashes in (("latchkey-verify.bash", "--"), ("_latchkey-verify", "--"), ("latchkey-verify.fish", "-l ")):
        text = (by_hand / name).read_text()
        assert {option for option in options if dashes + option[2:] not in text} == set(), name
