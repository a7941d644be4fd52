package import LicenseFormat
package import SignedNote

/// A vendor with its keys, whose documents are good unless a test edits them.
package struct TestVendor: Sendable {
    package let name: String
    package let roots: [TestKey]
    package let threshold: Int
    package let license: TestKey
    package let revocation: TestKey
    package let repair: TestKey
    package let log: TestKey

    /// - Parameter label: sets the keys apart from those of a vendor with the same name.
    package init(_ name: String = "vendor.example", roots: Int = 1, threshold: Int = 1, label: String = "") throws {
        self.name = name
        self.threshold = threshold
        self.roots = try (0..<roots).map { try TestKey("\(name)/root/\($0)", label: "\(label)\(name)/root/\($0)") }
        license = try TestKey("\(name)/license/2026", label: "\(label)\(name)/license/2026")
        revocation = try TestKey("\(name)/revocation/2026", label: "\(label)\(name)/revocation/2026")
        repair = try TestKey("\(name)/repair/2026", label: "\(label)\(name)/repair/2026")
        log = try TestKey("\(name)/log/2026", label: "\(label)\(name)/log/2026")
    }

    /// The installation's key pair that these tests speak of.
    package static func installationSeed() throws -> Ed25519Seed { try TestKey.seed("installation") }

    /// A day on which the default license is in force.
    package static func now() throws -> Timestamp { try .of("2026-12-01T10:00:00Z") }

    package func roleKey(
        _ role: String, _ key: TestKey, from: String = "2026-01-01T00:00:00Z", until: String = "never"
    ) throws -> RoleKey {
        RoleKey(role: try .of(role), key: key.key, from: try .of(from), until: try .of(until))
    }

    package func rootKeys() throws -> RootKeys {
        try RootKeys(threshold: threshold, keys: roots.map(\.key)).orFail("roots")
    }

    /// A keyring with one key for each role, unless others are given.
    package func keyring(
        version: Int64 = 1, keys: [RoleKey]? = nil, _ edit: (inout Keyring) throws -> Void = { _ in }
    ) throws -> Keyring {
        var keyring = Keyring(
            vendor: try .of(name), version: try Decimal(version).orFail(), issued: try .of("2026-01-01T00:00:00Z"),
            roots: try rootKeys(),
            keys: try keys ?? [
                roleKey("license", license), roleKey("revocation", revocation), roleKey("repair", repair),
                roleKey("log", log),
            ])
        try edit(&keyring)
        return keyring
    }

    /// A keyring signed by the first roots, as many as the threshold asks for.
    package func keyringNote(
        version: Int64 = 1, keys: [RoleKey]? = nil, by signers: [TestKey]? = nil,
        _ edit: (inout Keyring) throws -> Void = { _ in }
    ) throws -> SignedNote {
        try sign(keyring(version: version, keys: keys, edit).text, by: signers ?? Array(roots.prefix(threshold)))
    }

    package func product(keyring: SignedNote? = nil, _ edit: (inout ProductTerms) throws -> Void = { _ in }) throws
        -> Product
    {
        var terms = try ProductTerms(
            Product(
                vendor: try .of(name), product: try .of("glpi-escalade"), title: try .of("Escalade"),
                version: try .of("2.1.0"), built: try .of("2026-06-01T00:00:00Z"), requiresLogProof: false,
                trialDays: .zero, trialFeatures: [try .of("reports")], unlicensed: .readOnly, roots: try rootKeys(),
                keyringNote: try keyring ?? keyringNote()))
        try edit(&terms)
        return terms.file
    }

    /// A subscription for the test installation and site, from 2026-11-21 to 2027-11-21.
    package func license(_ number: Int = 1, _ edit: (inout LicenseTerms) throws -> Void = { _ in }) throws -> License {
        let issued = try Timestamp.of("2026-11-21T09:30:00Z")
        let random: [UInt8] = [
            0, 0, 0, 0, 0, 0, 0, 0, UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number),
        ]
        let license = License(
            id: try LicenseID(at: issued, random: random).orFail(), vendor: try .of(name),
            product: try .of("glpi-escalade"),
            kind: .subscription, customer: try .of("ACME SA"),
            installations: [InstallationID(of: try Self.installationSeed().publicKey)],
            urls: [try .of("https://glpi.acme.example/")], versions: try .of(">=2.0 <3.0"), host: nil, issued: issued,
            starts: try .of("2026-11-21T00:00:00Z"), expires: try .of("2027-11-22T12:00:00Z"), maintenanceUntil: nil,
            graceDays: try .of("7"), mismatchDays: nil, features: [try .of("reports")], limits: [try .of("seats 50")],
            onExpiry: .readOnly, onRevocation: .trial, note: nil, extensions: [])
        var terms = LicenseTerms(license)
        try edit(&terms)
        return terms.license
    }

    /// A license as a note, signed by the vendor's license key unless another is given.
    package func signed(
        _ number: Int = 1, by key: TestKey? = nil, _ edit: (inout LicenseTerms) throws -> Void = { _ in }
    ) throws -> SignedNote {
        try (key ?? license).sign(license(number, edit).text)
    }

    /// A list of revoked licenses, by default of the first license for every installation.
    package func revocations(
        epoch: Int64 = 1, by key: TestKey? = nil, _ edit: (inout RevocationList) throws -> Void = { _ in }
    ) throws -> SignedNote {
        var list = RevocationList(
            vendor: try .of(name), scope: .all, epoch: try Decimal(epoch).orFail(),
            issued: try .of("2026-11-30T00:00:00Z"),
            revoked: [Revocation(license: try license().id, reason: try .of("refunded"))])
        try edit(&list)
        return try (key ?? revocation).sign(list.text)
    }

    /// A clock repair for the test installation.
    package func clockRepair(
        at issued: String, by key: TestKey? = nil, _ edit: (inout ClockRepair) throws -> Void = { _ in }
    ) throws -> SignedNote {
        var repair = ClockRepair(
            vendor: try .of(name), installation: InstallationID(of: try Self.installationSeed().publicKey),
            issued: try .of(issued), nonce: [UInt8](repeating: 7, count: 16))
        try edit(&repair)
        return try (key ?? self.repair).sign(repair.text)
    }

    /// A file that holds notes.
    package static func file(_ notes: SignedNote...) -> [UInt8] { LicenseFile.bytes(of: notes.map(\.bytes)) }
}

extension String {
    /// This text with `this` replaced by `that` once; throws where it does not occur.
    package func replacingOnce(_ this: String, _ that: String) throws(FixtureFailure) -> String {
        let range = try firstRange(of: this).orFail(this)
        var text = self
        text.replaceSubrange(range, with: that)
        return text
    }

    private func firstRange(of needle: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].utf8.starts(with: needle.utf8) {
                return start..<utf8.index(start, offsetBy: needle.utf8.count)
            }
            start = utf8.index(after: start)
        }
        return nil
    }
}
