"""Whatever changes in a ledger or its log, `audit verify` finds it and says where.

A ledger with every kind of record is changed below the program, by Python's sqlite3 and byte by byte in its files.
"""

import random
import re
import shutil
import sqlite3
from collections import Counter

import pytest

from conftest import PRODUCT, Desk, snapshot
from ledgers import SEED, audited, batch_words, in_parallel, table, workspace

TABLES = ["record", "license", "license_installation", "license_url", "checkpoint", "tile"]
KINDS = {"product", "keyring", "request", "license", "revocations", "repair", "return", "checkpoint"}
FLIPS = 400
HANDS = 2


def admin(shop, folder, url):
    desk = Desk(folder)
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", url, "-o", "site.request").expect()
    text = (desk / "site.request").read_text()
    return desk, re.search(r"(?m)^installation (\S+)$", text)[1]


@pytest.fixture(scope="module")
def full(built, tmp_path_factory):
    """A ledger with every kind of record."""
    folder = tmp_path_factory.mktemp("flips")
    shop = workspace(folder / "vendor")
    run = shop.vendor
    run("product", "add", "other", "--title", "Another", "--feature", "reports").expect()
    run("product", "export", PRODUCT, "-o", "latchkey.product").expect()
    one, first = admin(shop, folder / "one", "https://one.example/")
    two, second = admin(shop, folder / "two", "https://two.example/")

    def issued(*words):
        return run("issue", *words, "-o", "x.lic", "--force", "--json").expect().json["license"]

    given = issued(one / "site.request", "--customer", "Ærø SA", "--order", "A-1", "--reason", "as ordered")
    one.receive(shop / "x.lic")
    one.latchkey("import", "x.lic").expect()
    one.latchkey("return", given, "-o", "given.return", "--yes").expect()
    run("returned", one / "given.return").expect()
    run("revoke", given, "--reason", "returned").expect()
    issued(two / "site.request", "--customer", "Two", "--trial", "30d")
    common = ["--product", PRODUCT, "--customer", "Three"]
    old = issued(*common, "--installation", second, "--url", "https://three.example/", "--term", "1y", "--order", "A-2")
    issued("--product", "other", "--customer", "Four", "--installation", "any", "--url", "any", "--perpetual",
           "--maintenance-until", "never")
    run("renew", old, "-o", "y.lic").expect()
    moved = issued(*common, "--installation", first, "--url", "https://four.example/", "--staging-url",
                   "https://staging.four.example/", "--term", "2y")
    run("reissue", moved, "--installation", second, "-o", "z.lic").expect()
    run("repair-clock", second, "-o", "two.repair").expect()
    run("keys", "rotate", "license", "--label", "next", "--no-passphrase").expect()
    run(*batch_words(table(shop, "orders.csv", 14), "out")).expect()
    run("revoke", issued(*common, "--installation", "any", "--url", "any"), "--reason", "stolen").expect()
    for number in range(6):
        issued(*common, "--installation", second, "--url", "any", "--order", f"B-{number}")
    audited(shop)
    counts = Counter(row[1].decode() for row in dump(shop / "ledger.sqlite")["record"])
    assert counts.keys() == KINDS and sum(counts.values()) >= 55 and counts["keyring"] == 2, counts
    print(f"records: {dict(counts)}")
    return shop


