import SignedNote

/// A document's lines, to be changed one by one.
struct Document: Sendable {
    var lines: [String]

    init(_ lines: [String]) {
        self.lines = lines
    }

    /// The text, each line with its newline.
    var text: [UInt8] { Array(string.utf8) }
    var string: String { lines.map { $0 + "\n" }.joined() }

    /// The lines of a key in place of those that are there.
    func with(_ key: String, _ values: String...) -> Document { with(key, values) }

    func with(_ key: String, _ values: [String]) -> Document {
        guard let first = lines.firstIndex(where: { $0.hasPrefix("\(key) ") }) else {
            preconditionFailure("no line \(key)")
        }
        var changed = lines.filter { !$0.hasPrefix("\(key) ") }
        changed.insert(contentsOf: values.map { "\(key) \($0)" }, at: first)
        return Document(changed)
    }

    func without(_ key: String) -> Document { with(key, []) }

    /// The first line of a key as it is given, key and all.
    func replacing(_ key: String, by line: String) -> Document {
        guard let first = lines.firstIndex(where: { $0.hasPrefix("\(key) ") }) else {
            preconditionFailure("no line \(key)")
        }
        var changed = lines
        changed[first] = line
        return Document(changed)
    }

    /// More lines behind the last line of a key.
    func inserting(_ added: String..., after key: String) -> Document {
        guard let last = lines.lastIndex(where: { $0.hasPrefix("\(key) ") }) else {
            preconditionFailure("no line \(key)")
        }
        return Document(lines[...last] + added + lines[(last + 1)...])
    }

    /// More lines at the end.
    func appending(_ added: String...) -> Document { Document(lines + added) }

    /// The lines sorted within each key, as a document has them.
    var sorted: Document {
        var lines = lines
        var start = lines.startIndex
        while start < lines.endIndex {
            let key = lines[start].prefix { $0 != " " }
            let end = lines[start...].firstIndex { $0.prefix { $0 != " " } != key } ?? lines.endIndex
            lines[start..<end].sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            start = end
        }
        return Document(lines)
    }

    /// Two lines exchanged.
    func swapping(_ first: String, _ second: String) -> Document {
        guard let one = lines.firstIndex(where: { $0.hasPrefix("\(first) ") }),
            let other = lines.firstIndex(where: { $0.hasPrefix("\(second) ") })
        else { preconditionFailure("no line \(first) or \(second)") }
        var changed = lines
        changed.swapAt(one, other)
        return Document(changed)
    }

    /// The document as a signed note.
    func signed(_ keys: TestKey...) -> String { signed(by: keys) }

    func signed(by keys: [TestKey]) -> String {
        string + "\n" + keys.map { $0.signatureLine(text) }.joined()
    }
}

extension Document {
    /// Terms that grant at ``Scene/defaultTime``, with every common line.
    static let license = Document([
        "latchkey/license@v1",
        "id 01KAJ0Q6Y4ZC9C4N2B8M4T7X5R",
        "vendor vendor.example",
        "product demo",
        "kind subscription",
        "customer ACME SA",
        "installation \(TestKey.here.installationID)",
        "url https://glpi-test.acme.example/ staging",
        "url https://glpi.acme.example/",
        "versions >=2.0 <3.0",
        "host glpi >=10.0 <12.0",
        "issued 2026-11-21T09:30:00Z",
        "starts 2026-11-21T00:00:00Z",
        "expires 2027-11-22T12:00:00Z",
        "grace-days 7",
        "feature export",
        "feature reports",
        "limit seats 50",
        "on-expiry read-only",
        "on-revocation trial",
    ])

    /// Terms without an end.
    static let perpetual =
        license.with("kind", "perpetual").with("expires", "never")
        .inserting("maintenance-until 2027-11-22T12:00:00Z", after: "expires")

    /// Terms for trying.
    static let trial = license.with("kind", "trial").with("expires", "2026-12-22T12:00:00Z").with("grace-days", "0")

    /// Two of three roots, one key a role.
    static let keyring = Document([
        "latchkey/keyring@v1",
        "vendor vendor.example",
        "version 1",
        "issued 2026-01-05T08:00:00Z",
        "threshold 2",
        "root \(TestKey.root1.vkey)",
        "root \(TestKey.root2.vkey)",
        "root \(TestKey.root3.vkey)",
        "key license \(TestKey.license.vkey) 2026-01-01T00:00:00Z never",
        "key log \(TestKey.log.vkey) 2026-01-01T00:00:00Z never",
        "key repair \(TestKey.repair.vkey) 2026-01-01T00:00:00Z never",
        "key revocation \(TestKey.revocation.vkey) 2026-01-01T00:00:00Z never",
    ])

