"""Passphrases: where they come from, and what a wrong one does."""

import os

import pytest

from conftest import PASSPHRASE, VENDOR, Desk, snapshot
from secret_keys import ISSUE, on_terminal


def test_a_passphrase_comes_from_a_file_or_a_descriptor(locked):
    for content in (PASSPHRASE, PASSPHRASE + "\n", PASSPHRASE + "\r\n", PASSPHRASE + "\nanother line\n"):
        locked.write("typed", content)
        assert locked.vendor(*ISSUE, "--passphrase-file", "typed").expect().out.startswith(b"latchkey/license@v1\n")
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode() + b"\nleft for the next reader\n")
    os.close(writing)
    locked.vendor(*ISSUE, "--passphrase-fd", reading, pass_fds=(reading,)).expect()
    assert os.read(reading, 100) == b"left for the next reader\n"
    os.close(reading)
    locked.vendor(*ISSUE, "--passphrase-fd", "0", stdin=PASSPHRASE.encode()).expect()


WRONG = [
    ("wrong\n", 1, "wrong passphrase for"), (PASSPHRASE + " \n", 1, "wrong passphrase for"),
    ("", 1, "is empty"), ("\n" + PASSPHRASE, 1, "is empty"), ("\r\n", 1, "is empty"),
    ("p" * 1025, 1, "is longer than 1024 bytes"),
]


@pytest.mark.parametrize("content, status, said", WRONG, ids=[repr(row[0])[:20] for row in WRONG])
def test_a_wrong_passphrase_issues_nothing(locked, content, status, said):
    locked.write("typed", content)
    before = snapshot(locked.folder)
    result = locked.vendor(*ISSUE, "--passphrase-file", "typed", "-o", "out.lic").expect(status)
    assert result.out == b"" and said in result.errors("latchkey-vendor")[0]
    assert snapshot(locked.folder) == before


def test_options_that_contradict_each_other_are_misuse(locked, tmp_path):
    desk = Desk(tmp_path / "new")
    for command in (
        [*ISSUE, "--passphrase-file", "a", "--passphrase-fd", "0"], [*ISSUE, "--passphrase", "a"],
        ["init", "--vendor", VENDOR, "--no-passphrase", "--passphrase-file", "a"],
        ["init", "--vendor", VENDOR, "--no-passphrase", "--passphrase-fd", "0"],
        [*ISSUE, "--passphrase-fd", "x"],
    ):
        desk.vendor(*command).expect(64)
    assert list(desk.folder.iterdir()) == []


@pytest.mark.parametrize("number", [7, -1, 100000])
def test_a_descriptor_that_is_not_open_is_an_error(locked, number):
    result = locked.vendor(*ISSUE, f"--passphrase-fd={number}").expect(2)
    assert f"descriptor {number}" in result.errors("latchkey-vendor")[0]


def test_without_a_terminal_the_way_out_is_named(locked, tmp_path):
    for desk, command in [(locked, ISSUE), (Desk(tmp_path / "new"), ["init", "--vendor", VENDOR])]:
        before = snapshot(desk.folder)
        result = desk.vendor(*command, start_new_session=True, timeout=5).expect(1)
        assert result.talk.splitlines() == [
            "latchkey-vendor: error: there is no terminal to ask for the passphrase on",
            "latchkey-vendor: hint: give the passphrase in a file or on a descriptor"]
        assert result.out == b"" and snapshot(desk.folder) == before


def test_a_passphrase_typed_on_a_terminal_is_not_shown(locked):
    status, shown, out, err = on_terminal(locked, ISSUE, [(b"Passphrase for ", PASSPHRASE.encode())])
    assert status == 0 and out.startswith(b"latchkey/license@v1\n"), err
    assert b"Passphrase for ./keys/license-key.key: " in shown and b"horse" not in shown + out + err


def test_a_new_passphrase_is_asked_for_twice(built, tmp_path):
    desk = Desk(tmp_path / "new")
    init = ["init", "--vendor", VENDOR]
    status, shown, _, err = on_terminal(desk, init, [(b"new keys: ", b"one"), (b"Once more: ", b"two")])
    assert status == 1 and b"the two passphrases differ" in err and b"one" not in shown
    assert list(desk.folder.iterdir()) == []
