"""Licenses that a vendor takes back: the lists that they stand on, and the files that the lists ride with.

Documents are checked with hashlib, OpenSSL and PyNaCl.
"""

import json
import shutil
import subprocess

import pytest

from conftest import PASSPHRASE, PRODUCT, Desk, needs, snapshot
from customers import (  # noqa: F401
    READS_LISTS, UNKNOWN, assert_signed, bound, client, fields, installation, issue, keys, lists, other, publish_keyring,
    receipt, request, vendor)
from issued_files import issued
from ledger_records import assert_ledger_is_whole, change, everything, ledger, record, records
from signature_judges import JUDGES
from signed_notes import items, note_text, signature_lines
from wrong_files import assert_one_clear_error


def test_a_revoked_license_stands_on_the_lists_of_its_installations_and_of_all(vendor, client, other):
    license = bound(vendor, client, other)
    answer = vendor.vendor("revoke", license, "--reason", "refunded", "-o", "acme.lic", "--json").expect()
    assert answer.err == b""
    names = sorted([installation(client), installation(other)])
    assert answer.json == {
        "licenses": [{
            "license": license, "customer": "ACME SA", "outcome": "revoked", "reason": "refunded", "formerReason": None}],
        "lists": [
            {"scope": scope, "epoch": 1} for scope in [*names, "all"]],
        "written": 3, "file": "acme.lic",
    }
    assert lists(vendor) == {scope: (1, [f"{license} refunded"]) for scope in [*names, "all"]}
    # The customers get their own lists, and not that of all.
    assert items((vendor / "acme.lic").read_bytes()) == [
        record(vendor, "revocations", name) for name in names]
    assert_ledger_is_whole(vendor)


@pytest.mark.parametrize("judge", [pytest.param("OpenSSL with DER", marks=needs("openssl")), "PyNaCl"])
def test_others_verify_lists_and_repairs(vendor, client, tmp_path, judge):
    vendor.vendor("revoke", bound(vendor, client), "--reason", "stolen").expect()
    repair = vendor.vendor("repair-clock", installation(client)).expect().out
    notes = [(note, "revocation") for note in records(vendor, "revocations")] + [(repair, "repair")]
    assert len(notes) == 3
    for note, role in notes:
        (_, stamped), = signature_lines(note)
        public = keys(vendor)[role][2]
        assert_signed(note, keys(vendor)[role])
        assert JUDGES[judge](tmp_path, public, note_text(note), stamped[4:])
        assert not JUDGES[judge](tmp_path, public, note_text(note)[:-1], stamped[4:])


def test_a_license_for_any_installation_stands_on_the_list_of_all_alone(vendor):
    license = bound(vendor)
    result = vendor.vendor("revoke", license, "--reason", "other", "-o", "-").expect()
    assert lists(vendor) == {"all": (1, [f"{license} other"])}
    assert result.out == record(vendor, "revocations", "all")
    assert f"revoked {license} for ACME SA: other" in result.talk and "list of all: number 1" in result.talk


def test_the_same_again_changes_nothing_and_another_reason_replaces_the_first(vendor, client):
    license = bound(vendor, client)
    vendor.vendor("revoke", license, "--reason", "refunded").expect()
    before = snapshot(vendor.folder)
    again = vendor.vendor("revoke", license, license, "--reason", "refunded").expect()
    assert again.talk == f"{license} for ACME SA was revoked already: refunded\n" and again.out == b""
    assert snapshot(vendor.folder) == before
    # The file for the customer can still be had.
    vendor.vendor("revoke", license, "--reason", "refunded", "-o", "again.lic").expect()
    assert fields((vendor / "again.lic").read_bytes())["epoch"] == ["1"]
    told = vendor.vendor("revoke", license, "--reason", "stolen")
    assert f"revoked {license} for ACME SA: stolen, and no longer: refunded" in told.expect().talk
    assert lists(vendor) == {scope: (2, [f"{license} stolen"]) for scope in (installation(client), "all")}
    answer = vendor.vendor("revoke", license, "--reason", "returned", "--json").expect().json["licenses"]
    assert [(each["outcome"], each["formerReason"]) for each in answer] == [("reason-changed", "stolen")]


