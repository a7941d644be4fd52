public import SignedNote

/// Which keys a vendor signs with, `latchkey/keyring@v1` (docs/spec/keyring.md), signed by a threshold of root keys.
public struct Keyring: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/keyring@v1"

    /// Whose keys these are; the prefix of every key name.
    public var vendor: Token
    /// Grows with every keyring.
    public var version: Decimal
    /// When it was made.
    public var issued: Timestamp
    /// The root keys and how many of them must sign.
    public var roots: RootKeys
    /// The signing keys as they are written, sorted; a load needs one of them.
    private var keyLines: [Bytes]
    /// Keys that somebody else may hold, sorted.
    public var compromised: [CompromisedKey]
    /// The vendor's own lines.
    public var extensions: [ExtensionLine]

    /// Reads the one spelling. One key has one role and one window; all names carry the vendor's prefix.
    public init(parsing text: Bytes) throws(FormatError) {
        try self.init(text, decodingKeys: true)
    }

    /// Reads a keyring that is trusted as it is, because a product file holds it: keys are not decoded here.
    public init(trusting text: Bytes) throws(FormatError) {
        try self.init(text, decodingKeys: false)
    }

    private init(_ text: Bytes, decodingKeys: Bool) throws(FormatError) {
        var body = try BodyReader(text, type: Self.typeLine)
        vendor = try body.required("vendor")
        version = try body.required("version") { Decimal($0).flatMap { $0.value > 0 ? $0 : nil } }
        issued = try body.required("issued")
        roots = try RootKeys(reading: &body, of: vendor, decodingKeys: decodingKeys)
        keyLines = try body.repeated("key", atMost: Limits.signingKeys) { text in
            !decodingKeys || RoleKey(text)?.isWellFormed == true ? text : nil
        }
        if decodingKeys {
            let keys = keyLines.compactMap { RoleKey($0) }
            if !Self.areDistinct(keys, roots: roots, vendor: vendor) { throw body.inconsistent("key") }
        }
        compromised = try body.repeated("compromised", atMost: Limits.signingKeys)
        if !Self.areDistinct(compromised, vendor: vendor) { throw body.inconsistent("compromised") }
        extensions = try body.extensions()
    }

    /// Puts a keyring together.
    public init(
        vendor: Token, version: Decimal, issued: Timestamp, roots: RootKeys, keys: [RoleKey],
        compromised: [CompromisedKey] = [], extensions: [ExtensionLine] = []
    ) {
        self.vendor = vendor
        self.version = version
        self.issued = issued
        self.roots = roots
        keyLines = keys.map { $0.text[...] }
        self.compromised = compromised
        self.extensions = extensions
    }

    /// The signing keys, sorted; a line that cannot be read, as only a trusted file can hold one, is left out.
    public var keys: [RoleKey] { keyLines.compactMap { RoleKey($0) } }

    /// The signing keys that a note's signature lines name; only those are read.
    public func keys(claimedBy note: SignedNote) -> [RoleKey] {
        keyLines.compactMap { line in
            guard let (_, afterRole) = line.cut(at: " "), let (vkey, _) = afterRole.cut(at: " "),
                note.signatures.contains(where: { $0.claims(vkey: vkey) })
            else { return nil }
            return RoleKey(line)
        }
    }

    /// Equal texts.
    public static func == (left: Keyring, right: Keyring) -> Bool { left.text == right.text }

    /// Writes the one spelling.
    public var text: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("vendor", vendor.text)
        body.line("version", version.text)
        body.line("issued", issued.text)
        roots.write(to: &body)
        body.lines("key", keyLines.map { Array($0) })
        body.lines("compromised", compromised)
        body.extensions(extensions)
        return body.text
    }

    /// Every compromised key carries the vendor's prefix and stands once.
    private static func areDistinct(_ compromised: [CompromisedKey], vendor: Token) -> Bool {
        compromised.allSatisfy { vendor.prefixes($0.nameAndID) }
            && zip(compromised, compromised.dropFirst()).allSatisfy { $0.nameAndID != $1.nameAndID }
    }

    /// Every key carries the vendor's prefix, and stands once: not as a root, nor under another role or name.
    private static func areDistinct(_ keys: [RoleKey], roots: RootKeys, vendor: Token) -> Bool {
        var seen = roots.keys.map { $0.publicKey.bytes }
        for key in keys {
            guard let parts = try? VerifierKeyText(parsing: key.vkey), vendor.prefixes(parts.name),
                !seen.contains(parts.material)
            else { return false }
            seen.append(parts.material)
        }
        return true
    }
}
