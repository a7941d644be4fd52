/// Every role crossed with every document: only the right pair counts.
let roleVectors: [VectorCase] =
    [
        ("root", TestKey.root1), ("log", .log), ("repair", .repair), ("revocation", .revocation),
    ].map { role, key in
        Scene(Document.license.signed(key)).importing(
            "role", "license-by-\(role)", "refused wrong-role",
            "a \(role) key's signature on a license is worth nothing")
    }
    + [
        ("license", TestKey.license), ("log", .log), ("repair", .repair), ("revocation", .revocation),
    ].map { role, key in
        Scene(Document.keyring2.signed(key)).importing(
            "role", "keyring-by-\(role)", "refused wrong-role",
            "a \(role) key's signature on a keyring is worth nothing")
    }
    + [
        ("root", TestKey.root1), ("license", .license), ("log", .log), ("repair", .repair),
        ("revocation", .revocation), ("installation", TestKey.here.asInstallation),
    ].map { role, key in
        Scene(Document.request.signed(key)).importing(
            "role", "request-by-\(role)", "refused wrong-document", "a request is no license, whoever signs it")
    }
    + [
        Scene(Document.license.signed(.root1, .root2)).importing(
            "role", "license-by-roots", "refused wrong-role", "a threshold of roots makes no license"),
        Scene(Document.license.signed(.revocation, .license)).importing(
            "role", "license-by-license-and-revocation", "imported",
            "one right key is enough, another known key beside it does no harm"),
        Scene(Document.license.signed(TestKey.here.asInstallation)).importing(
            "role", "license-by-installation", "refused unknown-signer", "the installation's own key grants nothing"),
        Scene(Document.license.signed(TestKey(TestKey.license.name, label: "impostor"))).importing(
            "role", "license-by-namesake", "refused unknown-signer", "a key is known by name and ID"),
        Scene(Document.keyring2.signed(.license, .root1, .root2)).importing(
            "role", "keyring-by-license-and-roots", "imported", "a license key beside enough roots does no harm"),
        Scene(Document.keyring2.signed(.license, .root1)).importing(
            "role", "keyring-by-license-and-one-root", "refused too-few-signatures",
            "a license key does not count as a root"),
    ]

/// Keyrings: threshold, rollback, a change of roots, compromised keys, windows.
let keyringVectors: [VectorCase] = thresholds + rollbacks + rootChanges + newKeys + compromised

private let keyring2 = Document.keyring2
private let keyring3 = keyring2.with("version", "3")
private let license2027 = Document.license.with("issued", "2026-12-02T10:00:00Z").signed(.license2027)

