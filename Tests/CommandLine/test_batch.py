"""A table of orders and the files that come of it: every column, every way a table goes wrong, and interruptions."""

import json
import shutil

from conftest import PRODUCT, snapshot
from vendors import (  # noqa: F401
    add_product, answer, askers, assert_intact, assert_refused, documents, install, installation, issue, judged, number, places,
    records, rows, table, template, terms, vendor)

HEADER = "order,customer,installation,url\n"


def batch(vendor, orders, *options, output="out", **more):
    """Answers a table of orders, in `orders.csv`."""
    vendor.write("orders.csv", orders)
    return vendor.vendor("batch", "orders.csv", "--product", PRODUCT, "-o", output, *options, **more)


def outcomes(result):
    return [(int(row["line"]), row["order"], row["outcome"]) for row in table(result.text)]


def files(vendor, output="out"):
    folder = vendor / output
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


# --- what a table says ---


def test_every_column_says_what_the_option_of_issue_says(vendor, askers):
    add_product(vendor, "other", file="other.product")
    name, second = installation(askers[0]), installation(askers[1])
    shutil.copyfile(askers[2] / "acme.request", vendor / "three.request")
    columns = {
        # column: value, the option of issue
        "customer": ("Société Générale", ["--customer", "Société Générale"]), "product": ("other", ["--product", "other"]),
        "installation": (f"{name} {second.lower()}", ["--installation", name, "--installation", second]),
        "url": ("https://a.example https://*.b.example/x", ["--url", "https://a.example", "--url", "https://*.b.example/x"]),
        "staging-url": ("https://test.a.example", ["--staging-url", "https://test.a.example"]),
        "recovery-url": ("https://dr.a.example", ["--recovery-url", "https://dr.a.example"]),
        "versions": (">=2.0 <3.0", ["--versions", ">=2.0 <3.0"]), "host": ("glpi >=10.0 <12.0", ["--host", "glpi >=10.0 <12.0"]),
        "starts": ("2027-01-15", ["--starts", "2027-01-15"]),
        "feature": ("reports export", ["--feature", "reports", "--feature", "export"]),
        "limit": ("seats 50; rooms 3", ["--limit", "seats 50", "--limit", "rooms 3"]),
        "grace-days": ("3", ["--grace-days", "3"]), "mismatch-days": ("9", ["--mismatch-days", "9"]),
        "on-expiry": ("off", ["--on-expiry", "off"]), "on-revocation": ("off", ["--on-revocation", "off"]),
        "note": ("a remark, with a comma", ["--note", "a remark, with a comma"]), "reason": ("ordered", ["--reason", "ordered"]),
    }
    lengths = {
        "term": ("18m", ["--term", "18m"]), "expires": ("2029-12-31", ["--expires", "2029-12-31"]),
        "trial": ("15d", ["--trial", "15d"]), "maintenance-until": ("2029-06-30", ["--perpetual", "--maintenance-until", "2029-06-30"]),
    }
    names = ["order", *columns, *lengths]
    lines = [",".join(names)]
    for length in lengths:
        values = {column: value for column, (value, _) in columns.items()} | {"order": f"by-{length}", length: lengths[length][0]}
        lines.append(",".join('"' + values.get(column, "").replace('"', '""') + '"' for column in names))
    told = batch(vendor, "\n".join(lines) + "\n", "--keep-going").expect()
    assert [outcome for _, _, outcome in outcomes(told)] == ["issued"] * 4
    for length in lengths:
        options = [word for _, options in columns.values() for word in options] + lengths[length][1]
        same = vendor.vendor(
            "issue", *options, "--order", f"issue-{length}", "--another-trial").expect().out
        ours, theirs = terms(files(vendor)[f"by-{length}.lic"]), terms(same)
        assert {key: value for key, value in ours.items() if key not in ("id", "issued")} == {
            key: value for key, value in theirs.items() if key not in ("id", "issued")}, length
        assert vendor.vendor("show", f"by-{length}", "--json").json["reason"] == "ordered"
    # The only other column names a request, from the table's folder or by its whole path.
    told = batch(vendor, f"order,customer,request\nr1,A,three.request\nr2,A,{askers[0] / 'acme.request'}\n").expect()
    assert terms(files(vendor)["r1.lic"])["installation"] == [installation(askers[2])]
    assert terms(files(vendor)["r2.lic"])["url"] == ["https://glpi.one.example/"]
    known = vendor.vendor("batch", "--help").expect().text
    known = known[known.index("and any of"):known.index("Requests are")]
    listed = set(known.replace("and any of", "").replace(".", "").replace("\n", " ").replace(",", " ").split())
    assert listed == set(names) - {"order", "customer"} | {"request"}


