"""How one keyring leads to the next (docs/spec/keyring.md, "Adopting a keyring")."""

import ed25519
import keyrings
from bodies import Fault
from trust import Refusal, genuine_signers, stranger, with_article

MOST_KEPT = 16


class Chain:
    """The keyring in force and the root sets that are known, beginning with the product file's."""

    def __init__(self, keyring):
        self.held = keyring
        self.sets = [keyring]

    def judge(self, note):
        """The keyring of a note that may be adopted; None for the one that is held; a refusal says why not."""
        roots = list({root: None for each in self.sets for root in each.roots})
        keys = [key for _, key, _, _ in self.held.keys if key[2] is not None]
        good = genuine_signers(note, roots + keys, "keyring")
        if not good:
            raise stranger(note, self.held, roots + keys, "keyring")
        if not any(key in roots for key in good):
            raise Refusal("wrong-role", signer=good[0][0], document=with_article("keyring"))
        try:
            new = keyrings.read_keyring(note.text)
        except Fault:
            raise Refusal("newer-document", document="keyring") from None
        if new.vendor != self.held.vendor:
            raise Refusal("other-vendor", found=new.vendor, expected=self.held.vendor)
        if new.version <= self.held.version:
            return self.judge_old(new, good)
        demand_threshold(good, self.held)
        if new.digest != self.held.digest:
            demand_threshold(genuine_signers(note, new.roots, "keyring"), new)
        return new

    def judge_old(self, new, good):
        if not any(count(good, each) >= each.threshold for each in self.sets):
            demand_threshold(good, self.held)
        if new.text == self.held.text:
            return None
        raise Refusal("older-keyring", found=str(new.version), held=str(self.held.version))

    def adopt(self, note):
        """Goes on to a note's keyring, if that may be."""
        try:
            new = self.judge(note)
        except Refusal:
            return False
        if new is not None:
            self.go_on(new)
        return new is not None

    def go_on(self, new):
        self.held = new
        self.sets.append(new)


def count(good, keyring):
    return len({key[2] for key in good if key in keyring.roots})


def demand_threshold(good, keyring):
    found = count(good, keyring)
    if found < keyring.threshold:
        raise Refusal("too-few-signatures", found=str(found), needed=str(keyring.threshold))


def demand_strong_keys(keyring):
    for name, _, public in keyring.roots + [key for _, key, _, _ in keyring.keys]:
        if public is not None and not ed25519.is_valid(public):
            raise Refusal("weak-key", signer=name)


def adopted(keyring, kept):
    """The chain after the keyrings that a state keeps, in their order."""
    chain = Chain(keyring)
    for note in kept:
        chain.adopt(note)
    return chain


def shortest(keyring, candidates):
    """Of the notes of keyrings, those that lead from a keyring to the newest in the fewest steps."""
    chain, kept = Chain(keyring), []
    while len(kept) < MOST_KEPT:
        best = max((note for note in candidates if leads_to(chain, note)), key=version_of, default=None)
        if best is None:
            return kept
        chain.adopt(best)
        kept.append(best)
    return kept


def leads_to(chain, note):
    try:
        return chain.judge(note) is not None
    except Refusal:
        return False


def version_of(note):
    """The version that a keyring claims, whatever its keys are; 0 for one that cannot be read."""
    try:
        return keyrings.claimed_version(note.text)
    except Fault:
        return 0
