"""What a vendor does after a license went out: taking it back, repairing a customer's clock, taking a return.

Documents are checked with hashlib, OpenSSL and PyNaCl; receipts and requests are signed with the installation's key
file, as an installation would.
"""

import base64
import json
import re
import shutil
import subprocess

import nacl.signing
import pytest

from conftest import (
    PASSPHRASE, PRODUCT, SITE, VENDOR, Desk, append, assert_ledger_is_whole, change, everything, issued, items, ledger, needs,
    needs_root, needs_tracing, note_text, record, records, signature_lines, snapshot)
from test_bad_input import assert_one_clear_error
from test_faults import (
    ALL, LEDGER_CALLS, Workspace, assert_error, content, disturbed, injections, mounted, rows, steps)
from test_judges import JUDGES, key_id, parse_vkey, pynacl_says

UNKNOWN = "01M7YQ1WE0MNGMA9RCWTSVXF8X"
READS_LISTS = ["latchkey/clock-repair@v1", "latchkey/keyring@v1", "latchkey/license@v1", "latchkey/revocations@v1"]


# --- what is on the desks ---


@pytest.fixture
def vendor(shop, tmp_path):
    """A workspace of its own, with all that the shop has; nothing was ever revoked, repaired or returned in it."""
    shutil.copytree(shop.folder, tmp_path / "vendor", ignore=shutil.ignore_patterns("tmp*", "*.lic", "latchkey.product"))
    desk = Desk(tmp_path / "vendor")
    assert not [kind for kind in ("revocations", "repair", "return") if records(desk, kind)]
    return desk


def admin(shop, folder):
    desk = Desk(folder)
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    return desk


@pytest.fixture(scope="module")
def client(shop, tmp_path_factory):
    """An installation that made a request."""
    return admin(shop, tmp_path_factory.mktemp("life") / "admin")


@pytest.fixture(scope="module")
def other(shop, tmp_path_factory):
    """Another one."""
    return admin(shop, tmp_path_factory.mktemp("life") / "other")


def installation(desk):
    return fields((desk / "acme.request").read_bytes())["installation"][0]


def issue(vendor, *options, customer="ACME SA"):
    """Issues a license; gives its number and the file."""
    file = vendor.vendor("issue", "--product", PRODUCT, "--url", "any", "--customer", customer, *options).expect().out
    return fields(items(file)[0])["id"][0], file


def bound(vendor, *desks, customer="ACME SA"):
    """The number of a license for these desks; for any installation where there is none."""
    names = [option for desk in desks for option in ("--installation", installation(desk))]
    return issue(vendor, *(names or ["--installation", "any"]), customer=customer)[0]


def fields(note):
    """The type and the values of each key of a document."""
    first, *lines = note_text(note).decode().splitlines()
    values = {"type": first}
    for line in lines:
        key, value = line.split(" ", 1)
        values.setdefault(key, []).append(value)
    return values


def keys(vendor):
    return {key["role"]: parse_vkey(key["vkey"]) for key in vendor.vendor("keys", "list", "--json").json["keys"]}


def assert_signed(note, key):
    """The one signature is by the key, name and ID."""
    name, number, public = key
    (signer, stamped), = signature_lines(note)
    assert (signer, stamped[:4]) == (name, number)
    assert pynacl_says(public, note_text(note), stamped[4:])


def seed(desk):
    return base64.b64decode((desk.state / "installation.key").read_text().splitlines()[1].split(" ")[1], validate=True)


def sign(text, desk, name=None):
    """A note over a text by the installation's key, under its name."""
    key = nacl.signing.SigningKey(seed(desk))
    name = name or f"installation/{installation(desk)}"
    stamp = key_id(name, bytes(key.verify_key)) + key.sign(text.encode()).signature
    return f"{text}\n— {name} {base64.b64encode(stamp).decode()}\n".encode()


def receipt(desk, license, time="2027-02-08T11:45:00Z", vendor=VENDOR, product=PRODUCT, signer=None):
    public = base64.b64encode(bytes(nacl.signing.SigningKey(seed(desk)).verify_key)).decode()
    name = installation(desk)
    text = (
        f"latchkey/return@v1\ninstallation {name}\nkey {public}\nvendor {vendor}\nproduct {product}\nlicense {license}\n"
        f"time {time}\n")
    return sign(text, signer or desk, f"installation/{name}")


