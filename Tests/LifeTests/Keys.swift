import Fixtures
import LicenseFormat
import SignedNote

extension Documents {
    /// A keyring with the keys that a script names.
    static func ring(_ definition: Script.Definition, of vendor: TestVendor) throws -> Keyring {
        let roots = try definition.words("roots").map { try Self.key("root/\($0)").key }
        let threshold = try Int(definition.values["threshold"] ?? "1").orFail("threshold")
        // These vendors keep no log: a size of 0, and any root.
        let root = Base64.encode([UInt8](repeating: 9, count: 32)[...])
        return Keyring(
            vendor: try .of(vendor.name), version: try .of(definition.text("version")),
            issued: try .of("2026-01-01T00:00:00Z"),
            roots: try RootKeys(threshold: threshold, keys: roots).orFail("roots"),
            keys: try definition.words("keys").map(Self.roleKey),
            compromised: try definition.words("compromised").map {
                try .of("\(try Self.key($0).key.nameAndID.string) 0 \(root.string)")
            })
    }

    /// A key of the vendor's: `license/2026`.
    static func key(_ name: String) throws -> TestKey { try TestKey("vendor.example/\(name)") }

    /// `license/2026`, for ever, or `license/2026@2026-01-01..2028-01-01`. The first part of the name is the role.
    private static func roleKey(_ text: String) throws -> RoleKey {
        let parts = text.split(separator: "@").map(String.init)
        let window = parts.count == 2 ? parts[1].split(separator: ".").map(String.init) : ["2026-01-01", "never"]
        guard window.count == 2, let role = text.split(separator: "/").first else { throw FixtureFailure(text) }
        return RoleKey(
            role: try .of(String(role)), key: try key(parts[0]).key, from: try Script.instant(window[0]),
            until: window[1] == "never" ? .never : .at(try Script.instant(window[1])))
    }
}
