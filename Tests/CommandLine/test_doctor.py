"""Support bundles: what a customer sends shows the vendor the verdict that the customer got, and no secret."""

import base64
import getpass
import json
import os
import re
import socket
from datetime import date, timedelta
from pathlib import Path

import pytest

from benches import content
from conftest import SITE, Desk, needs, order, snapshot
from issued_files import revocations
from verdicts import number, on
from wrong_files import MEBIBYTE, PDF, PEAK, assert_one_clear_error

TODAY = date.today()
# What is counted from the present differs a moment later.
MOVING = {"time", "daysLeft"}


def bundle_of(desk, *options, name="acme.bundle", before=(), expect=None):
    """Writes a bundle; gives the report in JSON, and the bundle's path."""
    result = desk.latchkey("doctor", "-o", name, "--force", "--json", *options, before=before)
    if expect is not None:
        result.expect(expect)
    assert "it holds no secret" in result.talk
    return result.json, desk / name


def still(verdict):
    return {key: value for key, value in verdict.items() if key not in MOVING}


def lines_of(path):
    return [line.split(" ", 1) for line in path.read_text().splitlines()[1:]]


def decoded(path):
    """The decoded parts of a bundle."""
    parts = {}
    for key, value in lines_of(path):
        if key in ("url", "version", "product", "state") and value not in ("-", "absent"):
            parts[key] = base64.b64decode(value.removeprefix("unreadable "), validate=True)
    return parts


@pytest.fixture
def desk(shop, site):
    """A desk with a license for a year, after a request with facts."""
    site.latchkey(
        "request", "--product", "latchkey.product", "--url", SITE, "--host", "glpi 10.0.18", "--instance", "uuid-4711",
        "-o", "acme.request").expect()
    order(shop, site, "--expires", TODAY + timedelta(days=365), "--feature", "reports")
    site.latchkey("import", "acme.lic").expect()
    return site


# Situation: what is done at the desk, and what the commands are told.
SITUATIONS = {
    "in force": (lambda shop, desk: None, []),
    "another site": (lambda shop, desk: None, ["--url", "https://other.example/glpi"]),
    "no site": (lambda shop, desk: None, ["--url", ""]),
    "a URL that cannot be used": (lambda shop, desk: None, ["--url", "https://glpi.acme.example/a b\x07"]),
    "a URL beyond ASCII": (lambda shop, desk: None, ["--url", "https://éa.example/"]),
    "no version": (lambda shop, desk: None, ["--app-version", ""]),
    "another version": (lambda shop, desk: None, ["--app-version", "2.1.0 (dev)"]),
    "another host": (lambda shop, desk: None, ["--host", "itop 3.2"]),
    "features": (lambda shop, desk: None, ["--feature", "zeta", "--feature", "alpha", "--feature", "reports"]),
    "another instance": (lambda shop, desk: None, ["--instance", "uuid-4712"]),
    "later evidence": (lambda shop, desk: None, ["--evidence", "2050-01-01T00:00:00Z"]),
    "revoked": (lambda shop, desk: take(desk, revocations(shop, number(desk / "acme.lic"))), []),
    "nothing installed": (lambda shop, desk: desk.latchkey("return", number(desk / "acme.lic"), "-o", "r", "--yes"), []),
    "no state": (lambda shop, desk: (desk.state / "state").unlink(), []),
    "an empty state": (lambda shop, desk: (desk.state / "state").write_bytes(b""), []),
    "half a state": (lambda shop, desk: (desk.state / "state").write_bytes(content(desk.state / "state")[:500]), []),
    "a state that is none": (lambda shop, desk: (desk.state / "state").write_bytes(os.urandom(5000)), []),
    "a newer state": (lambda shop, desk: (desk.state / "state").write_bytes(b"latchkey/state@v2\n"), []),
    "a state too large": (lambda shop, desk: enlarge(desk.state / "state"), []),
    "an empty product file": (lambda shop, desk: (desk / "latchkey.product").write_bytes(b""), []),
    "a product file that is none": (lambda shop, desk: (desk / "latchkey.product").write_bytes(os.urandom(5000)), []),
}