SPELLINGS = {
    "line feeds": (HEADER + "1,ACME SA,any,any\n2,\"B, C\",any,any\n").encode(),
    "CRLF": (HEADER + "1,ACME SA,any,any\n2,\"B, C\",any,any\n").replace("\n", "\r\n").encode(),
    "semicolons": b'order;customer;installation;url\n1;ACME SA;any;any\n2;B, C;any;any\n',
    "quotes": b'"order","customer","installation","url"\n"1","ACME SA","any","any"\n"2","B, C","any","any"\n',
    "a byte order mark": b"\xef\xbb\xbf" + (HEADER + "1,ACME SA,any,any\n2,\"B, C\",any,any\n").encode(),
    "no last line end": (HEADER + "1,ACME SA,any,any\n2,\"B, C\",any,any").encode(),
    "empty lines": (HEADER + "\n1,ACME SA,any,any\n\n\n2,\"B, C\",any,any\n\n").encode(),
    "other order of columns": b'url,installation,customer,order\nany,any,ACME SA,1\nany,any,"B, C",2\n',
    "a mark, semicolons, CRLF and quotes": b'\xef\xbb\xbf"order";"customer";"installation";"url"\r\n1;"ACME SA";any;any\r\n2;"B, C";any;any\r\n',
}


def test_tables_as_spreadsheets_write_them_say_the_same(vendor):
    for name, orders in SPELLINGS.items():
        told = batch(vendor, orders)
        assert told.status == 0, (name, told.talk)
        assert [order for _, order, _ in outcomes(told)] == ["1", "2"], name
        assert terms(files(vendor)["2.lic"])["customer"] == ["B, C"]
    assert len(SPELLINGS) == 9 and records(vendor, "license") == 2


def test_a_table_may_come_on_standard_input(vendor):
    told = vendor.vendor(
        "batch", "-", "--product", PRODUCT, "-o", "out", stdin=(HEADER + "1,A,any,any\n").encode()).expect()
    assert outcomes(told) == [(2, "1", "issued")] and list(files(vendor)) == ["1.lic"]


def test_fields_of_several_lines_keep_the_count_of_lines(vendor):
    told = batch(vendor, HEADER + '1,"A\nB",any,any\n2,C,any,any\n').expect()
    assert outcomes(told) == [(2, "1", "issued"), (4, "2", "issued")]
    assert terms(files(vendor)["1.lic"])["customer"] == ["A B"]


# --- tables that are none ---


NO_TABLES = [
    ("", "the table of orders is empty"), ("\n\n", "the table of orders is empty"), (b"\xef\xbb\xbf", "the table of orders is empty"),
    ("order,customer,colour\n", "'colour' is no column"), ("Order,customer\n", "'Order' is no column"),
    ("order,customer,\n", "'' is no column"), ("order ,customer\n", "'order ' is no column"),
    ("order,url\n", "has no column 'customer'"), ("customer,url\n", "has no column 'order'"),
    ("order,customer,url,order\n", "the column 'order' stands twice"),
    ("order\tcustomer\n", "is no column"), (b"order,customer\xe9\n", "not UTF-8"),
    ('"order,customer\n', "a quoted field does not end"), ('"order"x,customer\n', "a quoted field does not end"),
]


def test_what_is_no_table_of_orders_is_refused_before_anything_is_done(vendor):
    before = snapshot(vendor.folder)
    for content, said in NO_TABLES:
        result = batch(vendor, content)
        assert_refused(result, 1, said)
        (vendor / "orders.csv").unlink()
        assert snapshot(vendor.folder) == before, content
    assert len(NO_TABLES) == 14
    assert_refused(vendor.vendor("batch", "missing.csv", "-o", "out"), 2, "does not exist")
    assert snapshot(vendor.folder) == before


