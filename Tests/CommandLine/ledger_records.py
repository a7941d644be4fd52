"""A vendor's ledger from outside: its records, how they are forged, and what holds of all of them."""

import hashlib
import sqlite3
import struct
from contextlib import closing

from signed_notes import leaf_hash

LOGGED = {"keyring", "license", "revocations"}


def ledger(shop, sql, *values):
    """Runs SQL on a workspace's ledger; gives the rows."""
    with closing(sqlite3.connect(shop / "ledger.sqlite", timeout=30)) as database, database:
        return database.execute(sql, values).fetchall()


def records(shop, kind, name=None):
    """The documents in the records of a kind, by their names where none is given; oldest first."""
    found = ledger(shop, "SELECT name, body FROM record WHERE kind = ? ORDER BY number", kind)
    return [body.encode() for each, body in found if name in (None, each)]


def record(shop, kind, name):
    """The document in the newest record of a kind and name."""
    return records(shop, kind, name)[-1]


def change(shop, kind, name, body):
    """Changes the document in the newest record of a kind and name, and nothing that tells of it."""
    ledger(
        shop, "UPDATE record SET body = CAST(? AS TEXT) WHERE number = (SELECT max(number) FROM record "
        "WHERE kind = ? AND name = ?)", body, kind, name)


def checksum(before, number, leaves, *fields):
    """BLAKE2b, 16 bytes, over the checksum before and each field behind its length."""
    parts = [str(number), str(leaves), *fields]
    parts = [part if isinstance(part, bytes) else part.encode() for part in parts]
    return hashlib.blake2b(
        before + b"".join(struct.pack(">Q", len(part)) + part for part in parts), digest_size=16).digest()


def append(shop, kind, name, body):
    """Adds a record behind the desk's back, right in every way; no checkpoint covers it yet."""
    (number, leaves, before), = ledger(
        shop, "SELECT number, leaves, checksum FROM record ORDER BY number DESC LIMIT 1")
    time, = ledger(shop, "SELECT max(time) FROM record")[0]
    fields = [kind, name, body, "", "somebody", "", time]
    if kind in LOGGED:
        place = leaves // 256
        held = ledger(shop, "SELECT hashes FROM tile WHERE level = 0 AND place = ?", place)
        # A tile that gets full has a hash on the level above; tests do not go there.
        assert leaves % 256 < 255 and bool(held) == (leaves % 256 > 0)
        hashes = (held[0][0] if held else b"") + leaf_hash(body)
        ledger(shop, "INSERT OR REPLACE INTO tile VALUES (0, ?, ?)", place, hashes)
        leaves += 1
    ledger(
        shop, "INSERT INTO record (number, leaves, checksum, kind, name, body, detail, actor, reason, time) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", number + 1, leaves,
        checksum(before, number + 1, leaves, *fields), kind, name, body.decode(), *fields[3:])


def assert_ledger_is_whole(shop):
    """Every record follows the one before, and the other tables say what the records do."""
    before, last, leaves, found = bytes(16), 0, 0, 0
    for number, total, stamp, *fields in ledger(
            shop, "SELECT number, leaves, checksum, kind, name, body, detail, actor, reason, time FROM record "
            "ORDER BY number"):
        leaves += fields[0] in LOGGED
        assert (number, total) == (last + 1, leaves)
        assert stamp == checksum(before, number, total, *fields), number
        before, last, found = stamp, number, found + (fields[0] == "license")
    assert last > 0 and ledger(shop, "PRAGMA integrity_check") == [("ok",)]
    assert ledger(shop, "SELECT record FROM license ORDER BY 1") == ledger(
        shop, "SELECT number FROM record WHERE kind = 'license' ORDER BY 1")
    hashes = b"".join(
        part for part, in ledger(shop, "SELECT hashes FROM tile WHERE level = 0 ORDER BY place"))
    logged = [body.encode() for kind, body in ledger(shop, "SELECT kind, body FROM record ORDER BY number") if kind in LOGGED]
    assert hashes == b"".join(map(leaf_hash, logged))
    return found


def assert_log_is_whole(shop):
    """The folder that others read says what the ledger does: its size, the newest checkpoint, and each tile."""
    (leaves, last), = ledger(shop, "SELECT max(leaves), (SELECT body FROM record WHERE kind = 'checkpoint' "
                                   "ORDER BY number DESC LIMIT 1) FROM record")
    assert (shop / "log/size").read_text() == f"{leaves}\n"
    assert (shop / "log/checkpoint").read_bytes() == last.encode()
    tiles = ledger(shop, "SELECT level, place, hashes FROM tile")
    assert tiles and leaves < 1000 * 256
    for level, place, hashes in tiles:
        count = len(hashes) // 32
        name = f"log/tile/{level}/{place:03}" + (f".p/{count}" if count < 256 else "")
        assert (shop / name).read_bytes() == hashes


def everything(shop):
    """Every row of every table of the ledger."""
    tables = [name for name, in ledger(shop, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    assert "record" in tables
    return {table: ledger(shop, f"SELECT * FROM {table}") for table in tables}
