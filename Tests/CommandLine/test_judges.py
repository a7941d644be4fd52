"""Other people's implementations verify what this project signs, and open the keys that it writes.

Nothing here calls the project to check its own work: key IDs, installation IDs and signatures are worked out with
hashlib, OpenSSL, PHP's sodium, pyca/cryptography, PyNaCl and pyseto.
"""

import base64
import hashlib

import pyseto
import pytest
from cryptography.hazmat.primitives import serialization

from conftest import PASSPHRASE, PRODUCT, SITE, VENDOR, Desk, needs, order
from issued_files import issued
from ledger_records import record
from signature_judges import JUDGES, key_id, parse_vkey, pynacl_says
from signed_notes import items, note_text, signature_lines

PROGRAMS = {"OpenSSL with DER": "openssl", "OpenSSL with PEM": "openssl", "PHP": "php"}


@pytest.fixture(scope="module")
def documents(shop, tmp_path_factory):
    """Notes of each kind with the public key of their signer: (name, note, key name, key ID, public key)."""
    desk = Desk(tmp_path_factory.mktemp("judged") / "admin")
    desk.receive(shop / "latchkey.product")
    desk.latchkey("request", "--product", "latchkey.product", "--url", SITE, "-o", "acme.request").expect()
    order(shop, desk, "--note", "Größe 𝔘", customer="Société Générale Øst")
    keys = {key["role"]: parse_vkey(key["vkey"]) for key in shop.vendor("keys", "list", "--json").json["keys"]}
    request = (desk / "acme.request").read_bytes()
    lines = dict(line.split(" ", 1) for line in request.decode().splitlines() if line.startswith(("key ", "installation ")))
    name = f"installation/{lines['installation']}"
    public = base64.b64decode(lines["key"], validate=True)
    keyring = record(shop, "keyring", "1")
    assert (shop / "latchkey.product").read_bytes().endswith(b"\n\n" + keyring)
    return {
        "license": (issued((desk / "acme.lic").read_bytes(), shop)[0], *keys["license"]),
        "checkpoint": (items((desk / "acme.lic").read_bytes())[1].split(b"\n\n", 1)[1], *keys["log"]),
        "keyring": (keyring, *keys["root"]),
        "request": (request, name, key_id(name, public), public),
    }


