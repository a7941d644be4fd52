"""What a vendor offers and signs besides terms: trials of a product, days for another site, and a word on hosts that moved."""

from conftest import PRODUCT
from customers import client, fields, issue, request, vendor  # noqa: F401
from ledger_records import record, records
from signed_notes import items
from wrong_files import assert_one_clear_error


def test_two_sets_of_host_facts_are_told_and_stop_nothing(vendor, client):
    note = "the request names two sets of host facts: the software was moved or rebuilt, or is used twice"
    for former, expected in [((), False), (("machine",), True), (("instance", "machine", "path"), True)]:
        words = ["issue", "-", "--customer", "A", "-o", "a.lic", "--force"]
        told = vendor.vendor(*words, stdin=request(client, former=former)).expect()
        assert (note in told.talk) is expected
        assert vendor.vendor(*words, "--json", stdin=request(client, former=former)).expect().json["formerFacts"] is expected
        assert "fact" not in (vendor / "a.lic").read_text()


def test_days_for_another_site_are_signed_only_where_they_are_ordered(vendor):
    for options, expected in [([], None), (["--mismatch-days", "14"], ["14"]), (["--mismatch-days", "0"], None)]:
        _, file = issue(vendor, "--installation", "any", *options)
        assert fields(items(file)[0]).get("mismatch-days") == expected
    for wrong in ("-1", "3654", "x"):
        vendor.vendor(
            "issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", "--url", "any",
            f"--mismatch-days={wrong}").expect(64)


def test_a_product_can_be_tried_without_a_license(vendor):
    add = ["product", "add", "tried", "--title", "Tried", "--feature", "reports", "--feature", "export"]
    for status, words, said in [
        (64, ["--trial-feature", "reports"], "--trial-feature needs --trial-days"),
        (64, ["--trial-feature", "reports", "--trial-days", "0"], "--trial-feature needs --trial-days"),
        (64, ["--trial-days", "3654"], "--trial-days"), (1, ["--trial-days", "15", "--trial-feature", "x"], "no feature 'x'"),
    ]:
        result = vendor.vendor(*add, *words).expect(status)
        assert_one_clear_error(result, "latchkey-vendor")
        assert said in result.talk and not records(vendor, "product", "tried")
    vendor.vendor(*add, "--trial-days", "15", "--trial-feature", "reports").expect()
    exported = vendor.vendor("product", "export", "tried").expect().text
    assert "\ntrial-days 15\ntrial-feature reports\nunlicensed off\n" in exported
    # A catalog from before there were trials.
    assert b"\ntrial-" not in record(vendor, "product", PRODUCT)
    assert "\ntrial-days 0\nunlicensed off\n" in vendor.vendor("product", "export", PRODUCT).expect().text


def test_preflight_judges_a_file_and_not_the_trial_of_whoever_gets_it(vendor):
    vendor.vendor("product", "add", "tried", "--title", "Tried", "--trial-days", "15").expect()
    vendor.vendor(
        "issue", "--product", "tried", "--customer", "A", "--installation", "any", "--url", "https://a.example",
        "-o", "a.lic").expect()
    judged = vendor.vendor("preflight", "a.lic", "--url", "https://b.example", "--json").expect(1)
    verdict = judged.json["files"][0]["verdict"]
    assert (verdict["mode"], [each["code"] for each in verdict["findings"]]) == ("off", ["other-url"])
    assert vendor.vendor("preflight", "a.lic", "--json").expect().json["files"][0]["verdict"]["mode"] == "full"
