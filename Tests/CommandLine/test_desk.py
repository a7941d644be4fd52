"""A vendor's day at the desk: orders that come twice, and finding a license again by whatever is at hand."""

import json
import re
from datetime import date, timedelta

import pytest

from conftest import PRODUCT, Desk, snapshot
from vendors import (  # noqa: F401
    NOWHERE, add_product, answer, askers, assert_intact, assert_refused, documents, installation, issue, kinds, number,
    open_workspace, place, places, records, state, table, template, terms, vendor)

TODAY = date.today()


# --- the same order again ---


def test_the_same_request_with_the_same_terms_gives_the_same_bytes(vendor, askers):
    first = answer(vendor, askers[0], "--term", "1y", "--feature", "reports").expect()
    assert kinds(first.out) == ["license", "tlog-proof"] and first.talk.startswith("issued ")
    before = snapshot(vendor.folder)
    again = answer(vendor, askers[0], "--term", "1y", "--feature", "reports").expect()
    assert again.out == first.out and again.talk.startswith(f"was issued already: {number(first.out)}")
    assert snapshot(vendor.folder) == before
    told = answer(vendor, askers[0], "--term", "1y", "--feature", "reports", "-o", "a.lic", "--json").expect().json
    assert told["known"] is True and told["license"] == number(first.out)
    assert (vendor / "a.lic").read_bytes() == first.out


def test_the_same_request_with_other_terms_is_another_license_and_is_told(vendor, askers):
    first = number(answer(vendor, askers[0], "--term", "1y").expect().out)
    for options in (["--term", "2y"], ["--term", "1y", "--feature", "export"]):
        other = answer(vendor, askers[0], *options).expect()
        assert number(other.out) != first
        assert f"note: the same request was answered before, with license {first}" in other.talk.splitlines()
    assert records(vendor, "license") == 3 and records(vendor, "request") == 1
    remarks = answer(vendor, askers[0], "--term", "3y", "-o", "a.lic", "--json").expect().json["remarks"]
    assert len(remarks) == 3 and all("was answered before" in each for each in remarks)


def test_an_order_number_is_issued_once(vendor, askers):
    first = answer(vendor, askers[0], "--order", "2026/0815", "--term", "1y").expect()
    before = snapshot(vendor.folder)
    assert answer(vendor, askers[0], "--order", "2026/0815", "--term", "1y").expect().out == first.out
    others = [
        answer(vendor, askers[0], "--order", "2026/0815", "--term", "2y"),
        answer(vendor, askers[1], "--order", "2026/0815", "--term", "1y"),
        answer(vendor, askers[0], "--order", "2026/0815", "--term", "1y", customer="Other"),
        vendor.vendor(
            "issue", "--product", PRODUCT, "--customer", "ACME SA", "--installation", "any", "--url", "any", "--order",
            "2026/0815")]
    for other in others:
        error = assert_refused(other, 1, "hint: choose another order number, or order the same as before")
        assert error.endswith(f"order '2026/0815' was for something else: license {number(first.out)}")
    assert len(others) == 4 and snapshot(vendor.folder) == before
    # Another number with the same terms is another order.
    assert number(answer(vendor, askers[0], "--order", "2026/0816", "--term", "1y").expect().out) != number(first.out)


def test_an_order_without_a_request_is_known_by_its_number_only(vendor):
    first, second = issue(vendor)[0], issue(vendor)[0]
    assert first != second
    assert issue(vendor, "--order", "7")[1] == issue(vendor, "--order", "7")[1]
    assert records(vendor, "license") == 3


@pytest.mark.parametrize("wrong", ["a b", "ä", "x" * 101, "a\tb"])
def test_an_order_number_that_cannot_be_one_is_misuse(vendor, wrong):
    before = snapshot(vendor.folder)
    result = vendor.vendor(
        "issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", "--url", "any", f"--order={wrong}")
    assert_refused(result, 64, "cannot be an order number")
    assert snapshot(vendor.folder) == before


