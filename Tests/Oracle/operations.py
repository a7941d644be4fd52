"""What a vector's operation answers, but for `import` and `verify` (docs/spec/conformance.md)."""

import re

import documents
import ed25519
import instants
import keyrings
import license_files
import log
import notes
import records
import site_urls
import state_text
import states
import names
import values
import versions
from bodies import Fault, text_of
from trust import Refusal

URL_SAFE = re.compile("[A-Za-z0-9_-]*")


def answer_base64(vector):
    text = vector.line
    if vector.value("variant") == "url-safe":
        if not URL_SAFE.fullmatch(text) or len(text) % 4 == 1:
            return "invalid"
        text = text.replace("-", "+").replace("_", "/") + "=" * (-len(text) % 4)
    try:
        return " ".join(["ok", values.base64(text).hex()]).strip()
    except ValueError:
        return "invalid"


def answer_ed25519(vector):
    key, message, signature = (bytes.fromhex(vector.value(name)) for name in ("key", "message", "signature"))
    if len(key) != 32:
        return "invalid-key"
    if not notes.verifies(key, message, signature):
        return "invalid"
    return "ok" if ed25519.is_valid(key) else "ok off-subgroup"


def answer_vkey(vector):
    try:
        name, key_id, _ = read_vkey(vector.line)
    except Fault as fault:
        return words(fault)
    return f"ok {name} {key_id}"


def read_vkey(text):
    """A vkey whose key can be used; the fault says what is wrong with it."""
    name, _, rest = text.partition("+")
    try:
        values.hexadecimal(8)(rest.partition("+")[0])
        if len(values.base64(rest.partition("+")[2])) < 2:
            raise ValueError(text)
    except ValueError:
        raise Fault("malformed-verifier-key") from None
    try:
        names.key_name(name)
    except ValueError:
        raise Fault("malformed-key-name") from None
    try:
        key = names.vkey(text)
    except ValueError:
        raise Fault("malformed-verifier-key") from None
    if key[2][0] != 1:
        raise Fault("unsupported-key-type", key[2][0])
    return key


def words(fault):
    return " ".join(map(str, [fault.code, *fault.where]))


def answer_note(vector):
    try:
        keys = [keyrings.usable(read_vkey(text)) for text in vector.headers.get("vkey", [])]
        note = notes.read(vector.payload)
        good = notes.signers(note, keys)
    except Fault as fault:
        return words(fault)
    return " ".join(["ok"] + [name for name, _, _ in good]) if good else "no-known-signer"


def answer_license_file(vector):
    try:
        return " ".join(["ok"] + [license_files.kind(item) for item in license_files.split_file(vector.payload)])
    except Fault as fault:
        return words(fault)


def answer_site_url(vector):
    try:
        site, _ = site_urls.configured(vector.line, vector.value("wildcard") == "allowed")
    except site_urls.Refused as refused:
        return refused.args[0]
    return f"ok {site_urls.written(site)}" + (" local" if site_urls.is_local(site) else "")


def answer_version_range(vector):
    bounds, version = vector.value("range"), versions.reported(vector.value("version"))
    if not versions.is_range(bounds):
        return "invalid-range"
    if version is None:
        return "invalid-version"
    return "ok covered" if versions.covers(bounds, version) else "ok not-covered"


def answer_version_order(vector):
    left, right = versions.read(vector.value("left")), versions.read(vector.value("right"))
    if left is None or right is None:
        return "invalid-version"
    return "ok " + {-1: "before", 0: "same", 1: "after"}[versions.order(left, right)]


def answer_installation_id(vector):
    if vector.value("key") is not None:
        return "ok " + documents.installation_id(bytes.fromhex(vector.value("key")))
    text = vector.line
    symbols = text.upper().replace("-", "").replace(" ", "").translate(str.maketrans("OIL", "011"))
    typed = "-".join(symbols[at: at + 4] for at in range(0, len(symbols), 4))
    try:
        names.installation_id(typed)
    except ValueError:
        return "invalid"
    return f"ok {typed}" + ("" if typed == text else " forgiven") if len(values.raw(text)) <= 128 else "invalid"


def answer_timestamp(vector):
    try:
        instant = values.timestamp(vector.line)
    except ValueError:
        return "invalid"
    return f"ok {instant} {instants.date(instants.last_day(instant))}"


BODIES = {
    "license": records.read_license, "keyring": keyrings.read_keyring, "request": records.read_request,
    "revocations": records.read_revocations, "return": records.read_return,
    "clock-repair": records.read_clock_repair}


def answer_body(vector):
    kind = vector.value("type")
    try:
        if kind == "state":
            return answer_state(vector.payload)
        if kind == "product":
            keyrings.read_product(vector.payload)
        elif kind == "log-proof":
            log.read_proof(vector.payload)
        else:
            BODIES[kind](text_of(vector.payload))
    except Fault as fault:
        return words(fault)
    return "ok"


def answer_state(data):
    try:
        return "ok" if values.raw(state_text.written(states.read(data))) == data else "not-round-trip"
    except Refusal as unreadable:
        return unreadable.code
