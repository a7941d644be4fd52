"""A license that follows its customer to another machine."""

import pytest

from conftest import PRODUCT, Desk, snapshot
from vendors import (  # noqa: F401
    NOWHERE, add_product, answer, askers, assert_intact, assert_refused, documents, fields, install, installation, issue,
    judged, kinds, number, place, places, records, state, template, terms, vendor)


def move(vendor, license, desk, *options):
    return vendor.vendor("reissue", license, desk / "acme.request", *options)


def test_a_move_gives_the_same_terms_to_another_installation(vendor, places):
    old = answer(
        vendor, places[0], "--starts", "2026-06-01", "--expires", "2031-05-31", "--feature", "reports", "--limit", "seats 9",
        "--note", "a remark", "--order", "7").expect().out
    told = move(vendor, number(old), places[1], "--reason", "new server", "--order", "8").expect()
    before, after = terms(old), terms(told.out)
    changed = {key for key in before | after if before.get(key) != after.get(key)}
    assert changed - {"issued"} == {"id", "installation", "url"}
    assert after["installation"] == [installation(places[1])] and after["url"] == ["https://glpi.two.example/"]
    assert "move 1 of this license" in told.talk and f"{number(old)} is revoked" in told.talk
    shown = vendor.vendor("show", "8", "--json").expect().json
    assert (shown["moves"], shown["reason"], shown["state"]) == (number(old), "new server", "in force")
    shown = vendor.vendor("show", "7", "--json").expect().json
    assert (shown["movedBy"], shown["revoked"], shown["state"]) == (number(told.out), "moved", "revoked")
    assert_intact(vendor)


def test_a_license_moves_as_often_as_its_product_allows(vendor, places):
    first = number(answer(vendor, places[0]).expect().out)
    second = number(move(vendor, first, places[1]).expect().out)
    third = move(vendor, second, places[2]).expect()
    assert "move 2 of this license" in third.talk
    before = snapshot(vendor.folder)
    assert_refused(
        move(vendor, number(third.out), places[0]), 1, "was moved 2 times, as often as is allowed", "--beyond-limit")
    assert snapshot(vendor.folder) == before
    told = move(vendor, number(third.out), places[0], "--beyond-limit").expect()
    assert "move 3 of this license" in told.talk
    # Moved again to the same place is the same move.
    assert move(vendor, number(third.out), places[0]).expect().out == told.out
    assert [state(vendor, each) for each in (first, second, number(third.out), number(told.out))] == [
        "revoked", "revoked", "revoked", "in force"]


@pytest.mark.parametrize("limit, allowed", [(0, 0), (1, 1)])
def test_a_product_says_how_often(vendor, places, limit, allowed):
    add_product(vendor, "rooted", "--moves", limit, file="rooted.product")
    license, _ = issue(vendor, "--installation", installation(places[0]), product="rooted")
    for count, desk in enumerate(places[1:]):
        result = vendor.vendor("reissue", license, "--installation", installation(desk))
        if count < allowed:
            license = number(result.expect().out)
        else:
            assert_refused(result, 1, f"was moved {limit} times")


def test_the_same_move_again_gives_the_same_bytes_and_another_one_names_the_first(vendor, places):
    old = number(answer(vendor, places[0]).expect().out)
    first = move(vendor, old, places[1]).expect().out
    before = snapshot(vendor.folder)
    again = move(vendor, old, places[1]).expect()
    assert again.out == first and "was issued already" in again.talk and snapshot(vendor.folder) == before
    assert_refused(
        move(vendor, old, places[2]), 1, f"license {old} was moved already, to {number(first)}",
        f"latchkey-vendor show {number(first)}")
    assert snapshot(vendor.folder) == before


def test_a_license_that_was_given_back_moves_without_being_revoked(vendor, places):
    old = answer(vendor, places[0]).expect().out
    install(places[0], old)
    places[0].latchkey("return", number(old), "-o", "acme.return", "--yes").expect()
    vendor.vendor("returned", places[0] / "acme.return").expect()
    told = move(vendor, number(old), places[1]).expect()
    assert f"{number(old)} was given back by its installation" in told.talk
    assert records(vendor, "revocations") == 0 and kinds(told.out) == ["license", "tlog-proof"]
    shown = vendor.vendor("show", number(old), "--json").expect().json
    assert (shown["state"], shown["revoked"], shown["movedBy"]) == ("returned", None, number(told.out))
    install(places[1], told.out)
    assert judged(places[1]) == ("full", [])


