"""Licenses that are given back: the receipt that an administrator gets and that the license does not return, and what a vendor
makes of the receipt."""

import base64
import re
import shutil
import subprocess

from benches import content, plain
from conftest import PRODUCT, SITE, VENDOR, Desk, needs_tracing, order, snapshot
from customers import UNKNOWN, bound, client, installation, issue, other, receipt, request, vendor  # noqa: F401
from faults import disturbed, injections, steps
from issued_files import issued
from ledger_records import ledger, record, records
from signed_notes import signature_lines
from verdicts import codes, number, status, yearly  # noqa: F401
from wrong_files import assert_one_clear_error


# --- giving back ---


def test_a_license_that_is_given_back_leaves_a_receipt_and_does_not_return(shop, yearly):
    desk, _ = yearly
    license = number(desk / "acme.lic")
    for words, said in [
        (["return", license, "-o", "back"], "nobody can be asked"), (["return", license], "--output"),
        (["return", "acme.lic", "-o", "back"], "license-id"),
    ]:
        before = snapshot(desk.folder)
        result = desk.latchkey(*words).expect(64)
        assert said in result.talk and snapshot(desk.folder) == before, words
    unknown = desk.latchkey("return", "0" * 26, "-o", "back", "--yes").expect(1)
    assert unknown.talk.splitlines() == [
        f"latchkey: error: no license {'0' * 26} is installed", f"latchkey: hint: installed: {license}"]
    given = desk.latchkey("return", license, "-o", "back", "--yes").expect()
    assert given.out == b"" and "send it to the vendor" in given.talk
    receipt = (desk / "back").read_bytes()
    assert receipt.startswith(b"latchkey/return@v1\n") and f"\nlicense {license}\n".encode() in receipt
    name, _ = signature_lines(receipt)[0]
    answer, _ = status(desk, expect=1)
    assert name == f"installation/{answer['installation']}"
    assert codes(answer) == ["nothing-installed"] and answer["installed"] == []
    refused = desk.latchkey("import", "acme.lic", "--json")
    assert "given-back" in [each["code"] for each in refused.json["import"]["findings"]]
    # Again gives the same bytes, without a question.
    state = content(desk.state / "state")
    assert "already exists" in desk.latchkey("return", license, "-o", "back").expect(2).talk
    desk.latchkey("return", license, "-o", "again").expect()
    assert (desk / "again").read_bytes() == receipt and content(desk.state / "state") == state
    assert desk.latchkey("return", license, "-o", "-").expect().out == receipt
    nothing = desk.latchkey("return", "0" * 26, "-o", "other", "--yes").expect(1)
    assert "hint: none is installed" in nothing.talk and not (desk / "other").exists()


def test_on_a_terminal_a_return_asks(yearly):
    desk, last = yearly
    license = number(desk / "acme.lic")
    for answer in ("", "n", "yesterday"):
        before = snapshot(desk.folder)
        result = desk.latchkey.on_terminal("return", license, "-o", "back", answer=answer).expect(1)
        assert f"give back {license}, subscription to {last} for ACME SA?" in result.text
        assert "nothing was changed" in result.text and snapshot(desk.folder) == before
    desk.latchkey.on_terminal("return", license, "-o", "back", answer="yes").expect(0)
    assert (desk / "back").exists() and status(desk)[0]["installed"] == []


def test_a_receipt_that_cannot_be_written_can_be_had_again(yearly):
    desk, _ = yearly
    license = number(desk / "acme.lic")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            desk.latchkey.command("return", license, "-o", "-", "--yes"), cwd=desk.folder,
            env=desk.latchkey.environment, stdout=full, stderr=subprocess.PIPE)
    told = done.stderr.decode().splitlines()
    assert done.returncode == 2 and len(told) == 2
    assert "the license is given back" in told[0] and "no space left on device" in told[0]
    assert "run the same command again" in told[1]
    desk.latchkey("return", license, "-o", "back", "--yes").expect()
    assert f"\nlicense {license}\n" in (desk / "back").read_text()