def test_several_licenses_are_revoked_at_once(vendor, client, other):
    numbers = [bound(vendor, client), bound(vendor, other), bound(vendor)]
    answer = vendor.vendor("revoke", *numbers, "--reason", "replaced", "--json").expect().json
    assert [each["license"] for each in answer["licenses"]] == numbers
    assert {scope: (epoch, len(found)) for scope, (epoch, found) in lists(vendor).items()} == {
        installation(client): (1, 1), installation(other): (1, 1), "all": (1, 3)}
    assert "one license" in vendor.vendor("revoke", *numbers, "--reason", "a", "-o", "x.lic").expect(64).talk


def test_two_revocations_at_once_both_count(vendor, client):
    numbers = [bound(vendor, client) for _ in range(6)]
    running = [
        subprocess.Popen(
            vendor.vendor.command("revoke", number, "--reason", "other"), cwd=vendor.folder, env=vendor.vendor.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for number in numbers]
    assert [each.wait(timeout=30) for each in running] == [0] * 6
    expected = (6, sorted(f"{number} other" for number in numbers))
    assert lists(vendor) == {"all": expected, installation(client): expected}


def test_what_is_over_is_not_revoked(vendor, client):
    over, _ = issue(vendor, "--installation", installation(client), "--starts", "2024-01-01", "--expires", "2024-12-31")
    answer = vendor.vendor("revoke", over, "--reason", "other", "--json").expect().json
    assert [each["outcome"] for each in answer["licenses"]] == ["ended"] and answer["written"] == 0
    assert lists(vendor) == {}
    refused = vendor.vendor("revoke", over, "--reason", "other", "-o", "x.lic").expect(1)
    assert_one_clear_error(refused, "latchkey-vendor")
    assert not (vendor / "x.lic").exists()


@needs("faketime")
def test_what_ends_on_a_list_leaves_it_when_the_list_is_next_written(vendor, client):
    short, _ = issue(vendor, "--installation", installation(client), "--term", "30d")
    long, forever = bound(vendor, client), issue(
        vendor, "--installation", "any", "--perpetual", "--maintenance-until", "never")[0]
    vendor.vendor("revoke", short, forever, "--reason", "other").expect()
    assert len(lists(vendor)["all"][1]) == 2
    later = fields(record(vendor, "license", long))["expires"][0][:10]
    vendor.vendor("revoke", long, "--reason", "other", before=["faketime", "-f", f"@{later} 00:00:00"]).expect()
    if fields(record(vendor, "revocations", "all"))["issued"][0][:10] != later:
        pytest.skip("faketime does not reach this program")
    assert lists(vendor) == {
        "all": (2, sorted([f"{long} other", f"{forever} other"])), installation(client): (2, [f"{long} other"])}


WRONG_ORDERS = [
    (1, [UNKNOWN, "--reason", "other"], f"no license {UNKNOWN} was issued here"),
    (64, [UNKNOWN], "--reason"), (64, ["--reason", "other"], "license-id"),
    (64, [UNKNOWN, "--reason", "Not Paid"], "--reason"), (64, [UNKNOWN, "--reason", ""], "--reason"),
    (64, [UNKNOWN, "--reason", "r" * 65], "--reason"), (64, ["../../etc/passwd", "--reason", "other"], "license-id"),
    (64, [UNKNOWN.lower(), "--reason", "other"], "license-id"),
    (64, [UNKNOWN, "--reason", "other", "--json", "-o", "-"], "both would go to standard output"),
    (2, [UNKNOWN, "--reason", "other", "-o", "missing/x.lic"], "does not exist"),
    (2, [UNKNOWN, "--reason", "other", "-o", "vendor"], "already exists"),
]


def test_orders_to_revoke_that_cannot_be_are_refused_and_leave_nothing(vendor, client):
    license = bound(vendor, client)
    before = snapshot(vendor.folder)
    for status, words, said in WRONG_ORDERS:
        result = vendor.vendor("revoke", *words).expect(status)
        assert_one_clear_error(result, "latchkey-vendor")
        assert said in result.talk and result.out == b"", (words, result.talk)
        assert snapshot(vendor.folder) == before, words
    # A good one among them is not revoked either.
    vendor.vendor("revoke", license, UNKNOWN, "--reason", "other").expect(1)
    assert snapshot(vendor.folder) == before
    assert len(WRONG_ORDERS) == 11


def test_a_license_or_a_list_that_was_changed_is_not_built_on(vendor, client):
    license, second = bound(vendor, client), bound(vendor, client, customer="Second")
    vendor.vendor("revoke", second, "--reason", "other").expect()
    for kind, name in [("license", license), ("revocations", installation(client))]:
        good = record(vendor, kind, name)
        changes = {
            "half": good[: len(good) // 2], "empty": b"", "zeros": bytes(1000), "large": b"a\n" * 200_000,
            "not UTF-8": b"\xff\xfe" * 100, "edited": good.replace(b"ACME SA", b"ACME SB").replace(b" other\n", b" stolen\n"),
            "another's": record(vendor, "license", second),
        }
        number, = ledger(vendor, "SELECT max(number) FROM record WHERE kind = ? AND name = ?", kind, name)[0]
        for what, content in changes.items():
            change(vendor, kind, name, content)
            before = snapshot(vendor.folder)
            result = vendor.vendor("revoke", license, "--reason", "other").expect(2)
            assert_one_clear_error(result, "latchkey-vendor")
            assert name in result.talk or f"record {number} " in result.talk, (what, result.talk)
            assert snapshot(vendor.folder) == before, what
        change(vendor, kind, name, good)
    vendor.vendor("revoke", license, "--reason", "other").expect()
    assert_ledger_is_whole(vendor)


def test_lists_are_shown_and_exported(vendor, client):
    nothing = vendor.vendor("revocations", "export").expect(1)
    assert_one_clear_error(nothing, "latchkey-vendor")
    assert "no license was revoked here" in nothing.talk and nothing.out == b""
    assert vendor.vendor("revocations", "list").expect().out == b""
    assert vendor.vendor("revocations", "list", "--json").expect().json == {"revoked": []}
    first, second = bound(vendor, client, customer="Société Générale"), bound(vendor)
    vendor.vendor("revoke", first, "--reason", "stolen").expect()
    vendor.vendor("revoke", second, "--reason", "other").expect()
    rows = vendor.vendor("revocations", "list", "--json").expect().json["revoked"]
    # Those of one second stand in the order of their random numbers.
    assert [(row["license"], row["reason"], row["scope"], row["epoch"], row["customer"]) for row in rows] == [
        *sorted([(first, "stolen", "all", 2, "Société Générale"), (second, "other", "all", 2, "ACME SA")]),
        (first, "stolen", installation(client), 1, "Société Générale")]
    shown = vendor.vendor("revocations", "list").expect()
    assert f"{first}  stolen  all 2  Société Générale" in shown.text.splitlines() and len(shown.text.splitlines()) == 3
    all_list = record(vendor, "revocations", "all")
    assert vendor.vendor("revocations", "export").expect().out == all_list
    said = vendor.vendor("revocations", "export", "-o", "out.revocations").expect()
    assert "wrote out.revocations, list 2" in said.talk and (vendor / "out.revocations").read_bytes() == all_list
    vendor.vendor("revocations", "export", "-o", "out.revocations").expect(2)
    vendor.vendor("revocations", "export", "-o", "out.revocations", "--force").expect()
    keyring = publish_keyring(vendor)
    assert items(vendor.vendor("revocations", "export").expect().out) == [all_list, keyring]
    own = record(vendor, "revocations", installation(client))
    file = vendor.vendor("revoke", first, "--reason", "stolen", "-o", "-").expect().out
    assert items(file) == [own, keyring]


def test_lists_ride_with_later_licenses(vendor, client, other):
    vendor.vendor("revoke", bound(vendor, client), "--reason", "other").expect()
    own, all_list = record(vendor, "revocations", installation(client)), record(vendor, "revocations", "all")
    name = lambda desk: ["--installation", installation(desk)]
    table = [
        (name(client), None, [own]), (name(other), None, []), (["--installation", "any"], None, [all_list]),
        ([], request(client), [own]), ([], request(client, READS_LISTS[:3]), []), ([], request(other), []),
        (["--installation", "any"], request(client), [all_list]), (["--installation", "any"], request(client, READS_LISTS[:3]), []),
    ]
    for options, asked, riders in table:
        words = ["issue", "--product", PRODUCT, "--url", "any", "--customer", "A", *options, "-o", "x.lic", "--force", "--json"]
        if asked:
            vendor.write("asked.request", asked)
            words.insert(1, "asked.request")
        answer = vendor.vendor(*words).expect().json
        license, found = issued((vendor / "x.lic").read_bytes(), vendor)
        assert found == riders and answer["revocationLists"] == len(riders), options
        assert record(vendor, "license", answer["license"]) == license
    keyring = publish_keyring(vendor)
    _, file = issue(vendor, *name(client))
    assert [item.split(b"\n")[0] for item in items(file)] == [
        b"latchkey/license@v1", b"c2sp.org/tlog-proof@v1", b"latchkey/keyring@v1", b"latchkey/revocations@v1"]
    assert issued(file, vendor)[1] == [keyring, own]
    shown = vendor.vendor("inspect", "-", "--json", stdin=file).expect().json["items"]
    assert [(item["document"], item["signatures"][0]["state"]) for item in shown if item["document"] != "log proof"] == [
        ("license", "good"), ("keyring", "good"), ("revocation list", "good")]
    # A list that was changed in the ledger goes nowhere, and no license goes out without it.
    change(vendor, "revocations", installation(client), own.replace(b" other\n", b" stolen\n"))
    refused = vendor.vendor(
        "issue", "--product", PRODUCT, "--url", "any", "--customer", "A", *name(client), "-o", "y.lic").expect(2)
    assert_one_clear_error(refused, "latchkey-vendor")
    assert f"the list of {installation(client)} is not the one that was signed" in refused.talk
    assert refused.out == b"" and not (vendor / "y.lic").exists()


def test_the_passphrase_is_asked_for_once_and_a_wrong_one_revokes_nothing(locked, client, tmp_path):
    shutil.copytree(locked.folder, tmp_path / "locked")
    vendor = Desk(tmp_path / "locked")
    options = ["--product", PRODUCT, "--customer", "A", "--url", "any", "--installation", installation(client)]
    file = vendor.vendor("issue", *options, "--passphrase-file", "passphrase").expect().out
    license = fields(items(file)[0])["id"][0]
    vendor.write("wrong", "wrong\n")
    commands = [["revoke", license, "--reason", "other"], ["repair-clock", installation(client)]]
    for command in commands:
        before = snapshot(vendor / "keys"), everything(vendor)
        refused = vendor.vendor(*command, "--passphrase-file", "wrong").expect(1)
        assert_one_clear_error(refused, "latchkey-vendor")
        assert "wrong passphrase" in refused.talk and refused.out == b""
        assert (snapshot(vendor / "keys"), everything(vendor)) == before
        # One line for all signatures.
        vendor.vendor(*command, "--passphrase-fd", "0", stdin=f"{PASSPHRASE}\n".encode()).expect()
    assert set(lists(vendor)) == {installation(client), "all"}
    # Nothing to sign, nothing to ask for.
    vendor.vendor(*commands[0], start_new_session=True).expect()


# --- help and answers ---


def test_the_new_commands_say_how_they_are_used(vendor):
    for words in (["revoke"], ["revocations", "list"], ["revocations", "export"], ["repair-clock"], ["returned"]):
        shown = vendor.vendor(*words, "--help").expect()
        assert f"  latchkey-vendor {' '.join(words)}" in shown.text and shown.err == b""


def test_every_new_answer_in_json_is_one_object(vendor, client):
    license = bound(vendor, client)
    vendor.write("a.return", receipt(client, license))
    for words in (
        ["returned", "a.return"], ["revoke", license, "--reason", "returned"], ["revocations", "list"],
        ["repair-clock", installation(client), "-o", "a.repair"],
    ):
        result = vendor.vendor(*words, "--json").expect()
        assert isinstance(json.loads(result.out), dict) and result.err == b"", words
