"""Every term that a license can carry, as it is ordered, written and judged; and that what goes out is kept."""

import re
from datetime import date, timedelta

import pytest

from conftest import PRODUCT, SITE, VENDOR, Desk, import_codes, order, snapshot
from issued_files import issued
from ledger_records import assert_ledger_is_whole, everything, record
from signed_notes import items, note_text

KEYS = [
    "id", "vendor", "product", "kind", "customer", "installation", "url", "versions", "host", "issued", "starts",
    "expires", "maintenance-until", "grace-days", "mismatch-days", "feature", "limit", "on-expiry", "on-revocation",
    "note", "x",
]


def body(path):
    """The values of each key of a license, and that the keys stand in their order."""
    text = note_text(items(path.read_bytes())[0]).decode()
    first, *lines = text.splitlines()
    assert first == "latchkey/license@v1"
    values = {}
    ranks = []
    for line in lines:
        key, value = line.split(" ", 1)
        key, value = ("x", line) if key.startswith("x-") else (key, value)
        values.setdefault(key, []).append(value)
        ranks.append(KEYS.index(key))
    assert ranks == sorted(ranks)
    return values


def noon_after(day):
    """The end of a last day everywhere on Earth."""
    return f"{day + timedelta(days=1)}T12:00:00Z"


PERPETUAL = {"kind": ["perpetual"], "expires": ["never"]}
FAR = "2029-05-05"

