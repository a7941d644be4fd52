"""`ledger export` and `ledger import`: the records alone make the ledger and its log again."""

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from conftest import PRODUCT, VENDOR, Desk, needs_tracing
from faults import disturbed, injections, steps
from ledger_records import everything
from ledgers import audited, batch_words, issue_words, numbers, shown, table, workspace

ORDERS = 40


@pytest.fixture(scope="module")
def full(built, tmp_path_factory):
    """A ledger with a batch, a revocation and a new key, an export of it, and one of an earlier day."""
    desk = workspace(tmp_path_factory.mktemp("transfer") / "vendor")
    desk.vendor(*batch_words(table(desk, "orders.csv", ORDERS), "out")).expect()
    desk.vendor("ledger", "export", "-o", "earlier.jsonl").expect()
    license = desk.vendor(*issue_words("A-1", "-o", "a.lic", "--json")).expect().json["license"]
    desk.vendor("revoke", license, "--reason", "stolen").expect()
    desk.vendor("keys", "rotate", "license", "--label", "next", "--no-passphrase").expect()
    desk.vendor("ledger", "export", "-o", "ledger.jsonl").expect()
    return desk


def log(desk):
    """The files of the log's folder."""
    return {
        str(path.relative_to(desk / "log")): path.read_bytes()
        for path in (desk / "log").rglob("*") if path.is_file() and path.name != ".lock"}


def tables(desk):
    """The rows of every table, but for tiles and what SQLite keeps for itself: records decide them."""
    return {name: rows for name, rows in everything(desk.folder).items() if not name.startswith("sqlite_")}


def assert_same(copy, full):
    assert tables(copy) == tables(full)
    assert log(copy) == log(full)
    audited(copy)
    for order in ("A-1", *numbers(ORDERS)[::13]):
        assert shown(copy, order) == shown(full, order)


def test_an_export_makes_the_same_ledger_in_an_empty_folder_and_work_goes_on_there(full, tmp_path):
    copy = Desk(tmp_path / "copy")
    count = len(tables(full)["record"])
    said = copy.vendor("ledger", "import", full / "ledger.jsonl").expect()
    assert f"{count} records read, {count} of them new" in said.talk
    assert_same(copy, full)
    shutil.copytree(full / "keys", copy / "keys", dirs_exist_ok=True)
    known = copy.vendor(*issue_words("A-1", "-o", "known.lic")).expect()
    assert "was issued already" in known.talk and (copy / "known.lic").read_bytes() == (full / "a.lic").read_bytes()
    copy.vendor(*issue_words("A-2", "-o", "new.lic")).expect()
    assert audited(copy)["leaves"] == audited(full)["leaves"] + 1


def test_an_older_copy_is_brought_up_to_date_and_the_same_again_changes_nothing(full, tmp_path):
    copy = Desk(tmp_path / "copy")
    copy.vendor("ledger", "import", full / "earlier.jsonl").expect()
    before, all_of_them = len(tables(copy)["record"]), len(tables(full)["record"])
    assert before < all_of_them
    said = copy.vendor("ledger", "import", "-", stdin=(full / "ledger.jsonl").read_bytes()).expect()
    assert f"{all_of_them} records read, {all_of_them - before} of them new" in said.talk
    assert_same(copy, full)
    # What is older than the ledger takes nothing from it.
    for export in ("ledger.jsonl", "earlier.jsonl"):
        assert ", 0 of them new" in copy.vendor("ledger", "import", full / export).expect().talk
        assert_same(copy, full)


def changed(lines, place, **fields):
    """The lines of an export with one record changed."""
    record = json.loads(lines[place]) | fields
    return [*lines[:place], json.dumps(record, ensure_ascii=False).encode() + b"\n", *lines[place + 1:]]


def damaged(lines):
    """Exports that are none of this ledger, or not whole."""
    last = json.loads(lines[-1])
    yield "nothing", []
    yield "no JSON", [b"number,time\n"]
    yield "half a line", [*lines[:-1], lines[-1][:40]]
    yield "a field less", [*lines[:-1], json.dumps({"number": last["number"]}).encode() + b"\n"]
    yield "a record is missing", lines[:5] + lines[6:]
    yield "it begins later", lines[1:]
    yield "two are swapped", [*lines[:5], lines[6], lines[5], *lines[7:]]
    yield "one stands twice", [*lines[:6], lines[5], *lines[6:]]
    yield "another reason", changed(lines, 8, reason="because")
    yield "another body", changed(lines, 8, body=json.loads(lines[9])["body"])
    yield "another checksum", changed(lines, 8, checksum=last["checksum"])
    yield "an earlier time", changed(lines, 8, time="2020-01-01T00:00:00Z")


