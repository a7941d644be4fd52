"""Lines that somebody types: what is wrong is said, what is right is kept, and files are never mixed."""

import os
import signal
import stat

import pytest

import spoken
from conftest import Desk, needs_no_root
from dialogs import TYPED, Dialog, heard, lines_of, shop, swapped, typed, wrong  # noqa: F401
from vendors import place


# --- in a dialog ---


def test_what_is_wrong_is_said_at_once(heard):
    site, lines = heard
    dialog = Dialog(site.latchkey, "import", "--typed")
    dialog.until("line 1: ")
    dialog.say(lines[0])
    for number, line in enumerate(lines[1:], 2):
        ask = f"line {number} of {len(lines)}: "
        dialog.until(ask)
        for group in range(1, 6):
            text, group_text = wrong(line, group)
            dialog.say(text)
            alone = f"line {number} of {len(lines)}, or group {group} alone: "
            assert f"line {number}: group {group} is wrong: '{group_text}'\n" in dialog.until(alone)
        for one, other in ((1, 2), (2, 5)):
            dialog.say(swapped(line, one, other))
            assert f"line {number}: groups {one} and {other} stand in each other's place\n" in dialog.until(ask)
        for group in range(1, 6):
            words = line.split()
            dialog.say(" ".join(words[:group] + words[group + 1:]))
            assert f"line {number}: group {group} is missing\n" in dialog.until(ask)
        if number < len(lines):
            dialog.say(lines[number][4:])
            assert f"line {number}: this is line {number + 1}\n" in dialog.until(ask)
        dialog.say("Dear customer")
        assert f"line {number}: there are 12 symbols behind the number, and a line has 26" in dialog.until(ask)
        dialog.say("?!")
        assert "this is no line" in dialog.until(ask)
        dialog.say(lines[0])
        assert "line 1 is there already\n" in dialog.until(ask)
        dialog.say("")
        assert dialog.until(ask) == ask
        # The wrong group alone is enough; and while it is wrong, it is asked for again.
        dialog.say(text)
        dialog.until(alone)
        dialog.say(line.split()[1])
        assert f"line {number}: group 5 is wrong: '{line.split()[1]}'\n" in dialog.until(alone)
        dialog.say(" ".join(line.split()[5].lower()))
    status, shown = dialog.end()
    assert status == 0 and "installed" in shown


@pytest.mark.parametrize("end", ["interrupt", "hang up", "kill", "end of input"])
def test_what_was_typed_survives(heard, end):
    site, lines = heard
    dialog = Dialog(site.latchkey, "import", "--typed")
    for number in range(1, 6):
        dialog.until(": ")
        dialog.say(lines[number - 1])
    dialog.until(": ")
    if end == "interrupt":
        assert dialog.end(b"\x03")[0] == -signal.SIGINT
    elif end == "hang up":
        # The terminal is gone: the signal, or the end of what can be read.
        assert dialog.hang_up() in (-signal.SIGHUP, 2)
    elif end == "kill":
        dialog.process.kill()
        assert dialog.end()[0] == -signal.SIGKILL
    else:
        status, shown = dialog.end(b"\x04")
        assert status == 2 and f"{len(lines) - 5} of {len(lines)} lines are missing: 6 to {len(lines)}" in shown
        assert "run the same command again" in shown
    kept = site.state / TYPED
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_text().splitlines() == lines[:5]
    dialog = Dialog(site.latchkey, "import", "--typed")
    assert f"5 of {len(lines)} lines are there from before" in dialog.until(f"line 6 of {len(lines)}: ")
    for line in reversed(lines[5:]):
        dialog.say(line)
    assert dialog.end()[0] == 0
    assert not kept.exists()


def test_start_over_drops_what_was_typed(heard):
    site, lines = heard
    site.latchkey("import", "--typed", stdin=typed(lines[:4])).expect(2)
    assert (site.state / TYPED).exists()
    dialog = Dialog(site.latchkey, "import", "--typed", "--start-over")
    assert "from before" not in dialog.until("line 1: ")
    assert not (site.state / TYPED).exists()
    dialog.end(b"\x04")


def test_another_file_is_asked_about_and_never_mixed(shop, heard):
    site, lines = heard
    others = lines_of(shop.vendor(
        "issue", site / "acme.request", "--customer", "ACME SA & Sons", "--term", "2y", "--spoken").expect())
    site.latchkey("import", "--typed", stdin=typed(lines[:4])).expect(2)
    piped = site.latchkey("import", "--typed", stdin=typed(others)).expect(1)
    assert "begins another file" in piped.talk and "--start-over" in piped.talk
    dialog = Dialog(site.latchkey, "import", "--typed")
    dialog.until(": ")
    dialog.say(others[0])
    assert f"4 of {len(lines)} lines are there" in dialog.until("[y/N] ")
    dialog.say("n")
    dialog.until(f"line 5 of {len(lines)}: ")
    assert (site.state / TYPED).read_text().splitlines() == lines[:4]
    dialog.say(others[1])
    dialog.until("line 2 was another one before; take this one instead? [y/N] ")
    dialog.say("")
    dialog.until(f"line 5 of {len(lines)}: ")
    dialog.say(others[0])
    dialog.until("[y/N] ")
    dialog.say("y")
    for line in others[1:]:
        dialog.until(f" of {len(others)}: ")
        dialog.say(line)
    status, shown = dialog.end()
    assert status == 0 and "ACME SA & Sons" in shown