private let thresholds = [
    Scene(Document.keyring.signed(.root1)).importing(
        "keyring", "held-by-one-of-two", "refused too-few-signatures",
        "also the keyring that is held needs two signatures"),
    Scene(keyring2.signed(.license)).with { $0.show = "signer" }.importing(
        "keyring", "wrong-role-signer", "refused wrong-role signer=[vendor.example/license/2026]",
        "who signed is named"),
    Scene(Document.license.signed(.revocation)).with { $0.show = "signer" }.importing(
        "role", "license-signer", "refused wrong-role signer=[vendor.example/revocation/2026]",
        "who signed is named"),
    Scene(keyring2.signed(.root1)).importing(
        "keyring", "one-of-two", "refused too-few-signatures", "one root signed and two must"),
    Scene(keyring2.signed(.root1, .root1)).importing(
        "keyring", "same-root-twice", "refused too-few-signatures", "a root that signs twice counts once"),
    Scene(keyring2.signed(.root1, .otherRoot)).importing(
        "keyring", "stranger-beside-root", "refused too-few-signatures", "a stranger's signature does not count"),
    Scene(keyring2.signed(.root1, .root3)).importing("keyring", "two-of-three", "imported", "any two of three roots"),
    Scene(keyring2.signed(.root1, .root2, .root3)).importing(
        "keyring", "three-of-three", "imported", "more than enough"),
    Scene(keyring2.signed(.otherRoot, .root2, .root1)).importing(
        "keyring", "stranger-ignored", "imported", "a stranger's signature does no harm"),
    Scene(
        keyring2.string + "\n" + TestKey.root1.signatureLine(keyring2.text) + TestKey.root2.signatureLine(keyring3.text)
    )
    .importing("keyring", "one-good-one-bad", "refused altered", "a root's bad signature refuses the keyring"),
    Scene(
        keyring2.string + "\n" + TestKey.root1.signatureLine(keyring2.text) + TestKey.root2.signatureLine(keyring2.text)
            + TestKey.root3.signatureLine(keyring3.text)
    ).importing(
        "keyring", "enough-and-one-bad", "refused altered",
        "a root's bad signature refuses the keyring, even beyond the threshold"),
    Scene(keyring2.signed(.root1, .root2).replacing("version 2", with: "version 4")).importing(
        "keyring", "altered", "refused altered", "a digit was changed"),
    Scene(keyring2.signed(.otherRoot)).importing(
        "keyring", "by-stranger", "refused unknown-signer", "another vendor's root"),
    Scene(otherKeyring.signed(.otherRoot)).importing(
        "keyring", "of-other-vendor", "refused unknown-signer", "another vendor's keyring"),
    Scene(
        keyring2.with("vendor", "vendor").with("version", "2").with("threshold", "1").with(
            "root", TestKey("vendor/root/1").vkey
        )
        .without("key").signed(.root1, .root2)
    ).importing("keyring", "for-other-vendor", "refused other-vendor", "our roots, another vendor's name"),
    Scene(keyring2.appending("witness 1").signed(.root1, .root2)).importing(
        "keyring", "newer", "refused newer-document", "good signatures, a line that this release does not know"),
    Scene(file(keyring2.appending("witness 1").signed(.root1, .root2), Document.license.signed(.license)))
        .importing("keyring", "newer-beside-license", "imported newer-document", "the license that can be read counts"),
]

private let otherKeyring = Document.keyring.with("vendor", "other.example").with("version", "2").with("threshold", "1")
    .with("root", TestKey.otherRoot.vkey).with("key", "license \(TestKey.otherLicense.vkey) 2026-01-01T00:00:00Z never")

/// A key that nobody can hold: its public key is a point of small order.
private let weakKey = TestKey.vkey(name: "vendor.example/license/weak", publicKey: [UInt8](repeating: 0, count: 32))

private let rollbacks = [
    Scene(
        keyring2.inserting("key license \(weakKey) 2026-01-01T00:00:00Z never", after: "root").sorted.signed(
            .root1, .root2)
    )
    .importing("keyring", "key-of-small-order", "refused weak-key", "a signature by such a key proves nothing"),
    Scene(
        file(changed.signed(.root1, .root2, .root4, .root5), afterChange.signed(.root4, .root5)),
        file(changed.signed(.root1, .root2, .root4, .root5), afterChange.signed(.root4, .root5), license2027)
    )
    .importing(
        "keyring", "chain-again-with-license", "imported older-keyring already-installed",
        "an old step of the chain is told from a stranger's keyring by the roots before it"),
    Scene(file(afterChange.signed(.root4, .root5), changed.signed(.root1, .root2, .root4, .root5))).importing(
        "keyring", "chain-newest-first", "imported", "keyrings are taken in the order of their versions"),
    Scene(Document.keyring.signed(.root1, .root2)).importing(
        "keyring", "same-as-product", "unchanged already-installed", "the product file holds this one"),
    Scene(keyring3.signed(.root1, .root2), keyring2.signed(.root1, .root2)).importing(
        "keyring", "rollback", "refused older-keyring", "versions never go back"),
    Scene(keyring2.signed(.root1, .root2), keyring2.appending("x-a 1").signed(.root1, .root2)).importing(
        "keyring", "same-version-other-text", "refused older-keyring", "the one that came first stays"),
    Scene(keyring3.signed(.root1, .root2), file(keyring2.signed(.root1, .root2), Document.license.signed(.license)))
        .importing(
            "keyring", "rollback-beside-license", "imported older-keyring",
            "the older keyring is passed over, the license counts"),
    Scene(keyring3.signed(.root1, .root2), file(keyring2.signed(.root1, .root2), Document.license.signed(.license)))
        .verifying(
            "keyring", "rollback-beside-license-verdict", "full", "the older keyring is passed over, the license counts"
        ),
    Scene(keyring3.without("key").signed(.root1, .root2), file(keyring2.signed(.root1, .root2), license2027))
        .importing(
            "keyring", "rollback-brings-no-key", "refused unknown-key",
            "an older keyring gives back no key that a newer one took away"),
    Scene(keyring3.signed(.root1, .root2)).importing("keyring", "skipping-one", "imported", "the version may skip"),
    Scene(keyring2.signed(.root2, .root3), keyring3.signed(.root1, .root2)).importing(
        "keyring", "one-after-another", "imported", "each newer than the one before"),
]