def test_a_table_of_orders_without_a_row_is_done_at_once(vendor):
    told = batch(vendor, HEADER).expect()
    assert told.text == "line,order,outcome,license,file,message\n" and "0 orders: 0 issued" in told.talk


# --- rows that are wrong ---


BAD_ROWS = [
    # row, what is said
    (",A,any,any,,", "the order has no number"), ("b,,any,any,,", "the order has no customer"),
    ("b c,A,any,any,,", "cannot be an order number"), ("b,A,,any,,", "no installation is named"),
    ("b,A,7417,any,,", "is not an installation ID"), ("b,A,any,ftp://x,,", "cannot be licensed"),
    ("b,A,any,any,1,", "'1' cannot be the term"), ("b,A,any,any,,2026-02-30", "'2026-02-30' cannot be the expires"),
    ("b,A,any,any,1y,2027-01-01", "exclude each other"), ("b,A,any,any,", "5 fields where the first row has 6"),
    ("b,A,any,any,,,", "7 fields where the first row has 6"), ("first,Other,any,any,,", "was for something else"),
    ("b,A,any,https://*.co.uk,,", "would cover everybody's sites"), ("b,A,any,any,,0001-01-01", ""),
]


def test_bad_rows_are_skipped_with_a_reason_where_that_is_asked_for(vendor):
    header = "order,customer,installation,url,term,expires\n"
    for row, said in BAD_ROWS:
        told = batch(vendor, f"{header}first,A,any,any,,\n{row}\nlast,A,any,any,,\n", "--keep-going")
        assert told.status == 1, (row, told.talk)
        good, bad, last = table(told.text)
        assert good["outcome"] in ("issued", "known") and last["outcome"] in ("issued", "known"), row
        assert (bad["line"], bad["outcome"], bad["license"], bad["file"]) == ("3", "refused", "", ""), row
        assert said in bad["message"] and bad["message"], (row, bad)
        assert "1 refused" in told.talk and not told.errors("latchkey-vendor")
    assert len(BAD_ROWS) == 14
    assert records(vendor, "license") == 2 and sorted(files(vendor)) == ["first.lic", "last.lic"]


EDGE = 64 * 1024  # bytes that are read at once


def test_a_row_may_lie_anywhere_in_a_long_table(vendor):
    header = "order,customer,installation,url,note\r\n"
    row = '"edge","Ångström ""and"" Søn, Ltd",any,https://a.example/,"two\r\nlines"\r\n'.encode()
    for before in range(-1, len(row) + 2):
        lines = EDGE - len(header) - before
        told = batch(vendor, header.encode() + b"\n" * lines + row + b"last,A,any,any,\n").expect()
        assert [(line, order) for line, order, _ in outcomes(told)] == [(lines + 2, "edge"), (lines + 4, "last")], before
    assert records(vendor, "license") == 2 and sorted(files(vendor)) == ["edge.lic", "last.lic"]
    assert '\ncustomer Ångström "and" Søn, Ltd\n'.encode() in files(vendor)["edge.lic"]


def test_a_row_without_an_end_is_refused(vendor):
    for row in ("2," + "A" * (4 << 20), '2,"' + "\n" * (4 << 20), "2," + "," * (4 << 20)):
        told = batch(vendor, f"{HEADER}1,A,any,any\n{row}", "--keep-going")
        assert told.status == 1 and "line 3: a row of more than 4 MiB" in told.talk, told.talk
        assert [order for _, order, _ in outcomes(told)] == ["1"]


def test_a_bad_row_stops_the_batch_after_the_rows_before_it(vendor):
    header = "order,customer,installation,url,term,expires\n"
    for count, (row, said) in enumerate(BAD_ROWS):
        folder = f"out{count}"
        told = batch(vendor, f"{header}first,A,any,any,,\n{row}\nlast,A,any,any,,\n", output=folder)
        assert told.status == 1, (row, told.talk)
        error, = told.errors("latchkey-vendor")
        assert f"line 3, order '" in error and said in error, error
        assert [outcome for _, _, outcome in outcomes(told)][1:] == ["refused"]
        assert list(files(vendor, folder)) == ["first.lic"], row
    assert records(vendor, "license") == 1
    assert_intact(vendor)


