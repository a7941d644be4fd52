"""Continuing licenses: the next term, without a gap and without a license twice."""

import json
from datetime import date, timedelta

import pytest

from conftest import PRODUCT, needs, snapshot
from vendors import (  # noqa: F401
    NOWHERE, answer, askers, assert_intact, assert_refused, documents, install, installation, issue, judged, number,
    places, records, rows, state, table, template, terms, vendor)

TODAY = date.today()


def on(day, time="10:00:00"):
    """Runs what follows on another day."""
    return ["faketime", "-f", f"@{day} {time}"]


def renew(vendor, license, *options):
    return vendor.vendor("renew", license, *options, "-o", "-")


def days(file):
    """First and last day of the license in a file."""
    found = terms(file)
    end = found.get("maintenance-until" if found["expires"] == ["never"] else "expires")[0]
    last = end if end == "never" else str(date.fromisoformat(end[:10]) - timedelta(days=1))
    return found["starts"][0][:10], last


# --- one license ---


TERMS = [
    # the old license, days of the new one
    (["--starts", "2026-11-21", "--term", "1y"], ("2027-11-21", "2028-11-21")),
    (["--starts", "2026-11-21", "--term", "3y"], ("2029-11-21", "2032-11-21")),
    (["--starts", "2026-11-21", "--term", "18m"], ("2028-05-21", "2029-11-21")),
    (["--starts", "2026-11-21", "--term", "45d"], ("2027-01-05", "2027-02-19")),
    (["--starts", "2026-11-21", "--expires", "2027-12-31"], ("2027-12-31", "2029-02-08")),
    (["--starts", "2028-02-29", "--term", "1y"], ("2029-02-28", "2030-02-28")),
    (["--starts", "2027-02-28", "--term", "1y"], ("2028-02-28", "2029-02-28")),
    (["--starts", "2024-02-29", "--term", "4y"], ("2028-02-29", "2032-02-29")),
    (["--starts", "2026-08-31", "--term", "6m"], ("2027-02-28", "2027-08-28")),
    # What never ends is maintained for the product's usual term more.
    (["--starts", "2026-11-21", "--perpetual", "--maintenance-until", "2027-12-31"], ("2026-11-21", "2028-12-31")),
    (["--starts", "2026-11-21", "--perpetual", "--maintenance-until", "2028-02-29"], ("2026-11-21", "2029-02-28")),
]


def test_a_term_is_carried_over_to_the_next_license(vendor):
    for options, expected in TERMS:
        old, _ = issue(vendor, *options)
        file = renew(vendor, old).expect().out
        assert days(file) == expected, options
        assert vendor.vendor("show", number(file), "--json").json["renews"] == old
        assert vendor.vendor("show", old, "--json").json["renewedBy"] == number(file)
    assert len(TERMS) == 11
    assert_intact(vendor)


def test_everything_but_the_term_stays_as_it_was(vendor, askers):
    old = answer(
        vendor, askers[0], "--term", "1y", "--feature", "reports", "--feature", "export", "--limit", "seats 50",
        "--versions", ">=2.0 <4.0", "--host", "glpi >=10.0 <12.0", "--grace-days", "3", "--mismatch-days", "9",
        "--on-expiry", "off", "--on-revocation", "off", "--note", "Größe L", "--extra", "x-order 4711",
        "--staging-url", "https://test.one.example", "--url", "https://glpi.one.example", customer="Société Générale").expect().out
    before, after = terms(old), terms(renew(vendor, number(old)).expect().out)
    changed = {key for key in before | after if before.get(key) != after.get(key)}
    assert changed == {"id", "starts", "expires"} or changed == {"id", "starts", "expires", "issued"}


def test_another_term_and_another_first_day_can_be_ordered(vendor):
    cases = [
        (["--term", "2y"], ("2027-11-21", "2029-11-21")), (["--starts", "2027-12-01"], ("2027-12-01", "2028-12-01")),
        (["--starts", "2028-01-01", "--term", "30d"], ("2028-01-01", "2028-01-31")),
    ]
    for options, expected in cases:
        old, _ = issue(vendor, "--starts", "2026-11-21", "--term", "1y")
        assert days(renew(vendor, old, *options).expect().out) == expected
    perpetual, _ = issue(vendor, "--perpetual", "--maintenance-until", "2027-12-31")
    assert days(renew(vendor, perpetual, "--term", "2y").expect().out)[1] == "2029-12-31"
    assert len(cases) == 3


