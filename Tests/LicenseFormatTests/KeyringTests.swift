import Fixtures
import LicenseFormat
import SignedNote
import Testing

/// Thresholds over distinct keys, and one role a key.
@Suite("Root keys and keyrings")
struct KeyringTests {
    static func keys(_ count: Int) throws -> [TestKey] {
        try (0..<count).map { try TestKey("vendor.example/root/\($0)") }
    }

    @Test("a threshold is at least one and at most the number of keys, of which there are one to sixteen")
    func thresholds() throws {
        let keys = try Self.keys(18).map(\.key)
        for count in 0...18 {
            for threshold in -2...20 {
                let isAllowed = (1...16).contains(count) && threshold >= 1 && threshold <= count
                #expect((RootKeys(threshold: threshold, keys: Array(keys.prefix(count))) != nil) == isAllowed)
            }
        }
    }

    @Test("a key that stands twice, even under another name, is refused")
    func duplicates() throws {
        let keys = try Self.keys(2).map(\.key)
        let alias = try TestKey("vendor.example/root/alias", label: "vendor.example/root/0").key
        #expect(alias.publicKey == keys[0].publicKey && alias.text != keys[0].text)
        #expect(RootKeys(threshold: 1, keys: [keys[0], keys[0]]) == nil)
        #expect(RootKeys(threshold: 2, keys: [keys[0], alias]) == nil)
        #expect(RootKeys(threshold: 2, keys: [keys[0], keys[1]]) != nil)
    }

    @Test("distinct roots count, each once, and nobody else")
    func counting() throws {
        let keys = try Self.keys(4).map(\.key)
        let roots = try #require(RootKeys(threshold: 2, keys: Array(keys.prefix(3))))
        #expect(!roots.areEnough([]))
        #expect(!roots.areEnough([keys[0]]))
        #expect(!roots.areEnough([keys[0], keys[0], keys[0]]))
        #expect(!roots.areEnough([keys[0], keys[3]]))
        let alias = try TestKey("vendor.example/root/alias", label: "vendor.example/root/0").key
        #expect(!roots.areEnough([keys[0], alias]))
        #expect(roots.areEnough([keys[0], keys[2]]))
        #expect(roots.areEnough(keys))
    }

    @Test("the digest tells sets apart, whatever the order in which they are given")
    func digests() throws {
        let keys = try Self.keys(3).map(\.key)
        let roots = try #require(RootKeys(threshold: 2, keys: keys))
        #expect(try #require(RootKeys(threshold: 2, keys: keys.reversed())).digest == roots.digest)
        #expect(try #require(RootKeys(threshold: 1, keys: keys)).digest != roots.digest)
        #expect(try #require(RootKeys(threshold: 2, keys: Array(keys.prefix(2)))).digest != roots.digest)
    }

    /// A keyring of one root and one license key, as text.
    static func keyring(threshold: String = "1", roots: [String], keys: [String], version: String = "1") -> String {
        ([
            "latchkey/keyring@v1", "vendor vendor.example", "version \(version)", "issued 2026-01-01T00:00:00Z",
            "threshold \(threshold)",
        ]
            + roots.sorted().map { "root \($0)" } + keys.sorted().map { "key \($0)" }).joined(separator: "\n") + "\n"
    }

