/// `latchkey/keyring@v1`, line by line.
let keyringBodyVectors: [VectorCase] =
    ([
        BodyCase("complete", keyring, "ok", "one key a role"),
        BodyCase("no-keys", keyring.without("key"), "ok", "a keyring may have no signing keys"),
        BodyCase("one-root", keyring.with("threshold", "1").with("root", TestKey.root1.vkey), "ok", "one of one root"),
        BodyCase("all-roots", keyring.with("threshold", "3"), "ok", "three of three roots"),
        BodyCase(
            "threshold-zero", keyring.with("threshold", "0"), "inconsistent 9 threshold", "at least one root signs"),
        BodyCase(
            "threshold-above-roots", keyring.with("threshold", "4"), "inconsistent 9 threshold",
            "no more signatures than roots"),
        BodyCase("no-roots", keyring.without("root"), "inconsistent 6 threshold", "at least one root"),
        BodyCase(
            "roots-unsorted", keyring.with("root", TestKey.root2.vkey, TestKey.root1.vkey), "unsorted 7 root",
            "repeated keys are sorted"),
        BodyCase(
            "root-twice", keyring.with("root", TestKey.root1.vkey, TestKey.root1.vkey), "unsorted 7 root",
            "no root stands twice"),
        BodyCase(
            "root-under-two-names",
            keyring.with("root", TestKey.root1.vkey, TestKey("vendor.example/root/2", label: TestKey.root1.name).vkey),
            "inconsistent 8 threshold", "a key counts once, whatever its name"),
        BodyCase(
            "root-of-other-vendor",
            keyring.with("root", TestKey.otherRoot.vkey, TestKey.root1.vkey, TestKey.root2.vkey),
            "inconsistent 9 threshold", "names carry the vendor's prefix"),
        BodyCase(
            "root-wrong-id",
            keyring.replacing(
                "root", by: "root \(TestKey.root1.vkey.replacing(TestKey.root1.nameAndID.suffix(8), with: "00000000"))"),
            "invalid-value 6 root", "the key ID is that of name and key"),
        BodyCase("roots-16", keyring.with("root", roots(16)), "ok", "16 roots"),
        BodyCase("roots-17", keyring.with("root", roots(17)), "too-many 22 root", "at most 16 roots"),
        BodyCase(
            "unknown-role",
            keyring.inserting("key zodiac \(TestKey.license2027.vkey) \(from) never", after: "key revocation"), "ok",
            "unknown roles are kept and ignored"),
        BodyCase(
            "unknown-key-type", keyring.replacing("key log", by: "key log \(TestKey.log.vkey(type: 4)) \(from) never"),
            "ok", "unknown key types are kept and ignored"),
        BodyCase(
            "key-of-other-vendor",
            keyring.replacing("key license", by: "key license \(TestKey.otherLicense.vkey) \(from) never"),
            "inconsistent 13 key", "names carry the vendor's prefix"),
        BodyCase(
            "key-in-two-roles", keyring.replacing("key log", by: "key log \(TestKey.license.vkey) \(from) never"),
            "inconsistent 13 key", "one key has one role"),
        BodyCase(
            "key-under-two-names",
            keyring.replacing(
                "key log",
                by: "key log \(TestKey("vendor.example/log/2026", label: TestKey.license.name).vkey) \(from) never"),
            "inconsistent 13 key", "one key has one role, whatever its name"),
        BodyCase(
            "key-is-root", keyring.replacing("key log", by: "key log \(TestKey.root1.vkey) \(from) never"),
            "inconsistent 13 key", "roots sign keyrings only"),
        BodyCase(
            "key-in-two-windows",
            keyring.inserting("key license \(TestKey.license.vkey) 2027-01-01T00:00:00Z never", after: "key license"),
            "inconsistent 14 key", "one key has one window"),
        BodyCase(
            "keys-unsorted", keyring.swapping("key license", "key log"), "unsorted 10 key", "repeated keys are sorted"),
        BodyCase("keys-64", keyring.with("key", keys(64)), "ok", "64 keys"),
        BodyCase("keys-65", keyring.with("key", keys(65)), "too-many 73 key", "at most 64 keys"),
        BodyCase(
            "compromised", keyring.appending("compromised \(TestKey.license.nameAndID) 7 \(root)"), "ok",
            "up to which leaf its licenses are honest"),
        BodyCase(
            "compromised-twice",
            keyring.appending(
                "compromised \(TestKey.license.nameAndID) 7 \(root)",
                "compromised \(TestKey.license.nameAndID) 9 \(root)"),
            "inconsistent 15 compromised", "one key has one tree size"),
        BodyCase(
            "compromised-short-root", keyring.appending("compromised \(TestKey.license.nameAndID) 7 AAAA"),
            "invalid-value 13 compromised", "a root hash has 32 bytes"),
        BodyCase(
            "compromised-leading-zero", keyring.appending("compromised \(TestKey.license.nameAndID) 07 \(root)"),
            "invalid-value 13 compromised", "no leading zeros"),
        BodyCase(
            "compromised-name-only", keyring.appending("compromised \(TestKey.license.name) 7 \(root)"),
            "invalid-value 13 compromised", "name and ID"),
        BodyCase(
            "compromised-vkey", keyring.appending("compromised \(TestKey.license.vkey) 7 \(root)"),
            "invalid-value 13 compromised", "name and ID, no key"),
        BodyCase("x-line", keyring.appending("x-order 1"), "ok", "the vendor's own line"),
        BodyCase(
            "unknown-line", keyring.appending("witness 1"), "unexpected-key 13 witness", "unknown keys are refused"),
    ]
    + BodyCase.missing(keyring, [("vendor", 2), ("version", 3), ("issued", 4), ("threshold", 5)])
    + BodyCase.refused(
        keyring, "version", line: 3,
        [
            ("zero", "0", "versions begin at 1"), ("leading-zero", "01", "no leading zeros"),
            ("too-large", "9007199254740992", "at most 2^53 - 1"), ("dotted", "1.0", "a number"),
        ])
    + BodyCase.refused(
        keyring, "key license", line: 9,
        [
            ("no-end", "\(TestKey.license.vkey) \(from)", "a window has an end or never"),
            ("ends-as-it-begins", "\(TestKey.license.vkey) \(from) \(from)", "a window ends after it begins"),
            ("ends-before", "\(TestKey.license.vkey) \(from) 2025-01-01T00:00:00Z", "a window ends after it begins"),
            ("begins-never", "\(TestKey.license.vkey) never never", "a window begins at an instant"),
            (
                "wrong-id", "\(TestKey.license.name)+00000000+\(vkeyMaterial) \(from) never",
                "the key ID is that of name and key"
            ),
            ("two-spaces", "\(TestKey.license.vkey)  \(from) never", "one space between"),
            ("more", "\(TestKey.license.vkey) \(from) never more", "four parts"),
        ])).map { $0.vector("keyring") }

private let keyring = Document.keyring
private let from = "2026-01-01T00:00:00Z"
private let root = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
private let vkeyMaterial = String(TestKey.license.vkey.suffix(44))

private func roots(_ count: Int) -> [String] { padded(count).map { TestKey("vendor.example/root/\($0)").vkey } }

private func keys(_ count: Int) -> [String] {
    padded(count).map { "license \(TestKey("vendor.example/license/\($0)").vkey) \(from) never" }
}