def test_renewed_twice_gives_the_same_bytes_and_other_terms_name_the_successor(vendor):
    old, _ = issue(vendor, "--term", "1y")
    first = renew(vendor, old).expect().out
    before = snapshot(vendor.folder)
    again = renew(vendor, old).expect()
    assert again.out == first and "was issued already" in again.talk
    for options in (["--term", "2y"], ["--starts", "2030-01-01"]):
        assert_refused(
            renew(vendor, old, *options), 1, f"license {old} is renewed already, by {number(first)}",
            f"hint: see 'latchkey-vendor show {number(first)}'")
    assert snapshot(vendor.folder) == before
    # The successor has one of its own.
    second = renew(vendor, number(first)).expect().out
    assert days(second)[0] == days(first)[1] and number(second) != number(first)


def test_what_cannot_be_continued_is_refused_with_the_reason(vendor, places):
    forever, _ = issue(vendor, "--perpetual", "--maintenance-until", "never")
    trial, _ = issue(vendor, "--trial", "30d")
    revoked, _ = issue(vendor)
    vendor.vendor("revoke", revoked, "--reason", "refunded").expect()
    moved = answer(vendor, places[0]).expect().out
    install(places[0], moved)
    places[0].latchkey("return", number(moved), "-o", "acme.return", "--yes").expect()
    vendor.vendor("returned", places[0] / "acme.return").expect()
    target = number(vendor.vendor("reissue", number(moved), places[1] / "acme.request").expect().out)
    cases = [
        (forever, "never ends, so that there is nothing to renew"), (trial, "is a trial"), (revoked, "is revoked: refunded"),
        (number(moved), f"was moved already, to {target}"), (NOWHERE, "was issued here"),
    ]
    before = snapshot(vendor.folder)
    for license, said in cases:
        assert_refused(renew(vendor, license), 1, license, said)
    assert len(cases) == 5 and snapshot(vendor.folder) == before


WRONG = [
    (["-o", "x"], "name licenses, or --expiring"), ([NOWHERE, "--expiring", "60d", "-o", "x"], "name licenses, or --expiring"),
    ([NOWHERE], "-o"), ([NOWHERE, "--json", "-o", "-"], "--json needs -o"), (["bad", "-o", "x"], "license-id"),
    ([NOWHERE, "--term", "1", "-o", "x"], "--term"),
]


def test_a_renewal_that_is_typed_wrong_is_misuse(vendor):
    before = snapshot(vendor.folder)
    for words, said in WRONG:
        assert_refused(vendor.vendor("renew", *words), 64, said)
    assert len(WRONG) == 6 and snapshot(vendor.folder) == before


# --- many ---


@pytest.fixture
def ending(vendor, askers, places):
    """A workspace with twelve licenses, five of which end within 60 days and are to go on."""
    soon = TODAY + timedelta(days=30)
    year = ["--starts", soon - timedelta(days=365), "--expires", soon]
    numbers = {}
    for name in ("due", "revoked", "moved", "renewed", "due too"):
        numbers[name] = issue(vendor, *year, "--installation", installation(askers[0]), customer=name)[0]
    for name, last in [("today", TODAY), ("sixtieth", TODAY + timedelta(days=60)), ("later", TODAY + timedelta(days=61)),
                       ("yesterday", TODAY - timedelta(days=1))]:
        numbers[name] = issue(vendor, "--starts", "2026-01-01", "--expires", last, customer=name)[0]
    numbers["trial"] = issue(vendor, "--trial", "30d", customer="trial")[0]
    vendor.vendor("revoke", numbers["revoked"], "--reason", "refunded").expect()
    returned = answer(vendor, places[2], *year).expect().out
    numbers["returned"] = number(returned)
    install(places[2], returned)
    places[2].latchkey("return", numbers["returned"], "-o", "acme.return", "--yes").expect()
    vendor.vendor("returned", places[2] / "acme.return").expect()
    vendor.vendor("reissue", numbers["moved"], "--installation", installation(askers[1]), "-o", "moved.lic").expect()
    numbers["moved on"] = number((vendor / "moved.lic").read_bytes())
    renew(vendor, numbers["renewed"]).expect()
    return numbers