def take(desk, document):
    desk.write("document", document)
    desk.latchkey("import", "document").expect()


def enlarge(path):
    with open(path, "ab") as file:
        file.truncate(9 * MEBIBYTE)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_bundle_gives_the_verdict_again_elsewhere(shop, desk, situation):
    prepare, options = SITUATIONS[situation]
    desk.latchkey("verify").expect()
    prepare(shop, desk)
    report, bundle = bundle_of(desk, *options)
    there = desk.latchkey("verify", "--json", *options)
    here = shop.vendor("doctor", bundle, "--json").expect(0)
    assert here.json["reproduced"] is True and here.err == b""
    expected = still(there.json)
    # A reason why the state cannot be read names its folder there, and perhaps a person with it.
    told = json.loads(json.dumps(expected).replace(f"{desk.state}/", ""))
    assert still(here.json["verdict"]) == told
    assert still(report["verdict"]) == expected and still(here.json["verdict"])["findings"] == told["findings"]
    assert here.json["bundle"]["mode"] == there.json["mode"]
    assert here.json["bundle"]["codes"] == sorted({each["code"] for each in there.json["findings"]})
    assert here.json["installed"] == report["installed"] and here.json["keyring"] == report["keyring"]
    shown = shop.vendor("doctor", bundle).expect(0).text
    assert "the same" in shown and b"\x1b" not in shown.encode() and "\x07" not in shown
    # Nothing but the bundle's own bytes decides: what was read is written again.
    assert bundle.read_bytes().startswith(b"latchkey/bundle@v1\nprogram latchkey 0.1.0\ntime 20")


def test_the_situations_are_many():
    assert len(SITUATIONS) == 21


