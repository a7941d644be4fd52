"""Judges the items of a license file by the keys, before anything is installed (docs/spec/import.md)."""

import re

import chains
import instants
import license_files
import log
import notes
import reasons
import records
import trust
from bodies import Fault
from trust import Refusal

NAMES = {
    "license": "license", "keyring": "keyring", "revocations": "revocation list", "clock-repair": "clock repair",
    "return": "return receipt", "request": "activation request", "product": "product file", "state": "state",
    "bundle": "support bundle", "log-proof": "log proof", "newer": "newer document", "foreign": "unknown document"}
# A type line but for what stands before it, which is no letter.
TYPE_LINE = re.compile(rb"^[^A-Za-z\n]*latchkey/", re.MULTILINE)
ROLES = {"license": "license", "revocations": "revocation", "clock-repair": "repair"}
READERS = {
    "license": records.read_license, "revocations": records.read_revocations,
    "clock-repair": records.read_clock_repair}


class Item:
    """An item of the file: what it is, what it says, and why it does not count, if so."""

    def __init__(self, data):
        self.data = data
        self.kind = license_files.kind(data)
        self.document = NAMES[self.kind]
        self.note = self.terms = self.reason = None
        self.is_skipped = self.is_installed = False
        self.name = ""
        self.more = []  # findings that take nothing away

    def refuse(self, refusal, skips=False):
        self.reason = refusal
        self.is_skipped = skips or refusal.code in ("newer-document", "proof-not-used")


def judge(data, chain, product):
    """The items of a file, each judged; the chain goes on to the file's keyrings. Raises Refusal for a file that
    cannot be split."""
    try:
        items = [Item(each) for each in license_files.split_file(data)]
    except Fault as fault:
        raise Refusal("damaged", reason=reasons.FILE[fault.code]) from None
    for item in items:
        read_note(item)
    for item in sorted((item for item in items if item.kind == "keyring" and item.note), key=claimed):
        judge_keyring(item, chain)
    for number, item in enumerate(items):
        if item.reason is None and item.kind != "keyring":
            judge_other(item, items, number, chain.held, product)
    return items


def claimed(item):
    return chains.version_of(item.note)


def read_note(item):
    """Sets an item's note, or why there is none."""
    try:
        item.note = notes.read(item.data)
        if item.kind == "log-proof":
            item.terms = log.read_proof(item.data)
            item.name = str(item.terms.index)
    except Fault as fault:
        item.refuse(Refusal("damaged", reason=reasons.of_item(fault)))
        return
    if item.kind == "foreign" and TYPE_LINE.search(item.data):
        item.refuse(Refusal("damaged", reason=reasons.TEXT_BEFORE))
    elif item.kind in ("request", "return", "product", "state", "bundle", "foreign"):
        item.refuse(Refusal("wrong-document", document=wrong(item)))


def wrong(item):
    return "another kind of document" if item.kind == "foreign" else trust.with_article(item.document)


def judge_keyring(item, chain):
    try:
        new = chain.judge(item.note)
        if new is None:
            item.terms, item.is_installed = chain.held, True
            item.name = str(chain.held.version)
            item.refuse(Refusal("already-installed", document="keyring"), skips=True)
            return
        chains.demand_strong_keys(new)
        item.terms, item.name = new, str(new.version)
        chain.go_on(new)
    except Refusal as refusal:
        item.refuse(refusal, skips=refusal.code == "older-keyring")
        if refusal.code == "older-keyring":
            item.name = refusal.values["found"]


def judge_other(item, items, number, keyring, product):
    following = items[number + 1] if number + 1 < len(items) else None
    try:
        if item.kind == "log-proof":
            judge_proof(item, items[number - 1] if number else None, keyring)
        elif item.kind == "newer":
            trust.signers(item.note, keyring, item.document)
            raise Refusal("newer-document", document=item.document)
        else:
            judge_terms(item, following, keyring, product)
    except Refusal as refusal:
        item.refuse(refusal, skips=item.kind == "revocations" and refusal.code == "key-compromised")


def judge_terms(item, following, keyring, product):
    """A license, a list or a clock repair: its signatures, its body, and who signed it."""
    if item.kind == "license":
        judge_license(item, following if following and following.kind == "log-proof" else None, keyring, product)
        return
    good = trust.signers(item.note, keyring, item.document)
    read_terms(item)
    lines = trust.of_role(good, keyring, ROLES[item.kind], item.document)
    counting = trust.honest(lines, keyring)
    if not counting:
        raise Refusal("key-compromised", signer=lines[0][1][0])
    trust.demand_term(item.terms, counting, keyring, item.document)
    item.signer = next(key for _, key, start, end in counting if start <= item.terms.issued < end)


def judge_license(item, proof, keyring, product):
    try:
        good = trust.signers(item.note, keyring, item.document)
        read_terms(item)
        trust.demand_license(item.terms, good, proof and proof.terms, keyring, product)
    except Refusal as refusal:
        if refusal.code in ("proof-missing", "key-compromised") and proof and proof.terms is None:
            raise proof.reason from None
        raise


def read_terms(item):
    try:
        item.terms = READERS[item.kind](item.note.text)
    except Fault:
        raise Refusal("newer-document", document=item.document) from None
    item.name = named(item.kind, item.terms)


def named(kind, terms):
    if kind == "revocations":
        return f"{terms.scope} {terms.epoch}"
    return terms.id if kind == "license" else instants.write(terms.issued)


def judge_proof(item, before, keyring):
    if before is None or before.kind != "license":
        raise Refusal("proof-not-used", reason=reasons.NO_LICENSE_BEFORE)
    if before.note is None:
        return
    try:
        trust.demand_proof(before.note.text, item.terms, keyring)
    except Refusal as refusal:
        if refusal.code == "altered":
            raise
        raise Refusal("proof-not-used", reason=reasons.NO_LOG_KEY) from None
