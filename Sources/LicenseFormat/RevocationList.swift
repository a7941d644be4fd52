public import SignedNote

/// Which licenses a vendor took back, `latchkey/revocations@v1` (docs/spec/revocations.md).
public struct RevocationList: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/revocations@v1"

    /// Who took them back; the prefix of the signing key's name.
    public var vendor: Token
    /// Whom the list is for.
    public var scope: RevocationScope
    /// Grows with every list of this scope by the same key, from 1.
    public var epoch: Decimal
    /// When it was made.
    public var issued: Timestamp
    /// The licenses that were taken back, sorted, each once.
    public var revoked: [Revocation]
    /// The vendor's own lines.
    public var extensions: [ExtensionLine]

    /// Reads the one spelling.
    public init(parsing text: Bytes) throws(FormatError) {
        var body = try BodyReader(text, type: Self.typeLine)
        vendor = try body.required("vendor")
        scope = try body.required("scope")
        epoch = try body.required("epoch") { Decimal($0).flatMap { $0.value > 0 ? $0 : nil } }
        issued = try body.required("issued")
        revoked = try body.repeated("revoked", atMost: Limits.revocations)
        if !zip(revoked, revoked.dropFirst()).allSatisfy({ $0.license != $1.license }) {
            throw body.inconsistent("revoked")
        }
        extensions = try body.extensions()
    }

    /// Puts a list together; ``text`` sorts it.
    public init(
        vendor: Token, scope: RevocationScope, epoch: Decimal, issued: Timestamp, revoked: [Revocation],
        extensions: [ExtensionLine] = []
    ) {
        self.vendor = vendor
        self.scope = scope
        self.epoch = epoch
        self.issued = issued
        self.revoked = revoked
        self.extensions = extensions
    }

    /// Writes the one spelling.
    public var text: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("vendor", vendor.text)
        body.line("scope", scope.text)
        body.line("epoch", epoch.text)
        body.line("issued", issued.text)
        body.lines("revoked", revoked)
        body.extensions(extensions)
        return body.text
    }
}

/// Whom a list of revoked licenses is for.
public enum RevocationScope: CanonicalValue {
    /// Every installation.
    case all
    /// One installation.
    case installation(InstallationID)

    /// Reads `all` or an installation ID.
    public init?(_ text: Bytes) {
        if text.equals("all") {
            self = .all
        } else if let installation = InstallationID(text) {
            self = .installation(installation)
        } else {
            return nil
        }
    }

    /// `all` or the installation's ID.
    public var text: [UInt8] {
        switch self {
        case .all: [UInt8]("all")
        case .installation(let installation): installation.text
        }
    }
}

/// A license that was taken back, and why: `01M7YQ1WE0MNGMA9RCWTSVXF8X refunded`.
public struct Revocation: CanonicalValue {
    /// The license.
    public let license: LicenseID
    /// Why, in a word of the vendor's.
    public let reason: Token

    /// Puts the two together.
    public init(license: LicenseID, reason: Token) {
        self.license = license
        self.reason = reason
    }

    /// Reads a license ID, a space and a token.
    public init?(_ text: Bytes) {
        guard let (head, tail) = text.cut(at: " "), let license = LicenseID(head), let reason = Token(tail) else {
            return nil
        }
        self.init(license: license, reason: reason)
    }

    /// Writes a license ID, a space and a token.
    public var text: [UInt8] { license.text + [UInt8(ascii: " ")] + reason.text }
}