    /// A later keyring with one more license key.
    static let keyring2 =
        keyring.with("version", "2").with("issued", "2026-12-01T08:00:00Z")
        .inserting("key license \(TestKey.license2027.vkey) 2026-12-01T00:00:00Z never", after: "key license")

    /// The first document of a product file.
    static let product = Document([
        "latchkey/product@v1",
        "vendor vendor.example",
        "product demo",
        "title Demo plugin",
        "version 2.1.0",
        "built 2026-06-01T00:00:00Z",
        "log-proof optional",
        "trial-days 15",
        "trial-feature reports",
        "unlicensed off",
        "threshold 2",
        "root \(TestKey.root1.vkey)",
        "root \(TestKey.root2.vkey)",
        "root \(TestKey.root3.vkey)",
    ])

    /// What an installation asks for.
    static let request = Document([
        "latchkey/request@v1",
        "installation \(TestKey.here.installationID)",
        "key \(TestKey.here.base64)",
        "vendor vendor.example",
        "product demo",
        "version 2.1.0",
        "host glpi 10.0.18",
        "url https://glpi.acme.example/",
        "fact machine 00112233445566778899aabbccddeeff",
        "accepts latchkey/keyring@v1",
        "accepts latchkey/license@v1",
        "keyring 1",
        "nonce 0123456789abcdef0123456789abcdef",
        "time 2026-11-20T09:00:00Z",
    ])

    /// A list of revoked licenses for every installation.
    static let revocations = Document([
        "latchkey/revocations@v1",
        "vendor vendor.example",
        "scope all",
        "epoch 3",
        "issued 2026-12-01T08:00:00Z",
        "revoked 01KAJ0Q6Y4ZC9C4N2B8M4T7X5R refunded",
    ])

    /// A clock repair for this installation.
    static let clockRepair = Document([
        "latchkey/clock-repair@v1",
        "vendor vendor.example",
        "installation \(TestKey.here.installationID)",
        "issued 2026-12-14T08:00:00Z",
        "nonce 0123456789abcdef0123456789abcdef",
    ])

    /// A license given back.
    static let receipt = Document([
        "latchkey/return@v1",
        "installation \(TestKey.here.installationID)",
        "key \(TestKey.here.base64)",
        "vendor vendor.example",
        "product demo",
        "license 01KAJ0Q6Y4ZC9C4N2B8M4T7X5R",
        "time 2026-12-10T08:00:00Z",
    ])

    /// A state without its checksum and notes.
    static let state = Document([
        "vendor vendor.example",
        "product demo",
        "roots \(rootsDigest(of: keyring))",
        "key \(TestKey.here.base64)",
        "created 2026-11-20T09:00:00Z",
        "revision 3",
    ])

    /// The digest of a keyring's or product's root keys.
    static func rootsDigest(of document: Document) -> String {
        let lines = document.lines.filter { $0.hasPrefix("threshold ") || $0.hasPrefix("root ") }
        let text = Document(["latchkey root keys"] + lines).text
        return Digest.hex(Digest.blake2b(text[...])).string
    }

    /// A state's blob with notes in it, and a history behind them.
    func blob(_ notes: [String] = [], history: String = "") -> String {
        let head = history.isEmpty ? self : appending("history \(Self.checksum(history))")
        let checked = head.string + notes.map { "\n" + $0 }.joined()
        return Self.blob(ofChecked: checked) + history
    }

    /// A state's blob without a history, by all that its checksum covers.
    static func blob(ofChecked checked: String) -> String {
        "latchkey/state@v1\nchecksum \(checksum(checked)) \(checked.utf8.count)\n\(checked)"
    }

    /// A history with imports and notes.
    static func history(imports: [String] = [], _ notes: [String] = []) -> String {
        Document(["latchkey/history@v1"] + imports.map { "import \($0)" }).string
            + notes.map { "\n" + $0 }.joined()
    }

    private static func checksum(_ text: String) -> String {
        Digest.hex(Digest.checksum(Array(text.utf8)[...])).string
    }
}

/// Items with one empty line between them.
func file(_ items: String...) -> String { items.joined(separator: "\n") }

/// The product file of most vectors: without a trial of its own.
let productFile = file(Document.product.with("trial-days", "0").string, Document.keyring.signed(.root1, .root2))

/// A product file with fifteen days of trial.
let trialProductFile = file(Document.product.string, Document.keyring.signed(.root1, .root2))