# name, options of issue, lines that differ from the plain license, and (options, mode, codes) of check and preflight
TERMS = [
    ("nothing said", [], {}, [
        ([], "full", []), (["--url", "http://GLPI.acme.example."], "full", []),
        (["--url", "https://glpi.acme.example:443"], "full", []),
        (["--url", "https://glpi.acme.example:8443"], "off", ["other-url"]),
        (["--url", "https://glpi.acme.example/glpi"], "off", ["other-url"]),
        (["--url", "https://xglpi.acme.example"], "off", ["other-url"]),
        (["--url", "http://localhost/glpi"], "off", ["url-not-configured"]),
        (["--url", "https://glpi.acme.example/../"], "off", ["url-unreadable"])]),
    ("three sites", [
        "--url", "https://glpi.acme.example", "--staging-url", "https://GLPI-Test.acme.example:443/",
        "--recovery-url", "http://10.0.0.7:8080/glpi/"],
     {"url": ["http://10.0.0.7:8080/glpi recovery", "https://glpi-test.acme.example/ staging", SITE]}, [
        ([], "full", []), (["--url", "https://glpi-test.acme.example"], "full", []),
        (["--url", "http://10.0.0.7:8080/glpi"], "full", []), (["--url", "http://10.0.0.7/glpi"], "off", ["other-url"]),
        (["--url", "http://10.0.0.7:8080/GLPI"], "off", ["other-url"])]),
    ("a wildcard", ["--url", "https://*.city.example"], {"url": ["https://*.city.example/"]}, [
        (["--url", "https://a.city.example"], "full", []), (["--url", "https://a.b.city.example"], "off", ["other-url"]),
        (["--url", "https://city.example"], "off", ["other-url"])]),
    ("any URL", ["--url", "any"], {"url": ["any"]}, [
        ([], "full", []), (["--url", "https://else.example/x"], "full", [])]),
    ("any installation", ["--installation", "any"], {"installation": ["any"]}, [([], "full", [])]),
    ("a last day", ["--expires", "2030-06-30"], {"expires": ["2030-07-01T12:00:00Z"]}, [
        (["--at", "2030-04-30"], "full", []), (["--at", "2030-05-01"], "full", ["expires-soon"]),
        (["--at", "2030-06-30"], "full", ["expires-soon"]), (["--at", "2030-07-01"], "full", ["in-grace"]),
        (["--at", "2030-07-07"], "full", ["in-grace"]), (["--at", "2030-07-08"], "read-only", ["expired"])]),
    ("a year from a leap day", ["--starts", "2028-02-29", "--term", "1y"],
     {"starts": ["2028-02-29T00:00:00Z"], "expires": ["2029-03-01T12:00:00Z"]}, [
        (["--at", "2028-02-28"], "off", ["not-yet-valid"]), (["--at", "2028-02-29"], "full", []),
        (["--at", "2029-02-28"], "full", ["expires-soon"])]),
    ("a month from a long one", ["--starts", "2028-01-31", "--term", "1m"],
     {"starts": ["2028-01-31T00:00:00Z"], "expires": ["2028-03-01T12:00:00Z"]}, []),
    ("days", ["--starts", "2027-12-31", "--term", "30d"],
     {"starts": ["2027-12-31T00:00:00Z"], "expires": ["2028-01-31T12:00:00Z"]}, []),
    ("for ever", ["--perpetual", "--maintenance-until", "never"], PERPETUAL | {"maintenance-until": ["never"]}, [
        (["--at", "2099-01-01"], "full", [])]),
    ("for ever with maintenance", ["--perpetual", "--maintenance-until", "2098-12-31"],
     PERPETUAL | {"maintenance-until": ["2099-01-01T12:00:00Z"]}, [(["--at", "2099-06-01"], "full", [])]),
    ("a trial", ["--trial", "30d", "--starts", "2028-06-01", "--feature", "reports"],
     {"kind": ["trial"], "starts": ["2028-06-01T00:00:00Z"], "expires": ["2028-07-02T12:00:00Z"], "feature": ["reports"]}, [
        (["--at", "2028-06-15", "--feature", "reports"], "trial", ["expires-soon"]),
        (["--at", "2028-08-01"], "read-only", ["expired"])]),
    ("releases", ["--versions", ">=2.0 <3.0"], {"versions": [">=2.0 <3.0"]}, [
        (["--app-version", "2.0"], "full", []), (["--app-version", "2.9.17"], "full", []),
        (["--app-version", "3.0"], "off", ["version-not-covered"]), (["--app-version", "1.9"], "off", ["version-not-covered"]),
        (["--app-version", "3.0-beta1"], "off", ["version-not-covered"])]),
    ("one release", ["--versions", "=2.1"], {"versions": ["=2.1"]}, [
        (["--app-version", "2.1"], "full", []), (["--app-version", "2.1.1"], "off", ["version-not-covered"])]),
    ("a host application", ["--host", "glpi >=10.0 <12.0"], {"host": ["glpi >=10.0 <12.0"]}, [
        (["--host", "glpi 10.0.18"], "full", []), (["--host", "glpi 12.0"], "off", ["host-not-covered"]),
        (["--host", "itop 11.0"], "off", ["host-not-covered"])]),
    ("features and limits", [
        "--feature", "reports", "--feature", "export", "--limit", "seats 50", "--limit", "agents 9007199254740991"],
     {"feature": ["export", "reports"], "limit": ["agents 9007199254740991", "seats 50"]}, [([], "full", [])]),
    ("off at the end", ["--on-expiry", "off", "--grace-days", "0", "--expires", FAR],
     {"on-expiry": ["off"], "grace-days": ["0"], "expires": ["2029-05-06T12:00:00Z"]}, [
        (["--at", FAR], "full", ["expires-soon"]), (["--at", "2029-05-06"], "off", ["expired"])]),
    ("long grace", ["--grace-days", "30", "--expires", FAR],
     {"grace-days": ["30"], "expires": ["2029-05-06T12:00:00Z"]}, [
        (["--at", "2029-06-04"], "full", ["in-grace"]), (["--at", "2029-06-05"], "read-only", ["expired"])]),
    ("off when revoked", ["--on-revocation", "off"], {"on-revocation": ["off"]}, []),
    ("remark and own lines", [
        "--note", "  order\t4711 of Zoe\u0308 ", "--extra", "x-order 4711", "--extra", "x-cost-center Lyon 3"],
     {"note": ["order 4711 of Zo\u00eb"], "x": ["x-cost-center Lyon 3", "x-order 4711"]}, [([], "full", [])]),
]


@pytest.fixture(scope="module")
def client(shop, tmp_path_factory):
    """A desk with a request and a first look at the clock, which no test changes."""
    desk = Desk(tmp_path_factory.mktemp("client") / "admin")
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    desk.latchkey("verify").expect(1)
    return desk


