"""The whole path from keys to a license in force, and every term that a license can carry."""

import os
import re
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import (
    BIN, PRODUCT, SITE, VENDOR, Desk, assert_ledger_is_whole, everything, import_codes, issued, items, needs_root,
    note_text, order, record, snapshot)


def walk(vendor, admin):
    """The README's path: what each side does, and what the courier carries."""
    vendor.vendor("init", "--vendor", VENDOR, "--no-passphrase").expect()
    vendor.vendor("product", "add", PRODUCT, "--title", "Demo plugin").expect()
    vendor.vendor("product", "export", PRODUCT, "-o", "latchkey.product").expect()
    admin.receive(vendor / "latchkey.product")
    admin.latchkey(
        "request", "--product", "latchkey.product", "--url", "https://glpi.acme.example", "-o", "acme.request").expect()
    vendor.receive(admin / "acme.request")
    vendor.vendor("issue", "acme.request", "--customer", "ACME SA", "--term", "1y", "-o", "acme.lic").expect()
    assert admin.latchkey("verify", "--json").expect(1).json["mode"] == "off"
    admin.receive(vendor / "acme.lic")
    admin.latchkey("import", "acme.lic").expect()
    assert admin.latchkey("verify", "--json").expect().json["mode"] == "full"


def test_a_license_reaches_an_installation_over_carried_files_alone(built, tmp_path):
    vendor, admin = Desk(tmp_path / "vendor"), Desk(tmp_path / "admin")
    walk(vendor, admin)
    assert sorted(path.name for path in admin.folder.iterdir()) == [
        "acme.lic", "acme.request", "latchkey.product", "state"]
    assert not (vendor / "state").exists()


@needs_root
def test_two_users_who_cannot_read_each_other_make_the_same_path(built):
    stage = Path(tempfile.mkdtemp(prefix="latchkey-users-"))
    try:
        stage.chmod(0o755)
        for name in ("latchkey", "latchkey-vendor"):
            shutil.copy(BIN / name, stage / name)
        vendor = Desk(stage / "vendor", user=54321, binaries=stage)
        admin = Desk(stage / "admin", user=54322, binaries=stage)
        walk(vendor, admin)
        peek = admin.latchkey("check", vendor / "acme.lic").expect(2)
        assert "cannot open" in peek.talk and "permission denied" in peek.talk
        owners = {path.lstat().st_uid for path in admin.folder.rglob("*")}
        assert owners == {54322}
    finally:
        shutil.rmtree(stage)


def test_every_answer_in_json_parses_and_tells_what_it_should(shop, licensed, tmp_path):
    other = Desk(tmp_path / "other")
    vendor, latchkey = shop.vendor, licensed.latchkey
    lic = licensed / "acme.lic"
    table = [
        (other.vendor("init", "--vendor", VENDOR, "--no-passphrase", "--json"), {"vendor", "workspace", "keyring", "keys"}),
        (other.vendor("keys", "list", "--json"), {"keys"}),
        (vendor("issue", licensed / "acme.request", "--customer", "A", "-o", tmp_path / "a.lic", "--json"),
         {"license", "customer", "expires", "lastDay", "file", "order", "leaf", "known", "remarks", "revocationLists", "formerFacts"}),
        (vendor("inspect", lic, "--json"), {"items"}),
        (vendor("preflight", lic, "--json"), {"files"}),
        (latchkey("import", "acme.lic", "--json"), {"import", "verdict"}),
        (latchkey("check", "acme.lic", "--json"), {"import", "verdict"}),
        (latchkey("inspect", "acme.lic", "--json"), {"items"}),
        (latchkey("status", "--json"), {"mode", "license", "expires", "findings", "productFile", "state", "installed"}),
        (latchkey("verify", "--json"), {"mode", "license", "expires", "findings", "installation", "daysLeft", "features"}),
    ]
    assert len(table) == 10
    for result, keys in table:
        assert keys <= set(result.expect().json), result.command
        assert result.err == b"", result.command