private let changed = keyring2.with("root", TestKey.root3.vkey, TestKey.root4.vkey, TestKey.root5.vkey)
private let afterChange = changed.with("version", "3")

private let rootChanges = [
    Scene(changed.signed(.root1, .root2, .root4, .root5)).importing(
        "keyring", "roots-changed-by-both", "imported", "two old and two new roots"),
    Scene(changed.signed(.root1, .root3, .root4)).importing(
        "keyring", "roots-changed-by-shared-root", "imported", "a root of both sets counts in both"),
    Scene(changed.signed(.root1, .root2)).importing(
        "keyring", "roots-changed-by-old", "refused too-few-signatures", "nobody of the new roots signed"),
    Scene(changed.signed(.root1, .root3)).importing(
        "keyring", "roots-changed-by-old-and-one-new", "refused too-few-signatures",
        "one of the new roots signed and two must"),
    Scene(changed.signed(.root4, .root5)).importing(
        "keyring", "roots-changed-by-new", "refused unknown-key", "nobody of the known roots signed"),
    Scene(changed.signed(.root3, .root4, .root5)).importing(
        "keyring", "roots-changed-by-new-and-one-old", "refused too-few-signatures",
        "one of the known roots signed and two must"),
    Scene(keyring2.with("threshold", "1").signed(.root1)).importing(
        "keyring", "threshold-lowered-by-one", "refused too-few-signatures",
        "a lower threshold is a change that the old threshold makes"),
    Scene(keyring2.with("threshold", "1").signed(.root1, .root2)).importing(
        "keyring", "threshold-lowered", "imported", "a lower threshold is a change that the old threshold makes"),
    Scene(keyring2.with("threshold", "3").signed(.root1, .root2)).importing(
        "keyring", "threshold-raised-by-two", "refused too-few-signatures",
        "the new threshold holds for the keyring that brings it"),
    Scene(changed.signed(.root1, .root2, .root4, .root5), afterChange.signed(.root4, .root5)).importing(
        "keyring", "by-new-roots-after-change", "imported", "the new roots sign the next keyring"),
    Scene(changed.signed(.root1, .root2, .root4, .root5), afterChange.signed(.root1, .root2)).importing(
        "keyring", "by-old-roots-after-change", "refused too-few-signatures", "the old roots are no roots any more"),
    Scene(file(changed.signed(.root1, .root2, .root4, .root5), afterChange.signed(.root4, .root5), license2027))
        .importing("keyring", "chain-in-one-file", "imported", "two steps and a license by a key of the last"),
    Scene(file(changed.signed(.root1, .root2, .root4, .root5), afterChange.signed(.root4, .root5), license2027))
        .verifying("keyring", "chain-in-one-file-verdict", "full", "the chain is walked at every load"),
    Scene(afterChange.signed(.root4, .root5)).importing(
        "keyring", "step-missing", "refused unknown-key", "the keyring that changes the roots is needed"),
]

