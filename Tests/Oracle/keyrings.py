"""Keyrings and product files (docs/spec/keyring.md, product.md)."""

import functools
from types import SimpleNamespace

import documents
import notes
import names
import values
from bodies import Body, Fault, are_distinct, text_of
from values import parts, token, word


def ed25519_vkey(text):
    key = names.vkey(text)
    if key[2][0] != 1:
        raise ValueError(text)
    return key


def usable(key):
    """(name, key ID, public key), the public key of an unknown algorithm being None."""
    name, key_id, material = key
    return name, key_id, material[1:] if material[0] == 1 else None


def public(key):
    return key[2][1:]


def read_roots(body, vendor):
    """The threshold, the roots, and the digest of both."""
    threshold = body.one("threshold", values.decimal)
    lines = []
    roots = body.many("root", lambda text: (lines.append(text), ed25519_vkey(text))[1], 16)
    body.demand(1 <= threshold <= len(roots), "threshold")
    body.demand(all(each[0].startswith(vendor + "/") for each in roots), "threshold")
    body.demand(are_distinct(public(each) for each in roots), "threshold")
    text = f"latchkey root keys\nthreshold {threshold}\n" + "".join(f"root {line}\n" for line in lines)
    return threshold, roots, documents.blake(text.encode())


@functools.lru_cache(4096)
def read_keyring(text):
    body = Body(text, "latchkey/keyring@v1")
    read = SimpleNamespace(text=text)
    read.vendor, read.version = body.one("vendor", token), body.one("version", values.positive)
    read.issued = body.one("issued", values.timestamp)
    read.threshold, roots, read.digest = read_roots(body, read.vendor)
    keys = body.many("key", key_line, 64)
    prefix = read.vendor + "/"
    body.demand(all(key[0].startswith(prefix) for _, key, _, _ in keys), "key")
    body.demand(are_distinct([public(root) for root in roots] + [public(key) for _, key, _, _ in keys]), "key")
    read.compromised, read.heads = read_compromised(body, read.vendor)
    body.end()
    read.roots = [usable(root) for root in roots]
    read.keys = [(role, usable(key), start, end) for role, key, start, end in keys]
    return read


@functools.lru_cache(4096)
def claimed_version(text):
    """The version of a keyring whose body can be read, whatever stands in its `root` and `key` lines."""
    body = Body(text, "latchkey/keyring@v1")
    vendor, version = body.one("vendor", token), body.one("version", values.positive)
    body.one("issued", values.timestamp)
    threshold = body.one("threshold", values.decimal)
    body.demand(1 <= threshold <= len(body.many("root", str, 16)), "threshold")
    body.many("key", str, 64)
    read_compromised(body, vendor)
    body.end()
    return version


def read_compromised(body, vendor):
    """The keys that the `compromised` lines name, and the size and root of the log that each names."""
    lines = body.many("compromised", parts(names.named_key, values.decimal, values.base64_32), 64)
    keys = [key for key, _, _ in lines]
    body.demand(all(name.startswith(vendor + "/") for name, _ in keys), "compromised")
    body.demand(are_distinct(keys), "compromised")
    return keys, [(size, root) for _, size, root in lines]


def key_line(text):
    line = parts(token, names.vkey, values.timestamp, values.deadline)(text)
    if line[3] <= line[2]:
        raise ValueError(text)
    return line


def split_product(data):
    """The text of a product's body and the bytes of the keyring's note, None where none follows."""
    head, separator, rest = data.partition(b"\n\n")
    return text_of(head + b"\n" if separator else data), rest if separator else None


def read_product_body(text):
    body = Body(text, "latchkey/product@v1")
    read = SimpleNamespace()
    read.vendor, read.name = body.one("vendor", token), body.one("product", token)
    body.one("title", values.display_name)
    read.version, read.built = body.one("version", values.version), body.one("built", values.timestamp)
    read.log_proof = body.one("log-proof", word("required", "optional"))
    read.trial_days = body.one("trial-days", values.days)
    read.trial_features = body.many("trial-feature", token, 128)
    read.unlicensed = body.one("unlicensed", word("read-only", "off"))
    read.threshold, _, read.digest = read_roots(body, read.vendor)
    body.end()
    return read, body.number


def read_product(data):
    """A product file; what is asked of body and note alone is asked first."""
    if len(data) > 262144:
        raise Fault("too-large", 1)
    text, rest = split_product(data)
    read, number = read_product_body(text)
    try:
        note = notes.read(rest or b"")
    except Fault as fault:
        raise Fault(fault.code, *fault.where, number + 1) from None
    return read, note


@functools.lru_cache(1024)
def usable_product(data):
    """A product file whose parts say the same; raises Fault where they do not."""
    read, note = read_product(data)
    read.keyring = read_keyring(note.text)
    if (read.keyring.vendor, read.keyring.digest) != (read.vendor, read.digest):
        raise Fault("inconsistent", 1, "root")
    return read
