"""A request, a license and a receipt cross by telephone: read aloud on one side, typed on the other."""

import random
import shutil

import spoken
import transport
from conftest import PRODUCT, SITE, Desk
from dialogs import TYPED, Dialog, known_of, lines_of, shop, typed  # noqa: F401
from issued_files import issued
from ledger_records import ledger, record
from signed_notes import items
from vendors import add_product, place, template, vendor  # noqa: F401


def test_all_goes_by_telephone_both_ways(shop, site):
    asked = site.latchkey("request", "--product", "latchkey.product", "--url", SITE, "--spoken").expect()
    assert "latchkey-vendor issue --typed" in asked.talk
    answer = shop.vendor(
        "issue", "--typed", "--customer", "ACME SA", "--term", "1y", "--spoken", stdin=asked.out).expect()
    assert "latchkey import --typed" in answer.talk
    imported = site.latchkey("import", "--typed", stdin=answer.out).expect()
    assert "mode           full" in imported.text
    license = imported.text.split("license ")[1].split()[0]
    given_back = site.latchkey("return", license, "--yes", "--spoken").expect()
    returned = shop.vendor("returned", "--typed", stdin=given_back.out).expect()
    assert license in returned.text
    assert not (shop / TYPED).exists() and not (site.state / TYPED).exists()
    for result in (asked, answer, given_back):
        assert all(spoken.LINE.fullmatch(line) for line in lines_of(result))


def test_all_goes_by_telephone_on_terminals(shop, site):
    asked = lines_of(site.latchkey("request", "--product", "latchkey.product", "--url", SITE, "--spoken").expect())
    desk = Dialog(shop.vendor, "issue", "--typed", "--customer", "ACME SA", "--term", "1y", "-o", "spoken.lic", "--force")
    for number, line in enumerate(asked, 1):
        desk.until(f"line {number}: " if number == 1 else f"line {number} of {len(asked)}: ")
        desk.say(line if number % 2 else line[4:].lower())
    assert desk.end()[0] == 0
    license = (shop / "spoken.lic").read_bytes()
    lines = lines_of(shop.vendor("show", issued(license)[0].split(b"\n")[1][3:].decode(), "--spoken").expect())
    desk = Dialog(site.latchkey, "import", "--typed")
    for line in lines:
        desk.until(": ")
        desk.say(line)
    status, shown = desk.end()
    assert status == 0 and "mode           full" in shown


def test_the_file_is_written_as_well_where_it_is_named(shop, site):
    result = site.latchkey(
        "request", "--product", "latchkey.product", "--url", SITE, "--spoken", "-o", "acme.request").expect()
    assert spoken.read(lines_of(result)) == (site / "acme.request").read_bytes()
    answer = shop.vendor(
        "issue", site / "acme.request", "--customer", "ACME SA", "--spoken", "-o", site / "acme.lic").expect()
    license, _ = issued((site / "acme.lic").read_bytes(), shop)
    assert spoken.read(lines_of(answer), known_of(license)) == license


# --- what goes along ---


def test_a_proof_goes_along_where_the_product_demands_it_and_the_picture_is_named(vendor, tmp_path):
    add_product(vendor, "strict", "--require-log-proof", file="strict.product")
    lines = {}
    for product in (PRODUCT, "strict"):
        site = place(vendor, tmp_path / product, "latchkey.product" if product == PRODUCT else "strict.product")
        result = vendor.vendor(
            "issue", site / "acme.request", "--customer", "ACME SA", "--spoken", "-o", site / "acme.lic").expect()
        license, proof = items((site / "acme.lic").read_bytes())
        lines[product] = lines_of(result)
        if product == PRODUCT:
            assert "left out: the proof" in result.talk and "--qr" not in result.talk
            assert spoken.read(lines[product], known_of(license)) == license
        else:
            assert "a picture is the shorter way (--qr)" in result.talk and "left out" not in result.talk
            assert spoken.read(lines[product], known_of(license)) == license + b"\n" + proof
        site.latchkey("import", "--typed", stdin=result.out).expect()
    assert len(lines["strict"]) > len(lines[PRODUCT]) + 5


def test_lists_of_revoked_licenses_are_left_out_and_said(vendor, tmp_path):
    site = place(vendor, tmp_path / "site")
    issue = ("issue", site / "acme.request", "--customer", "ACME SA")
    first = vendor.vendor(*issue, "--term", "1y", "-o", site / "first.lic", "--json").expect().json["license"]
    vendor.vendor("revoke", first, "--reason", "refunded").expect()
    result = vendor.vendor(*issue, "--term", "2y", "-o", site / "second.lic", "--spoken").expect()
    license, riders = issued((site / "second.lic").read_bytes())
    assert len(riders) == 1 and "note: left out: a list of revoked licenses" in result.talk
    assert spoken.read(lines_of(result), known_of(license)) == license


