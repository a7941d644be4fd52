"""Ed25519 public keys: which ones are points of the prime-order subgroup (RFC 8032 section 5.1)."""

import functools

import nacl.bindings


@functools.lru_cache(65536)
def is_valid(key):
    """Whether a key is canonically encoded, of the prime-order subgroup, and not the identity."""
    return len(key) == 32 and nacl.bindings.crypto_core_ed25519_is_valid_point(key)