def test_a_second_trial_is_given_on_purpose_only(vendor, askers):
    first = answer(vendor, askers[0], "--trial", "30d").expect()
    assert answer(vendor, askers[0], "--trial", "30d").expect().out == first.out
    before = snapshot(vendor.folder)
    for options in (["--trial", "15d"], ["--trial", "30d", "--order", "7"]):
        assert_refused(
            answer(vendor, askers[0], *options), 1, "had a trial of this product already", number(first.out),
            installation(askers[0]), "--another-trial")
    assert snapshot(vendor.folder) == before
    answer(vendor, askers[1], "--trial", "15d").expect()
    answer(vendor, askers[0], "--trial", "15d", "--another-trial").expect()
    answer(vendor, askers[0], "--term", "1y").expect()
    # A trial of another product is the first one.
    add_product(vendor, "other", file="other.product")
    issue(vendor, "--installation", installation(askers[0]), "--trial", "30d", product="other")
    assert records(vendor, "license") == 5


def test_an_installation_or_a_site_of_two_customers_is_warned_of(vendor, askers):
    first = answer(vendor, askers[0], "--term", "1y").expect()
    assert "warning" not in first.talk
    # The same customer again is nobody else.
    assert "warning" not in answer(vendor, askers[0], "--term", "2y").expect().talk
    site, name = "https://glpi.one.example/", installation(askers[0])
    installed = f"warning: the installation {name} has a license of another customer, ACME SA"
    sited = f"warning: {site} is in a license of another customer, ACME SA"
    cases = [
        (["--installation", name], [installed]), (["--url", "HTTPS://GLPI.one.example:443"], [sited]),
        (["--installation", "any", "--staging-url", site], [sited]),
        (["--url", "http://glpi.one.example"], [sited.replace("https:", "http:")]),
        (["--installation", name, "--url", site], [installed, sited]), (["--url", "https://glpi.one.example/x"], []),
    ]
    for count, (options, expected) in enumerate(cases):
        words = ["issue", "--product", PRODUCT, "--customer", f"Customer {count}", *options]
        for option in ("--installation", "--url"):
            words += [] if option in options or "--staging-url" in options and option == "--url" else [option, "any"]
        told = vendor.vendor(*words).expect().talk.splitlines()
        found = [line for line in told if line.startswith("warning: ")]
        assert [line.replace("Customer 0", "ACME SA").replace("Customer 1", "ACME SA") for line in found] == expected, options
    assert len(cases) == 6


# --- lists ---


BOOKS = [
    # order, customer, url, last day
    ("A-1", "ACME SA", "https://glpi.acme.example/", TODAY - timedelta(days=2)),
    ("A-2", "ACME SA", "https://glpi.acme.example/Support/", TODAY),
    ("A-3", "acme subsidiary", "https://helpdesk.example/", TODAY + timedelta(days=60)),
    ("E/4", "Société Générale", "https://glpi.sg.example/", TODAY + timedelta(days=61)),
    ("E/5", 'Quote "Q", Sons', "https://*.quote.example/", date(2031, 12, 31)),
]


@pytest.fixture(scope="module")
def books(built, tmp_path_factory, askers):
    """A workspace with five subscriptions of known ends, and a perpetual license of another product."""
    desk = open_workspace(tmp_path_factory.mktemp("books") / "vendor")
    desk.numbers = {}
    for order, customer, url, last in BOOKS:
        words = ["--installation", installation(askers[0])] if order == "A-1" else []
        desk.numbers[order] = issue(
            desk, "--order", order, "--url", url, "--starts", "2026-01-01", "--expires", last, "--reason", "an order",
            *words, customer=customer)[0]
    add_product(desk, "other", file="other.product")
    desk.numbers["P"] = issue(
        desk, "--order", "P", "--perpetual", "--maintenance-until", "2028-12-31", product="other", customer="Perpetual")[0]
    assert len(set(desk.numbers.values())) == 6
    return desk


