"""Which keys count, and whether a license is genuine (docs/spec/keyring.md, import.md "Judging an item")."""

import log
import records
from documents import Unreadable, verifies

KNOWN_ROLES = ("license", "revocation", "repair", "log")


def signers(note, keys):
    """The keys that signed a note, of those given as (name, key ID, public key), and whether a line of one fails."""
    good, is_altered = [], False
    for name, key_id, signature in note.signatures:
        for key in keys:
            if key[:2] == (name, key_id) and key[2] is not None:
                if verifies(key[2], note.text, signature):
                    good.append(key)
                else:
                    is_altered = True
    return good, is_altered


def adopt(held, notes):
    """The keyring in force after the state's keyrings, in their order."""
    known_roots = list(held.roots)
    for note in notes:
        keys = [key for _, key, _, _ in held.keys]
        good, is_altered = signers(note, known_roots + keys)
        if is_altered or not any(key in known_roots for key in good):
            continue
        try:
            new = records.read_keyring(note)
        except (ValueError, Unreadable):
            continue
        if new.vendor != held.vendor or new.version <= held.version:
            continue
        if len({key[2] for key in good if key in held.roots}) < held.threshold:
            continue
        if new.digest != held.digest:
            own, is_altered = signers(note, new.roots)
            if is_altered or len({key[2] for key in own}) < new.threshold:
                continue
        held = new
        known_roots += new.roots
    return held


def entitled(note, keyring, role):
    """The keys of a role that signed a note, each with its window, and a code where there are none."""
    roles = [(role, key, start, end) for role, key, start, end in keyring.keys if key[2] is not None]
    known = keyring.roots + [key for _, key, _, _ in roles]
    good, is_altered = signers(note, known)
    if is_altered:
        return [], "altered"
    if not good:
        if any(line[:2] in keyring.compromised for line in note.signatures):
            return [], "key-compromised"
        name = note.signatures[0][0]
        ours = name.startswith(keyring.vendor + "/") and name not in [key[0] for key in known]
        return [], "unknown-key" if ours else "unknown-signer"
    found = [each for each in roles if each[0] == role and each[1] in good]
    if found:
        return found, None
    is_newer = any(role not in KNOWN_ROLES and key in good for role, key, _, _ in roles)
    return [], "newer-document" if is_newer else "wrong-role"


def is_honest(each, keyring):
    return each[1][:2] not in keyring.compromised


def failure(license, keyring, product):
    """The code that a license fails with, None for one that verifies."""
    found, code = entitled(license.note, keyring, "license")
    if code:
        return code
    counting = [each for each in found if is_honest(each, keyring)]
    is_proven = not counting
    if not counting:
        code = proof_failure(license, keyring)
        if code == "altered":
            return code
        sizes = dict(zip(keyring.compromised, (size for size, _ in keyring.heads)))
        counting = [each for each in found if code is None and license.proof.index < sizes[each[1][:2]]]
    if not counting:
        return "key-compromised"
    if license.vendor != keyring.vendor:
        return "other-vendor"
    if not any(start <= license.issued < end for _, _, start, end in counting):
        return "key-not-valid-then"
    return proof_failure(license, keyring) if product.log_proof == "required" and not is_proven else None


def proof_failure(license, keyring):
    """The code that a license's proof fails with, None for one that holds (docs/spec/log.md, "Verifying")."""
    proof = license.proof
    if proof is None:
        return "proof-missing"
    if (proof.size, proof.root) not in keyring.heads:
        found, code = entitled(proof.note, keyring, "log")
        if code:
            return code
        honest = [each for each in found if is_honest(each, keyring)]
        if not honest:
            return "key-compromised"
        if proof.origin not in [key[0] for _, key, _, _ in honest]:
            return "wrong-role"
    return None if log.leads(proof, license.note.text) else "altered"
