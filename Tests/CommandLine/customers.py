"""What tests of a license that went out share: a vendor, installations, and what these sign with their key files, as an
installation would."""

import base64
import re
import shutil

import nacl.signing
import pytest

from conftest import PRODUCT, SITE, VENDOR, Desk
from ledger_records import append, ledger, record, records
from signature_judges import key_id, parse_vkey, pynacl_says
from signed_notes import items, note_text, signature_lines

UNKNOWN = "01M7YQ1WE0MNGMA9RCWTSVXF8X"
READS_LISTS = ["latchkey/clock-repair@v1", "latchkey/keyring@v1", "latchkey/license@v1", "latchkey/revocations@v1"]


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