def test_results_go_to_standard_output_and_talk_to_standard_error(shop, asked, tmp_path):
    vendor, latchkey = shop.vendor, asked.latchkey
    order(shop, asked)
    quiet = [
        latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "again.request"),
        vendor("product", "export", PRODUCT, "-o", tmp_path / "p"),
        vendor("issue", asked / "acme.request", "--customer", "A", "-o", tmp_path / "a.lic"),
        latchkey("verify", "--url", "x", "--host", "nonsense"),
        latchkey("check", "missing.lic"),
        latchkey("check", "acme.request"),
    ]
    for result in quiet:
        assert result.out == b"" and result.err != b"", result.command
    spoken = [
        latchkey("import", "acme.lic"), latchkey("status"), latchkey("verify"), latchkey("check", "acme.lic"),
        latchkey("inspect", "acme.lic"), latchkey("--help"), latchkey("--version"), vendor("keys", "list"),
        vendor("preflight", asked / "acme.lic"), vendor("help", "issue"),
    ]
    for result in spoken:
        assert result.expect().out != b"" and result.err == b"", result.command


def test_exit_statuses_tell_use_refusal_doubt_and_misuse_apart(shop, licensed, tmp_path):
    vendor, latchkey = shop.vendor, licensed.latchkey
    empty = Desk(tmp_path / "empty")
    table = [
        (0, latchkey("verify")), (0, latchkey("verify", "--feature", "reports")), (0, latchkey("status")),
        (0, latchkey("check", "acme.lic")), (0, vendor("preflight", licensed / "acme.lic")),
        (1, latchkey("verify", "--feature", "export")), (1, latchkey("verify", "--url", "https://other.example")),
        (1, latchkey("check", "acme.lic", "--at", "2099-01-01")), (1, latchkey("import", "acme.request")),
        (1, vendor("preflight", licensed / "acme.lic", "--at", "2099-01-01")), (1, empty.vendor("keys", "list")),
        (1, vendor("issue", licensed / "acme.lic", "--customer", "A")), (1, vendor("product", "export", "nothing")),
        (2, empty.latchkey("verify")), (2, latchkey("check", "missing")), (2, latchkey("status", "--state", empty.folder)),
        (2, vendor("issue", licensed / "acme.request", "--customer", "A", "-o", licensed / "acme.lic")),
        (64, latchkey("nonsense")), (64, latchkey("import")), (64, latchkey("verify", "--nonsense")),
        (64, latchkey("check", "acme.lic", "--at", "tomorrow")), (64, latchkey("request", "--url", "ftp://a.example")),
        (64, vendor("issue", licensed / "acme.request")), (64, vendor("init")), (64, vendor("init", "--vendor", "A B")),
    ]
    for status, result in table:
        result.expect(status)
    assert {status for status, _ in table} == {0, 1, 2, 64}


def test_a_state_that_cannot_be_read_is_doubt_and_not_refusal(licensed):
    (licensed.state / "state").write_bytes(b"not a state\n")
    result = licensed.latchkey("verify", "--json").expect(2)
    assert result.codes == ["state-unreadable"]
    assert result.json["mode"] == "off"


def test_a_hyphen_is_standard_input_or_output(shop, site):
    asked = site.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "-").expect()
    assert asked.out.startswith(b"latchkey/request@v1\n") and asked.err == b""
    issued = shop.vendor("issue", "-", "--customer", "ACME SA", "-o", "-", stdin=asked.out).expect()
    assert issued.out.startswith(b"latchkey/license@v1\n")
    for program, command in [
        (site.latchkey, "check"), (site.latchkey, "inspect"), (shop.vendor, "inspect"), (shop.vendor, "preflight"),
    ]:
        program(command, "-", stdin=issued.out).expect()
    site.latchkey("import", "-", stdin=issued.out).expect()
    assert site.latchkey("verify", "--json").expect().json["mode"] == "full"
    exported = shop.vendor("product", "export", PRODUCT, "-o", "-").expect()
    assert exported.out == (site / "latchkey.product").read_bytes()


def test_inspect_splits_a_file_into_notes_that_join_to_it_again(licensed):
    for name, expected in [("acme.lic", ["1-license.note", "2-log-proof.note"]), ("latchkey.product", ["1-product-file.note", "2-keyring.note"])]:
        parts = licensed / f"{name}-parts"
        licensed.latchkey("inspect", name, "--split", parts).expect()
        assert sorted(path.name for path in parts.iterdir()) == expected
        assert b"\n".join((parts / part).read_bytes() for part in expected) == (licensed / name).read_bytes()


# --- terms ---

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


# --- the installation ---