@pytest.mark.parametrize("options, changes, checks", [row[1:] for row in TERMS], ids=[row[0] for row in TERMS])
def test_a_term_is_written_as_ordered_and_judged_alike_by_both_sides(shop, client, options, changes, checks):
    before = snapshot(client.state)
    path = order(shop, client, *options)
    assert issued(path.read_bytes(), shop)[1] == []
    found = body(path)
    today = date.fromisoformat(found["issued"][0][:10])
    next_year = today.replace(day=28, year=today.year + 1) if (today.month, today.day) == (2, 29) else today.replace(
        year=today.year + 1)
    expected = {
        "id": found["id"], "vendor": [VENDOR], "product": [PRODUCT], "kind": ["subscription"], "customer": ["ACME SA"],
        "installation": [client.latchkey("status", "--json").json["installation"]], "url": [SITE], "versions": ["any"],
        "issued": found["issued"], "starts": [f"{today}T00:00:00Z"], "expires": [noon_after(next_year)],
        "grace-days": ["7"], "on-expiry": ["read-only"], "on-revocation": ["trial"],
    } | changes
    assert found == expected
    assert re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", found["id"][0])
    for arguments, mode, codes in checks:
        feature = arguments.index("--feature") if "--feature" in arguments else None
        common = arguments if feature is None else arguments[:feature] + arguments[feature + 2:]
        checked = client.latchkey("check", path, "--json", *arguments)
        assert (checked.json["verdict"]["mode"], checked.codes) == (mode, codes), arguments
        checked.expect(0 if mode in ("full", "trial") else 1)
        judged = shop.vendor("preflight", path, "--json", *common)
        verdict = judged.json["files"][0]["verdict"]
        assert (verdict["mode"], [each["code"] for each in verdict["findings"]]) == (mode, codes), arguments
        judged.expect(checked.status)
        if mode in ("full", "trial"):
            for answer in (verdict, checked.json["verdict"]):
                assert answer["features"] == changes.get("feature", [])
                assert [f"{key} {value}" for key, value in answer["limits"].items()] == changes.get("limit", [])
    assert snapshot(client.state) == before


def test_the_table_of_terms_asks_enough():
    assert len(TERMS) == 20 and len({row[0] for row in TERMS}) == 20
    assert sum(len(row[3]) for row in TERMS) == 48
    shown = {code for row in TERMS for _, _, codes in row[3] for code in codes}
    assert shown == {
        "other-url", "url-not-configured", "url-unreadable", "expires-soon", "in-grace", "expired", "not-yet-valid",
        "version-not-covered", "host-not-covered"}


def test_a_license_for_several_installations_names_them_sorted_and_forgives_how_they_were_typed(shop, client, tmp_path):
    other = Desk(tmp_path / "other")
    other.receive(shop / "latchkey.product")
    other.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    ids = [desk.latchkey("status", "--json").json["installation"] for desk in (client, other)]
    typed = [ids[0].lower().replace("0", "o").replace("1", "l"), ids[1].replace("-", " ")]
    path = order(shop, client, "--installation", typed[0], "--installation", typed[1])
    assert body(path)["installation"] == sorted(ids)
    alone = order(shop, client, name="alone.lic")
    for desk in (client, other):
        assert desk.latchkey("check", path, "--json").expect().json["verdict"]["mode"] == "full"
    refused = other.latchkey("check", alone, "--json").expect(1)
    assert import_codes(refused.json) == ["other-installation"]
    judged = shop.vendor("preflight", alone, "--installation", ids[1], "--json").expect(1)
    assert import_codes(judged.json["files"][0]) == ["other-installation"]
    shop.vendor("preflight", path, "--installation", ids[1]).expect()


def test_maintenance_that_ended_before_the_build_refuses_that_release_only(shop, client):
    path = order(shop, client, "--perpetual", "--maintenance-until", "2025-01-31")
    for built, codes in [("2025-01-31", []), ("2025-02-02", ["maintenance-ended"])]:
        product = client / f"built-{built}.product"
        shop.vendor("product", "export", PRODUCT, "--build-date", built, "-o", product, "--force").expect()
        judged = shop.vendor("preflight", path, "--product-file", product, "--json").expect(1 if codes else 0)
        assert [each["code"] for each in judged.json["files"][0]["verdict"]["findings"]] == codes