def test_a_table_that_breaks_off_keeps_what_stood_before(vendor):
    for count, tail in enumerate(['3,"A,any,any\n', b"3,\xe9,any,any\n"]):
        content = (HEADER + "1,A,any,any\n2,A,any,any\n").encode() + (tail if isinstance(tail, bytes) else tail.encode())
        for options in ([], ["--keep-going"]):
            told = batch(vendor, content, *options, output=f"out{count}")
            assert told.status == 1 and "line 4" in told.talk, told.talk
            assert [order for _, order, outcome in outcomes(told) if outcome in ("issued", "known")] == ["1", "2"]
            assert sorted(files(vendor, f"out{count}")) == ["1.lic", "2.lic"]
    assert_intact(vendor)


def test_a_request_that_cannot_be_read_is_a_bad_row(vendor, askers):
    shutil.copyfile(askers[0] / "acme.request", vendor / "good.request")
    vendor.write("changed.request", (askers[0] / "acme.request").read_bytes().replace(b"one", b"two"))
    told = batch(vendor, "order,customer,request\n1,A,missing.request\n2,A,changed.request\n3,A,good.request\n4,A,.\n", "--keep-going")
    assert [(row["outcome"], row["message"] != "") for row in table(told.expect(1).text)] == [
        ("refused", True), ("refused", True), ("issued", False), ("refused", True)]


def test_an_order_that_stands_twice_is_issued_once(vendor):
    told = batch(vendor, HEADER + "1,A,any,any\n1,A,any,any\n1,B,any,any\n", "--keep-going").expect(1)
    assert [outcome for *_, outcome in outcomes(told)] == ["issued", "known", "refused"]
    first, second, third = table(told.text)
    assert first["license"] == second["license"] and first["license"] in third["message"]
    assert records(vendor, "license") == 1


# --- again, and files ---


def test_a_batch_that_is_run_again_with_more_rows_issues_only_these(vendor):
    first = batch(vendor, HEADER + "1,A,any,any\n2,B,any,any\n").expect()
    held, size = files(vendor), records(vendor)
    again = batch(vendor, HEADER + "1,A,any,any\n2,B,any,any\n").expect()
    assert [row["license"] for row in table(again.text)] == [row["license"] for row in table(first.text)]
    assert [outcome for *_, outcome in outcomes(again)] == ["known"] * 2 and records(vendor) == size
    assert "2 orders: 0 issued, 2 issued before" in again.talk and files(vendor) == held
    (vendor / "out/1.lic").unlink()
    more = batch(vendor, HEADER + "3,C,any,any\n1,A,any,any\n2,B,any,any\n").expect()
    assert [outcome for *_, outcome in outcomes(more)] == ["issued", "known", "known"]
    assert {name: file for name, file in files(vendor).items() if name != "3.lic"} == held


ODD_NUMBERS = {
    "2026/0815": "2026%2F0815.lic", "..": "%2E..lic", "a.b": "a.b.lic", ".hidden": "%2Ehidden.lic", "50%": "50%25.lic",
    "a:b*c?": "a%3Ab%2Ac%3F.lic", "~": "%7E.lic", "x" * 100: "x" * 100 + ".lic", "-o": "-o.lic", "a\\b": "a%5Cb.lic",
    "'quoted'": "%27quoted%27.lic", "%2F": "%252F.lic",
}


def test_odd_order_numbers_stay_inside_of_the_folder(vendor):
    told = batch(vendor, HEADER + "".join(f"{order},A,any,any\n" for order in ODD_NUMBERS)).expect()
    assert {row["order"]: row["file"] for row in table(told.text)} == ODD_NUMBERS
    assert sorted(files(vendor)) == sorted(ODD_NUMBERS.values()) and len(ODD_NUMBERS) == 12
    for row in table(told.text):
        assert vendor.vendor("show", "--", row["order"]).expect().text
    # What is longer than a file name can be is a bad row.
    long = "/" * 100
    told = batch(vendor, HEADER + f"{long},A,any,any\nnext,A,any,any\n", "--keep-going")
    assert "file name too long" in told.talk.lower() or told.status == 0


