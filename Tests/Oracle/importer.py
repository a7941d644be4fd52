"""Takes a file into a state, and says what came of it (docs/spec/import.md)."""

import copy
import hashlib
from types import SimpleNamespace

import chains
import clock
import documents
import histories
import installing
import judging
import keyrings
import reasons
import repair
import state_text
import states
from bodies import Fault
from instants import write
from trust import Refusal

def take_in(data, state_bytes, product_bytes, key, now):
    """The outcome, the items, the findings as codes and values, and the state to keep or None."""
    try:
        product = keyrings.usable_product(product_bytes)
    except Fault as fault:
        return refused(Refusal("product-file-unreadable", reason=reasons.of_product(fault)))
    state, first = None, []
    try:
        state = states.read(state_bytes) if state_bytes is not None else None
    except Refusal as unreadable:
        first.append((unreadable.code, unreadable.values))
    try:
        if state:
            states.demand_own(state, product)
        state = state or states.begun(product, key, now)
        kept = states.keyring_notes(state)
        chain, items, repairs = read(data, lambda: chains.adopted(product.keyring, kept), product)
    except Refusal as refusal:
        return refused(refusal)
    if repairs:
        first.insert(0, ("repaired", {"repairs": ", ".join(repairs)}))
    return install(data, items, chain, state, product, now, first)


def refused(refusal):
    return SimpleNamespace(
        outcome="refused", items=[], findings=[(refusal.code, refusal.values)], state=None)


def read(data, begin, product):
    """The first reading without a reason to refuse: the chain after it, its items, and what was undone."""
    chain = begin()
    try:
        return chain, demand_good(judging.judge(data, chain, product)), []
    except Refusal as refusal:
        reason = refusal
    for reading, repairs in repair.readings(data):
        chain = begin()
        try:
            return chain, demand_good(judging.judge(reading, chain, product)), repairs
        except Refusal as refusal:
            if refusal.code == "wrong-document" and reason.code == "damaged":
                reason = refusal
    raise reason


def demand_good(items):
    for item in items:
        if item.reason is not None and not item.is_skipped:
            raise item.reason
    return items


def install(data, items, chain, state, product, now, first):
    state = copy.deepcopy(state)
    present, _, _, _ = clock.read(now, state.floor, state.seen, state.step, product.built)
    history = histories.read_history(state)
    if history is None:
        first.append(("history-unreadable", {}))
        history = SimpleNamespace(imports=[], items=[])
    try:
        installing.install(items, chain, state, history, product, present, now)
    except installing.TooManySteps:
        return refused(Refusal("newer-document", document="keyring"))
    findings = first + [
        finding for item in items
        for finding in item.more + ([(item.reason.code, item.reason.values)] if item.reason else [])]
    is_new = any(item.is_installed and not item.reason for item in items)
    outcome = "imported" if is_new else "unchanged" if any(item.is_installed for item in items) else "refused"
    if is_new:
        digest = hashlib.blake2b(data, digest_size=32).hexdigest()[:32]
        imports = {*history.imports, f"import {write(now)} imported {digest}"}
        history.imports = sorted(imports)[-histories.MOST_IMPORTS:]
        state.history_text = histories.written_history(history)
        state.history_checksum = documents.checksum(state.history_text)
        state.revision = min(state.revision + 1, 2**53 - 1)
        state.roots = chain.held.digest
    return SimpleNamespace(
        outcome=outcome, items=items, findings=findings, state=state_text.written(state).encode() if is_new else None)