private let newKeys = [
    Scene(file(keyring2.signed(.root1, .root2), license2027)).importing(
        "keyring", "new-key-and-license", "imported", "the file brings the key that signed the license"),
    Scene(file(license2027, keyring2.signed(.root1, .root2))).importing(
        "keyring", "license-before-its-keyring", "imported", "the order within a file does not matter"),
    Scene(file(keyring2.signed(.root1, .root2), license2027)).verifying(
        "keyring", "new-key-verdict", "full", "the keyring came with the license"),
    Scene(license2027).importing(
        "keyring", "new-key-without-keyring", "refused unknown-key", "a key newer than this installation knows"),
    Scene(file(keyring2.signed(.root1), license2027)).importing(
        "keyring", "new-key-by-too-few", "refused too-few-signatures", "a keyring that is not good enough brings no key"
    ),
    Scene(Document.license.with("issued", "2025-12-31T23:59:59Z").signed(.license)).importing(
        "keyring", "issued-before-window", "refused key-not-valid-then", "a second before the key's window"),
    Scene(Document.license.with("issued", "2026-01-01T00:00:00Z").signed(.license)).importing(
        "keyring", "issued-at-window-start", "imported", "the first instant of the key's window"),
    Scene(
        file(retired.signed(.root1, .root2), Document.license.with("issued", "2026-12-01T00:00:00Z").signed(.license))
    )
    .importing("keyring", "issued-at-window-end", "refused key-not-valid-then", "the end itself is outside"),
    Scene(
        file(retired.signed(.root1, .root2), Document.license.with("issued", "2026-11-30T23:59:59Z").signed(.license))
    )
    .importing("keyring", "issued-before-window-end", "imported", "the last instant of the key's window"),
    Scene(
        file(
            retired.signed(.root1, .root2),
            Document.license.with("issued", "2026-12-02T10:00:00Z").signed(.license, .license2027))
    )
    .importing(
        "keyring", "retired-key-beside-good", "imported", "a license that a key within its window signed too counts"),
    Scene(file(retired.signed(.root1, .root2), Document.license.signed(.license)))
        .verifying("keyring", "retired-key-verdict", "full", "a key's end never disables a license from before"),
    Scene(Document.license.signed(.license), keyring2.with("key", []).signed(.root1, .root2))
        .verifying(
            "keyring", "dropped-key-verdict", "off unknown-key",
            "a key that is no longer in the keyring signs nothing"),
    Scene(file(unknownType.signed(.root1, .root2), Document.license.signed(.license)))
        .importing("keyring", "unknown-key-type-ignored", "imported", "a key of another algorithm is kept and ignored"),
]

private let retired = keyring2.replacing(
    "key license", by: "key license \(TestKey.license.vkey) 2026-01-01T00:00:00Z 2026-12-01T00:00:00Z")
private let unknownType = keyring2.replacing(
    "key log", by: "key log \(TestKey.log.vkey(type: 4)) 2026-01-01T00:00:00Z never")
private let bad = keyring2.appending(
    "compromised \(TestKey.license.nameAndID) 0 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")

private let compromised = [
    Scene(bad.signed(.root1, .root2), Document.license.signed(.license)).importing(
        "keyring", "compromised-key", "refused key-compromised", "somebody else may hold the key"),
    Scene(Document.license.signed(.license), bad.signed(.root1, .root2)).verifying(
        "keyring", "compromised-later-verdict", "off key-compromised",
        "an installed license by that key grants nothing any more"),
    Scene(Document.license.signed(.license), bad.signed(.root1, .root2)).importing(
        "keyring", "compromised-later", "imported", "the news itself is imported"),
    Scene(file(bad.signed(.root1, .root2), license2027)).verifying(
        "keyring", "compromised-replaced-verdict", "full", "a license by the next key counts"),
    Scene(
        file(
            bad.signed(.root1, .root2),
            Document.license.with("issued", "2026-12-02T10:00:00Z").signed(.license, .license2027))
    )
    .verifying("keyring", "compromised-beside-good-verdict", "full", "a license that a good key signed too counts"),
    Scene(Document.license.signed(.license), bad.with("version", "3").signed(.root1, .root2))
        .with { $0.products = [file(Document.product.string, keyring2.signed(.root1, .root2)), productFile] }
        .verifying(
            "keyring", "compromised-older-product-verdict", "off key-compromised",
            "an older product file does not bring the key back"),
]
