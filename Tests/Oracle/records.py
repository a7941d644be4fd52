"""The documents that a license file or a request file holds, each as plain values by name."""

import functools
from types import SimpleNamespace

import documents
import instants
import names
import values
from bodies import Body, are_distinct
from values import parts, token, word


def site_keys(urls):
    """What tells one site from another."""
    return [url[1:] for url, _ in urls]


@functools.lru_cache(4096)
def read_license(text):
    body = Body(text, "latchkey/license@v1")
    read = SimpleNamespace(text=text)
    read.id = body.one("id", names.license_id)
    read.vendor, read.product = body.one("vendor", token), body.one("product", token)
    read.kind = body.one("kind", word("subscription", "perpetual", "trial"))
    read.customer = body.one("customer", values.display_name)
    read.installations = body.any_or_many("installation", names.installation_id, 8)
    read.urls = body.any_or_many("url", names.licensed_url, 64)
    body.demand(read.urls is None or are_distinct(site_keys(read.urls)), "url")
    read.versions = body.one("versions", values.version_range)
    read.host = body.maybe("host", parts(token, values.version_range))
    read_term(body, read)
    read.features = body.many("feature", token, 128)
    limits = body.many("limit", parts(token, values.decimal), 128)
    body.demand(are_distinct(name for name, _ in limits), "limit")
    read.limits = dict(limits)
    read.on_expiry = body.one("on-expiry", word("read-only", "off"))
    read.on_revocation = body.one("on-revocation", word("trial", "off"))
    body.maybe("note", values.display_name)
    body.end()
    read.grace_ends = instants.NEVER if read.expires == instants.NEVER else instants.clamped(
        read.expires + read.grace * instants.DAY)
    return read


def read_term(body, read):
    """The lines of a license that say when it is good."""
    read.issued, read.starts = body.one("issued", values.timestamp), body.one("starts", values.timestamp)
    read.expires = body.one("expires", values.deadline)
    is_perpetual = read.kind == "perpetual"
    body.demand((read.expires == instants.NEVER) == is_perpetual and read.expires > read.starts, "expires")
    read.maintenance = body.maybe("maintenance-until", values.deadline)
    body.demand((read.maintenance is not None) == is_perpetual, "maintenance-until")
    read.grace = body.one("grace-days", values.days)
    read.mismatch = body.maybe("mismatch-days", values.some_days) or 0


def read_own(body):
    """The installation and its key, which a request and a receipt begin with."""
    installation = body.one("installation", names.installation_id)
    key = body.one("key", values.base64_32)
    body.demand(documents.installation_id(key) == installation, "key")
    return installation, key


def document_type(text):
    """A type as `accepts` names it."""
    values.matched(values.TYPE, text)
    values.decimal(text.rpartition("@v")[2])
    return text


def read_request(text):
    body = Body(text, "latchkey/request@v1")
    installation, _ = read_own(body)
    for key, reader in (("vendor", token), ("product", token), ("version", values.version)):
        body.one(key, reader)
    body.maybe("host", parts(token, values.version))
    urls = body.many("url", names.licensed_url, 64)
    is_good = are_distinct(site_keys(urls)) and not any(url[1].startswith("*.") for url, _ in urls)
    body.demand(is_good, "url")
    for key in ("fact", "former-fact"):
        facts = body.many(key, parts(token, values.hexadecimal(32)), 16)
        body.demand(are_distinct(name for name, _ in facts), key)
    body.many("accepts", document_type, 32)
    body.one("keyring", values.decimal)
    body.one("nonce", values.hexadecimal(32))
    body.one("time", values.timestamp)
    body.end(may_have_x_lines=False)
    return SimpleNamespace(installation=installation)


def read_return(text):
    body = Body(text, "latchkey/return@v1")
    read = SimpleNamespace()
    read.installation, read.key = read_own(body)
    body.one("vendor", token)
    body.one("product", token)
    read.license = body.one("license", names.license_id)
    read.time = body.one("time", values.timestamp)
    body.end(may_have_x_lines=False)
    return read


def scope(text):
    return text if text == "all" else names.installation_id(text)


def read_revocations(text):
    body = Body(text, "latchkey/revocations@v1")
    read = SimpleNamespace(text=text)
    read.vendor, read.scope = body.one("vendor", token), body.one("scope", scope)
    read.epoch, read.issued = body.one("epoch", values.positive), body.one("issued", values.timestamp)
    revoked = body.many("revoked", parts(names.license_id, token), 1000)
    body.demand(are_distinct(id for id, _ in revoked), "revoked")
    read.revoked = dict(revoked)
    body.end()
    return read


def read_clock_repair(text):
    body = Body(text, "latchkey/clock-repair@v1")
    read = SimpleNamespace(text=text)
    read.vendor = body.one("vendor", token)
    read.installation = body.one("installation", names.installation_id)
    read.issued = body.one("issued", values.timestamp)
    body.one("nonce", values.hexadecimal(32))
    body.end(may_have_x_lines=False)
    return read