def test_the_product_file_is_remembered_wherever_one_stands(licensed, tmp_path):
    elsewhere = Desk(tmp_path / "elsewhere")
    elsewhere.latchkey.folder.chmod(0o755)
    environment = licensed.latchkey.environment
    for command in (["verify"], ["status"], ["check", licensed / "acme.lic"], ["import", licensed / "acme.lic"]):
        elsewhere.latchkey(*command, env=environment).expect()
    path = (licensed.state / "product-path").read_text()
    assert path == f"{licensed / 'latchkey.product'}\n"
    answer = elsewhere.latchkey("status", "--json", env=environment).json
    assert (answer["productFile"], answer["state"]) == (path.strip(), str(licensed.state))


def test_a_product_file_that_moved_has_to_be_named_once(licensed):
    (licensed / "latchkey.product").rename(licensed / "moved.product")
    gone = licensed.latchkey("verify").expect(2)
    assert "does not exist" in gone.talk and "--product latchkey.product" in gone.talk
    licensed.latchkey("verify", "--product", "moved.product").expect()
    licensed.latchkey("verify").expect(2)
    licensed.latchkey("import", "acme.lic", "--product", "moved.product").expect()
    licensed.latchkey("verify").expect()


def test_several_installations_have_to_be_told_apart(shop, licensed):
    shop.vendor("product", "add", "second", "--title", "Second").expect()
    shop.vendor("product", "export", "second", "-o", licensed / "second.product").expect()
    licensed.latchkey("request", "--product", "second.product", "--url", SITE, "-o", "second.request").expect()
    for command in (["verify"], ["status"], ["import", "acme.lic"], ["check", "acme.lic"]):
        result = licensed.latchkey(*command).expect(2)
        assert str(licensed.state) in result.talk and str(licensed.state.parent / "second") in result.talk
        assert "--state or --product" in result.talk
    licensed.latchkey("verify", "--state", licensed.state).expect(0)
    licensed.latchkey("verify", "--product", "latchkey.product").expect(0)
    licensed.latchkey("verify", "--product", "second.product").expect(1)


def test_each_product_has_a_state_and_a_key_of_its_own(shop, licensed):
    shop.vendor("product", "add", "third", "--title", "Third").expect()
    shop.vendor("product", "export", "third", "-o", licensed / "third.product").expect()
    licensed.latchkey("request", "--product", "third.product", "--url", SITE, "-o", "third.request").expect()
    ids = [(licensed / name).read_text().splitlines()[1] for name in ("acme.request", "third.request")]
    assert ids[0] != ids[1]
    crossed = licensed.latchkey("import", "acme.lic", "--product", "third.product", "--json").expect(1)
    assert import_codes(crossed.json) == ["other-product"]


@pytest.mark.parametrize("vendor", [VENDOR, "stranger.example"], ids=["the vendor's name", "another name"])
def test_other_root_keys_are_refused_unless_their_product_file_is_named(licensed, tmp_path, vendor):
    impostor = Desk(tmp_path / "impostor")
    impostor.vendor("init", "--vendor", vendor, "--no-passphrase").expect()
    impostor.vendor("product", "add", PRODUCT, "--title", "Demo plugin").expect()
    impostor.vendor("product", "export", PRODUCT, "-o", "latchkey.product").expect()
    impostor.vendor(
        "issue", "--product", PRODUCT, "--installation", "any", "--url", "any", "--customer", "A", "-o", "forged.lic"
    ).expect()
    licensed.receive(impostor / "forged.lic")
    # Under the right product file the forged license is a stranger's.
    refused = licensed.latchkey("import", "forged.lic", "--json").expect(1)
    assert import_codes(refused.json) == ["unknown-signer"]
    licensed.receive(impostor / "latchkey.product")
    before = snapshot(licensed.state)
    for command in (["import", "forged.lic"], ["request", "--url", "https://new.example"]):
        result = licensed.latchkey(*command).expect(1)
        told = "another set of root keys" if vendor == VENDOR else "the stored licenses are for"
        assert told in result.errors("latchkey")[0]
        assert result.out == b""
    assert snapshot(licensed.state) == before
    verdict = licensed.latchkey("verify", "--json")
    assert verdict.json["mode"] == "off" and verdict.status in (1, 2)
    named = licensed.latchkey("import", "forged.lic", "--product", "latchkey.product", "--json")
    if vendor == VENDOR:  # Whoever names the file trusts it.
        named.expect()
        licensed.latchkey("verify").expect()
    else:  # Another vendor's product of the same name does not write over the first one's licenses.
        assert import_codes(named.expect(1).json) == ["state-for-other-product"]
        after = snapshot(licensed.state)
        assert {path for path in before if path.endswith("/state")} and all(
            after[path] == before[path] for path in before if path.endswith("/state"))