def request(desk, accepts=READS_LISTS, former=(), vendor=VENDOR, keyring=1):
    """The desk's request with other lines, signed anew."""
    text = note_text((desk / "acme.request").read_bytes()).decode()
    text = re.sub(r"(?m)^(accepts|former-fact) .*\n", "", text)
    lines = [f"former-fact {name} {name.encode().hex():0<32}\n" for name in former] + [f"accepts {each}\n" for each in accepts]
    text = re.sub(r"(?m)^keyring \d+\n", "".join(lines) + f"keyring {keyring}\n", text)
    return sign(re.sub(r"(?m)^vendor .*$", f"vendor {vendor}", text), desk)


def publish_keyring(vendor):
    """Keeps keyring version 2, as the root signs it."""
    text = note_text(record(vendor, "keyring", "1")).decode().replace("\nversion 1\n", "\nversion 2\n")
    packed = (vendor / "keys/root-1.key").read_text().strip().removeprefix("k4.secret.")
    root = nacl.signing.SigningKey(base64.urlsafe_b64decode(packed + "==")[:32])
    name = f"{VENDOR}/root/1"
    stamp = key_id(name, bytes(root.verify_key)) + root.sign(text.encode()).signature
    note = f"{text}\n— {name} {base64.b64encode(stamp).decode()}\n".encode()
    append(vendor, "keyring", "2", note)
    vendor.vendor("keys", "list").expect()
    return note


def lists(vendor):
    """The epoch and the licenses with their reasons of each newest list in the ledger."""
    found = {}
    for scope, note in state_of_lists(vendor).items():
        values = fields(note)
        assert values["type"] == "latchkey/revocations@v1" and values["scope"] == [scope]
        found[scope] = (int(values["epoch"][0]), values.get("revoked", []))
    return found


def state_of_lists(vendor):
    """The newest list of each scope."""
    found = ledger(vendor, "SELECT name, body FROM record WHERE kind = 'revocations' ORDER BY number")
    return {scope: body.encode() for scope, body in found}


# --- revoking ---


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


# --- interruptions ---


def plain(found):
    """Lists without what differs from run to run."""
    return {
        name: re.sub(r"(?m)^issued .*$", "issued TIME", note_text(note).decode()) for name, note in found.items()}


@needs_tracing
@pytest.mark.parametrize("first", [True, False], ids=["the first", "another"])
def test_a_revocation_that_is_disturbed_at_any_step_loses_nothing_and_is_finished_by_the_same_command(
        vendor, client, tmp_path, first):
    held, license = bound(vendor, client, customer="Held"), bound(vendor, client)
    if not first:
        vendor.vendor("revoke", held, "--reason", "stolen").expect()
    workspace = Workspace(vendor.folder, tmp_path)
    desk = workspace.desk
    old, before = state_of_lists(desk), workspace.seen()
    command = ["revoke", license, "--reason", "refunded", "-o", "a.out"]
    found = steps(desk.vendor, command, [desk.folder, "\"./", "a.out"], LEDGER_CALLS)
    new = plain(state_of_lists(desk))
    assert len(new) == 2
    fixed = snapshot(desk / "keys", desk / "vendor")
    outcomes = {"old": 0, "kept alone": 0, "out": 0}
    for call, number, fault in injections(found, ["EIO", "ENOSPC"], every=ALL):
        workspace.restore()
        what = (call, number, fault)
        result = disturbed(desk.vendor, command, *what)
        after, output = workspace.seen(), content(desk / "a.out")
        now = state_of_lists(workspace.probe)
        # All lists are the old ones, or all are new; nothing else is lost or changed.
        assert after == before or plain(now) == new, what
        assert after["record"][:len(before["record"])] == before["record"], what
        assert output is None or plain(now) == new and output == now[installation(client)], what
        outcomes["out" if output is not None else "kept alone" if after != before else "old"] += 1
        if fault.startswith("error"):
            assert result.status in (0, 2) and (result.status == 0) == (output is not None), (what, result.talk)
            if result.status:
                assert_error(result, "latchkey-vendor")
        assert snapshot(desk / "keys", desk / "vendor") == fixed, what
        desk.vendor(*command, "--force").expect()
        # Finished, and nothing is counted twice.
        assert plain(state_of_lists(desk)) == new and len(records(desk, "revocations")) == len(old) + 2, what
        assert content(desk / "a.out") == state_of_lists(desk)[installation(client)]
        workspace.assert_tidy(what)
    print(f"revoke: {outcomes}")
    assert min(outcomes.values()) >= 1 and sum(outcomes.values()) >= 20