@pytest.mark.parametrize("document", ["license", "checkpoint", "keyring", "request"])
@pytest.mark.parametrize("judge", [pytest.param(name, marks=needs(PROGRAMS.get(name, "sh"))) for name in JUDGES])
def test_a_judge_accepts_what_we_sign_and_refuses_an_edited_byte(documents, tmp_path, judge, document):
    note, _, _, public = documents[document]
    says = lambda *parts: JUDGES[judge](tmp_path, *parts)
    text = note_text(note)
    (_, stamped), = signature_lines(note)
    signature = stamped[4:]
    assert len(signature) == 64
    assert says(public, text, signature)
    edits = 0
    for index in (0, len(text) // 2, len(text) - 1):
        edited = bytearray(text)
        edited[index] ^= 1
        assert not says(public, bytes(edited), signature)
        edits += 1
    for index in (0, 31, 32, 63):
        edited = bytearray(signature)
        edited[index] ^= 1
        assert not says(public, text, bytes(edited))
        edits += 1
    assert not says(public, text[:-1], signature)
    assert edits == 7


@pytest.mark.parametrize("judge", ["cryptography", "PyNaCl"])
def test_every_byte_of_a_license_counts(documents, tmp_path, judge):
    note, _, _, public = documents["license"]
    text = note_text(note)
    signature = signature_lines(note)[0][1][4:]
    refused = 0
    for index in range(len(text)):
        edited = bytearray(text)
        edited[index] ^= 0x20
        refused += not JUDGES[judge](tmp_path, public, bytes(edited), signature)
    assert refused == len(text) > 300


def test_key_ids_are_those_of_the_signed_note_specification(shop, documents):
    keys = [parse_vkey(key["vkey"]) for key in shop.vendor("keys", "list", "--json").json["keys"]]
    assert len(keys) == 5
    for name, stated, public in keys:
        assert stated == key_id(name, public) and name.startswith(f"{VENDOR}/")
    for note, name, stated, public in documents.values():
        (signer, stamped), = signature_lines(note)
        assert (signer, stamped[:4]) == (name, key_id(name, public)) == (name, stated)


# --- the installation's ID ---

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
POWERS = [1]
while len(POWERS) < 31:
    doubled = POWERS[-1] << 1
    POWERS.append(doubled ^ 0b100101 if doubled & 32 else doubled)
LOGS = {value: exponent for exponent, value in enumerate(POWERS)}


def times(left, right):
    return POWERS[(LOGS[left] + LOGS[right]) % 31] if left and right else 0


def check_symbols(data):
    """Long division of the data, shifted by two symbols, by (x - a)(x - a^2) over GF(32)."""
    generator = [1, POWERS[1] ^ POWERS[2], times(POWERS[1], POWERS[2])]
    rest = list(data) + [0, 0]
    for index in range(len(data)):
        factor = rest[index]
        for offset, coefficient in enumerate(generator):
            rest[index + offset] ^= times(factor, coefficient)
    return rest[-2:]


def installation_id(public):
    number = int.from_bytes(hashlib.blake2b(public, digest_size=32).digest()[:16], "big")
    data = [number >> shift & 31 for shift in range(125, -1, -5)]
    text = "".join(SYMBOLS[value] for value in data + check_symbols(data))
    return "-".join(text[index: index + 4] for index in range(0, 28, 4))


def test_the_field_is_the_one_that_the_design_names():
    assert len(set(POWERS)) == 31 and POWERS[5] == 0b101
    # A codeword vanishes at both roots.
    word = [3, 1, 4, 1, 5] + check_symbols([3, 1, 4, 1, 5])
    for root in POWERS[1:3]:
        value = 0
        for symbol in word:
            value = times(value, root) ^ symbol
        assert value == 0


def test_an_installation_id_is_what_python_makes_of_the_public_key(shop, tmp_path):
    seen = set()
    for number in range(8):
        desk = Desk(tmp_path / str(number))
        desk.receive(shop / "latchkey.product")
        request = desk.latchkey("request", "--product", "latchkey.product", "--url", SITE).expect().text
        lines = dict(line.split(" ", 1) for line in request.splitlines()[1:8])
        assert lines["installation"] == installation_id(base64.b64decode(lines["key"], validate=True))
        seen.add(lines["installation"])
    assert len(seen) == 8


def test_no_slip_in_one_symbol_and_no_swap_passes_as_another_installation(shop, documents):
    note = documents["request"][0].decode()
    good = note.splitlines()[1].split(" ")[1]
    plain = good.replace("-", "")
    data = [SYMBOLS.index(symbol) for symbol in plain]
    valid = lambda values: values[-2:] == check_symbols(values[:-2])
    assert valid(data)
    slips = [data[:at] + [value] + data[at + 1:] for at in range(28) for value in range(32) if value != data[at]]
    swaps = [
        data[:at] + [data[at + 1], data[at]] + data[at + 2:] for at in range(27) if data[at] != data[at + 1]]
    assert len(slips) == 28 * 31 and swaps
    assert not any(map(valid, slips + swaps))
    # The program agrees on one slip at each place.
    refused = 0
    for at in range(28):
        typed = plain[:at] + SYMBOLS[(data[at] + 1) % 32] + plain[at + 1:]
        result = shop.vendor(
            "issue", "--product", PRODUCT, "--customer", "A", "--url", "any", "--installation", typed).expect(64)
        refused += "is not an installation ID" in result.talk
    assert refused == 28


# --- key files ---


def paseto_public(key):
    return key._key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def test_pyseto_opens_a_key_file_without_passphrase(shop):
    names = {key["role"]: key for key in shop.vendor("keys", "list", "--json").json["keys"]}
    path, = (shop / "keys").glob("license-*.key")
    key = pyseto.Key.from_paserk(path.read_text().strip())
    assert paseto_public(key) == parse_vkey(names["license"]["vkey"])[2]


def test_pyseto_opens_and_rewraps_a_key_file_and_ours_opens_its(locked):
    path = locked / "keys/license-key.key"
    ours = path.read_text()
    assert ours.startswith("k4.secret-pw.") and ours.endswith("\n")
    key = pyseto.Key.from_paserk(ours.strip(), password=PASSPHRASE.encode())
    listed = {each["role"]: each for each in locked.vendor("keys", "list", "--json").json["keys"]}["license"]
    assert paseto_public(key) == parse_vkey(listed["vkey"])[2]
    assert listed["paserk"] == "k4.public." + base64.urlsafe_b64encode(paseto_public(key)).rstrip(b"=").decode()
    public = pyseto.Key.from_paserk(listed["paserk"])
    assert listed["paserkID"] == public.to_paserk_id()
    with pytest.raises(Exception):
        pyseto.Key.from_paserk(ours.strip(), password=b"wrong")
    theirs = key.to_paserk(
        password=b"another one", memory_cost=256 * 1024, time_cost=3, parallelism=1)
    assert theirs.startswith("k4.secret-pw.") and theirs != ours.strip()
    try:
        path.write_text(theirs + "\n")
        issue = ["issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", "--url", "any"]
        # Each key is asked for its own passphrase; the descriptor has a line for each.
        lines = f"another one\n{PASSPHRASE}\n".encode()
        note = issued(locked.vendor(*issue, "--passphrase-fd", "0", stdin=lines).expect().out, locked)[0]
        assert pynacl_says(paseto_public(key), note_text(note), signature_lines(note)[0][1][4:])
        refused = locked.vendor(*issue, "--passphrase-file", "passphrase").expect(1)
        assert "wrong passphrase" in refused.errors("latchkey-vendor")[0] and refused.out == b""
    finally:
        path.write_text(ours)
        path.chmod(0o600)


def test_a_weak_cost_of_another_implementation_opens_with_a_warning(locked):
    path = locked / "keys/license-key.key"
    ours = path.read_text()
    key = pyseto.Key.from_paserk(ours.strip(), password=PASSPHRASE.encode())
    issue = ["issue", "--product", PRODUCT, "--customer", "A", "--installation", "any", "--url", "any"]
    table = [
        (8 * 1024, 1, 1, 0, "warning: "), (64 * 1024, 2, 1, 0, None), (8 * 1024, 1, 2, 1, "outside of what is accepted"),
    ]
    try:
        for memory, passes, lanes, status, said in table:
            path.write_text(key.to_paserk(
                password=b"another one", memory_cost=memory, time_cost=passes, parallelism=lanes))
            lines = f"another one\n{PASSPHRASE}\n".encode()
            result = locked.vendor(*issue, "--passphrase-fd", "0", stdin=lines).expect(status)
            assert said in result.talk if said else "warning" not in result.talk
    finally:
        path.write_text(ours)
        path.chmod(0o600)
