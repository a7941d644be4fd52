"""What a terminal shows: errors, hints, colors and progress, recorded with their escapes; `make snapshots` records anew."""

import os
import re
import shutil
from pathlib import Path

import pytest

from conftest import PRODUCT, Desk, needs, needs_tracing

SNAPSHOTS = Path(__file__).with_name("Snapshots") / "terminal"
FRENCH = {"LANG": "fr_FR.UTF-8"}
# What is run, how wide the terminal is, and what else is in the environment.
SCENES = {
    "misspelled-command": ("latchkey improt acme.lic", 80, {}),
    "misspelled-option": ("latchkey-vendor list --expirng 60d", 80, {}),
    "misspelled-value": ("latchkey-vendor list --expiring 6x", 80, {}),
    "missing-option": ("latchkey-vendor issue acme.request", 80, {}),
    "misspelled-file": ("latchkey inspect acme.lci", 80, {}),
    "half-a-file-name": ("latchkey inspect other", 80, {}),
    "misspelled-key-file": ("latchkey-vendor log sign log --key log.kye --name v.example/log/1", 80, {}),
    "misspelled-product-file": ("latchkey status --product latchkey.prodcut", 80, {}),
    "no-such-file": ("latchkey inspect nothing-like-it", 80, {}),
    "no-installation": ("latchkey status", 80, {}),
    "no-workspace": ("latchkey-vendor list", 80, {}),
    "output-exists": ("latchkey-vendor keys new root 2 --vendor v.example -o log.key", 80, {}),
    "damaged-file": ("latchkey inspect acme.lic", 80, {}),
    "escapes-in-a-name": ("latchkey inspect \x1b[31mred", 80, {}),
    "error-in-color": ("latchkey explain expired", 80, {}),
    "warning-in-color": ("latchkey explain in-grace", 80, {}),
    "notice-in-color": ("latchkey explain trial-running", 80, {}),
    "french": ("latchkey explain in-grace", 80, FRENCH),
    "narrow": ("latchkey explain in-grace", 40, {}),
    "no-color": ("latchkey explain in-grace", 80, {"NO_COLOR": "1"}),
    "empty-no-color": ("latchkey explain in-grace", 80, {"NO_COLOR": ""}),
    "dumb": ("latchkey explain in-grace", 80, {"TERM": "dumb"}),
    "no-terminal-type": ("latchkey explain in-grace", 80, {"TERM": ""}),
}


@pytest.fixture
def desk(built, tmp_path):
    """A desk with a few files that hold nothing."""
    desk = Desk(tmp_path / "desk")
    for name in ("acme.lic", "acme.request", "other.lic", "log.key", "latchkey.product"):
        desk.write(name, "nothing\n")
    return desk


def recorded(name, shown):
    """What was recorded under a name; records it first where that is wanted."""
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("LATCHKEY_WRITE_SNAPSHOTS"):
        path.write_text(shown)
    return path.read_text()


def visible(text):
    """Escapes and returns as they can be read in a file."""
    return text.replace("\x1b", "\\e").replace("\r", "\\r")


@pytest.mark.parametrize("name", SCENES)
def test_the_terminal_shows_what_was_recorded(desk, name):
    line, columns, environment = SCENES[name]
    program, *words = line.split()
    result = (desk.latchkey if program == "latchkey" else desk.vendor).on_terminal(*words, columns=columns, **environment)
    shown = visible(result.text) + f"[{result.status}]\n"
    assert shown == recorded(name, shown)


def test_every_record_has_its_scene():
    assert {path.stem for path in SNAPSHOTS.iterdir()} == {*SCENES, *PROGRESS}


def test_colors_are_for_terminals_that_want_them(desk):
    colored = {name for name in SCENES if "\\e[" in (SNAPSHOTS / f"{name}.txt").read_text()}
    assert colored == {"error-in-color", "warning-in-color", "notice-in-color", "french", "narrow", "empty-no-color"}
    assert b"\x1b" not in desk.latchkey("explain", "in-grace", env=desk.latchkey.environment | {"TERM": "xterm"}).out