def test_mixed_lines_can_be_mended_one_by_one(shop, heard):
    site, lines = heard
    others = lines_of(shop.vendor(
        "issue", site / "acme.request", "--customer", "ACME SA", "--term", "1y", "--feature", "export", "--spoken").expect())
    mixed = [*lines[:8], others[8], *lines[9:]]
    told = site.latchkey("import", "--typed", stdin=typed(mixed)).expect(1).talk
    assert "these lines were read out for another installation or another product" in told
    dialog = Dialog(site.latchkey, "import", "--typed")
    dialog.until("line: ")
    dialog.say(lines[8])
    dialog.until("[y/N] ")
    dialog.say("y")
    assert dialog.end()[0] == 0


# --- in one block ---


def test_a_license_for_another_installation_is_said_to_be_one(shop, heard, tmp_path):
    _, lines = heard
    other = place(shop, tmp_path / "other")
    told = other.latchkey("import", "--typed", stdin=typed(lines)).expect(1).talk
    assert "these lines were read out for another installation or another product" in told
    assert "latchkey status" in told
    fresh = Desk(tmp_path / "fresh")
    fresh.receive(shop / "latchkey.product")
    told = fresh.latchkey("import", "--typed", "--product", "latchkey.product", stdin=typed(lines)).expect(1).talk
    assert "these lines were read out for another installation or another product" in told


def test_a_block_tells_every_fault_and_keeps_what_is_right(heard):
    site, lines = heard
    block = list(lines)
    block[2], three = wrong(lines[2], 4)
    block[5] = swapped(lines[5], 1, 3)
    block[8], block[9] = "09" + lines[9][2:], "10" + lines[8][2:]
    del block[12]
    result = site.latchkey("import", "--typed", stdin=typed(["", *block, "  "])).expect(1)
    for said in (
            f"line 3: group 4 is wrong: '{three}'", "line 6: groups 1 and 3 stand in each other's place",
            "line 9: this is line 10", "line 10: this is line 9", "latchkey: error: 4 lines are wrong"):
        assert f"{said}\n" in result.talk
    assert result.out == b""
    result = site.latchkey("import", "--typed", stdin=typed(lines[2:10])).expect(2)
    assert f"latchkey: error: 1 of {len(lines)} lines are missing: 13\n" in result.talk
    site.latchkey("import", "--typed", stdin=typed(lines[12:13])).expect()


def test_a_block_without_numbers_is_taken_in_order(heard):
    site, lines = heard
    crowded = "\n".join(line[4:].replace(" ", "").lower().replace("0", "o").replace("1", "l") for line in lines)
    site.latchkey("import", "--typed", stdin=crowded.encode()).expect()


@pytest.mark.parametrize("input, status, said", [
    (b"", 2, "no line was typed"), (b"\n \n\r\n", 2, "no line was typed"),
    (b"hello\n", 1, "one line is wrong"), (bytes(range(256)) * 4, 1, "lines are wrong"),
    (b"latchkey/license@v1\nid 01\n", 1, "2 lines are wrong"), (b"0" * 100_000, 1, "one line is wrong"),
    (b"01 \x1b[31m 4KD0R 9T3HH 0AB2C DD4FX K\n", 1, "one line is wrong"),
    (b"?\n" * 50_000, 1, "50000 lines are wrong"), (b"A" * 300_000, 2, "is larger than 262144 bytes"),
])
def test_what_is_no_line_is_refused_in_few_words(asked, shop, input, status, said):
    for result in (
            asked.latchkey("import", "--typed", stdin=input), shop.vendor("returned", "--typed", stdin=input),
            shop.vendor("issue", "--typed", "--customer", "ACME SA", stdin=input)):
        result.expect(status)
        assert said in result.talk and len(result.err) < 4000
        assert result.talk.count(": error: ") == 1
        assert not set(range(32)) & set(result.err) - {10}


def test_endless_input_ends(asked):
    with open("/dev/zero", "rb") as zero:
        result, peak = asked.latchkey.measured("import", "--typed", stdin=zero)
    assert result.status == 2 and peak < 100 * 1024 * 1024


def test_typed_lines_that_are_no_request_are_named_and_kept(shop, heard):
    site, lines = heard
    bare = spoken.write((site / "acme.request").read_bytes())
    told = shop.vendor("returned", "--typed", stdin=typed(bare)).expect(1).talk
    assert "what was typed: " in told
    # The other command takes them as they are.
    shop.vendor("issue", "--typed", "--customer", "ACME SA", "-o", "kept.lic", "--force", stdin=b"").expect()
    assert not (shop / TYPED).exists()


@needs_no_root
def test_lines_that_cannot_be_kept_are_taken_all_the_same(heard):
    site, lines = heard
    os.chmod(site.state, 0o500)
    try:
        told = site.latchkey("import", "--typed", stdin=typed(lines[:3])).expect(2).talk
    finally:
        os.chmod(site.state, 0o700)
    assert "warning: the lines cannot be kept for later" in told


@pytest.mark.parametrize("arguments", [
    ("issue", "--spoken", "--json", "--customer", "A", "acme.request"), ("show", "1", "--spoken", "--json"),
    ("issue", "--typed", "--customer", "A", "acme.request"), ("returned",), ("returned", "--typed", "acme.return"),
    ("returned", "acme.return", "--start-over"),
])
def test_what_contradicts_itself_is_not_understood(shop, arguments):
    shop.vendor(*arguments).expect(64)


@pytest.mark.parametrize("arguments", [
    ("import",), ("import", "--typed", "acme.lic"), ("import", "--start-over", "acme.lic"), ("return", "01M7YQ1WE0MNGMA9RCWTSVXF8X")])
def test_what_contradicts_itself_is_not_understood_by_the_client(asked, arguments):
    asked.latchkey(*arguments).expect(64)