@needs_tracing
def test_a_return_that_is_disturbed_at_any_step_can_be_made_again(shop, tmp_path):
    desk = Desk(tmp_path / "admin")
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    license = number(order(shop, desk))
    desk.latchkey("import", "acme.lic").expect()
    shutil.copytree(desk / "state", tmp_path / "template")

    def restore():
        shutil.rmtree(desk / "state")
        for path in [*desk.folder.glob("*.out"), *desk.folder.glob(".latchkey-*")]:
            path.unlink()
        shutil.copytree(tmp_path / "template", desk / "state")

    command = ["return", license, "-o", "back.out", "--yes"]
    old = content(desk.state / "state")
    found = steps(desk.latchkey, command, [desk.folder, "back.out"])
    outcomes = {"nothing": 0, "state only": 0, "both": 0}
    for call, count, fault in injections(found):
        restore()
        what = (call, count, fault)
        result = disturbed(desk.latchkey, command, *what)
        state, receipt = content(desk.state / "state"), content(desk / "back.out")
        plain(state)
        assert receipt is None or receipt.startswith(b"latchkey/return@v1\n") and receipt.endswith(b"=\n"), what
        # No receipt is out while the license is still in.
        assert receipt is None or state != old, what
        outcomes["both" if receipt else "nothing" if state == old else "state only"] += 1
        if fault.startswith("error"):
            assert (result.status == 0) == (receipt is not None) and result.status in (0, 2), (what, result.talk)
            assert not list(desk.folder.rglob(".latchkey-*")), what
            if result.status:
                assert len(result.errors("latchkey")) == 1 and len(result.talk.splitlines()) <= 2, what
        kept = [line for line in state.split(b"\n") if line.startswith(b"\xe2\x80\x94 installation/")]
        desk.latchkey(*command, "--force").expect(0)
        again = (desk / "back.out").read_bytes()
        assert receipt in (None, again), what
        # What the state kept is what goes out, to the last byte of its signature.
        assert not kept or again.endswith(kept[0] + b"\n"), what
        assert desk.latchkey("verify", "--json").expect(1).codes == ["nothing-installed"], what
    print(f"return: {outcomes}")
    assert outcomes["nothing"] >= 40 and outcomes["state only"] >= 20 and outcomes["both"] >= 3


# --- taking back ---


def test_a_return_is_checked_kept_and_told(vendor, client):
    license, _ = issue(
        vendor, "--installation", installation(client), "--starts", "2026-11-01", "--expires", "2099-12-31", customer="Zoë & Co")
    note = receipt(client, license, time="2020-01-01T00:00:00Z")
    vendor.write("a.return", note)
    answer = vendor.vendor("returned", "a.return", "--json").expect()
    assert answer.err == b"" and answer.json == {
        "license": license, "customer": "Zoë & Co", "installation": installation(client), "time": "2020-01-01T00:00:00Z",
        "daysLeft": answer.json["daysLeft"], "known": False, "record": answer.json["record"]}
    assert 20_000 < answer.json["daysLeft"] <= 26_723
    assert ledger(vendor, "SELECT kind, name, body FROM record WHERE number = ?", answer.json["record"]) == [
        ("return", license, note.decode())]
    before = snapshot(vendor.folder)
    for again in (note, receipt(client, license)):
        told = vendor.vendor("returned", "-", stdin=again).expect()
        assert "this return is known already" in told.talk and "2020-01-01T00:00:00Z" in told.text
        assert vendor.vendor("returned", "-", "--json", stdin=again).expect().json == answer.json | {"known": True}
    assert snapshot(vendor.folder) == before
    assert f"latchkey-vendor revoke {license} --reason returned" in told.talk
    vendor.vendor("revoke", license, "--reason", "returned").expect()