# --- progress ---

# An hour in half a minute: whoever waits sees that something happens.
FAST = ["faketime", "-f", "+0 x120"]
FILES = ["acme.lic"] * 40
PROGRESS = {
    "progress": ([*FILES, "--product-file", "latchkey.product"], {}),
    "progress-that-fails": ([*FILES, "acme.lci", "--product-file", "latchkey.product"], {}),
    "progress-dumb": ([*FILES, "--product-file", "latchkey.product"], {"TERM": "dumb"}),
}


@pytest.fixture
def judged(shop, built, tmp_path):
    """A vendor's desk with a license file to judge, and the product file to judge it by."""
    desk = Desk(tmp_path / "judged")
    desk.receive(shop / "latchkey.product")
    shop.vendor(
        "issue", "--product", PRODUCT, "--customer", "ACME SA", "--installation", "any", "--url", "any",
        "-o", desk / "acme.lic", "--force").expect()
    return desk


@needs("faketime")
@pytest.mark.parametrize("name", PROGRESS)
def test_long_work_says_how_far_it_is_on_one_line_that_goes_away(judged, name):
    words, environment = PROGRESS[name]
    result = judged.vendor.on_terminal("preflight", *words, before=FAST, **environment)
    steps = [(int(done), int(share)) for done, share in re.findall(r"\r(\d+) files, (\d+) %\x1b\[K", result.text)]
    assert bool(steps) == (name != "progress-dumb") and steps == sorted(steps) and all(share < 100 for _, share in steps)
    # How many steps there are is the machine's affair.
    shown = re.sub(r"(\\r\d+ files, \d+ %\\e\[K)+", r"\\r… files, … %\\e[K", visible(result.text))
    shown = re.sub(r"(acme.lic: .*\n)+", "acme.lic: …\n", shown) + f"[{result.status}]\n"
    assert shown == recorded(name, shown)


@needs("faketime")
def test_what_reads_a_pipe_sees_no_progress(judged):
    words, _ = PROGRESS["progress"]
    assert judged.vendor("preflight", *words, before=FAST).expect().err == b""


@needs("faketime")
def test_rows_of_an_answer_and_progress_share_a_terminal(shop, built, tmp_path):
    desk = Desk(tmp_path / "batch")
    shutil.copytree(shop.folder, desk.folder, dirs_exist_ok=True)
    orders = [f"o{number},ACME SA,any,any" for number in range(1500)]
    desk.write("orders.csv", "\n".join(["order,customer,installation,url", *orders, ""]))
    shown = desk.vendor.on_terminal("batch", "orders.csv", "--product", PRODUCT, "-o", "out", before=FAST).expect().text
    steps = re.findall(r"\r(\d+) orders, \d+ %\x1b\[K", shown)
    assert steps and steps[0] != "0"
    lines = re.sub(r"\r(\d+ orders, \d+ %)?\x1b\[K", "", shown).splitlines()
    assert [line.split(",")[1] for line in lines[1:-1]] == [f"o{number}" for number in range(1500)]
    assert lines[-1] == "1500 orders: 1500 issued; files in 'out'"


@needs_tracing
def test_a_copy_of_the_ledger_says_how_far_it_is(shop, built, tmp_path):
    desk = Desk(tmp_path / "copy")
    shutil.copytree(shop.folder, desk.folder, dirs_exist_ok=True)
    slow = ["strace", "-f", "-o", str(tmp_path / "calls"), "-e", "inject=fsync:delay_enter=1800000:when=1"]
    shown = desk.vendor.on_terminal("ledger", "backup", "-o", "copy.sqlite", before=slow).expect().text
    assert re.fullmatch(r"(\r\d+ MiB, \d+ %\x1b\[K)+\r\x1b\[Kwrote copy.sqlite\n", shown), shown
