"""Which keys count, and whether a document is genuine (docs/spec/keyring.md, import.md "Judging an item", log.md)."""

import log
import notes
from bodies import Fault
from instants import DAY, date

KNOWN_ROLES = ("license", "revocation", "repair", "log")
CHECKPOINT = "a checkpoint of another log"


class Refusal(Exception):
    """Why a document does not count: a finding's code and values."""

    def __init__(self, code, **values):
        super().__init__(code, values)
        self.code = code
        self.values = values


def with_article(document):
    return ("an " if document[0] in "aeiou" else "a ") + document


def genuine_signers(note, keys, document):
    """The keys that signed a note, of those given; a line by one of them that does not verify refuses it."""
    try:
        return notes.signers(note, keys)
    except Fault as fault:
        signer = note.signatures[fault.where[0] - 1][0]
        raise Refusal("altered", document=document, signer=signer) from None


def known_keys(keyring):
    return keyring.roots + [key for _, key, _, _ in keyring.keys if key[2] is not None]


def stranger(note, keyring, keys, document):
    """What to say of a note that no known key signed."""
    name = note.signatures[0][0]
    is_ours = name.startswith(keyring.vendor + "/") and name not in [key[0] for key in keys]
    return Refusal("unknown-key" if is_ours else "unknown-signer", document=document, signer=name)


def signers(note, keyring, document):
    """The known keys that signed a note."""
    known = known_keys(keyring)
    good = genuine_signers(note, known, document)
    if good:
        return good
    for name, key_id, _ in note.signatures:
        if (name, key_id) in keyring.compromised:
            raise Refusal("key-compromised", signer=name)
    raise stranger(note, keyring, known, document)


def of_role(good, keyring, role, document):
    """The key lines of a role, of those whose keys signed."""
    lines = [line for line in keyring.keys if line[1] in good]
    found = [line for line in lines if line[0] == role]
    if found:
        return found
    if any(line[0] not in KNOWN_ROLES for line in lines):
        raise Refusal("newer-document", document=document)
    raise Refusal("wrong-role", signer=good[0][0], document=with_article(document))


def honest(lines, keyring):
    return [line for line in lines if line[1][:2] not in keyring.compromised]


def demand_term(terms, lines, keyring, document):
    """That the vendor is the keyring's, and that a key could sign when the document was issued."""
    if terms.vendor != keyring.vendor:
        raise Refusal("other-vendor", found=terms.vendor, expected=keyring.vendor)
    if not any(start <= terms.issued < end for _, _, start, end in lines):
        raise Refusal(
            "key-not-valid-then", document=document, issued=date(terms.issued // DAY), signer=lines[0][1][0])


def demand_license(terms, good, proof, keyring, product):
    """That a license counts; `good` are the known keys that signed it, `proof` is its log proof or None."""
    found = of_role(good, keyring, "license", "license")
    lines = honest(found, keyring)
    is_proven = not lines
    if not lines:
        lines = [line for line in found if proves(line, terms, proof, keyring)]
        if not lines:
            raise Refusal("key-compromised", signer=found[0][1][0])
    demand_term(terms, lines, keyring, "license")
    if product.log_proof == "required" and not is_proven:
        demand_proof(terms.text, proof, keyring)


def proves(line, terms, proof, keyring):
    """Whether a log proof lets the signature of a compromised key count."""
    try:
        demand_proof(terms.text, proof, keyring)
    except Refusal as refusal:
        if refusal.code == "altered":
            raise
        return False
    return proof.index < keyring.heads[keyring.compromised.index(line[1][:2])][0]


def demand_proof(text, proof, keyring):
    """That a proof holds for a document (docs/spec/log.md, "Verifying")."""
    if proof is None:
        raise Refusal("proof-missing")
    if (proof.size, proof.root) not in keyring.heads:
        good = signers(proof.note, keyring, "log proof")
        lines = of_role(good, keyring, "log", "log proof")
        counting = honest(lines, keyring)
        if not counting:
            raise Refusal("key-compromised", signer=lines[0][1][0])
        if proof.origin not in [key[0] for _, key, _, _ in counting]:
            raise Refusal("wrong-role", signer=counting[0][1][0], document=CHECKPOINT)
    if not log.leads(proof, text):
        signer = proof.note.signatures[0][0]
        raise Refusal("altered", document="log proof", signer=signer)


def failure(license, keyring, product):
    """What an installed license fails with, as a code and values; None for one that verifies."""
    try:
        good = signers(license.note, keyring, "license")
        demand_license(license, good, license.proof, keyring, product)
    except Refusal as refusal:
        return refusal.code, refusal.values
    return None
