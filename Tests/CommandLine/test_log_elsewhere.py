"""The log's key on a machine of its own: what waits for it, what it signs, and what it never signs."""

import shutil

import pytest

from conftest import PRODUCT, VENDOR, Desk, snapshot
from vendors import (  # noqa: F401
    add_product, answer, askers, assert_intact, assert_refused, documents, install, installation, issue, judged, kinds,
    number, open_workspace, place, records, rows, state, table)

QUEUED = "waits for a checkpoint of the issuance log"


def log_name(vendor):
    return next(key["name"] for key in vendor.vendor("keys", "list", "--json").json["keys"] if key["role"] == "log")


@pytest.fixture
def apart(built, tmp_path):
    """A workspace whose log key lies on another machine; its product demands proofs."""
    vendor = open_workspace(tmp_path / "vendor")
    add_product(vendor, "strict", "--require-log-proof", file="strict.product")
    machine = Desk(tmp_path / "machine")
    key, = (vendor / "keys").glob("log-*.key")
    shutil.move(key, machine / "log.key")
    vendor.log = machine
    vendor.log_name = log_name(vendor)
    return vendor


def carry(vendor, folder="log"):
    """Brings a copy of the log to the machine of its key."""
    shutil.rmtree(vendor.log / folder, ignore_errors=True)
    shutil.copytree(vendor / "log", vendor.log / folder)


def sign(vendor, *options, folder="log"):
    return vendor.log.vendor("log", "sign", folder, "--key", "log.key", "--name", vendor.log_name, *options)


def accept(vendor, *options):
    shutil.copyfile(vendor.log / "log/checkpoint", vendor / "carried.checkpoint")
    return vendor.vendor("log", "accept", "carried.checkpoint", *options)


def queue(vendor, *options, product="strict"):
    """Issues a license that waits; gives its number."""
    anywhere = [] if "--installation" in options else ["--installation", "any"]
    result = vendor.vendor("issue", "--product", product, "--customer", "A", "--url", "any", *anywhere, *options)
    assert_refused(result, 2, QUEUED, "hint: have the log's machine sign it (latchkey-vendor log sign)")
    return rows(vendor, "SELECT id FROM license ORDER BY record DESC LIMIT 1")[0][0]


def test_a_license_waits_for_the_log_and_runs_where_proofs_are_demanded(apart, tmp_path):
    desk = place(apart, tmp_path / "place", product="strict.product")
    result = apart.vendor("issue", desk / "acme.request", "--customer", "A", "--order", "7", "-o", "a.lic")
    error = assert_refused(result, 2, QUEUED)
    license = rows(apart, "SELECT id FROM license")[0][0]
    assert license in error and f"latchkey-vendor show {license} -o FILE" in result.talk
    assert not (apart / "a.lic").exists()
    # Asked again, it is the same license, and waits still.
    assert_refused(apart.vendor("issue", desk / "acme.request", "--customer", "A", "--order", "7", "-o", "a.lic"), 2, license)
    assert records(apart, "license") == 1 and state(apart, "7") == "queued"
    assert "not signed yet" in apart.vendor("show", "7").expect().text
    assert_refused(apart.vendor("show", "7", "-o", "a.lic"), 2, QUEUED)
    assert table(apart.vendor("list", "--csv").expect().text)[0]["state"] == "queued"
    assert_intact(apart)

    carry(apart)
    signed = sign(apart, "--first").expect()
    size = rows(apart, "SELECT max(leaves) FROM record")[0][0]
    assert signed.text.splitlines()[:2] == [apart.log_name, str(size)]
    told = accept(apart).expect()
    assert f"accepted: everything up to leaf {size - 1} can go out" in told.talk
    assert state(apart, "7") == "in force"
    apart.vendor("show", "7", "-o", "a.lic").expect()
    file = (apart / "a.lic").read_bytes()
    assert kinds(file) == ["license", "tlog-proof"]
    assert apart.vendor("show", "7", "-o", "-").expect().out == file
    assert answer(apart, desk, "--order", "7", customer="A").expect().out == file
    # Without its proof it is not taken, with it the software runs.
    install(desk, documents(file)[0], "bare.lic", status=1)
    assert judged(desk)[0] == "off"
    install(desk, file)
    assert judged(desk) == ("full", [])
    assert (apart / "log/checkpoint").read_bytes() == (apart.log / "log/checkpoint").read_bytes()
    assert_intact(apart)