def listed(books, *options, command="list"):
    """The orders of what a command lists."""
    found = [row["order"] for row in table(books.vendor(command, *options, "--csv").expect().text)]
    lines = books.vendor(command, *options, "--json").expect().out.splitlines()
    assert len(lines) == len(found)
    assert len(books.vendor(command, *options).expect().text.splitlines()) == len(found)
    return found


def test_every_filter_finds_what_it_says_and_they_work_together(books, askers):
    name = installation(askers[0])
    slip = name.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    cases = [
        ([], ["A-1", "A-2", "A-3", "E/4", "E/5", "P"]),
        (["--customer", "acme"], ["A-1", "A-2", "A-3"]), (["--customer", "ACME SA"], ["A-1", "A-2"]),
        (["--customer", "SOCIÉTÉ"], ["E/4"]), (["--customer", "nobody"], []), (["--customer", "%"], []),
        (["--url", "glpi."], ["A-1", "A-2", "E/4"]), (["--url", "*.quote"], ["E/5"]), (["--url", "GLPI.ACME"], ["A-1", "A-2"]),
        (["--url", "/Support"], ["A-2"]), (["--url", "/support"], ["A-2"]),
        (["--installation", name], ["A-1"]), (["--installation", slip], ["A-1"]), (["--installation", installation(askers[1])], []),
        (["--product", "other"], ["P"]), (["--product", "missing"], []),
        (["--order", "E/4"], ["E/4"]), (["--order", "E/"], []),
        (["--customer", "acme", "--url", "helpdesk"], ["A-3"]), (["--product", PRODUCT, "--order", "P"], []),
    ]
    for options, expected in cases:
        assert listed(books, *options) == expected, options
    assert len(cases) == 20
    assert_refused(books.vendor("list", "--installation", name[:-1] + ("0" if name[-1] != "0" else "1")), 64, "check symbols")
    assert_refused(books.vendor("list", "--json", "--csv"), 64, "exclude each other")


def test_the_ends_of_licenses_are_found_by_their_exact_days(books):
    end = TODAY + timedelta(days=60)
    day = timedelta(days=1)
    cases = [
        # From today's last day on, and with the sixtieth day.
        (["--expiring", "60d"], ["A-2", "A-3"]), (["--expiring", "59d"], ["A-2"]), (["--expiring", "61d"], ["A-2", "A-3", "E/4"]),
        (["--ends-from", end], ["A-3", "E/4", "E/5"]), (["--ends-from", end + day], ["E/4", "E/5"]),
        (["--ends-to", end], ["A-1", "A-2", "A-3"]), (["--ends-to", end - day], ["A-1", "A-2"]),
        (["--ends-from", end, "--ends-to", end], ["A-3"]), (["--ends-from", end + day, "--ends-to", end], []),
        (["--ends-from", "2031-12-31"], ["E/5"]), (["--ends-from", "2032-01-01"], []),
        (["--ends-to", TODAY - day * 2], ["A-1"]), (["--ends-to", TODAY - day * 3], []),
    ]
    for options, expected in cases:
        assert listed(books, *options) == expected, options
    assert len(cases) == 13
    for options in (["--expiring", "60"], ["--ends-from", "2026-02-30"], ["--expiring", "60d", "--ends-to", end]):
        assert_refused(books.vendor("list", *options), 64)


def test_tables_are_quoted_so_that_spreadsheets_read_them(books):
    raw = books.vendor("list", "--order", "E/5", "--csv").expect().text
    assert raw.splitlines()[0] == (
        "license,order,customer,product,kind,installations,urls,issued,starts,last-day,state,revoked,renewed-by,moved-by,by,reason")
    assert '"Quote ""Q"", Sons"' in raw
    row, = table(raw)
    assert (row["license"], row["customer"], row["urls"], row["installations"], row["last-day"], row["state"], row["reason"]) == (
        books.numbers["E/5"], 'Quote "Q", Sons', "https://*.quote.example/", "any", "2031-12-31", "in force", "an order")
    ended, perpetual = table(books.vendor("list", "--order", "A-1", "--csv").text) + table(
        books.vendor("list", "--order", "P", "--csv").text)
    assert (ended["state"], perpetual["last-day"], perpetual["urls"]) == ("in grace", "never", "any")
    # A table without rows still names its columns.
    assert len(books.vendor("list", "--order", "none", "--csv").expect().text.splitlines()) == 1