    @Test("a keyring that breaks a rule is refused")
    func keyringErrors() throws {
        let root = try TestKey("vendor.example/root/0").key.text.string
        let second = try TestKey("vendor.example/root/1").key.text.string
        let alias = try TestKey("vendor.example/root/2", label: "vendor.example/root/0").key.text.string
        let foreign = try TestKey("other.example/root/0").key.text.string
        let lookalike = try TestKey("vendor.example.evil/root/0").key.text.string
        let sameLength = try TestKey("wendor.example/root/0").key.text.string
        let license = try TestKey("vendor.example/license/a").key.text.string
        let licenseAlias = try TestKey("vendor.example/revocation/a", label: "vendor.example/license/a").key.text.string
        let foreignLicense = try TestKey("other.example/license/a").key.text.string
        let window = "2026-01-01T00:00:00Z never"
        let compromised = "compromised vendor.example/license/a+0011aaff"
        let hash = Base64.encode([UInt8](repeating: 7, count: 32)[...]).string
        func reason(_ text: String) -> FormatError.Reason? {
            do throws(FormatError) { _ = try Keyring(parsing: text.bytes) } catch { return error.reason }
            return nil
        }
        let table: [(String, String, FormatError.Reason?)] = [
            ("good", Self.keyring(roots: [root], keys: ["license \(license) \(window)"]), nil),
            ("no signing keys", Self.keyring(roots: [root], keys: []), nil),
            ("an unknown role", Self.keyring(roots: [root], keys: ["later \(license) \(window)"]), nil),
            ("threshold of all", Self.keyring(threshold: "2", roots: [root, second], keys: []), nil),
            ("threshold 0", Self.keyring(threshold: "0", roots: [root], keys: []), .inconsistent),
            (
                "threshold above the number of roots", Self.keyring(threshold: "2", roots: [root], keys: []),
                .inconsistent
            ),
            (
                "a threshold that no integer holds",
                Self.keyring(threshold: "9007199254740991", roots: [root], keys: []), .inconsistent
            ),
            ("no roots", Self.keyring(roots: [], keys: []), .inconsistent),
            ("a root twice", Self.keyring(roots: [root, root], keys: []), .unsorted),
            ("a root under two names", Self.keyring(threshold: "2", roots: [root, alias], keys: []), .inconsistent),
            ("another vendor's root", Self.keyring(roots: [foreign], keys: []), .inconsistent),
            ("a vendor whose name begins alike", Self.keyring(roots: [lookalike], keys: []), .inconsistent),
            ("a vendor whose name is as long", Self.keyring(roots: [sameLength], keys: []), .inconsistent),
            (
                "another vendor's key", Self.keyring(roots: [root], keys: ["license \(foreignLicense) \(window)"]),
                .inconsistent
            ),
            (
                "a root as a signing key", Self.keyring(roots: [root], keys: ["license \(root) \(window)"]),
                .inconsistent
            ),
            (
                "a key with two roles",
                Self.keyring(roots: [root], keys: ["license \(license) \(window)", "revocation \(license) \(window)"]),
                .inconsistent
            ),
            (
                "a key with two names",
                Self.keyring(
                    roots: [root], keys: ["license \(license) \(window)", "license \(licenseAlias) \(window)"]),
                .inconsistent
            ),
            (
                "a key with two windows",
                Self.keyring(
                    roots: [root],
                    keys: ["license \(license) \(window)", "license \(license) 2025-01-01T00:00:00Z never"]),
                .inconsistent
            ),
            (
                "an empty window",
                Self.keyring(roots: [root], keys: ["license \(license) 2026-01-01T00:00:00Z 2026-01-01T00:00:00Z"]),
                .invalidValue
            ),
            (
                "a window that ends before it begins",
                Self.keyring(roots: [root], keys: ["license \(license) 2026-01-01T00:00:00Z 2025-01-01T00:00:00Z"]),
                .invalidValue
            ),
            (
                "a window without an end",
                Self.keyring(roots: [root], keys: ["license \(license) 2026-01-01T00:00:00Z"]), .invalidValue
            ),
            (
                "a vkey that is not one", Self.keyring(roots: [root], keys: ["license \(license)x \(window)"]),
                .invalidValue
            ),
            ("version 0", Self.keyring(roots: [root], keys: [], version: "0"), .invalidValue),
            ("version 01", Self.keyring(roots: [root], keys: [], version: "01"), .invalidValue),
            ("a compromised key", Self.keyring(roots: [root], keys: []) + "\(compromised) 1 \(hash)\n", nil),
            (
                "a compromised key twice",
                Self.keyring(roots: [root], keys: []) + "\(compromised) 1 \(hash)\n\(compromised) 2 \(hash)\n",
                .inconsistent
            ),
            (
                "another vendor's compromised key",
                Self.keyring(roots: [root], keys: []) + "compromised other.example/a+0011aaff 1 \(hash)\n",
                .inconsistent
            ),
        ]
        for (what, text, expected) in table { #expect(reason(text) == expected, "\(what)") }
        #expect(table.count == 27)
    }

    @Test("seventeen roots, sixty-five keys or compromised keys are too many")
    func bounds() throws {
        func parse(roots: Int, keys: Int) throws {
            let text = Self.keyring(
                roots: try Self.keys(roots).map(\.key.text.string),
                keys: try (0..<keys).map {
                    "license \(try TestKey("vendor.example/license/\($0)").key.text.string) 2026-01-01T00:00:00Z never"
                })
            _ = try Keyring(parsing: text.bytes)
        }
        #expect(throws: Never.self) { try parse(roots: 16, keys: 64) }
        #expect { try parse(roots: 17, keys: 1) } throws: { ($0 as? FormatError)?.reason == .tooMany }
        #expect { try parse(roots: 1, keys: 65) } throws: { ($0 as? FormatError)?.reason == .tooMany }
    }

    @Test("a key may sign from the beginning of its window and until before its end")
    func windows() throws {
        let key = RoleKey(
            role: try .of("license"), key: try TestKey("vendor.example/license/a").key,
            from: try .of("2026-01-01T00:00:00Z"),
            until: try .of("2027-01-01T00:00:00Z"))
        for (instant, isAllowed) in [
            ("2025-12-31T23:59:59Z", false), ("2026-01-01T00:00:00Z", true), ("2026-12-31T23:59:59Z", true),
            ("2027-01-01T00:00:00Z", false), ("9999-12-31T23:59:59Z", false),
        ] {
            #expect(key.mayIssue(at: try .of(instant)) == isAllowed, "\(instant)")
        }
    }

    @Test("a compromised key is a name, an ID, a size and a root of 32 bytes")
    func compromised() {
        let root = Base64.encode([UInt8](repeating: 7, count: 32)[...]).string
        #expect(CompromisedKey("vendor.example/license/a+0011aaff 17 \(root)".bytes)?.treeSize.value == 17)
        for text in [
            "", "vendor.example/license/a+0011aaff 17", "vendor.example/license/a 17 \(root)", "a+0011aaff 017 \(root)",
            "a+0011AAFF 17 \(root)", "a+0011aaf 17 \(root)", "+0011aaff 17 \(root)", "a+b+0011aaff 17 \(root)",
            "a+0011aaff 17 AAAA", "a+0011aaff  17 \(root)", "a+0011aaff 17 \(root) ",
        ] {
            #expect(CompromisedKey(text.bytes) == nil, "\(text)")
        }
    }

    @Test("a trusted keyring is taken as it is written, and a line that is no key counts as none")
    func trusted() throws {
        let roots = try Self.keys(2).map(\.key)
        let root = roots[0].text.string
        let alias = try TestKey("vendor.example/root/alias", label: "vendor.example/root/0").key
        let foreign = try TestKey("other.example/root/0").key
        let signing = try TestKey("vendor.example/license/a").key
        let window = "2026-01-01T00:00:00Z never"
        let good = "license \(signing.text.string) \(window)"
        let table: [(String, String, roots: [VerifierKey])] = [
            ("a root that is no key", Self.keyring(roots: [root, "none"], keys: [good]), [roots[0]]),
            ("another vendor's root", Self.keyring(roots: [foreign.text.string], keys: [good]), [foreign]),
            ("a root twice", Self.keyring(roots: [root, alias.text.string], keys: [good]), [roots[0], alias]),
            ("a key line without a window", Self.keyring(roots: [root], keys: [good, "none"]), [roots[0]]),
            (
                "a key line without a key", Self.keyring(roots: [root], keys: [good, "license none \(window)"]),
                [roots[0]]
            ),
        ]
        for (what, text, roots) in table {
            let keyring = try Keyring(trusting: text.bytes)
            #expect(keyring.roots.keys == roots, "\(what)")
            #expect(keyring.keys.compactMap(\.key) == [signing], "\(what)")
            #expect(keyring.text[...] == text.bytes, "\(what)")
            #expect(throws: FormatError.self, "\(what)") { try Keyring(parsing: text.bytes) }
        }
        for text in [
            Self.keyring(threshold: "0", roots: [root], keys: []),
            Self.keyring(threshold: "2", roots: [root], keys: []),
            Self.keyring(roots: [root, root], keys: []), Self.keyring(roots: [], keys: []),
        ] {
            #expect(throws: FormatError.self) { try Keyring(trusting: text.bytes) }
        }
    }

    @Test("of a keyring's keys those are told that a note's signature lines name, and no others")
    func claimed() throws {
        let keys = try ["a", "b", "c"].map { try TestKey("vendor.example/license/\($0)") }
        let lines = keys.map { "license \($0.key.text.string) 2026-01-01T00:00:00Z never" }
        let text = Self.keyring(roots: try Self.keys(1).map(\.key.text.string), keys: lines)
        let keyring = try Keyring(parsing: text.bytes)
        let stranger = try TestKey("vendor.example/license/d")
        for signers in [[], [keys[1]], [keys[0], keys[2]], keys] {
            let note = try sign(Array("a\n".utf8), by: signers + [stranger])
            #expect(keyring.keys(claimedBy: note).map(\.key) == signers.map(\.key))
        }
    }

    @Test("a signing key is written as its role, its vkey and its window, with one space between two of them")
    func roleKeys() throws {
        let key = try TestKey("vendor.example/license/a").key
        for (role, from, until) in [
            ("license", "2026-01-01T00:00:00Z", "never"), ("later", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ] {
            let text = "\(role) \(key.text.string) \(from) \(until)"
            let made = RoleKey(role: try .of(role), key: key, from: try .of(from), until: try .of(until))
            #expect(made.text.string == text)
            #expect(RoleKey(text.bytes) == made)
        }
    }

    @Test("a key's name is a vendor's when it begins with the vendor and a slash")
    func prefixes() throws {
        let vendor = try Token.of("vendor.example")
        for name in ["vendor.example/", "vendor.example/root/1"] {
            #expect(vendor.prefixes(Array(name.utf8)), "\(name)")
        }
        for name in [
            "", "/", "vendor.example", "vendor.exampl/e", "vendor.examples/a", "wendor.example/a", "avendor.example/a",
        ] {
            #expect(!vendor.prefixes(Array(name.utf8)), "\(name)")
        }
    }
}