def test_returns_of_several_installations_are_kept_beside_each_other(vendor, client, other):
    license = bound(vendor)
    for desk in (client, other, client, other):
        vendor.vendor("returned", "-", stdin=receipt(desk, license)).expect()
    assert records(vendor, "return", license) == [receipt(client, license), receipt(other, license)]
    perpetual, _ = issue(vendor, "--installation", "any", "--perpetual", "--maintenance-until", "never")
    told = vendor.vendor("returned", "-", stdin=receipt(client, perpetual)).expect()
    assert "days left      no end" in told.text
    assert vendor.vendor("returned", "-", "--json", stdin=receipt(client, perpetual)).expect().json["daysLeft"] is None


def test_a_return_that_mail_changed_is_repaired_and_one_that_is_none_told_apart(vendor, client, other, stranger):
    license = bound(vendor, client)
    good = receipt(client, license)
    foreign = stranger.vendor(
        "issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", "--url", "any").expect().out
    identity = base64.b64encode(bytes([1]) + bytes(31))
    refused = [
        (b"", "this is not a return receipt any more"), (good[:150], "this is not a return receipt any more"),
        (bytes(300), "this is not a return receipt any more"), (b"%PDF-1.7\n", "this is not a return receipt any more"),
        (good.replace(b"2027-02-08", b"2027-02-09"), "the return receipt does not match its signature"),
        (good.replace(b"time 2027", b"time x027"), "the return receipt does not match its signature"),
        (receipt(client, license, signer=other), "the return receipt does not match its signature"),
        (re.sub(rb"(?m)^key .*$", b"key " + identity, good), "the return receipt does not match its signature"),
        (request(client), "this is an activation request, not a return receipt"),
        (record(vendor, "license", license), "this is a license, not a return receipt"),
        (issued(foreign, stranger)[0], "this is a license, not a return receipt"),
        (receipt(client, license, vendor="stranger.example"), f"the return receipt is for stranger.example, not for {VENDOR}"),
        (receipt(client, license, product="else"), f"for {VENDOR}/else, not for {VENDOR}/{PRODUCT}"),
        (receipt(client, UNKNOWN), f"no license {UNKNOWN} was issued here"),
        (receipt(other, license), f"the license {license} is not for the installation {installation(other)}"),
    ]
    before = snapshot(vendor.folder)
    for file, said in refused:
        result = vendor.vendor("returned", "-", stdin=file).expect(1)
        assert_one_clear_error(result, "latchkey-vendor")
        assert said in result.talk and result.out == b"", result.talk
        assert snapshot(vendor.folder) == before
    for words, said in [("missing", "does not exist"), ("keys", "is a folder"), ("/dev/zero", "is a device")]:
        result = vendor.vendor("returned", words, timeout=5).expect(2)
        assert_one_clear_error(result, "latchkey-vendor")
        assert said in result.talk
    vendor.write("large", b"latchkey/return@v1\n" * 20_000)
    assert "is larger than 262144 bytes" in vendor.vendor("returned", "large").expect(2).talk
    quoted = b"Hello,\r\n" + b"".join(b"> " + line + b"\r\n" for line in good.splitlines())
    told = vendor.vendor("returned", "-", stdin=quoted).expect()
    assert "the receipt was changed on its way and could be repaired: line endings, quote marks, text around it" in told.talk
    assert records(vendor, "return") == [good]
    assert len(refused) == 15


def test_inspect_knows_the_key_that_a_receipt_brings(vendor, client):
    for program in (vendor.vendor, client.latchkey):
        for file, state in [(receipt(client, UNKNOWN), "good"), (receipt(client, UNKNOWN, product="x").replace(b"product x", b"product y"), "BAD")]:
            item, = program("inspect", "-", "--json", stdin=file).expect().json["items"]
            assert (item["document"], item["signatures"][0]["state"]) == ("return receipt", state)