@needs_tracing
@pytest.mark.parametrize("kind", ["repair", "return"])
def test_a_repair_or_a_return_that_is_disturbed_leaves_no_half_record(vendor, client, tmp_path, kind):
    if kind == "repair":
        command = ["repair-clock", installation(client), "-o", "a.out"]
    else:
        vendor.write("a.return", receipt(client, bound(vendor, client)))
        command = ["returned", "a.return"]
    workspace = Workspace(vendor.folder, tmp_path)
    desk = workspace.desk
    before = workspace.seen()
    found = steps(desk.vendor, command, [desk.folder, "\"./", "a.out"], LEDGER_CALLS)
    fixed = snapshot(desk / "keys", desk / "vendor")
    outcomes = {"nothing": 0, "kept": 0}
    for call, number, fault in injections(found, ["EIO", "ENOSPC"], every=ALL):
        workspace.restore()
        what = (call, number, fault)
        result = disturbed(desk.vendor, command, *what)
        after, output = workspace.seen(), content(desk / "a.out")
        kept = rows(after, kind)
        assert len(kept) <= 1 and (kept or after == before) and (output is None or kept == [output]), what
        outcomes["kept" if kept else "nothing"] += 1
        for note in kept:
            assert items(note) == [note]
        if fault.startswith("error"):
            assert result.status in (0, 2), (what, result.talk)
            if result.status:
                assert_error(result, "latchkey-vendor")
            else:
                assert kept
        assert snapshot(desk / "keys", desk / "vendor") == fixed
        desk.vendor(*command, *(["--force"] if kind == "repair" else [])).expect()
        # A receipt is kept once; each repair is a new one.
        assert len(rows(workspace.seen(), kind)) == (1 if kind == "return" else len(kept) + 1), what
        workspace.assert_tidy(what)
    print(f"{kind}: {outcomes}")
    assert min(outcomes.values()) >= 1 and sum(outcomes.values()) >= 20


@needs_root
@needs("mount")
def test_a_full_disk_keeps_what_was_there(vendor, client, tmp_path):
    vendor.vendor("revoke", bound(vendor, client), "--reason", "other").expect()
    license = bound(vendor, client)
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(path.stat().st_size for path in vendor.folder.rglob("*") if path.is_file())
    mounted("-t", "tmpfs", "-o", f"size={(size >> 10) + 1024}k", "tmpfs", disk)
    try:
        desk = Desk(shutil.copytree(vendor.folder, disk / "vendor"))
        before, lists_before = everything(desk), lists(desk)
        with open(disk / "filler", "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        for command in (["revoke", license, "--reason", "other"], ["repair-clock", installation(client)],
                        ["issue", "--product", PRODUCT, "--url", "any", "--customer", "A", "--installation", "any"]):
            result = desk.vendor(*command).expect(2)
            assert "no space left on device" in result.errors("latchkey-vendor")[0] and "make room" in result.talk
            assert result.out == b"" and everything(desk) == before
        (disk / "filler").unlink()
        desk.vendor("revoke", license, "--reason", "other").expect()
        assert {epoch for epoch, _ in lists(desk).values()} == {2} and lists(desk).keys() == lists_before.keys()
        assert_ledger_is_whole(desk)
    finally:
        subprocess.run(["umount", disk], check=True)