@needs("faketime")
def test_a_clock_that_was_set_back_comes_out_the_same_elsewhere(shop, desk):
    # An hour at a time, until the floor follows.
    start = TODAY + timedelta(days=1)
    for hour in range(0, 80):
        day, time = start + timedelta(days=hour // 24), f"{hour % 24:02}:10:00"
        desk.latchkey("verify", before=on(day, time)).expect()
    back = on(TODAY)
    there = desk.latchkey("verify", "--json", before=back).expect()
    assert "clock-behind" in there.codes
    report, bundle = bundle_of(desk, before=back)
    assert report["clock"]["floor"][:10] == str(start + timedelta(days=3)) and report["clock"]["system"][:10] == str(TODAY)
    here = shop.vendor("doctor", bundle, "--json").expect(0).json
    assert here["reproduced"] and here["clock"] == report["clock"] and still(here["verdict"]) == still(there.json)


def test_another_day_is_answered_without_the_clock_there(shop, desk):
    _, bundle = bundle_of(desk)
    for day, mode, code in [
        (TODAY + timedelta(days=100), "full", []), (TODAY + timedelta(days=340), "full", ["expires-soon"]),
        (TODAY + timedelta(days=900), "read-only", ["expired"]),
    ]:
        answer = shop.vendor("doctor", bundle, "--at", day, "--json").expect(0).json
        assert answer["reproduced"] is True
        verdict = answer["verdict"]
        assert (verdict["mode"], [each["code"] for each in verdict["findings"]]) == (mode, code)
        checked = desk.latchkey("check", "acme.lic", "--at", day, "--json").json["verdict"]
        assert verdict == checked
        assert f"as it would be at {day}T12:00:00Z" in shop.vendor("doctor", bundle, "--at", day).text
    shop.vendor("doctor", bundle, "--at", "soon").expect(64)


def test_the_vendor_sees_whose_product_file_it_is(shop, stranger, desk, tmp_path):
    _, bundle = bundle_of(desk)
    assert shop.vendor("doctor", bundle, "--json").json["ownProduct"] is True
    assert "made here" in shop.vendor("doctor", bundle).text
    assert stranger.vendor("doctor", bundle, "--json").expect(0).json["ownProduct"] is False
    assert "not made here: other root keys" in stranger.vendor("doctor", bundle).text
    nowhere = Desk(tmp_path / "nowhere")
    assert "ownProduct" not in nowhere.vendor("doctor", bundle, "--json").expect(0).json
    assert "workspace" not in nowhere.vendor("doctor", bundle).text
    assert shop.vendor("doctor", "-", "--json", stdin=bundle.read_bytes()).expect(0).json["reproduced"] is True


def test_a_verdict_that_comes_out_differently_is_said(shop, desk):
    _, bundle = bundle_of(desk)
    text = bundle.read_text()
    for changed in (text.replace("\nmode full\n", "\nmode off\n"), text + "finding expired\n", text + "finding not-known-yet\n"):
        assert changed != text
        answer = shop.vendor("doctor", "-", "--json", stdin=changed.encode()).expect(1)
        assert answer.json["reproduced"] is False
        assert "it comes out differently" in shop.vendor("doctor", "-", stdin=changed.encode()).expect(1).text
    # What could not be stored there is the disk's matter.
    shop.vendor("doctor", "-", stdin=(text + "finding state-not-written\n").encode()).expect(0)


# --- what a person reads ---


def test_doctor_shows_everything_that_decides(shop, desk):
    order(shop, desk, "--url", "https://other.example", name="other.lic")
    desk.latchkey("import", "other.lic").expect()
    report, _ = bundle_of(desk, "--instance", "uuid-4712", expect=0)
    assert set(report) == {
        "program", "verdict", "product", "state", "clock", "site", "host", "facts", "keyring", "coveredUntil",
        "installed", "imports"}
    assert report["product"] | {"roots": 0, "built": 0} == {
        "path": str(desk / "latchkey.product"), "usable": True, "title": "Demo plugin", "version": "1.0.0", "built": 0,
        "roots": 0, "logProofRequired": False, "trialDays": 0, "trialFeatures": [], "unlicensed": "off"}
    assert re.fullmatch("[0-9a-f]{64}", report["product"]["roots"])
    state = report["state"]
    assert (state["folder"], state["mode"], state["writable"], state["previous"]) == (str(desk.state), "0700", "yes", "there")
    assert state["owner"] == f"user {os.geteuid()}, who runs this" and state["usable"] and state["historyUsable"]
    assert report["site"] == {"configured": SITE, "canonical": SITE, "problem": None, "coveredBy": SITE}
    assert report["host"] == "glpi 10.0.18"
    facts = {each["name"]: each["comparison"] for each in report["facts"]}
    assert facts["instance"] == "changed" and facts["path"] == "same"
    assert [each["role"] for each in report["keyring"]["keys"]] == ["license", "log", "repair", "revocation"]
    assert len(report["imports"]) == 2 and len(report["installed"]) == 2
    shown = desk.latchkey("doctor", "--instance", "uuid-4712").expect(0)
    assert shown.err == b"" and "uuid-4712" not in shown.text
    for said in [
        "product file\n", "\nstate\n", "\nclock\n", "\nsite\n", "\nkeyring\n", "\nlicenses\n", "\nlast imports\n",
        "instance: changed since the last request", "checksum       fine", "history        fine", "covered by", "refused",
        "vendor.example/revocation/", f"folder         {desk.state}", "copy of another installation",
    ]:
        assert said in shown.text, said
    away = desk.latchkey("doctor", "--json", "--url", "https://other.example/").json
    assert away["site"]["coveredBy"] == "https://other.example/"


def test_doctor_says_what_is_damaged(desk):
    path = desk.state / "state"
    good = path.read_bytes()
    path.write_bytes(good[:-3])
    report = desk.latchkey("doctor", "--json").expect(0).json
    assert report["state"]["usable"] and report["state"]["historyUsable"] is False
    assert "history        damaged" in desk.latchkey("doctor").expect(0).text
    path.write_bytes(good[:300])
    report = desk.latchkey("doctor", "--json").expect(2).json
    assert (report["state"]["usable"], report["state"]["problem"], report["installed"]) == (False, "state-unreadable", [])
    assert "problem" in desk.latchkey("doctor").expect(2).text
    path.write_bytes(good)
    (desk / "latchkey.product").write_bytes(b"")
    report = desk.latchkey("doctor", "--json").expect(2).json
    assert report["product"]["usable"] is False and report["keyring"]["version"] is None
    assert "the product file cannot be used" in desk.latchkey("doctor").expect(2).text


# --- what a bundle does not hold ---


def test_a_bundle_holds_nothing_secret(desk):
    key = (desk.state / "installation.key").read_text()
    seed = base64.b64decode(re.search(r"^seed (\S+)$", key, re.M)[1])
    machine = Path("/etc/machine-id").read_text().strip() if Path("/etc/machine-id").exists() else None
    desk.write("secret.txt", "file content")
    environment = desk.latchkey.environment | {"SECRET_OF_TEST": "environment-secret"}
    options = [
        "--instance", "uuid-4711", "--url", "https://ann:pass-word@glpi.acme.example/?session=token-1#fragment-9", "--force"]
    secrets = [
        seed, base64.b64encode(seed), base64.urlsafe_b64encode(seed), seed.hex().encode(), b"seed ", b"uuid-4711",
        b"environment-secret", b"file content", b"pass-word", b"ann:", b"token-1", b"fragment-9", str(desk.folder).encode(),
        b"/state/", b"product-path"]
    if machine:
        secrets += [machine.encode(), machine.encode().upper(), bytes.fromhex(machine)]
    # As words of their own: short names stand in Base64 by chance.
    names = [
        re.compile(rb"(?<![A-Za-z0-9+/=])" + re.escape(name.encode()) + rb"(?![A-Za-z0-9+/=])")
        for name in (getpass.getuser(), socket.gethostname())]
    for prepare in (lambda path: None, enlarge):
        prepare(desk.state / "state")
        desk.latchkey("doctor", "-o", "acme.bundle", *options, env=environment)
        parts = decoded(desk / "acme.bundle")
        for where, text in [("bundle", (desk / "acme.bundle").read_bytes()), *parts.items()]:
            for secret in secrets:
                assert secret not in text, (where, secret)
            for name in names:
                assert not name.search(re.sub(rb"/root/|\nroot ", b"\n", text)), (where, name.pattern)
        assert "product" in parts and "state" in parts and parts["url"] == (
            b"https://xxx:xxxx-xxxx@glpi.acme.example/?xxxxxxx=xxxxx-x#xxxxxxxx-x")
    assert {key for key, _ in lines_of(desk / "acme.bundle")} <= {
        "program", "time", "url", "version", "host", "feature", "fact", "evidence", "product", "state", "mode", "finding"}


def test_a_query_that_is_masked_changes_nothing(shop, desk):
    url = SITE + "?session=token-1"
    there = desk.latchkey("verify", "--url", url, "--json").expect()
    _, bundle = bundle_of(desk, "--url", url)
    assert there.codes == ["url-trimmed"]
    assert still(shop.vendor("doctor", bundle, "--json").expect(0).json["verdict"]) == still(there.json)


# --- files ---


def test_a_bundle_is_a_result_or_a_file_that_is_not_replaced(desk):
    result = desk.latchkey("doctor", "-o", "-").expect(0)
    assert result.out.startswith(b"latchkey/bundle@v1\n") and result.err == b""
    desk.write("taken", b"precious")
    before = snapshot(desk.folder)
    refused = desk.latchkey("doctor", "-o", "taken").expect(2)
    assert "already exists" in refused.talk and refused.out == b"" and snapshot(desk.folder) == before
    desk.latchkey("doctor", "-o", "missing/bundle").expect(2)
    for command in ("import", "check"):
        told = desk.latchkey(command, "-", stdin=result.out)
        assert told.status in (1, 2) and len(told.errors("latchkey")) == 1
    small = desk.latchkey("import", "-", stdin=b"latchkey/bundle@v1\nprogram a 1\n\n\xe2\x80\x94 a AAAA\n").expect(1)
    assert len(small.errors("latchkey")) == 1


@pytest.fixture(scope="module")
def bad(shop, stranger, tmp_path_factory):
    """Files that are no bundle, by name, and a good one to make them of."""
    desk = Desk(tmp_path_factory.mktemp("bad-bundles") / "admin")
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    order(shop, desk)
    desk.latchkey("import", "acme.lic").expect()
    desk.latchkey("doctor", "-o", "good.bundle").expect()
    good = (desk / "good.bundle").read_bytes()

    def line(key, value):
        changed = re.sub(rf"(?m)^{key} .*$".encode(), f"{key} {value}".encode(), good)
        assert changed != good
        return changed

    large = base64.b64encode(bytes(8 * MEBIBYTE + 1)).decode()
    contents = {
        "empty": b"", "half": good[: len(good) // 2], "one byte less": good[:-1], "binary": bytes(range(256)) * 64,
        "PDF": PDF, "license": (desk / "acme.lic").read_bytes(), "request": (desk / "acme.request").read_bytes(),
        "product file": (desk / "latchkey.product").read_bytes(), "state": (desk.state / "state").read_bytes(),
        "newer": good.replace(b"@v1", b"@v2", 1), "line endings": good.replace(b"\n", b"\r\n"),
        "prose before": b"Hello,\n\n" + good, "prose after": good + b"\nRegards\n", "lines": b"latchkey/bundle@v1\n" + b"a b\n" * 100_000,
        "a mode": line("mode", "more"), "a time": line("time", "2026"), "a host": line("program", "latchkey"),
        "Base64": line("product", "AAA"), "more Base64": line("product", "AAB="), "a state word": line("state", "missing"),
        "a state reason": line("state", "unreadable x"), "an escape": line("program", "a\x1b[31m 1"),
        "a product too large": line("product", base64.b64encode(bytes(300 * 1024)).decode()),
        "a state too large": line("state", large), "a fact twice": line("fact path", "0" * 32 + "\nfact path " + "1" * 32),
        "findings unsorted": good + b"finding b\nfinding a\n", "too many findings": good + b"".join(
            b"finding a%05d\n" % number for number in range(200)), "x line": good + b"x-a b\n",
        "13 MiB": good + b"a" * (13 * MEBIBYTE), "newlines": b"\n" * 100_000,
    }
    for name, text in contents.items():
        desk.write(f"bad {name}", text)
    (desk / "bad directory").mkdir()
    os.mkfifo(desk / "bad fifo")
    (desk / "bad zero").symlink_to("/dev/zero")
    with open(desk / "bad sparse", "wb") as file:
        file.truncate(10 * 1000**3)
    return desk


BAD = [
    "empty", "half", "one byte less", "binary", "PDF", "license", "request", "product file", "state", "newer",
    "line endings", "prose before", "prose after", "lines", "a mode", "a time", "a host", "Base64", "more Base64",
    "a state word", "a state reason", "an escape", "a product too large", "a state too large", "a fact twice",
    "findings unsorted", "too many findings", "x line", "13 MiB", "newlines", "directory", "fifo", "zero", "sparse",
    "missing",
]


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_bundle_is_one_clear_error(shop, bad, kind):
    for options in ([], ["--json"]):
        result, peak = bad.vendor.measured("doctor", f"bad {kind}", *options, "-C", shop.folder, timeout=10)
        assert_one_clear_error(result, "latchkey-vendor")
        is_fault = kind in {"directory", "fifo", "zero", "sparse", "missing", "13 MiB"}
        assert result.status == (2 if is_fault else 1) and result.out == b"", result.talk
        assert peak < 2 * PEAK, peak


def test_every_bad_bundle_is_tried(bad):
    made = {path.name.removeprefix("bad ") for path in bad.folder.glob("bad *")}
    assert made == set(BAD) - {"missing"} and len(BAD) == 35


def test_a_hostile_bundle_of_the_greatest_size_is_answered_in_bounds(shop, desk):
    """A state of 8 MiB that is one, full of lines, beside a product file."""
    blob = b"latchkey/state@v1\nchecksum 0000000000000000 8388000\n" + b"a b\n" * 2_000_000
    text = re.sub(rb"(?m)^state .*$", b"state " + base64.b64encode(blob), bundle_of(desk)[1].read_bytes())
    desk.write("huge.bundle", text)
    assert 10 * MEBIBYTE < len(text) < 12 * MEBIBYTE
    result, peak = desk.vendor.measured("doctor", "huge.bundle", "--json", "-C", shop.folder, timeout=20)
    assert result.json["verdict"]["findings"][0]["code"] == "state-unreadable" and peak < 4 * PEAK, peak