def dump(path):
    """Every row of every table, as Python's sqlite3 reads them."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.text_factory = bytes
    try:
        names = sorted(row[0].decode() for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"))
        found = {}
        for name in names:
            # Each row by its own table, and not by an index that covers it.
            rows = connection.execute(f"SELECT * FROM {name} NOT INDEXED").fetchall()
            found[name] = sorted(rows, key=repr)
        return found
    finally:
        connection.close()


class Bench:
    """A copy of the ledger and the log, for one hand at a time, that is put back after each change."""

    def __init__(self, full, folder):
        self.desk = Desk(folder)
        for name in ("vendor", "ledger.sqlite"):
            shutil.copyfile(full / name, self.desk / name)
        shutil.copytree(full / "log", self.desk / "log")
        self.path = self.desk / "ledger.sqlite"
        self.good = self.path.read_bytes()

    def restore(self):
        self.path.write_bytes(self.good)
        for path in self.desk.folder.glob("ledger.sqlite-*"):
            path.unlink()

    def change(self, *statements):
        """Whether the database took the change; what its own rules refuse cannot happen."""
        self.restore()
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            connection.execute("BEGIN")
            for words, values in statements:
                connection.execute(words, values)
            connection.execute("COMMIT")
            return True
        except sqlite3.IntegrityError:
            return False
        finally:
            connection.close()

    def verdict(self):
        """The status, and the places and reasons that were named."""
        result = self.desk.vendor("audit", "verify")
        return result.status, result.text + result.talk


@pytest.fixture(scope="module")
def benches(full, tmp_path_factory):
    folder = tmp_path_factory.mktemp("benches")
    return [Bench(full, folder / str(number)) for number in range(HANDS)]


def named(table, row):
    """What a report must name when a row is changed: one of these."""
    if table == "record":
        return [f"record {row['number']}:"]
    if table == "license":
        return [f"record {row['record']}:", f"license {row['id']}:"]
    if table in ("license_installation", "license_url"):
        return [f"license {row['id']}:"]
    if table == "checkpoint":
        return [f"record {row['record']}:"]
    return [f"tile/{row['level']}/{row['place']:03}", "tiles of the log"]


def other(value, dice):
    """A value with one character, byte or number changed; something where there was nothing."""
    if value is None:
        return "01M7YQ1WE0MNGMA9RCWTSVXF8X"
    if isinstance(value, int):
        return value + 1
    if isinstance(value, bytes):
        place = dice.randrange(len(value))
        return value[:place] + bytes([value[place] ^ 1 << dice.randrange(8)]) + value[place + 1:]
    if not value:
        return "x"
    place = dice.randrange(len(value))
    return value[:place] + ("x" if value[place] != "x" else "y") + value[place + 1:]


def rows_of(full):
    """(table, columns, row, key) of every row; the key picks it."""
    connection = sqlite3.connect(f"file:{full / 'ledger.sqlite'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    ids = dict(connection.execute("SELECT record, id FROM license").fetchall())
    found = []
    for table in TABLES:
        for row in connection.execute(f"SELECT * FROM {table}"):
            row = dict(row)
            columns = list(row)
            keys = {
                "record": ["number"], "license": ["record"], "checkpoint": ["size"], "tile": ["level", "place"],
            }.get(table, columns)
            key = " AND ".join(f"{each} = ?" for each in keys), [row[each] for each in keys]
            if "license" in row:
                row["id"] = ids[row["license"]]
            found.append((table, columns, row, key))
    connection.close()
    return found


def test_every_changed_value_of_every_row_is_found_and_named(full, benches):
    dice = random.Random(SEED)
    rows = rows_of(full)
    jobs = []
    for table, columns, row, (condition, values) in rows:
        for column in columns:
            for value in [other(row[column], dice)]:
                # A number beside a taken one leaves the row's place.
                if column in ("number", "record", "license", "size", "place") and isinstance(value, int):
                    value += 100_000
                if table == "license" and column == "request" and row[column] is None:
                    value = 3
                jobs.append((table, column, row, f"UPDATE {table} SET {column} = ? WHERE {condition}", [value, *values]))
    counts, refused = dict.fromkeys(TABLES, 0), []

    def judge(job, hand):
        table, column, row, words, values = job
        bench = benches[hand]
        if not bench.change((words, values)):
            refused.append((table, column))
            return
        status, said = bench.verdict()
        assert status == 1 and any(each in said for each in named(table, row)), (SEED, table, column, row, values, status, said)
        counts[table] += 1

    in_parallel(jobs, judge, HANDS)
    print(f"changed values: {counts}, refused by the database: {len(refused)}")
    assert sum(counts.values()) + len(refused) == len(jobs)
    assert all(counts[table] >= len({id(each) for each in rows if each[0] == table}) for table in TABLES)
    assert len(refused) <= len(jobs) // 20 and counts["record"] >= 550 and counts["license"] >= 250


def test_every_missing_foreign_or_swapped_row_is_found_and_named(full, benches):
    dice = random.Random(SEED)
    rows = rows_of(full)
    records = {row["number"]: row for table, _, row, _ in rows if table == "record"}
    last, contents = max(records), "kind, name, time, actor, reason, detail, body, checksum"
    jobs = []
    for table, columns, row, (condition, values) in rows:
        # After the last record nothing misses it but what lists it.
        places = ["ledger.sqlite:"] if row.get("number") == last else named(table, row)
        jobs.append(("deleted", places, [(f"DELETE FROM {table} WHERE {condition}", values)]))
    for table in TABLES:
        columns, row = dice.choice([(each[1], each[2]) for each in rows if each[0] == table])
        foreign = dict(row)
        for column in columns:
            if column in ("number", "record", "size", "place"):
                foreign[column] = last + 1 if column == "number" else 100_000
            if column in ("installation", "url", "id"):
                foreign[column] = other(row[column], dice)
            if column in ("order_number", "renews", "moves"):
                foreign[column] = None
        words = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        place = [f"record {last + 1}:"] if table == "record" else ["ledger.sqlite:"]
        jobs.append(("inserted", place, [(words, [foreign[each] for each in columns])]))
    for _ in range(20):
        one, two = dice.sample(range(1, last + 1), 2)
        jobs.append(("swapped", [f"record {min(one, two)}:"], [
            ("UPDATE record SET number = -1 WHERE number = ?", [one]),
            ("UPDATE record SET number = ? WHERE number = ?", [one, two]),
            ("UPDATE record SET number = ? WHERE number = -1", [two])]))
    # All but its place: two records whose contents change hands.
    for one in dice.sample(range(1, last), 10):
        jobs.append(("swapped", [f"record {one}:"], [
            (f"UPDATE record SET ({contents}) = ({', '.join('?' * 8)}) WHERE number = ?",
             [*(records[source][each] for each in contents.split(", ")), target])
            for target, source in ((one, one + 1), (one + 1, one))]))
    counts = dict.fromkeys(["deleted", "inserted", "swapped"], 0)

    def judge(job, hand):
        kind, places, statements = job
        bench = benches[hand]
        assert bench.change(*statements), job
        status, said = bench.verdict()
        assert status == 1 and any(each in said for each in places), (SEED, job, status, said)
        counts[kind] += 1

    in_parallel(jobs, judge, HANDS)
    print(f"rows: {counts}")
    assert counts == {"deleted": len(rows), "inserted": len(TABLES), "swapped": 30}


def test_every_flipped_byte_of_the_ledgers_file_is_found_or_changes_no_row(full, benches):
    dice = random.Random(SEED)
    good = (full / "ledger.sqlite").read_bytes()
    before = dump(full / "ledger.sqlite")
    # Free space takes much of the file; half of the flips meet what is used.
    used = [place for place, byte in enumerate(good) if byte]
    places = sorted({*(dice.randrange(len(good)) for _ in range(FLIPS // 2)), *dice.sample(used, FLIPS // 2)})
    jobs = [(place, 1 << dice.randrange(8)) for place in places]
    counts = dict.fromkeys(["found", "found, rows changed", "harmless"], 0)

    def judge(job, hand):
        place, bit = job
        bench = benches[hand]
        bench.restore()
        flipped = bytearray(good)
        flipped[place] ^= bit
        bench.path.write_bytes(flipped)
        try:
            is_same = dump(bench.path) == before
        except (sqlite3.Error, ValueError, OverflowError):
            is_same = False
        status, said = bench.verdict()
        assert status in (0, 1, 2), (SEED, job, status, said)
        if status:
            assert re.search(r"record \d+|license \w+|tile/|ledger\.sqlite", said), (SEED, job, said)
            counts["found" if is_same else "found, rows changed"] += 1
        else:
            assert is_same, (SEED, job, said)
            counts["harmless"] += 1

    in_parallel(jobs, judge, HANDS)
    print(f"flips of {len(good)} bytes: {counts}")
    assert sum(counts.values()) == len(jobs) >= FLIPS * 0.9
    assert counts["found, rows changed"] >= FLIPS // 5 and counts["harmless"] >= 20


@pytest.mark.parametrize("name", TABLES)
def test_a_value_of_another_type_is_found_and_ends_no_command_without_a_word(benches, name):
    """A damaged file may hold any type in any column, whatever its tables declare."""
    bench = benches[0]
    columns = [row[1] for row in sqlite3.connect(bench.path).execute(f"PRAGMA table_info({name})")]
    count = 0
    for column in columns:
        for value in (None, b"\xff", "word", 987654.5):
            bench.restore()
            connection = sqlite3.connect(bench.path, isolation_level=None)
            connection.executescript(
                "PRAGMA writable_schema = ON; UPDATE sqlite_master SET "
                "sql = replace(replace(sql, ' STRICT', ''), ' NOT NULL', '') WHERE type = 'table'")
            connection.close()
            connection = sqlite3.connect(bench.path, isolation_level=None)
            first = connection.execute(f"SELECT {column} FROM {name} LIMIT 1").fetchone()[0]
            if type(first) is type(value):
                continue
            try:
                connection.execute(f"UPDATE {name} SET {column} = ? WHERE {column} IS ?", [value, first])
            except sqlite3.IntegrityError:
                # A table's key has no other type.
                continue
            finally:
                connection.close()
            status, said = bench.verdict()
            assert status in (1, 2) and "Fatal" not in said, (name, column, value, status, said)
            listed = bench.desk.vendor("list")
            assert listed.status in (0, 1, 2) and "Fatal" not in listed.talk, (name, column, value, listed.talk)
            count += 1
    assert count >= 2 * len(columns) - 2


def test_every_flipped_byte_of_the_logs_folder_is_found_and_named(full, benches):
    dice = random.Random(SEED)
    files = sorted(
        path.relative_to(full.folder) for path in (full / "log").rglob("*") if path.is_file() and path.name != ".lock")
    assert {path.name for path in files} >= {"checkpoint", "size"} and len(files) == 4, files
    jobs = []
    for path in files:
        length = (full / path).stat().st_size
        # The head and the number wholly, the tiles at some places.
        for place in range(length) if length < 400 else sorted(dice.sample(range(length), 60)):
            jobs.append((path, place, 1 << dice.randrange(8)))
    counts = dict.fromkeys(map(str, files), 0)

    def judge(job, hand):
        path, place, bit = job
        bench = benches[hand]
        bench.restore()
        good = (full / path).read_bytes()
        flipped = bytearray(good)
        flipped[place] ^= bit
        try:
            (bench.desk / path).write_bytes(flipped)
            status, said = bench.verdict()
        finally:
            (bench.desk / path).write_bytes(good)
        assert status == 1 and re.search(r"(?m)^log\b", said), (SEED, job, said)
        counts[str(path)] += 1

    in_parallel(jobs, judge, HANDS)
    print(f"flips in the log: {counts}")
    assert sum(counts.values()) == len(jobs) >= 300 and all(counts.values())


def test_every_missing_cut_or_foreign_file_of_the_logs_folder_is_found(full, benches):
    bench = benches[0]
    bench.restore()
    before = snapshot(bench.desk / "log")
    for path in [each for each in (bench.desk / "log").rglob("*") if each.is_file() and each.name != ".lock"]:
        good = path.read_bytes()
        for change in (None, b"", good[:-1], good + good[-1:], good[: len(good) // 2]):
            path.unlink()
            if change is not None:
                path.write_bytes(change)
            status, said = bench.verdict()
            assert status == 1 and re.search(r"(?m)^log\b", said), (path, change, said)
            path.write_bytes(good)
    assert snapshot(bench.desk / "log") == before
    assert bench.verdict()[0] == 0
