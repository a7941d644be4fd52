"""What a vendor gives out: a license with its proof, which has to be right, and documents signed by the vendor's own keys."""

import base64
import hashlib

import nacl.signing

from conftest import VENDOR
from ledger_records import record, records
from signed_notes import items, leaf_hash, note_text, signature_lines


def issued(file, shop=None):
    """The license of an issued file, and what rides behind its proof, which has to be right."""
    license, proof, *riders = items(file)
    assert license.startswith(b"latchkey/license@v1\n")
    assert_proof(license, proof, shop)
    return license, riders


def assert_proof(note, proof, shop=None):
    """The way up from a document leads to the head of the log, which the vendor's log key signed (RFC 9162, 2.1.3.2)."""
    (kind, index, *path), checkpoint = proof.split(b"\n\n", 1)[0].split(b"\n"), proof.split(b"\n\n", 1)[1]
    assert kind == b"c2sp.org/tlog-proof@v1"
    origin, size, root = note_text(checkpoint).decode().splitlines()
    place, last = int(index.removeprefix(b"index ")), int(size) - 1
    assert 0 <= place <= last
    found = leaf_hash(note)
    for line in path:
        beside = base64.b64decode(line, validate=True)
        assert len(beside) == 32 and last > 0
        if place % 2 or place == last:
            found = hashlib.sha256(b"\1" + beside + found).digest()
            while not place % 2 and place:
                place, last = place // 2, last // 2
        else:
            found = hashlib.sha256(b"\1" + found + beside).digest()
        place, last = place // 2, last // 2
    assert last == 0 and base64.b64encode(found).decode() == root
    (signer, stamped), = signature_lines(checkpoint)
    assert signer == origin
    if shop is not None:
        material = [
            line.split(" ")[2] for line in records(shop, "keyring")[-1].decode().splitlines()
            if line.startswith(f"key log {origin}+")]
        assert len(material) == 1, "the log's key is not in the keyring"
        public = base64.b64decode(material[0].split("+", 2)[2])[1:]
        nacl.signing.VerifyKey(public).verify(note_text(checkpoint), stamped[4:])


def signed_note(shop, role, text):
    """A note signed by the vendor's unprotected key of a role, as somebody else's program would sign it."""
    path, = (shop / "keys").glob(f"{role}-*.key")
    material = path.read_text().strip().removeprefix("k4.secret.")
    key = nacl.signing.SigningKey(base64.urlsafe_b64decode(material + "==")[:32])
    name = f"{VENDOR}/{role}/{path.stem.split('-')[1]}".encode()
    key_id = hashlib.sha256(name + b"\n\x01" + bytes(key.verify_key)).digest()[:4]
    signature = base64.b64encode(key_id + key.sign(text).signature)
    return text + b"\n" + "— ".encode() + name + b" " + signature + b"\n"


def revocations(shop, *licenses, epoch=1):
    """A list of revoked licenses for every installation."""
    issued = record(shop, "keyring", "1").decode().split("issued ")[1][:20]
    lines = "".join(f"revoked {each} refunded\n" for each in sorted(licenses))
    return signed_note(
        shop, "revocation",
        f"latchkey/revocations@v1\nvendor {VENDOR}\nscope all\nepoch {epoch}\nissued {issued}\n{lines}".encode())
