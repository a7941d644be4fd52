"""The lists of revoked licenses that an installation holds, and the hits that they make (docs/spec/revocations.md)."""

from types import SimpleNamespace

import notes
import records
from bodies import Fault
from trust import Refusal

MOST_LISTS = 16


def install_list(item, state, history, here):
    terms = item.terms
    if terms.scope not in ("all", here):
        raise Refusal("other-installation", document="revocation list", licensed=terms.scope, found=here)
    key = item.signer[:2]
    held = state.epochs.get((key, terms.scope))
    of_key = [each for each in history.items if is_list_of(each, key, terms.scope)]
    if held is not None:
        if held == terms.epoch and any(each.note.text == terms.text for each in of_key):
            raise Refusal("already-installed", document="revocation list")
        if terms.epoch < held or terms.epoch == held and of_key:
            raise Refusal("older-revocations", found=str(terms.epoch), held=str(held))
    elif len(state.epochs) >= MOST_LISTS:
        raise Refusal("state-full", count=str(len(state.epochs)))
    state.epochs.pop((key, terms.scope), None)
    state.epochs[key, terms.scope] = terms.epoch  # the last one
    history.items = [each for each in history.items if each not in of_key]
    lines = item.note.lines.split("\n")
    mine = [line for line, signature in zip(lines, item.note.signatures) if signature[:2] == key]
    data = f"{terms.text}\n{mine[0]}\n".encode()
    history.items.append(SimpleNamespace(kind="revocations", data=data, note=notes.read(data)))


def is_list_of(item, key, scope):
    if item.kind != "revocations" or item.note.signatures[0][:2] != key:
        return False
    try:
        return records.read_revocations(item.note.text).scope == scope
    except Fault:
        return False


def forget_compromised(keyring, state, history):
    """With a compromised key fall its lists, their epochs, and the hits that they made."""
    state.epochs = {each: epoch for each, epoch in state.epochs.items() if each[0] not in keyring.compromised}
    state.hits = [hit for hit in state.hits if hit[1] not in keyring.compromised]
    history.items = [
        each for each in history.items
        if each.kind != "revocations" or each.note.signatures[0][:2] not in keyring.compromised]


def hits(state, history, ids, present):
    """Which installed licenses the newest lists name: one hit for each license and key, the first that says so."""
    found = {}
    for (key, scope), epoch in state.epochs.items():
        lists = [each for each in history.items if is_list_of(each, key, scope)]
        if not lists:  # it was lost, and its hits stay
            found = {hit[:2]: hit for hit in state.hits if hit[1] == key} | found
            continue
        for id, reason in sorted(records.read_revocations(lists[0].note.text).revoked.items()):
            if id in ids and (id, key) not in found:
                since = next((hit[2] for hit in state.hits if hit[:2] == (id, key)), present)
                found[id, key] = (id, key, since, reason)
    return [hit for hit in found.values() if hit[0] in ids]