def test_a_foreign_file_of_that_name_stays_and_is_named(vendor):
    (vendor / "out").mkdir()
    foreign = b"not a license\n"
    vendor.write("out/2.lic", foreign)
    told = batch(vendor, HEADER + "1,A,any,any\n2,A,any,any\n3,A,any,any\n", "--keep-going").expect(2)
    error, = told.errors("latchkey-vendor")
    assert "out/2.lic' already exists" in error, error
    assert files(vendor)["2.lic"] == foreign and records(vendor, "license") == 3
    (vendor / "out/2.lic").unlink()
    told = batch(vendor, HEADER + "1,A,any,any\n2,A,any,any\n3,A,any,any\n").expect()
    assert [outcome for *_, outcome in outcomes(told)] == ["known"] * 3 and len(files(vendor)) == 3
    assert_intact(vendor)


def test_every_row_may_bring_a_request_and_the_files_run_there(vendor, places):
    for desk in places:
        shutil.copyfile(desk / "acme.request", vendor / f"{desk.folder.name}.request")
    told = batch(vendor, "order,customer,request,feature\n" + "".join(
        f"{desk.folder.name},Customer {desk.folder.name},{desk.folder.name}.request,reports\n" for desk in places)).expect()
    assert len(table(told.text)) == len(places) == 3
    for desk in places:
        install(desk, files(vendor)[f"{desk.folder.name}.lic"])
        assert judged(desk, "--feature", "reports") == ("full", [])
        # A request that is answered by hand afterwards is told as answered.
        told = answer(vendor, desk, "--term", "5y").expect()
        assert "was answered before" in told.talk


def test_a_batch_answers_in_lines_of_json(vendor):
    shared = "https://shared.example"
    orders = f"order,customer,installation,url\n1,A,any,{shared}\nbad,A,,any\n2,B,any,{shared}\n"
    lines = [json.loads(line) for line in batch(vendor, orders, "--keep-going", "--json").expect(1).out.splitlines()]
    assert [(line["line"], line["order"], line["outcome"], line["file"]) for line in lines] == [
        (2, "1", "issued", "1.lic"), (3, "bad", "refused", None), (4, "2", "issued", "2.lic")]
    assert lines[1]["license"] is None and "no installation" in lines[1]["message"]
    assert lines[2]["remarks"] == [f"{shared}/ is in a license of another customer, A"]
    told = table(batch(vendor, orders.replace("2,B", "3,B"), "--keep-going").expect(1).text)
    assert told[2]["message"] == f"{shared}/ is in a license of another customer, A"


def test_trials_of_one_table_count_as_well(vendor, askers):
    name = installation(askers[0])
    told = batch(
        vendor, f"order,customer,installation,url,trial\n1,A,{name},any,30d\n2,A,{name},any,30d\n", "--keep-going").expect(1)
    assert [outcome for *_, outcome in outcomes(told)] == ["issued", "refused"]
    assert "had a trial of this product already" in table(told.text)[1]["message"]


def test_a_batch_stays_within_a_bound_of_memory(vendor):
    peaks = {}
    for count in (1500, 4500):
        vendor.write(f"{count}.csv", "order,customer,installation,url,note\n" + "".join(
            f"{count}-{n},Customer {n},any,https://site{n}.example/,{'x' * 100}\n" for n in range(count)))
        told, peaks[count] = vendor.vendor.measured(
            "batch", f"{count}.csv", "--product", PRODUCT, "-o", f"out{count}", timeout=300)
        assert told.status == 0, told.talk
        assert len(table(told.text)) == count == len(files(vendor, f"out{count}"))
    assert peaks[4500] < 200 << 20
    # Three parts are at work at once.
    assert peaks[4500] - peaks[1500] < 64 << 20, peaks
    assert records(vendor, "license") == 6000
    assert_intact(vendor)
