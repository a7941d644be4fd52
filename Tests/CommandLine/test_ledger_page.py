"""A ledger is read as docs/spec/ledger.md says."""

import hashlib

import pytest

from conftest import ROOT
from vendors import answer, askers, assert_intact, issue, places, records, rows, template, vendor  # noqa: F401


@pytest.fixture
def kept(vendor, askers):
    """A ledger with a record of most kinds."""
    vendor.vendor("revoke", issue(vendor)[0], "--reason", "other").expect()
    file = answer(vendor, askers[0], "--order", "7", "--url", "https://a.example", "--staging-url", "https://test.a.example").expect().out
    vendor.vendor("renew", file.split(b"\n")[1].split(b" ")[1].decode(), "-o", "-").expect()
    return vendor


def test_the_chain_of_checksums_is_the_one_of_the_page(kept):
    before, found = bytes(16), 0
    for *fields, checksum in rows(
            kept, "SELECT number, leaves, kind, name, body, detail, actor, reason, time, checksum FROM record ORDER BY number"):
        digest = hashlib.blake2b(before, digest_size=16)
        for field in (str(field).encode() for field in fields):
            digest.update(len(field).to_bytes(8, "big") + field)
        before, found = checksum, found + 1
        assert digest.digest() == checksum and fields[0] == found
    assert found == records(kept) >= 10


def test_tables_and_columns_are_those_of_the_page(kept):
    page = (ROOT / "docs/spec/ledger.md").read_text()
    tables = [name for name, in rows(kept, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    assert len(tables) == 7
    for table in tables:
        assert f"`{table}`" in page, table
        for column, in rows(kept, "SELECT name FROM pragma_table_info(?)", table):
            assert table == "grdb_migrations" or f"`{column}`" in page, (table, column)
    kinds = {kind for kind, in rows(kept, "SELECT DISTINCT kind FROM record")}
    assert kinds == {"product", "keyring", "request", "license", "revocations", "checkpoint"}
    assert all(f"| `{kind}` | " in page for kind in kinds | {"repair", "return"})
    assert rows(kept, "SELECT identifier FROM grdb_migrations") == [("v1",)] and "`v1`" in page


def test_what_follows_from_a_license_is_what_the_page_says(kept):
    body, detail, number = rows(kept, "SELECT body, detail, number FROM record WHERE kind = 'license' AND detail LIKE 'order 7%'")[0]
    assert [line.split(" ")[0] for line in detail.split("\n")] == ["order", "digest", "request"]
    assert rows(kept, "SELECT kind FROM record WHERE number = ?", int(detail.split(" ")[-1])) == [("request",)]
    assert rows(kept, "SELECT order_number, id FROM license WHERE record = ?", number) == [("7", body.split("\n")[1][3:])]
    assert rows(kept, "SELECT url FROM license_url WHERE license = ?", number) == [("https://a.example/",), ("https://test.a.example/",)]
    assert rows(kept, "SELECT count(*) FROM license WHERE renews = ?", body.split("\n")[1][3:]) == [(1,)]