REFUSED_ORDERS = [
    (1, ["--url", "https://*.co.uk"], "a wildcard over 'co.uk' would cover everybody's sites"),
    (1, ["--url", "https://*.github.io"], "a wildcard over 'github.io' would cover everybody's sites"),
    (1, ["--staging-url", "https://*.com.au"], "a wildcard over 'com.au' would cover everybody's sites"),
    (64, ["--url", "https://*.example"], "cannot be licensed"),
    (64, ["--url", "https://*.*.city.example"], "cannot be licensed"),
    (64, ["--url", "https://a*.city.example"], "cannot be licensed"),
    (64, ["--url", "https://me@glpi.acme.example"], "cannot be licensed"),
    (64, ["--url", "any", "--url", SITE], "cannot be licensed"),
    (64, ["--url", "glpi.acme.example"], "cannot be licensed"),
    (64, ["--url", "https://1.2.3"], "cannot be licensed"),
    (1, ["--feature", "nothing"], "the product has no feature 'nothing'"),
    (64, ["--feature", "Reports"], "--feature"),
    (64, ["--limit", "seats"], "--limit"),
    (64, ["--limit", "seats 007"], "--limit"),
    (1, ["--limit", "seats 5", "--limit", "seats 50"], "contradict"),
    (64, ["--term", "0d"], "--term"),
    (64, ["--term", "101y"], "--term"),
    (64, ["--term", "1y", "--expires", FAR], "exclude each other"),
    (64, ["--expires", "2027-02-29"], "--expires"),
    (64, ["--expires", "27-01-01"], "--expires"),
    (1, ["--starts", FAR, "--expires", "2029-05-01"], "contradict"),
    (64, ["--perpetual"], "belong together"),
    (64, ["--maintenance-until", FAR], "belong together"),
    (64, ["--perpetual", "--maintenance-until", "soon"], "is not a date"),
    (64, ["--versions", ">=3.0 <2.0"], "--versions"),
    (64, ["--versions", "2.x"], "--versions"),
    (64, ["--host", "glpi"], "--host"),
    (64, ["--grace-days", "3654"], "--grace-days"),
    (64, ["--grace-days", "-1"], "--grace-days"),
    (64, ["--on-expiry", "full"], "--on-expiry"),
    (64, ["--on-revocation", "read-only"], "--on-revocation"),
    (64, ["--installation", "7Q2X"], "is not an installation ID"),
    (64, ["--installation", "any", "--installation", "any"], "is not an installation ID"),
    (64, ["--note", "a\u202eb"], "cannot be the note"),
    (64, ["--note", "n" * 201], "cannot be the note"),
    (64, ["--extra", "order 4711"], "is not a line of your own"),
    (64, ["--extra", "x-order"], "is not a line of your own"),
    (1, ["--product", "nothing"], "there is no product 'nothing'"),
]


def test_orders_that_cannot_be_are_refused_and_leave_nothing(shop, client, tmp_path):
    before = snapshot(shop.folder)
    assert len(REFUSED_ORDERS) == 38
    for status, options, message in REFUSED_ORDERS:
        output = tmp_path / "refused.lic"
        result = shop.vendor("issue", client / "acme.request", "--customer", "A", *options, "-o", output)
        result.expect(status)
        errors = result.errors("latchkey-vendor")
        assert len(errors) == 1 and message in errors[0], (options, result.talk)
        assert not output.exists()
    for customer in ["", " ", "c" * 201, "a\x1b[31mb", "a\u2066b", "a\u200eb"]:
        shop.vendor("issue", client / "acme.request", "--customer", customer).expect(64)
    assert snapshot(shop.folder) == before


def test_a_license_without_a_request_names_what_it_is_bound_to(shop, client):
    output = client / "city.lic"
    command = ["issue", "--customer", "City", "--url", "https://*.city.example", "-o", output]
    shop.vendor(*command).expect(64)
    shop.vendor(*command, "--product", PRODUCT).expect(64)
    shop.vendor(*command, "--product", PRODUCT, "--installation", "any").expect()
    found = body(output)
    assert (found["installation"], found["url"]) == (["any"], ["https://*.city.example/"])
    assert client.latchkey("check", output, "--url", "https://a.city.example", "--json").expect().codes == []


def test_what_goes_out_is_kept_in_the_workspace_and_goes_out_again_byte_for_byte(shop, client):
    command = ["issue", client / "acme.request", "--customer", "ACME SA", "--note", "kept", "--json", "-o"]
    first = shop.vendor(*command, client / "kept.lic").expect().json
    file = (client / "kept.lic").read_bytes()
    license, riders = issued(file, shop)
    assert riders == [] and record(shop, "license", first["license"]) == license and first["known"] is False
    assert_ledger_is_whole(shop)
    before = everything(shop)
    again = shop.vendor(*command, client / "again.lic").expect().json
    assert again == first | {"known": True, "file": str(client / "again.lic"), "remarks": []}
    assert (client / "again.lic").read_bytes() == file and everything(shop) == before


def test_an_order_number_is_good_for_one_order(shop, client):
    command = ["issue", "--product", PRODUCT, "--url", "any", "--order", "2026/4711", "--installation", "any", "--force"]
    first = shop.vendor(*command, "--customer", "A", "--json", "-o", client / "o.lic").expect().json
    assert (first["order"], first["known"], first["remarks"]) == ("2026/4711", False, [])
    file = (client / "o.lic").read_bytes()
    before = everything(shop)
    again = shop.vendor(*command, "--customer", "A").expect()
    assert again.out == file and f"was issued already: {first['license']}" in again.talk
    refused = shop.vendor(*command, "--customer", "B").expect(1)
    assert f"order '2026/4711' was for something else: license {first['license']}" in refused.talk and refused.out == b""
    for wrong in ("", "a b", "n" * 101, "nu\nll", "é"):
        shop.vendor(*command[:6], wrong, *command[7:], "--customer", "A").expect(64)
    assert everything(shop) == before