def test_the_old_place_loses_it_with_its_list_and_the_new_one_runs(vendor, places):
    old = answer(vendor, places[0], "--on-revocation", "off").expect().out
    install(places[0], old)
    file = move(vendor, number(old), places[1]).expect().out
    install(places[1], file)
    assert judged(places[1]) == ("full", [])
    # Nothing reaches the old place by itself.
    assert judged(places[0]) == ("full", [])
    vendor.vendor("revoke", number(old), "--reason", "moved", "-o", "old.lic").expect()
    assert fields(documents((vendor / "old.lic").read_bytes())[0])["revoked"] == [f"{number(old)} moved"]
    install(places[0], (vendor / "old.lic").read_bytes(), "old.lic")
    mode, codes = judged(places[0])
    assert mode == "off" and "revoked" in codes
    # The new place is not touched by that list, nor helped by the old license.
    install(places[1], (vendor / "old.lic").read_bytes(), "old.lic", status=1)
    assert judged(places[1]) == ("full", [])
    install(places[0], file, "new.lic", status=1)


def test_what_cannot_move_is_refused_with_the_reason(vendor, places, tmp_path):
    one, two = installation(places[0]), installation(places[1])
    several = issue(vendor, "--installation", one, "--installation", two)[0]
    anywhere, trial = issue(vendor)[0], issue(vendor, "--trial", "30d", "--installation", one)[0]
    good = issue(vendor, "--installation", one, customer="Good")[0]
    stolen = issue(vendor, "--installation", one, customer="Thief")[0]
    vendor.vendor("revoke", stolen, "--reason", "stolen").expect()
    add_product(vendor, "other", file="other.product")
    foreign = place(vendor, tmp_path / "foreign", product="other.product")
    changed = (places[2] / "acme.request").read_bytes().replace(b"three", b"thrae")
    Desk(tmp_path / "changed").write("acme.request", changed)
    cases = [
        (several, places[2], "is not for exactly one installation"), (anywhere, places[2], "is not for exactly one installation"),
        (trial, places[2], "is a trial"), (good, places[0], "is for this installation already"),
        (stolen, places[2], "is revoked: stolen"), (NOWHERE, places[2], "was issued here"),
        (good, foreign, f"is for vendor.example/other, not for vendor.example/{PRODUCT}"),
        (good, Desk(tmp_path / "changed"), "does not match its signature"),
    ]
    before = snapshot(vendor.folder)
    for license, desk, said in cases:
        assert_refused(move(vendor, license, desk), 1, said)
        assert snapshot(vendor.folder) == before, said
    assert len(cases) == 8
    for words in ([good], [good, places[2] / "acme.request", "--installation", one], [good, "--installation", "x"],
                  [good, "--installation", one, "--json"]):
        assert_refused(vendor.vendor("reissue", *words), 64)
    assert snapshot(vendor.folder) == before


def test_an_installation_can_be_typed_where_there_is_no_request(vendor, places):
    old = answer(vendor, places[0]).expect().out
    typed = installation(places[1]).lower().replace("-", " ")
    file = vendor.vendor("reissue", number(old), "--installation", typed).expect().out
    assert terms(file)["installation"] == [installation(places[1])] and terms(file)["url"] == terms(old)["url"]


@pytest.mark.parametrize("until", ["2028-12-31", "never"])
def test_a_license_for_ever_moves_with_its_maintenance(vendor, places, until):
    old = answer(vendor, places[0], "--perpetual", "--maintenance-until", until).expect().out
    file = move(vendor, number(old), places[1]).expect().out
    assert terms(file)["maintenance-until"] == terms(old)["maintenance-until"] and terms(file)["kind"] == ["perpetual"]


def test_a_renewal_that_waits_at_the_old_place_is_told_of(vendor, places):
    old = answer(vendor, places[0]).expect().out
    renewal = number(vendor.vendor("renew", number(old), "-o", "-").expect().out)
    told = move(vendor, number(old), places[1]).expect()
    assert f"latchkey-vendor reissue {renewal}" in told.talk