# Nothing is wrong with records that the ledger has already, whatever their order.
HARMLESS = {("a record is missing", True), ("two are swapped", True), ("one stands twice", True), ("one stands twice", False)}


def test_an_export_that_was_changed_is_refused_and_the_right_one_is_taken_afterwards(full, tmp_path):
    lines = (full / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    tried = 0
    for name, wrong in damaged(lines):
        for older in (False, True):
            copy = Desk(tmp_path / f"{name}{older}")
            if older:
                copy.vendor("ledger", "import", full / "earlier.jsonl").expect()
                before = tables(copy)
            said = copy.vendor("ledger", "import", "-", stdin=b"".join(wrong))
            assert (said.status == 0) == ((name, older) in HARMLESS), (name, older, said.status, said.talk)
            if said.status:
                assert len(said.errors("latchkey-vendor")) == 1, (name, said.talk)
                assert not older or tables(copy) == before, name
            else:
                assert tables(copy) == tables(full), name
            copy.vendor("ledger", "import", full / "ledger.jsonl").expect()
            assert tables(copy) == tables(full), name
            tried += 1
    assert tried == 24


def test_a_record_that_cannot_be_read_is_named_and_nothing_is_made(full, tmp_path):
    lines = (full / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    table = full.vendor("ledger", "export", "--csv").expect().out
    for name, export, said in (
            ("json", b"".join([*lines[:20], b"{}\n", *lines[21:]]), "export: record 21 cannot be read"),
            ("csv", table[:-200], "a quoted field does not end")):
        copy = Desk(tmp_path / name)
        (copy / "export").write_bytes(export)
        refused = copy.vendor("ledger", "import", "export")
        assert refused.status == 1, refused.talk
        error, = refused.errors("latchkey-vendor")
        assert said in error
        assert [path.name for path in copy.folder.iterdir()] == ["export"], name


def test_another_vendors_export_and_another_history_are_refused(full, tmp_path):
    other = Desk(tmp_path / "other")
    other.vendor("init", "--vendor", "other.example", "--no-passphrase").expect()
    same_name = workspace(tmp_path / "same-name")
    for desk in (other, same_name):
        before = tables(desk)
        refused = desk.vendor("ledger", "import", full / "ledger.jsonl")
        assert refused.status == 1 and "record 1 does not belong to this ledger" in refused.talk, refused.talk
        assert tables(desk) == before
        audited(desk)


def test_what_is_no_ledger_is_not_filled(full, tmp_path):
    for name, content in (("text", b"my notes\n" * 200), ("foreign", None)):
        desk = Desk(tmp_path / name)
        path = desk / "ledger.sqlite"
        if content is None:
            with closing(sqlite3.connect(path)) as database, database:
                database.execute("CREATE TABLE mine (note TEXT)")
        else:
            path.write_bytes(content)
        before = path.read_bytes()
        refused = desk.vendor("ledger", "import", full / "ledger.jsonl")
        assert refused.status != 0 and len(refused.errors("latchkey-vendor")) == 1, refused.talk
        assert path.read_bytes() == before


@needs_tracing
def test_an_import_that_is_disturbed_at_any_step_is_finished_by_the_same_command(full, tmp_path):
    words = ("ledger", "import", str(full / "earlier.jsonl"))
    first = Desk(tmp_path / "first")
    found = steps(first.vendor, words, [first.folder])
    whole = tables(first)
    assert all(found[call] for call in ("openat", "write", "fsync", "mkdirat")), found
    tried = 0
    for call, number, fault in injections(found, every=False):
        desk = Desk(tmp_path / "disturbed")
        disturbed(desk.vendor, words, call, number, fault)
        desk.vendor(*words).expect()
        assert tables(desk) == whole, (call, number, fault)
        audited(desk)
        shutil.rmtree(desk.folder)
        tried += 1
    assert tried >= 30


def test_a_table_has_a_row_for_every_record_and_texts_as_they_are(full):
    rows = list(csv.DictReader(io.StringIO(full.vendor("ledger", "export", "--csv").expect().out.decode(), newline="")))
    lines = [json.loads(line) for line in (full / "ledger.jsonl").read_bytes().splitlines()]
    assert [{name: str(value) for name, value in line.items()} for line in lines] == rows
    assert {PRODUCT in row["name"] for row in rows if row["kind"] == "product"} == {True}
    assert VENDOR in rows[0]["body"]
