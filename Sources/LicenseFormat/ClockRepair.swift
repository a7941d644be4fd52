public import SignedNote

/// Lowers what an installation believes about the time, `latchkey/clock-repair@v1` (docs/spec/clock-repair.md).
public struct ClockRepair: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/clock-repair@v1"

    /// Who repairs; the prefix of the signing key's name.
    public var vendor: Token
    /// The one installation that it is for.
    public var installation: InstallationID
    /// When it was made, and the instant that the clock floor is lowered to.
    public var issued: Timestamp
    /// 16 random bytes: no two repairs are the same.
    public var nonce: [UInt8]

    /// Reads the one spelling.
    public init(parsing text: Bytes) throws(FormatError) {
        var body = try BodyReader(text, type: Self.typeLine)
        vendor = try body.required("vendor")
        installation = try body.required("installation")
        issued = try body.required("issued")
        nonce = try body.required("nonce") { text in text.count == 32 ? Digest.decodeHex(text) : nil }
        guard try body.extensions().isEmpty else { throw body.inconsistent("x-") }
    }

    /// Puts a repair together.
    public init(vendor: Token, installation: InstallationID, issued: Timestamp, nonce: [UInt8]) {
        self.vendor = vendor
        self.installation = installation
        self.issued = issued
        self.nonce = nonce
    }

    /// Writes the one spelling.
    public var text: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("vendor", vendor.text)
        body.line("installation", installation.text)
        body.line("issued", issued.text)
        body.line("nonce", Digest.hex(nonce))
        return body.text
    }
}
