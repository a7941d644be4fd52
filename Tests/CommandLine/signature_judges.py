"""Other people's implementations that judge a signature, and what they need of a key."""

import base64
import hashlib
import json
import subprocess

import nacl.signing
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# RFC 8410: SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING of the key }
DER_PREFIX = bytes.fromhex("302a300506032b6570032100")


def parse_vkey(vkey):
    """A vkey's name, key ID and public key."""
    name, key_id, material = vkey.split("+", 2)
    raw = base64.b64decode(material, validate=True)
    assert raw[0] == 1 and len(raw) == 33
    return name, bytes.fromhex(key_id), raw[1:]


def key_id(name, public):
    """C2SP signed-note: the start of SHA-256 over name, newline, type and key."""
    return hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]


def openssl_says(folder, public, text, signature, form):
    paths = [folder / name for name in ("public.der", "text", "signature")]
    for path, content in zip(paths, (DER_PREFIX + public, text, signature)):
        path.write_bytes(content)
    key = paths[0]
    if form == "PEM":
        key = folder / "public.pem"
        key.write_bytes(
            b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(DER_PREFIX + public) + b"\n-----END PUBLIC KEY-----\n")
    done = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", form, "-inkey", key, "-in", paths[1],
         "-sigfile", paths[2]], capture_output=True)
    said = done.stdout + done.stderr
    assert (b"Signature Verified Successfully" in said) == (done.returncode == 0), said
    return done.returncode == 0


PHP = """
$in = json_decode(stream_get_contents(STDIN), true);
echo json_encode(array_map(fn($one) => sodium_crypto_sign_verify_detached(
    base64_decode($one[2], true), base64_decode($one[1], true), base64_decode($one[0], true)), $in));
"""


def php_says(public, text, signature):
    packed = [base64.b64encode(part).decode() for part in (public, text, signature)]
    done = subprocess.run(["php", "-r", PHP], input=json.dumps([packed]).encode(), capture_output=True, check=True)
    answer = json.loads(done.stdout)
    assert answer in ([True], [False]), done.stdout
    return answer[0]


def cryptography_says(public, text, signature):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def pynacl_says(public, text, signature):
    try:
        nacl.signing.VerifyKey(public).verify(text, signature)
    except nacl.exceptions.BadSignatureError:
        return False
    return True


JUDGES = {
    "OpenSSL with DER": lambda folder, *parts: openssl_says(folder, *parts, "DER"),
    "OpenSSL with PEM": lambda folder, *parts: openssl_says(folder, *parts, "PEM"),
    "PHP": lambda folder, *parts: php_says(*parts),
    "cryptography": lambda folder, *parts: cryptography_says(*parts),
    "PyNaCl": lambda folder, *parts: pynacl_says(*parts),
}
