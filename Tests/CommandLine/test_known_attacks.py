"""Known attacks on license systems, replayed: each one's vectors exist, say what is expected, and both implementations
answer them so."""

import subprocess
import sys

import pytest

from conftest import BIN, ROOT

sys.path.insert(0, str(ROOT / "Tests/Oracle"))

import answer  # noqa: E402
from vector import Vector  # noqa: E402

# Attack: vectors, each with how its answer begins.
ATTACKS = {
    "the vendor's key swapped for one's own in the configuration": {
        "product/other-roots": "off product-file-unreadable",
        "keyring/of-other-vendor": "refused unknown-signer",
        "keyring/by-stranger": "refused unknown-signer",
        "role/license-by-namesake": "refused unknown-signer",
        "import/other-vendors-license": "refused unknown-signer",
        "role/license-by-installation": "refused unknown-signer",
        "ed25519/small-order-key": "invalid",
        "keyring/key-of-small-order": "refused weak-key",
    },
    "a signature used again on another type of document": {
        "import/altered-type": "refused altered",
        "import/signature-of-keyring-added": "refused altered",
        "role/request-by-license": "refused wrong-document",
        "role/license-by-revocation": "refused wrong-role",
        "role/license-by-log": "refused wrong-role",
        "role/keyring-by-license": "refused wrong-role",
        "repair-clock/by-license": "refused wrong-role",
        "revocation/by-license": "refused wrong-role",
        "log-proof/by-license-key": "refused wrong-role",
        "return/receipt": "refused wrong-document",
    },
    "a key line twice, so that two readers see two values": {
        "body-license/repeated-id": "missing-key 3",
        "body-license/repeated-grace-days": "missing-key 16",
        "body-license/repeated-host": "missing-key 12",
        "body-license/feature-twice": "unsorted 17",
        "body-license/url-twice": "unsorted 9",
        "body-revocations/one-license-twice": "inconsistent 8",
    },
    "one key counted twice towards a threshold": {
        "keyring/same-root-twice": "refused too-few-signatures",
        "body-keyring/root-twice": "unsorted 7",
        "body-keyring/root-under-two-names": "inconsistent 8",
        "body-keyring/key-under-two-names": "inconsistent 13",
        "body-keyring/threshold-zero": "inconsistent 9",
    },
    "Unicode look-alikes in the customer and the URL": {
        "import/look-alike-customer": "refused altered",
        "import/look-alike-site": "refused altered",
        "body-license/customer-override": "invalid-value 6 customer",
        "body-license/customer-zero-width-space": "invalid-value 6 customer",
        "body-license/vendor-non-ascii": "invalid-value 3 vendor",
        "site-url/fullwidth": "not-ascii",
        "site-url/u-label": "not-ascii",
    },
    "a site whose host looks like the licensed one": {
        "url/look-alike": "off other-url part=[host]",
        "url/look-alike-typed": "off url-unreadable",
        "url/suffix": "off other-url part=[host]",
        "site-url/host-in-user": "user-info",
        "site-url/backslash": "backslash",
    },
    "data behind what is signed": {
        "license-file/text-after": "malformed",
        "note/text-after-signatures": "malformed-signature-line 2",
        "note/space-at-line-end": "not-a-note",
        "body-log-proof/trailing-text": "malformed-signature-line 2 7",
        "body-log-proof/trailing-item": "unexpected-key 10",
        "vkey/padding": "malformed-verifier-key",
        "ed25519/65-bytes": "invalid",
    },
    "Base64 that is cut or has another spelling": {
        "import/cut-in-signature": "refused damaged",
        "note/short-signature": "invalid-signature 1",
        "note/trailing-bits": "malformed-signature-line 2",
        "note/padding-missing": "not-a-note",
        "base64/trailing-bits-2": "invalid",
        "ed25519/63-bytes": "invalid",
        "ed25519/malleable": "invalid",
        "log-proof/signature-cut": "refused damaged",
    },
    "the clock set back": {
        "clock/visits-set-back-a-year": "full now=[2026-12-01T12:00:00Z]",
        "clock/visits-set-back-a-year-and-running": "full now=[2026-12-03T12:00:00Z]",
        "clock/visits-battery-dead-twice": "full now=[2026-12-01T20:00:00Z]",
        "clock/ended-and-set-back": "read-only",
    },
    "the clock repaired more often than the vendor said": {
        "repair-clock/twice": "refused clock-repair-used",
        "repair-clock/other-installation": "refused other-installation",
        "repair-clock/by-installation": "refused unknown-signer",
    },
    "the state restored from a backup, and what the vendor's next file says then": {
        "clock/ahead-after-the-end": "read-only expired",
        "revocation/marks-installed": "off revoked",
        "keyring/compromised-key": "refused key-compromised",
        "state/checksum": "off state-unreadable",
        "state/other-roots": "full",
    },
    "an older document brought again": {
        "keyring/rollback": "refused older-keyring",
        "keyring/rollback-brings-no-key": "refused unknown-key",
        "revocation/older": "refused older-revocations",
        "compromise/stale-proof-again": "refused key-compromised",
        "return/does-not-return": "refused given-back",
    },
    "a file put together from parts of others": {
        "import/signature-of-other-license": "refused altered",
        "import/one-of-two-altered": "refused altered",
        "import/other-installation-beside-license": "imported other-installation",
        "import/same-id-other-text": "refused same-id-other-text",
        "keyring/rollback-beside-license": "imported older-keyring",
        "log-proof/of-other-license": "refused altered",
        "log-proof/behind-list": "imported proof-not-used",
        "choice/features-not-merged": "full",
    },
    "a license forged with a stolen key": {
        "compromise/at-size": "refused key-compromised",
        "compromise/by-license-key": "refused key-compromised",
        "compromise/log-fell-too": "refused key-compromised",
        "compromise/index-changed": "refused altered",
    },
}


def read(name):
    return (ROOT / f"Tests/Vectors/{name}.vector").read_bytes()


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_gets_the_finding_that_it_deserves(built, attack):
    assert ATTACKS[attack]
    for name, finding in ATTACKS[attack].items():
        vector = read(name)
        expected = Vector(vector).value("expect")
        assert (expected + " ").startswith(finding + " "), name
        assert answer.answer(vector) == expected, name
        swift = subprocess.run([BIN / "vector-server", "--one"], input=vector, capture_output=True, check=True)
        assert swift.stdout.decode() == expected + "\n", name


def test_the_table_is_as_long_as_it_was():
    assert len(ATTACKS) == 14
    assert sum(len(vectors) for vectors in ATTACKS.values()) == 85