def test_a_batch_waits_as_a_whole_and_is_finished_by_running_it_again(apart):
    apart.write("orders.csv", "order,customer,installation,url\n" + "".join(f"{n},C{n},any,any\n" for n in range(5)))
    command = ["batch", "orders.csv", "--product", PRODUCT, "-o", "out"]
    told = apart.vendor(*command).expect(1)
    assert [(row["outcome"], row["file"]) for row in table(told.text)] == [("queued", "")] * 5
    assert "5 orders: 0 issued, 5 waiting for a checkpoint of the log" in told.talk and not list((apart / "out").iterdir())
    carry(apart)
    sign(apart, "--first").expect()
    accept(apart).expect()
    told = apart.vendor(*command).expect()
    assert [row["outcome"] for row in table(told.text)] == ["known"] * 5 and len(list((apart / "out").iterdir())) == 5
    assert records(apart, "license") == 5


def test_renewals_and_moves_wait_as_well(apart, tmp_path):
    desk = place(apart, tmp_path / "place")
    old = queue(apart, "--installation", installation(desk), product=PRODUCT)
    assert_refused(apart.vendor("renew", old, "-o", "r.lic"), 2, QUEUED)
    other = place(apart, tmp_path / "other")
    assert_refused(apart.vendor("reissue", old, other / "acme.request", "-o", "m.lic"), 2, QUEUED)
    told = apart.vendor("revoke", old, "--reason", "moved", "-o", "-").expect()
    assert kinds(told.out) == ["revocations"]
    carry(apart)
    sign(apart, "--first").expect()
    accept(apart).expect()
    apart.vendor("renew", old, "-o", "r.lic").expect(1)
    moved = apart.vendor("reissue", old, other / "acme.request", "-o", "m.lic").expect()
    assert "was issued already" in moved.talk
    install(other, (apart / "m.lic").read_bytes())
    assert judged(other) == ("full", [])


def test_a_checkpoint_that_covers_a_part_lets_that_part_out(apart):
    first = queue(apart)
    carry(apart)
    second = queue(apart)
    sign(apart, "--first").expect()
    accept(apart).expect()
    assert (state(apart, first), state(apart, second)) == ("in force", "queued")
    file = apart.vendor("show", first, "-o", "-").expect().out
    for options in ([], ["--fresh"]):
        assert_refused(apart.vendor("show", second, *options, "-o", "-"), 2, QUEUED, second)
    carry(apart)
    sign(apart).expect()
    assert accept(apart, "--json").expect().json == {"size": 3, "new": True}
    assert accept(apart, "--json").expect().json == {"size": 3, "new": False}
    # The first file stays as it went out, with the first checkpoint.
    assert apart.vendor("show", first, "-o", "-").expect().out == file
    assert number(apart.vendor("show", second, "-o", "-").expect().out) == second
    assert_intact(apart)


def test_the_first_signature_is_asked_for_and_the_last_one_remembered(apart):
    queue(apart)
    carry(apart)
    before = snapshot(apart.log.folder)
    assert_refused(sign(apart), 1, "'log.key.checkpoint' does not exist, which says what was signed last", "--first")
    assert snapshot(apart.log.folder) == before
    sign(apart, "--first").expect()
    memory = apart.log / "log.key.checkpoint"
    assert memory.read_bytes() == (apart.log / "log/checkpoint").read_bytes() and memory.stat().st_mode & 0o777 == 0o600
    # The same tree again is signed again, and --first does not make it forget.
    sign(apart).expect()
    queue(apart)
    carry(apart)
    sign(apart, "--first", "--json").expect()
    assert memory.read_bytes().splitlines()[1] == b"3"
    memory.unlink()
    assert_refused(sign(apart), 1, "does not exist, which says what was signed last")
    kept = apart.log / "elsewhere.checkpoint"
    sign(apart, "--first", "--memory", kept).expect()
    assert kept.exists() and not memory.exists()


