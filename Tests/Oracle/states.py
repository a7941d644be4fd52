"""States, read and written (docs/spec/state.md)."""

import copy
import re
from types import SimpleNamespace

import documents
import license_files
import log
import notes
import reasons
import records
import names
import values
from bodies import Body, Fault, text_of
from trust import Refusal
from values import parts, raw, token

LARGEST_STATE = 8388608
NEWER = re.compile("latchkey/state@v(0|[1-9][0-9]{0,15})")
CHECKSUM = re.compile("checksum ([0-9a-f]{16}) (0|[1-9][0-9]{0,15})")
MOST_ITEMS = 144
FACT = parts(token, values.hexadecimal(32))


def unreadable(reason):
    return Refusal("state-unreadable", reason=reasons.STATE[reason])


def read(data):
    """The state that bytes are, its history aside; raises Refusal for what counts as none."""
    if len(data) > LARGEST_STATE:
        raise unreadable("too-large")
    first, _, rest = data.partition(b"\n")
    number = NEWER.fullmatch(text_of(first))
    if not number or int(number[1]) > values.LARGEST:
        raise unreadable("wrong-type")
    if number[1] != "1":
        raise Refusal("state-newer")
    return read_checked(demand_checksum(rest))


def demand_checksum(rest):
    """What the checksum is over, and the history behind it."""
    line, newline, after = rest.partition(b"\n")
    found = CHECKSUM.fullmatch(text_of(line))
    if not newline or not line.startswith(b"checksum "):
        raise unreadable("wrong-type")
    length = int(found[2]) if found else 0
    if not found or length > len(after) or documents.checksum(text_of(after[:length])) != found[1]:
        raise unreadable("checksum")
    return text_of(after[:length]), text_of(after[length:])


def read_checked(both):
    checked, history = both
    head, separator, items = checked.partition("\n\n")
    read = SimpleNamespace(history_text=history)
    if separator and not items:
        raise unreadable("empty-line")
    try:
        items = license_files.split(raw(items), MOST_ITEMS) if separator else []
    except Fault:
        raise unreadable("malformed") from None
    try:
        read.items = read_items(items)
    except Fault:
        raise unreadable("item") from None
    try:
        read_lines(Body(f"state\n{head}" + ("\n" if separator else ""), "state", most=None), read)
    except Fault:
        raise unreadable("line") from None
    return read


def read_lines(body, read):
    read.vendor, read.product = body.one("vendor", token), body.one("product", token)
    read.roots, read.key = body.one("roots", values.hexadecimal(64)), body.one("key", values.base64_32)
    read.created, read.revision = body.one("created", values.timestamp), body.one("revision", values.decimal)
    begin = body.at
    read_request_lines(body, read)
    read.request_lines = body.lines[begin:body.at]
    read_memory(body, read)
    body.end(may_have_x_lines=False)


def read_request_lines(body, read):
    """What the last request said; of its sites and facts what is not as it should be counts as none."""
    read.urls = [url for url in body.many("url", or_none(names.licensed_url), 64) if url]
    read.aliases = dict(body.many("alias", parts(values.hexadecimal(32), names.site_url), 64))
    body.maybe("host", parts(token, values.version))
    read.facts = [fact for fact in body.many("fact", or_none(FACT), 16) if fact]


def or_none(reader):
    def read(text):
        try:
            return reader(text)
        except ValueError:
            return None
    return read


def read_memory(body, read):
    """What loads and imports remember."""
    instant = values.timestamp
    clock = body.maybe("clock", parts(instant, instant))
    read.has_clock, (read.floor, read.seen) = clock is not None, clock or (0, 0)
    read.step = body.maybe("step", parts(instant, values.decimal)) if clock else None
    read.repaired = body.maybe("repaired", instant)
    read.sights = dict(body.many("sight", parts(names.license_id, instant), 64))
    read.epochs = {
        (key, scope): epoch
        for key, scope, epoch in body.many("epoch", parts(names.named_key, records.scope, values.decimal), 16)}
    read.hits = body.many("hit", parts(names.license_id, names.named_key, instant, token), 1024)
    read.history_checksum = body.maybe("history", values.hexadecimal(16))


def read_items(items):
    """Items, each as its kind, its bytes, and the note that it is; a log proof is read where it is needed."""
    found = [SimpleNamespace(kind=license_files.kind(item), data=item, note=None) for item in items]
    for item in found:
        if item.kind != "log-proof":
            item.note = notes.read(item.data)
    return found


def demand_own(state, product):
    """That a state is of this product."""
    found, expected = f"{state.vendor}/{state.product}", f"{product.vendor}/{product.name}"
    if found != expected:
        raise Refusal("state-for-other-product", found=found, expected=expected)


def begun(product, key, now):
    """A state without anything in it."""
    return SimpleNamespace(
        vendor=product.vendor, product=product.name, roots=product.digest, key=key, created=max(now, product.built),
        revision=0, request_lines=[], urls=[], aliases={}, facts=[], has_clock=False, floor=0, seen=0, step=None,
        repaired=None, sights={}, epochs={}, hits=[], history_checksum=None, history_text="", items=[])


def installed(state):
    """The licenses of a state that can be read, each with the bytes of its log proof."""
    found = []
    for number, item in enumerate(state.items):
        if item.kind != "license":
            continue
        try:
            license = copy.copy(records.read_license(item.note.text))
        except Fault:
            continue
        following = state.items[number + 1:number + 2]
        license.item, license.note = item, item.note
        license.proof_data = following[0].data if following and following[0].kind == "log-proof" else None
        license.proof = log.proof_or_none(license.proof_data)
        found.append(license)
    return found


def keyring_notes(state):
    return [item.note for item in state.items if item.kind == "keyring"]
