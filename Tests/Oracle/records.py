"""The documents that a verdict looks at, each as plain values by name."""

import base64
import re
from types import SimpleNamespace

import documents
import instants
import log
import site_urls
from documents import Body, Note, Unreadable

TAGGED = re.compile("(.*?)(?: (staging|recovery))?")


def tagged_url(text):
    """The parts of a licensed URL and its tag, None for production."""
    url, tag = TAGGED.fullmatch(text).groups()
    return site_urls.parts(url), tag


def read_license(note, proof=None):
    body = Body(note.text, "latchkey/license@v1")
    read = SimpleNamespace(note=note, proof=proof)
    read.id, read.vendor, read.product = body.one("id"), body.one("vendor"), body.one("product")
    read.kind, read.customer = body.one("kind"), body.one("customer")
    read.installations = body.many("installation")
    urls = body.many("url")
    read.urls = None if urls == ["any"] else [tagged_url(url) for url in urls]
    read.versions, read.host = body.one("versions"), body.maybe("host")
    read.issued, read.starts, read.expires = (instants.read(body.one(key)) for key in ("issued", "starts", "expires"))
    until = body.maybe("maintenance-until")
    read.maintenance = None if until is None else instants.read(until)
    read.grace = int(body.one("grace-days"))
    read.mismatch = int(body.maybe("mismatch-days") or 0)
    read.features = body.many("feature")
    read.limits = {name: int(count) for name, count in (line.split(" ") for line in body.many("limit"))}
    read.on_expiry, read.on_revocation = body.one("on-expiry"), body.one("on-revocation")
    body.maybe("note")
    body.end()
    read.grace_ends = instants.NEVER if read.expires == instants.NEVER else instants.clamped(
        read.expires + read.grace * instants.DAY)
    return read


def read_roots(body):
    threshold = body.one("threshold")
    roots = body.many("root")
    text = f"threshold {threshold}\n" + "".join(f"root {root}\n" for root in roots)
    return int(threshold), [documents.vkey(root) for root in roots], documents.blake(
        ("latchkey root keys\n" + text).encode())


def read_keyring(note):
    body = Body(note.text, "latchkey/keyring@v1")
    read = SimpleNamespace(note=note)
    read.vendor, read.version = body.one("vendor"), int(body.one("version"))
    body.one("issued")
    read.threshold, read.roots, read.digest = read_roots(body)
    read.keys = []
    for line in body.many("key"):
        role, key, start, end = line.split(" ")
        read.keys.append((role, documents.vkey(key), instants.read(start), instants.read(end)))
    lines = [line.split(" ") for line in body.many("compromised")]
    read.compromised = [tuple(key.split("+")) for key, _, _ in lines]
    # The size and root of the log that each of these lines names.
    read.heads = [(int(size), base64.b64decode(root, validate=True)) for _, size, root in lines]
    body.end()
    if any(public is None for _, _, public in read.roots) or not 1 <= read.threshold <= len(read.roots):
        raise Unreadable
    return read


def read_product(data):
    """None when it cannot be used."""
    try:
        head, text, signatures = data.decode().split("\n\n")
        body = Body(head + "\n", "latchkey/product@v1")
        read = SimpleNamespace(vendor=body.one("vendor"), name=body.one("product"))
        body.one("title")
        read.version, read.built = body.one("version"), instants.read(body.one("built"))
        read.log_proof = body.one("log-proof")
        read.trial_days, read.trial_features = int(body.one("trial-days")), body.many("trial-feature")
        read.unlicensed = body.one("unlicensed")
        _, _, digest = read_roots(body)
        body.end()
        read.keyring = read_keyring(Note(text + "\n", signatures))
    except (ValueError, Unreadable):
        return None
    same = read.keyring.digest == digest and read.keyring.vendor == read.vendor
    return read if same else None


def read_state(data, product):
    """The state, or the code of why it counts as none."""
    first, _, rest = data.decode().partition("\n")
    if re.fullmatch("latchkey/state@v(0|[1-9][0-9]{0,15})", first) and first != "latchkey/state@v1":
        return "state-newer"
    try:
        read = read_checked(first, rest)
    except (ValueError, Unreadable):
        return "state-unreadable"
    if (read.vendor, read.product) != (product.vendor, product.name):
        return "state-for-other-product"
    return read


def read_items(parts):
    """The notes of a state, each with the proof directly behind it; a proof that cannot be read is none."""
    notes, was_note = [], False
    while parts:
        if parts[0].startswith(log.TYPE):
            header, text, signatures, *parts = parts
            if was_note:
                notes[-1] = (notes[-1][0], log.read_proof(header, text, signatures))
            was_note = False
        else:
            text, signatures, *parts = parts
            notes.append((Note(text + "\n", signatures), None))
            was_note = True
    return notes


def read_checked(first, rest):
    line, _, after = rest.partition("\n")
    key, stated, length = line.split(" ")
    checked = after.encode()[:int(length)].decode()
    history = after[len(checked):]
    if first != "latchkey/state@v1" or key != "checksum" or documents.checksum(checked) != stated:
        raise Unreadable
    head, *items = checked.removesuffix("\n").split("\n\n")
    body = Body("state\n" + head + "\n", "state")
    read = SimpleNamespace(checked=checked, history=history, vendor=body.one("vendor"), product=body.one("product"))
    read.roots, read.key = body.one("roots"), base64.b64decode(body.one("key"), validate=True)
    read.created = instants.read(body.one("created"))
    body.one("revision")
    read.urls = [tagged_url(url) for url in body.many("url")]
    read.aliases = dict(line.split(" ") for line in body.many("alias"))
    body.maybe("host")
    read.facts = dict(line.split(" ") for line in body.many("fact"))
    clock = body.maybe("clock")
    read.has_clock = clock is not None
    read.floor, read.seen = (instants.read(word) for word in clock.split(" ")) if clock else (0, 0)
    step = body.maybe("step") if clock else None
    read.step = (instants.read(step.split(" ")[0]), int(step.split(" ")[1])) if step else None
    body.maybe("repaired")
    read.sights = {line.split(" ")[0]: instants.read(line.split(" ")[1]) for line in body.many("sight")}
    body.many("epoch")
    read.hits = [line.split(" ") for line in body.many("hit")]
    body.maybe("history")
    body.end(may_have_more=False)
    notes = read_items(items)
    read.keyrings = [note for note, _ in notes if note.text.startswith("latchkey/keyring@v1\n")]
    read.licenses = []
    for note, proof in notes:
        try:
            read.licenses.append(read_license(note, proof))
        except (ValueError, Unreadable):
            pass  # "kept and ignored, and so are licenses that cannot be read"
    return read
