"""The whole path from keys to a license in force, how its commands answer, and what an installation remembers."""

import os
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from conftest import BIN, PRODUCT, SITE, VENDOR, Desk, import_codes, needs_root, order, snapshot


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
