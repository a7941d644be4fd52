import Fixtures
import LicenseFormat
import LicenseSigner
import SignedNote
import Testing

/// A vendor with two of three root keys and a key of each role, on the day of a ceremony.
struct Ceremony {
    static let begin = "2026-11-02T10:00:00Z"
    static let now = "2027-11-02T10:00:00Z"

    let roots: [TestKey]
    let license: TestKey
    let keyring: Keyring
    let base: SignedNote

    /// - Parameter edit: changes the keyring before it is signed.
    init(threshold: Int = 2, roots count: Int = 3, _ edit: (inout Keyring) throws -> Void = { _ in }) throws {
        roots = try (1...count).map { try TestKey("vendor.example/root/\($0)") }
        license = try TestKey("vendor.example/license/2026")
        var keyring = try Keyring(
            vendor: .of("vendor.example"), version: .of("1"), issued: .of(Self.begin),
            roots: RootKeys(threshold: threshold, keys: roots.map(\.key)).orFail(),
            keys: [Self.line("license", license), Self.line("log", TestKey("vendor.example/log/2026"))])
        try edit(&keyring)
        self.keyring = try Keyring(parsing: keyring.text[...])
        base = try sign(self.keyring.text, by: Array(roots.prefix(threshold)))
    }

    /// The line of a key.
    static func line(
        _ role: String, _ key: TestKey, from: String = begin, until: String = "never"
    ) throws -> RoleKey {
        try RoleKey(role: .of(role), key: key.key, from: .of(from), until: .of(until))
    }

    /// A key that is in no keyring yet.
    static func key(_ role: String, _ label: String = "2027") throws -> TestKey {
        try TestKey("vendor.example/\(role)/\(label)")
    }

    func draft(at now: String = now) throws -> KeyringDraft {
        try KeyringDraft(after: keyring, issued: .of(now))
    }

    /// The next keyring with a new license key.
    func proposal() throws -> KeyringProposal {
        try KeyringProposal(
            draft().rotating(role: .of("license"), to: Self.key("license").key, at: .of(Self.now)), base: base)
    }

    /// A proposal's file from a text that no draft would give.
    func file(_ edit: (inout Keyring) throws -> Void, signers: [TestKey] = []) throws -> [UInt8] {
        var next = try draft().adding(Self.key("x").key, role: .of("x"), from: .of(Self.now)).next
        try edit(&next)
        return try file(next.text, signers: signers)
    }

    func file(_ text: [UInt8], signers: [TestKey] = []) throws -> [UInt8] {
        let keyring = try sign(text, by: signers).bytes
        return [UInt8]("latchkey/proposal@v1\n\n") + base.bytes + [newline] + keyring
    }
}

/// The secret half of a test's key, under its name.
func signingKey(_ key: TestKey) throws -> SigningKey {
    try SigningKey(name: key.key.name, secretKey: .fromSeed(key.seed.bytes))
}

/// What a ceremony refuses; nil where it refuses nothing.
func refusal<Value>(_ body: () throws -> Value) -> CeremonyError? {
    do { _ = try body() } catch { return error as? CeremonyError }
    return nil
}

/// A keyring's `key` lines as `NAME FROM UNTIL`.
func windows(_ keyring: Keyring, of role: String) -> [String] {
    keyring.keys.filter { $0.role.text.string == role }.map { entry in
        let name = entry.key?.name.string ?? "?"
        return "\(name) \(entry.from.text.string) \(entry.until.text.string)"
    }
}