DUE = ["due", "due too", "today", "sixtieth", "moved on"]


def test_all_that_end_soon_are_continued_once(vendor, ending):
    told = vendor.vendor("renew", "--expiring", "60d", "-o", "renewals").expect()
    report = table(told.text)
    assert sorted((row["order"], row["outcome"]) for row in report) == sorted((ending[name], "issued") for name in DUE)
    assert "5 orders: 5 issued; files in 'renewals'" in told.talk
    files = {path.name: path.read_bytes() for path in (vendor / "renewals").iterdir()}
    assert sorted(files) == sorted(f"{ending[name]}.lic" for name in DUE)
    for row in report:
        assert number(files[row["file"]]) == row["license"]
        assert vendor.vendor("show", row["order"], "--json").json["renewedBy"] == row["license"]
    count, before = records(vendor), snapshot(vendor / "renewals")
    again = vendor.vendor("renew", "--expiring", "60d", "-o", "renewals").expect()
    assert again.out == b"" and "nothing to renew" in again.talk.splitlines()
    assert records(vendor) == count and snapshot(vendor / "renewals") == before
    assert_intact(vendor)


def test_files_that_were_lost_are_written_again_for_licenses_that_are_named(vendor, ending):
    first = table(vendor.vendor("renew", "--expiring", "60d", "-o", "renewals").expect().text)
    told = vendor.vendor("renew", "--expiring", "60d", "-o", "x").expect().talk
    assert "6 of them are renewed already: to have a file again, name its license" in told and len(first) == 5
    again = table(vendor.vendor("renew", *[row["order"] for row in first], "-o", "again").expect().text)
    assert [(row["license"], row["outcome"]) for row in again] == [(row["license"], "known") for row in first]
    for row in first:
        assert (vendor / "again" / row["file"]).read_bytes() == (vendor / "renewals" / row["file"]).read_bytes()


def test_filters_choose_what_is_continued(vendor, ending):
    vendor.vendor("renew", "--expiring", "60d", "--customer", "due", "-o", "a").expect()
    assert len(list((vendor / "a").iterdir())) == 2
    assert "nothing to renew" in vendor.vendor("renew", "--expiring", "60d", "--product", "none", "-o", "b").expect().talk
    end = TODAY + timedelta(days=60)
    told = vendor.vendor("renew", "--ends-from", end, "--ends-to", end, "-o", "c", "--json").expect()
    assert [json.loads(line)["order"] for line in told.out.splitlines()] == [ending["sixtieth"]]


def test_named_licenses_that_cannot_be_continued_stop_no_others(vendor, ending):
    words = [ending["due"], ending["revoked"], ending["trial"], NOWHERE, ending["due too"]]
    told = vendor.vendor("renew", *words, "-o", "out").expect(1)
    assert [(row["line"], row["outcome"]) for row in table(told.text)] == [
        ("1", "issued"), ("2", "refused"), ("3", "refused"), ("4", "refused"), ("5", "issued")]
    assert all(row["message"] for row in table(told.text) if row["outcome"] == "refused")
    assert "5 orders: 2 issued, 3 refused" in told.talk and len(list((vendor / "out").iterdir())) == 2


# --- at the customer's ---


@needs("faketime")
def test_a_renewal_imported_early_leaves_no_gap_and_no_warning(vendor, places):
    last = TODAY + timedelta(days=20)
    old = answer(
        vendor, places[0], "--starts", last - timedelta(days=365), "--expires", last, "--feature", "reports").expect().out
    install(places[0], old)
    assert judged(places[0]) == ("full", ["expires-soon"])
    file = renew(vendor, number(old)).expect().out
    assert days(file)[0] == str(last)
    install(places[0], file, "next.lic")
    assert judged(places[0]) == ("full", [])
    for day, time in [(last, "23:59:59"), (last + timedelta(days=1), "11:59:59"), (last + timedelta(days=1), "12:00:01"),
                      (last + timedelta(days=8), "12:00:01"), (last + timedelta(days=200), "10:00:00")]:
        assert judged(places[0], "--feature", "reports", before=on(day, time)) == ("full", []), (day, time)