def test_lines_of_json_say_all_that_is_known(books, askers):
    lines = [json.loads(line) for line in books.vendor("list", "--json").expect().out.splitlines()]
    assert [line["license"] for line in lines] == list(books.numbers.values())
    assert [line["leaf"] for line in lines] == sorted(line["leaf"] for line in lines)
    first = lines[0]
    assert first["installations"] == [installation(askers[0])] and first["urls"] == ["https://glpi.acme.example/"]
    assert first["lastDay"] == str(BOOKS[0][3]) and first["expires"] == f"{TODAY - timedelta(days=1)}T12:00:00Z"
    assert (first["revoked"], first["returned"], first["renewedBy"], first["movedBy"]) == (None, [], None, None)
    assert lines[-1]["kind"] == "perpetual" and lines[-1]["expires"] == "never" and lines[-1]["lastDay"] is None


def test_a_list_longer_than_what_is_read_at_once_is_whole(vendor):
    day = date(2027, 1, 1)
    orders = "order,customer,installation,url,expires\n" + "".join(
        f"{n},C,any,any,{day + timedelta(days=n * 7 % 50)}\n" for n in range(1203))
    vendor.write("orders.csv", orders)
    vendor.vendor("batch", "orders.csv", "--product", PRODUCT, "-o", "out").expect()
    assert [row["order"] for row in table(vendor.vendor("list", "--csv").expect().text)] == [str(n) for n in range(1203)]
    found = table(vendor.vendor("list", "--ends-from", "2027-01-01", "--csv").expect().text)
    assert len(found) == 1203
    assert [(row["last-day"], int(row["order"])) for row in found] == sorted((row["last-day"], int(row["order"])) for row in found)


# --- searching ---


def test_a_search_finds_by_whatever_is_at_hand(books, askers):
    name = installation(askers[0])
    cases = [
        (books.numbers["E/4"], ["E/4"]), ("E/5", ["E/5"]), (name, ["A-1"]),
        (name.lower().replace("-", "").replace("0", "O").replace("1", "i"), ["A-1"]), (f" {name} ".replace("-", " "), ["A-1"]),
        ("société", ["E/4"]), ("GÉNÉRALE", ["E/4"]), ("socie\u0301te\u0301", ["E/4"]), ("acme", ["A-1", "A-2", "A-3"]),
        ("helpdesk.ex", ["A-3"]), ("/Support", ["A-2"]), ("quote", ["E/5"]), ('"Q"', ["E/5"]),
    ]
    for text, expected in cases:
        assert listed(books, text, command="search") == expected, text
    assert len(cases) == 13


@pytest.mark.parametrize("text", ["nobody", NOWHERE, "%", "x" * 5000, "\x1b[31m"])
def test_a_search_that_finds_nothing_says_so(books, text):
    result = books.vendor("search", text)
    assert_refused(result, 1, "nothing is known of")
    assert "\x1b" not in result.talk


def test_a_search_for_nothing_in_a_table_answers_no_table(books):
    assert_refused(books.vendor("search", ""), 64, "say what to look for")
    assert_refused(books.vendor("search", "nobody", "--csv"), 1)
    assert_refused(books.vendor("search", "nobody", "--json"), 1)


# --- one license ---


