public import SignedNote

/// What an installation asks for, `latchkey/request@v1` (docs/spec/request.md), signed by the installation's own key.
public final class ActivationRequest: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/request@v1"

    /// The installation; its ID is derived from `key`.
    public let installation: InstallationID
    /// The installation's public key.
    public let key: Ed25519PublicKey
    /// Whose product it is.
    public let vendor: Token
    /// The product.
    public let product: Token
    /// The product's installed release.
    public let version: Version
    /// The host application and its release, where there is one.
    public let host: HostRelease?
    /// The configured sites, sorted.
    public let urls: [LicensedURL]
    /// Hashed facts about the machine, sorted.
    public let facts: [HostFact]
    /// The facts of the request before, where they differ from these: two machines behind one ID, or a move. Sorted.
    public let formerFacts: [HostFact]
    /// The document types that this installation can read, sorted: `latchkey/license@v1`.
    public let accepts: [DocumentTypeName]
    /// The version of the keyring that it holds.
    public let keyring: Decimal
    /// 16 random bytes: no two requests are the same.
    public let nonce: [UInt8]
    /// When it was made, by the installation's clock.
    public let time: Timestamp

    /// Reads the one spelling, and that the installation's ID is that of its key.
    public init(parsing text: Bytes) throws(FormatError) {
        var body = try BodyReader(text, type: Self.typeLine)
        installation = try body.required("installation")
        key = try body.required("key") { Base64.decode($0).flatMap { Ed25519PublicKey($0) } }
        if InstallationID(of: key) != installation { throw body.inconsistent("key") }
        vendor = try body.required("vendor")
        product = try body.required("product")
        version = try body.required("version")
        host = try body.optional("host")
        urls = try body.repeated("url", atMost: Limits.licenseURLs)
        if urls.contains(where: { $0.url.isWildcard }) || !LicensedURL.areDistinct(urls) {
            throw body.inconsistent("url")
        }
        facts = try body.repeated("fact", atMost: Limits.hostFacts)
        if !HostFact.areDistinct(facts) { throw body.inconsistent("fact") }
        formerFacts = try body.repeated("former-fact", atMost: Limits.hostFacts)
        if !HostFact.areDistinct(formerFacts) { throw body.inconsistent("former-fact") }
        accepts = try body.repeated("accepts", atMost: 32)
        keyring = try body.required("keyring")
        nonce = try body.required("nonce") { text in text.count == 32 ? Digest.decodeHex(text) : nil }
        time = try body.required("time")
        guard try body.extensions().isEmpty else { throw body.inconsistent("x-") }
    }

    /// Puts a request together.
    public init(
        installation: InstallationID, key: Ed25519PublicKey, vendor: Token, product: Token, version: Version,
        host: HostRelease?, urls: [LicensedURL], facts: [HostFact], formerFacts: [HostFact] = [],
        accepts: [DocumentTypeName], keyring: Decimal, nonce: [UInt8], time: Timestamp
    ) {
        self.installation = installation
        self.key = key
        self.vendor = vendor
        self.product = product
        self.version = version
        self.host = host
        self.urls = urls
        self.facts = facts
        self.formerFacts = formerFacts
        self.accepts = accepts
        self.keyring = keyring
        self.nonce = nonce
        self.time = time
    }

    /// Equal requests.
    public static func == (left: ActivationRequest, right: ActivationRequest) -> Bool { left.text == right.text }

    /// Writes the one spelling.
    public var text: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("installation", installation.text)
        body.line("key", Base64.encode(key.bytes[...]))
        body.line("vendor", vendor.text)
        body.line("product", product.text)
        body.line("version", version.text)
        body.line("host", host?.text)
        body.lines("url", urls)
        body.lines("fact", facts)
        body.lines("former-fact", formerFacts)
        body.lines("accepts", accepts)
        body.line("keyring", keyring.text)
        body.line("nonce", Digest.hex(nonce))
        body.line("time", time.text)
        return body.text
    }

    /// The key that must have signed the request.
    public var signingKey: VerifierKey? {
        try? VerifierKey(name: installation.keyName, publicKey: key)
    }
}

/// A host application and its release: `glpi 10.0.18`.
public struct HostRelease: CanonicalValue {
    /// The host application.
    public let application: Token
    /// Its release.
    public let version: Version

    /// Puts the two together.
    public init(application: Token, version: Version) {
        self.application = application
        self.version = version
    }

    /// Reads a token, a space and a version.
    public init?(_ text: Bytes) {
        guard let (head, tail) = text.cut(at: " "), let application = Token(head), let version = Version(tail)
        else { return nil }
        self.init(application: application, version: version)
    }

    /// Writes a token, a space and a version.
    public var text: [UInt8] { application.text + [UInt8(ascii: " ")] + version.text }
}

/// The type line of a document: `latchkey/license@v1`.
public struct DocumentTypeName: CanonicalValue {
    /// The line.
    public let text: [UInt8]

    /// Reads `NAME/NAME@vNUMBER`.
    public init?(_ text: Bytes) {
        guard let (project, rest) = text.cut(at: "/"), let at = rest.lastIndex(of: UInt8(ascii: "@")),
            Token(project) != nil, Token(rest[..<at]) != nil,
            rest[at...].hasPrefix("@v"), Decimal(rest[(at + 2)...]) != nil
        else { return nil }
        self.text = Array(text)
    }
}
