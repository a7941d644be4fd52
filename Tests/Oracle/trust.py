"""Which keys count, and whether a license is genuine (docs/spec/keyring.md, import.md "Judging an item")."""

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


def failure(license, keyring, product):
    """The code that a license fails with, None for one that verifies."""
    roles = [(role, key, start, end) for role, key, start, end in keyring.keys if key[2] is not None]
    known = keyring.roots + [key for _, key, _, _ in roles]
    good, is_altered = signers(license.note, known)
    if is_altered:
        return "altered"
    if not good:
        if any(line[:2] in keyring.compromised for line in license.note.signatures):
            return "key-compromised"
        name = license.note.signatures[0][0]
        ours = name.startswith(keyring.vendor + "/") and name not in [key[0] for key in known]
        return "unknown-key" if ours else "unknown-signer"
    entitled = [each for each in roles if each[0] == "license" and each[1] in good]
    if not entitled:
        is_newer = any(role not in KNOWN_ROLES and key in good for role, key, _, _ in roles)
        return "newer-document" if is_newer else "wrong-role"
    honest = [each for each in entitled if each[1][:2] not in keyring.compromised]
    if not honest:
        return "key-compromised"
    if license.vendor != keyring.vendor:
        return "other-vendor"
    if not any(start <= license.issued < end for _, _, start, end in honest):
        return "key-not-valid-then"
    return "proof-missing" if product.log_proof == "required" else None