def test_a_license_is_shown_by_its_number_and_by_its_order(books):
    by_number, by_order = books.vendor("show", books.numbers["E/4"]).expect(), books.vendor("show", "E/4").expect()
    assert by_number.out == by_order.out
    shown = re.sub(r" +", " ", by_number.text)
    for line in (f"license {books.numbers['E/4']} (subscription)", "state in force", "customer Société Générale", "order E/4",
                 "url https://glpi.sg.example/", "starts 2026-01-01", f"last day {BOOKS[3][3]}", "reason an order"):
        assert line in shown.splitlines(), shown
    assert books.vendor("show", "E/4", "--json").expect().json["license"] == books.numbers["E/4"]
    assert_refused(books.vendor("show", NOWHERE), 1, f"no license {NOWHERE} was issued here")
    assert_refused(books.vendor("show", "E/"), 1, "no license came of an order 'E/'")
    assert_refused(books.vendor("show", "E/4", "--fresh"), 64, "need -o FILE")
    assert_refused(books.vendor("show", "E/4", "--json", "-o", "-"), 64)


def test_a_file_is_written_again_with_the_same_bytes_or_with_what_is_newest(vendor, askers):
    first = answer(vendor, askers[0], "--term", "1y").expect().out
    other, _ = issue(vendor, "--installation", installation(askers[0]))
    vendor.vendor("revoke", other, "--reason", "other").expect()
    size = vendor.vendor("audit", "verify", "--json").expect().json["leaves"]
    vendor.vendor("keys", "rotate", "repair", "--label", "next", "--no-passphrase").expect()
    assert vendor.vendor("show", number(first), "-o", "-").expect().out == first
    vendor.vendor("show", number(first), "-o", "same.lic").expect()
    assert (vendor / "same.lic").read_bytes() == first
    assert_refused(vendor.vendor("show", number(first), "-o", "same.lic"), 2, "already exists")
    fresh = vendor.vendor("show", number(first), "--fresh", "-o", "-").expect().out
    assert kinds(fresh) == ["license", "tlog-proof", "keyring", "revocations"]
    assert documents(fresh)[0] == documents(first)[0] and documents(fresh)[1] != documents(first)[1]
    sized = vendor.vendor("show", number(first), "--log-size", size, "-o", "-").expect().out
    assert f"\n{size}\n".encode() in documents(sized)[1] and f"\n{size + 1}\n".encode() in documents(fresh)[1]


def test_a_proof_in_a_tree_without_a_checkpoint_is_refused_as_that(vendor):
    license, _ = issue(vendor)
    for size in (0, 1, 7):
        result = vendor.vendor("show", license, "--log-size", size, "-o", "a.lic")
        assert_refused(result, 1, f"of {size} leaves", license)
        assert not (vendor / "a.lic").exists()
    vendor.vendor("show", license, "--log-size", 2, "-o", "a.lic").expect()


# --- taking back and giving back ---


def test_what_was_taken_back_or_given_back_is_seen_wherever_it_is_looked_for(vendor, places):
    files = [answer(vendor, desk, "--order", n).expect().out for n, desk in enumerate(places[:2])]
    for desk, file in zip(places, files):
        desk.write("acme.lic", file)
        desk.latchkey("import", "acme.lic").expect()
    vendor.vendor("revoke", number(files[0]), "--reason", "refunded").expect()
    places[1].latchkey("return", number(files[1]), "-o", "acme.return", "--yes").expect()
    told = vendor.vendor("returned", places[1] / "acme.return", "--json").expect().json
    assert (told["license"], told["known"]) == (number(files[1]), False)
    assert vendor.vendor("returned", places[1] / "acme.return", "--json").expect().json["known"] is True
    assert [(row["order"], row["state"], row["revoked"]) for row in table(vendor.vendor("list", "--csv").text)] == [
        ("0", "revoked", "refunded"), ("1", "returned", "")]
    shown = vendor.vendor("show", "1").expect().text
    assert re.search(rf"returned by\s+{installation(places[1])}", shown)
    assert state(vendor, "0") == "revoked"
    assert records(vendor, "return") == 1 and records(vendor, "revocations") == 2
    assert_intact(vendor)
