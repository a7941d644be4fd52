"""Installs what an import judged to be good, each kind by its own rules (docs/spec/import.md)."""

from types import SimpleNamespace

import chains
import documents
import reasons
import records
import revoking
import states
from bodies import Fault
from instants import DAY, date
from trust import Refusal, demand_proof, failure

MOST_LICENSES = 64


class TooManySteps(Exception):
    """Keyrings that are more steps away from the product file than a state keeps."""


def install(items, chain, state, history, product, present, now):
    """Installs the items in the state and its history; sets of each whether it is there now, and why not."""
    install_keyrings(items, state, product, chain.held)
    here = documents.installation_id(state.key)
    for item in items:
        if item.reason is not None or item.kind == "keyring":
            continue
        try:
            if item.kind == "license":
                install_license(item, state, history, chain.held, product, here, present)
            elif item.kind == "log-proof":
                install_proof(item, items[items.index(item) - 1], state, chain.held, product)
            elif item.kind == "revocations":
                revoking.install_list(item, state, history, here)
            else:
                install_repair(item, state, here, now)
        except Refusal as refusal:
            item.refuse(refusal, skips=True)
            item.is_installed = refusal.code == "already-installed"
        else:
            item.is_installed = True
    revoking.forget_compromised(chain.held, state, history)
    ids = [license.id for license in states.installed(state)]
    state.hits = revoking.hits(state, history, ids, present)
    state.sights = {id: seen for id, seen in state.sights.items() if id in ids}


def install_keyrings(items, state, product, held):
    new = [item for item in items if item.kind == "keyring" and item.reason is None]
    for item in new:
        item.is_installed = True
    kept = [each for each in state.items if each.kind == "keyring"]
    kept += [SimpleNamespace(kind="keyring", data=item.data, note=item.note) for item in new]
    chain = chains.shortest(product.keyring, [each.note for each in kept])
    if new and chains.adopted(product.keyring, chain).held is not held:
        raise TooManySteps
    if new:
        others = [each for each in state.items if each.kind != "keyring"]
        state.items = [next(each for each in kept if each.note is note) for note in chain] + others


def install_license(item, state, history, keyring, product, here, present):
    terms = item.terms
    if terms.product != product.name:
        raise Refusal("other-product", found=terms.product, expected=product.name)
    if terms.installations is not None and here not in terms.installations and not terms.mismatch:
        raise Refusal(
            "other-installation", document="license", licensed=terms.installations[0], found=here)
    for receipt in receipts(history):
        if receipt.license == terms.id:
            raise Refusal("given-back", license=terms.id, date=date(receipt.time // DAY))
    installed = states.installed(state)
    for each in installed:
        if each.id == terms.id:
            if each.item.data != item.data and failure(each, keyring, product) is not None:
                at = state.items.index(each.item)
                remove(each, state)
                state.items.insert(at, SimpleNamespace(kind="license", data=item.data, note=item.note))
                return
            if each.text == terms.text:
                raise Refusal("already-installed", document="license")
            raise Refusal("same-id-other-text", license=terms.id)
    if len(installed) >= MOST_LICENSES:
        ended = [each for each in installed if present >= each.grace_ends]
        if not ended:
            raise Refusal("state-full", count=str(len(installed)))
        remove(min(ended, key=lambda each: each.grace_ends), state)
    state.items.append(SimpleNamespace(kind="license", data=item.data, note=item.note))


def remove(license, state):
    """Takes a license out of a state, with its log proof."""
    at = next(number for number, each in enumerate(state.items) if each is license.item)
    has_proof = state.items[at + 1:at + 2] and state.items[at + 1].kind == "log-proof"
    del state.items[at:at + (2 if has_proof else 1)]


def receipts(history):
    for item in history.items:
        try:
            if item.kind == "return":
                yield records.read_return(item.note.text)
        except Fault:
            pass


def install_proof(item, before, state, keyring, product):
    license = next((each for each in states.installed(state) if each.text == before.note.text), None)
    if license is None:
        raise Refusal("proof-not-used", reason=reasons.NOT_INSTALLED)
    at = state.items.index(license.item) + 1
    held = license.proof
    if license.proof_data is not None:
        if license.proof_data == item.data:
            raise Refusal("already-installed", document="log proof")
        if held and is_as_good(license, held, item.terms, keyring, product):
            raise Refusal("proof-not-used", reason=reasons.AS_GOOD)
        del state.items[at]
    state.items.insert(at, SimpleNamespace(kind="log-proof", data=item.data, note=item.note))


def is_as_good(license, held, new, keyring, product):
    try:
        demand_proof(license.text, held, keyring)
    except Refusal:
        return False
    return failure(license, keyring, product) is None and held.size >= new.size


def install_repair(item, state, here, now):
    terms = item.terms
    if terms.installation != here:
        raise Refusal("other-installation", document="clock repair", licensed=terms.installation, found=here)
    if state.repaired is not None and terms.issued <= state.repaired:
        raise Refusal("clock-repair-used", issued=date(terms.issued // DAY))
    if state.floor > terms.issued:
        item.more.append(
            ("clock-repaired", {"issued": date(terms.issued // DAY), "floor": date(state.floor // DAY)}))
    state.repaired = terms.issued
    state.has_clock, state.floor, state.seen, state.step = True, min(state.floor, terms.issued), now, None