def test_a_log_that_shrank_or_was_rewritten_is_not_signed(apart, tmp_path):
    queue(apart)
    # Somebody who has the desk, but not the key of the log.
    shutil.copytree(apart.folder, tmp_path / "rewriter")
    carry(apart, "short")
    queue(apart)
    carry(apart)
    sign(apart, "--first").expect()
    held = (apart.log / "log.key.checkpoint").read_bytes()
    error = assert_refused(sign(apart, folder="short"), 1, "do not sign", "printed checkpoint")
    assert error.endswith("the log of 2 leaves does not begin with the 3 leaves that were signed before")
    rewriter = Desk(tmp_path / "rewriter")
    rewriter.log, rewriter.log_name = apart.log, apart.log_name
    for _ in range(3):
        queue(rewriter)
        carry(rewriter, "rewritten")
        assert_refused(sign(apart, folder="rewritten"), 1, "does not begin with the 3 leaves that were signed before")
        assert_refused(sign(apart, "--first", folder="rewritten"), 1, "does not begin with the 3 leaves")
    assert (apart.log / "log.key.checkpoint").read_bytes() == held
    for folder in ("short", "rewritten"):
        assert (apart.log / folder / "checkpoint").read_bytes() != held


DAMAGES = [
    ("a hash changed", "tile/0/000.p/3", lambda old: old[:40] + bytes([old[40] ^ 1]) + old[41:], 1),
    ("a short tile", "tile/0/000.p/3", lambda old: old[:64], 2), ("no tile", "tile/0/000.p/3", None, 2),
    ("another size", "size", lambda old: b"4\n", 2), ("no number", "size", lambda old: b"many\n", 2),
    ("no size", "size", None, 1),
]


def test_damaged_tiles_are_not_signed(apart):
    queue(apart)
    carry(apart)
    sign(apart, "--first").expect()
    queue(apart)
    held = (apart.log / "log.key.checkpoint").read_bytes()
    for name, path, damage, status in DAMAGES:
        carry(apart)
        target = apart.log / "log" / path
        if damage:
            target.write_bytes(damage(target.read_bytes()))
        else:
            target.unlink()
        assert_refused(sign(apart), status, "")
        assert (apart.log / "log.key.checkpoint").read_bytes() == held, name
    assert len(DAMAGES) == 6
    assert_refused(sign(apart, folder="missing"), 1, "")
    carry(apart)
    sign(apart).expect()


def test_only_checkpoints_of_this_log_are_accepted(apart, tmp_path):
    queue(apart)
    shutil.copytree(apart.folder, tmp_path / "rewriter")
    carry(apart)
    sign(apart, "--first").expect()
    good = (apart.log / "log/checkpoint").read_bytes()
    other = open_workspace(tmp_path / "other")
    issue(other)
    rewriter = Desk(tmp_path / "rewriter")
    rewriter.log, rewriter.log_name = apart.log, apart.log_name
    queue(rewriter)
    queue(apart)
    carry(rewriter, "rewritten")
    sign(apart, "--first", "--memory", "rewritten.memory", folder="rewritten").expect()
    shutil.copytree(tmp_path / "vendor/log", apart.log / "renamed")
    apart.log.vendor(
        "log", "sign", "renamed", "--key", "log.key", "--name", f"{VENDOR}/log/other", "--first", "--memory", "m").expect()
    root = good.splitlines()[2]
    cases = {
        "nothing": b"", "text": b"hello\n", "half": good[:60], "another vendor's": (other / "log/checkpoint").read_bytes(),
        "another size": good.replace(b"\n2\n", b"\n3\n"), "another root": good.replace(root, root[:5] + b"AAAA" + root[9:]),
        "a history that was rewritten": (apart.log / "rewritten/checkpoint").read_bytes(),
        "by another name": (apart.log / "renamed/checkpoint").read_bytes(), "a license": issue(other)[1],
    }
    before = snapshot(apart.folder)
    for name, content in cases.items():
        result = apart.vendor("log", "accept", "-", stdin=content)
        assert_refused(result, 1, "is not of this log")
        assert snapshot(apart.folder) == before, name
    assert len(cases) == 9
    assert_refused(apart.vendor("log", "accept", "missing"), 2, "does not exist")
    assert apart.vendor("log", "accept", "-", stdin=good).expect().talk.startswith("accepted")
    assert_intact(apart)