def test_two_revocations_at_once_both_count(vendor, client):
    numbers = [bound(vendor, client) for _ in range(6)]
    running = [
        subprocess.Popen(
            vendor.vendor.command("revoke", number, "--reason", "other"), cwd=vendor.folder, env=vendor.vendor.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for number in numbers]
    assert [each.wait(timeout=30) for each in running] == [0] * 6
    expected = (6, sorted(f"{number} other" for number in numbers))
    assert lists(vendor) == {"all": expected, installation(client): expected}


# --- clock repairs ---


def test_a_repair_is_for_one_installation_and_never_twice_the_same(vendor, client):
    name = installation(client)
    typed = name.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    first = vendor.vendor("repair-clock", typed, "-o", "a.repair", "--json").expect()
    note = (vendor / "a.repair").read_bytes()
    values = fields(note)
    assert list(values) == ["type", "vendor", "installation", "issued", "nonce"]
    assert (values["type"], values["vendor"], values["installation"]) == ("latchkey/clock-repair@v1", [VENDOR], [name])
    nonce, issued = values["nonce"][0], values["issued"][0]
    assert re.fullmatch(r"[0-9a-f]{32}", nonce)
    assert first.json == {
        "installation": name, "issued": issued, "nonce": nonce, "file": "a.repair",
        "record": first.json["record"]}
    assert_signed(note, keys(vendor)["repair"])
    second = vendor.vendor("repair-clock", name).expect()
    assert fields(second.out)["nonce"] != [nonce]
    assert "it is good once, and nowhere else" in second.talk and name in second.talk
    assert records(vendor, "repair", name) == [note, second.out]
    assert ledger(vendor, "SELECT body FROM record WHERE number = ?", first.json["record"]) == [(note.decode(),)]


def test_a_repair_can_answer_a_request(vendor, client):
    quoted = b"Hello,\r\n" + b"".join(b"> " + line + b"\r\n" for line in request(client).splitlines())
    table = [
        (request(client), None), (quoted, "could be repaired: line endings, quote marks, text around it"),
        (request(client, READS_LISTS[1:]), "does not say that this installation can read clock repairs"),
    ]
    for file, said in table:
        result = vendor.vendor("repair-clock", "--request", "-", stdin=file).expect()
        assert fields(result.out)["installation"] == [installation(client)]
        assert said in result.talk if said else len(result.talk.splitlines()) == 1
    keyring = publish_keyring(vendor)
    for words, file, riders in [
        ([installation(client)], b"", [keyring]), (["--request", "-"], request(client), [keyring]),
        (["--request", "-"], request(client, keyring=2), []),
    ]:
        assert items(vendor.vendor("repair-clock", *words, stdin=file).expect().out)[1:] == riders


def test_a_repair_that_cannot_be_is_refused_and_leaves_nothing(vendor, client, other):
    good = installation(client)
    slip = good[:-1] + ("0" if good[-1] != "0" else "1")
    changed = request(client).replace(b"\nkeyring 1\n", b"\nkeyring 2\n")
    table = [
        (64, [], b"", "name an installation"), (64, [good, "--request", "-"], request(client), "name an installation"),
        (64, [slip], b"", "is not an installation ID"), (64, ["any"], b"", "is not an installation ID"),
        (64, [good, "--json"], b"", "--json needs -o FILE"),
        (2, ["--request", "missing"], b"", "does not exist"), (2, ["--request", "keys"], b"", "is a folder"),
        (1, ["--request", "-"], b"", "this is not an activation request any more"),
        (1, ["--request", "-"], request(client)[:200], "this is not an activation request any more"),
        (1, ["--request", "-"], changed, "does not match its signature"),
        (1, ["--request", "-"], request(client, vendor="stranger.example"), "the activation request is for stranger.example"),
        (1, ["--request", "-"], receipt(client, UNKNOWN), "this is a return receipt, not an activation request"),
        (2, [good, "-o", "vendor"], b"", "already exists"),
    ]
    before = snapshot(vendor.folder)
    for status, words, file, said in table:
        result = vendor.vendor("repair-clock", *words, stdin=file).expect(status)
        assert_one_clear_error(result, "latchkey-vendor")
        assert said in result.talk and result.out == b"", (words, result.talk)
        assert snapshot(vendor.folder) == before, words
    assert len(table) == 13


# --- returns ---


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


# --- issuing and products ---


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