def test_a_renewal_waits_for_its_start_and_leaves_no_gap(shop, licensed):
    end = date.fromisoformat(licensed.latchkey("status", "--json").json["lastDay"])
    day = end + timedelta(days=1)
    renewal = order(shop, licensed, "--starts", str(day), "--expires", str(day + timedelta(days=365)), name="next.lic")
    licensed.latchkey("import", renewal).expect()
    first = licensed.latchkey("status", "--json").expect().json
    assert first["lastDay"] == str(end) and len(first["installed"]) == 2
    for at in (end, day, day + timedelta(days=100)):
        verdict = licensed.latchkey("check", renewal, "--at", at, "--json").expect().json["verdict"]
        assert verdict["mode"] == "full"


def test_a_second_import_changes_nothing_and_says_so(licensed):
    before = snapshot(licensed.state)
    again = licensed.latchkey("import", "acme.lic", "--json").expect()
    assert again.json["import"]["outcome"] == "unchanged"
    # The license, and its proof.
    assert import_codes(again.json) == ["already-installed", "already-installed"]
    assert snapshot(licensed.state) == before


def test_a_request_with_more_sites_than_fit_changes_nothing(licensed):
    def sites(count):
        options = ["--url", "--staging-url", "--recovery-url"]
        return [word for number in range(count) for word in (options[number % 3], f"https://h{number}.example")]

    before = snapshot(licensed.folder)
    result = licensed.latchkey("request", *sites(65), "-o", "many.request").expect(64)
    assert "65 URLs are named, and a request holds 64" in result.errors("latchkey")[0]
    assert snapshot(licensed.folder) == before
    licensed.latchkey("request", *sites(64), "-o", "many.request").expect()
    assert licensed.latchkey("verify", "--json").expect(1).codes == ["other-url"]
    licensed.latchkey("inspect", "many.request").expect()


def test_an_output_file_is_replaced_only_by_force(shop, licensed):
    taken = licensed.write("taken", b"precious")
    table = [
        (licensed.latchkey, ["request", "--product", "latchkey.product", "--url", "https://new.example", "-o", taken]),
        (shop.vendor, ["issue", licensed / "acme.request", "--customer", "A", "-o", taken]),
        (shop.vendor, ["product", "export", PRODUCT, "-o", taken]),
    ]
    before = snapshot(licensed.folder, shop.folder)
    for program, command in table:
        result = program(*command).expect(2)
        assert "already exists" in result.talk and "--force" in result.talk
    assert snapshot(licensed.folder, shop.folder) == before
    for program, command in table:
        taken.write_bytes(b"precious")
        program(*command, "--force").expect()
        assert taken.read_bytes().startswith(b"latchkey/")
    os.unlink(taken)


def test_the_host_application_of_the_request_is_remembered(shop, asked):
    asked.latchkey("request", "--url", SITE, "--host", "glpi 10.0.18", "-o", "host.request").expect()
    license = order(shop, asked, "--host", "glpi >=10.0 <11.0", name="host.lic", request="host.request")
    asked.latchkey("import", license).expect()
    assert asked.latchkey("status", "--json").expect().json["mode"] == "full"
    upgraded = asked.latchkey("verify", "--host", "glpi 11.0.0", "--json").expect(1).json
    assert [each["code"] for each in upgraded["findings"]] == ["host-not-covered"]


def test_a_license_for_any_installation_can_be_checked_before_a_request(shop, site):
    issue = ["issue", "--product", PRODUCT, "--customer", "City", "--url", SITE, "-o", site / "city.lic"]
    shop.vendor(*issue, "--installation", "any").expect()
    check = ["check", "city.lic", "--product", "latchkey.product", "--url", SITE, "--json"]
    verdict = site.latchkey(*check).expect().json["verdict"]
    assert verdict["mode"] == "full" and verdict["installation"] is None
    shop.vendor(*issue, "--force", "--installation", "7A7N-STQ3-MR29-ZGFE-96FN-HSKH-B6SV").expect()
    bound = site.latchkey(*check).expect(1)
    assert "no activation request was made here yet" in bound.errors("latchkey")[0]
