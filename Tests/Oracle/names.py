"""The names in bodies, each in its one spelling: of keys, licenses, installations and sites (docs/spec/body.md).

Each function answers what a value says, and raises ValueError for every other spelling.
"""

import hashlib
import re

import documents
import site_urls
from values import BLANKS, base64, hexadecimal, matched, raw

LICENSE_ID = re.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}")
INSTALLATION_ID = re.compile("[0-7][0-9A-HJKMNP-TV-Z]{3}(?:-[0-9A-HJKMNP-TV-Z]{4}){6}")
VKEY = re.compile(r"([^+]*)\+([0-9a-f]{8})\+(.*)", re.DOTALL)
NOT_IN_KEY_NAMES = re.compile(f"[\0- \x7f-\x9f+{BLANKS}\ud800-\udfff]")
TAG = re.compile(" (staging|recovery)$")


def key_name(text):
    if text == "" or len(raw(text)) > 255 or NOT_IN_KEY_NAMES.search(text):
        raise ValueError(text)
    return text


def named_key(text):
    """The name and key ID of a key."""
    name, separator, key_id = text.rpartition("+")
    return key_name(name), hexadecimal(8)(key_id)


def vkey(text):
    """(name, key ID, material with its type)."""
    name, key_id, material = matched(VKEY, text).groups()
    key_name(name)
    material = base64(material)
    if len(material) < 2:
        raise ValueError(text)
    if material[0] == 1 and (len(material) != 33 or key_id_of(name, material) != key_id):
        raise ValueError(text)
    return name, key_id, material


def key_id_of(name, material):
    return hashlib.sha256(raw(name) + b"\n" + material).hexdigest()[:8]


def license_id(text):
    return matched(LICENSE_ID, text)[0]


def installation_id(text):
    symbols = [documents.SYMBOLS.index(each) for each in matched(INSTALLATION_ID, text)[0].replace("-", "")]
    if documents.check_symbols(symbols[:26]) != symbols[26:]:
        raise ValueError(text)
    return text


def site_url(text):
    """The parts of a URL that is written in the one form."""
    site = licensed_site(text)
    if site[1].startswith("*."):
        raise ValueError(text)
    return site


def licensed_site(text):
    try:
        site, was_trimmed = site_urls.configured(text, may_be_wildcard=True)
    except site_urls.Refused as refused:
        raise ValueError(text) from refused
    if was_trimmed or site_urls.written(site) != text:
        raise ValueError(text)
    return site


def licensed_url(text):
    """The parts of a URL, and its tag, None for production."""
    tag = TAG.search(text)
    return licensed_site(text[:tag.start()] if tag else text), tag[1] if tag else None