def test_a_keyring_that_the_customer_lacks_goes_along(vendor, tmp_path):
    site = place(vendor, tmp_path / "site")
    vendor.vendor("keys", "rotate", "license", "--label", "next", "--no-passphrase").expect()
    result = vendor.vendor(
        "issue", site / "acme.request", "--customer", "ACME SA", "-o", site / "acme.lic", "--spoken").expect()
    license, riders = issued((site / "acme.lic").read_bytes())
    assert len(riders) == 1 and "a keyring goes along, which the customer may lack" in result.talk
    assert spoken.read(lines_of(result), known_of(license)) == license + b"\n" + riders[0]
    site.latchkey("import", "--typed", stdin=result.out).expect()
    # A customer who has it is spared.
    site.latchkey("request", "--url", SITE, "-o", "next.request").expect()
    result = vendor.vendor("issue", site / "next.request", "--customer", "ACME SA", "--term", "2y", "--spoken").expect()
    assert "keyring" not in result.talk
    assert spoken.read(lines_of(result), known_of(license)).startswith(b"latchkey/license@v1\n")


def test_a_license_for_any_installation_goes_to_each(shop, site, tmp_path):
    lines = shop.vendor(
        "issue", "--product", PRODUCT, "--customer", "City", "--installation", "any", "--url", "https://*.city.example",
        "--perpetual", "--maintenance-until", "2028-12-31", "--spoken").expect().out
    for name in ("one", "two"):
        desk = place(shop, tmp_path / name, url=f"https://{name}.city.example")
        desk.latchkey("import", "--typed", stdin=lines).expect()


def test_a_license_of_average_size_is_at_most_sixty_lines(vendor, tmp_path, capsys):
    desk = Desk(tmp_path / "site")
    desk.receive(vendor / "latchkey.product")
    asked = desk.latchkey(
        "request", "--product", "latchkey.product", "--url", "https://support.hopital-saint-antoine.example/glpi",
        "--staging-url", "https://support-test.hopital-saint-antoine.example/glpi", "--host", "glpi 10.0.18",
        "--app-version", "2.3.1", "--instance", "a3f8c2", "-o", "acme.request", "--spoken").expect()
    answer = vendor.vendor(
        "issue", desk / "acme.request", "--customer", "Hôpital Saint-Antoine, Direction informatique", "--term", "1y",
        "--feature", "reports", "--feature", "export", "--limit", "seats 250", "--limit", "users 1200", "--versions", ">=2.0 <3.0",
        "--note", "Order 2026-1187, extended support", "--spoken").expect()
    counts = {"request": len(lines_of(asked)), "license": len(lines_of(answer))}
    with capsys.disabled():
        print(f" [lines of an average request: {counts['request']}, license: {counts['license']}]", end="")
    assert 10 < counts["license"] <= 60 and 10 < counts["request"] <= 60
    desk.latchkey("import", "--typed", stdin=answer.out).expect()


# --- another implementation ---


def messy(lines, chance):
    """Lines as people type them."""
    result = []
    for line in lines:
        number, *words = line.split()
        text = chance.choice(["", " ", "-", "  "]).join(words)
        text = "".join(chance.choice({"0": "0Oo", "1": "1iIlL"}.get(each, each + each.lower())) for each in text)
        result.append(chance.choice([f"{number} ", f"{int(number)}: ", f"{number}. "]) + text)
    chance.shuffle(result)
    return result


def test_the_page_alone_writes_the_line_that_it_shows():
    example = transport.PAGE.read_text().split("and the only line")[1].split("```text\n")[1].split("\n")[0]
    assert spoken.write(b"latchkey\n") == [example]
    assert spoken.read([example]) == b"latchkey\n"


def test_two_hundred_files_cross_between_two_implementations(vendor, tmp_path):
    chance = random.Random(200)
    site = place(vendor, tmp_path / "site")
    shutil.copytree(site.state, tmp_path / "before")
    for number in range(100):
        urls = [f"https://g{chance.randrange(10**6)}.example/{'x' * chance.randrange(30)}" for _ in range(chance.randint(1, 3))]
        asked = site.latchkey(
            "request", *(word for url in urls for word in ("--url", url)), "--spoken", "-o", "r", "--force").expect()
        request = (site / "r").read_bytes()
        assert spoken.read(lines_of(asked)) == request
        lines = messy(spoken.write(request, level=chance.randint(0, 9)), chance)
        answer = vendor.vendor(
            "issue", "--typed", "--customer", "".join(chance.choices("abcdé株 ", k=20)).strip() or "a", "--term",
            f"{number + 1}d", "--spoken", "-o", "l", "--force", stdin=typed(lines)).expect()
        assert record(vendor, "request", ledger_name(vendor)) == request
        license, riders = issued((vendor / "l").read_bytes())
        known = known_of(license)
        assert known[0] == 2 and not riders
        assert spoken.read(lines_of(answer), known) == license
        state = tmp_path / "state"
        shutil.rmtree(state, ignore_errors=True)
        shutil.copytree(tmp_path / "before", state)
        lines = messy(spoken.write(license, known, level=chance.randint(0, 9)), chance)
        site.latchkey("import", "--typed", "--state", state, stdin=typed(lines)).expect()


def ledger_name(vendor):
    """The name of the newest request in the ledger."""
    return ledger(vendor, "SELECT name FROM record WHERE kind = 'request' ORDER BY number DESC LIMIT 1")[0][0]