def test_a_folder_that_is_behind_is_told_and_catches_up(apart):
    carry(apart)
    queue(apart)
    shutil.rmtree(apart / "log")
    shutil.copytree(apart.log / "log", apart / "log")
    told = apart.vendor("audit", "verify", "--json").expect()
    assert told.json["folderBehind"] is True and told.json["intact"] is True
    assert "the log's folder is behind the ledger" in apart.vendor("audit", "verify").expect().talk
    queue(apart)
    assert_intact(apart)


def test_a_signing_machine_that_is_told_too_little_is_misuse(apart):
    for words in (
        ["log"], ["log", "--key", "log.key"], ["log", "--name", "n"], ["log", "--sign-with", "true"],
        ["log", "--sign-with", "true", "--vkey", "x"], ["log", "--key", "log.key", "--sign-with", "true", "--name", "n"],
    ):
        assert_refused(apart.log.vendor("log", "sign", *words), 64)


def test_the_next_key_of_the_log_goes_on_where_the_old_one_stopped(apart):
    first = queue(apart)
    carry(apart)
    sign(apart, "--first").expect()
    accept(apart).expect()
    line = apart.log.vendor("keys", "new", "log", "next", "--vendor", VENDOR, "--no-passphrase", "-o", "next.key").expect().text
    apart.write("next.pub", line)
    apart.vendor("keys", "rotate", "log", "--label", "next", "--public-key", "next.pub").expect()
    assert not list((apart / "keys").glob("log-*"))
    second = queue(apart)
    carry(apart)
    words = ["log", "sign", "log", "--key", "next.key", "--name", f"{VENDOR}/log/next"]
    assert_refused(apart.log.vendor(*words), 1, "does not exist, which says what was signed last")
    apart.log.vendor(*words, "--memory", "log.key.checkpoint").expect()
    accept(apart).expect()
    for license in (first, second):
        assert state(apart, license) == "in force"
    assert b"log/next" in documents(apart.vendor("show", second, "-o", "-").expect().out)[1]
    # What the old key signs from now on covers more than it knows of, and is taken all the same: it is the same log.
    queue(apart)
    carry(apart)
    sign(apart).expect()
    accept(apart).expect()
    assert_intact(apart)


def test_a_printed_checkpoint_shows_later_that_nothing_was_rewritten(apart, tmp_path):
    queue(apart)
    carry(apart)
    _, size, root = sign(apart, "--first").expect().text.splitlines()[:3]
    accept(apart).expect()
    shutil.copytree(apart.folder, tmp_path / "rewriter")
    queue(apart)
    carry(apart)
    sign(apart).expect()
    accept(apart).expect()
    told = apart.vendor("audit", "prove", "--size", size, "--root", root, "--json").expect()
    assert (told.json["oldSize"], told.json["newSize"]) == (2, 3) and len(told.json["proof"]) >= 1
    other = root[:10] + ("A" if root[10] != "A" else "B") + root[11:]
    assert_refused(
        apart.vendor("audit", "prove", "--size", size, "--root", other), 1, "the history was rewritten")
