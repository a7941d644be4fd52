public import SignedNote

/// A license given back, `latchkey/return@v1` (docs/spec/return.md), signed by the installation's own key.
public struct ReturnReceipt: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/return@v1"

    /// The installation; its ID is derived from `key`.
    public var installation: InstallationID
    /// The installation's public key.
    public var key: Ed25519PublicKey
    /// Whose product it is.
    public var vendor: Token
    /// The product.
    public var product: Token
    /// The license that was given back.
    public var license: LicenseID
    /// When, by the installation's clock.
    public var time: Timestamp

    /// Reads the one spelling, and that the installation's ID is that of its key.
    public init(parsing text: Bytes) throws(FormatError) {
        var body = try BodyReader(text, type: Self.typeLine)
        installation = try body.required("installation")
        key = try body.required("key") { Base64.decode($0).flatMap { Ed25519PublicKey($0) } }
        if InstallationID(of: key) != installation { throw body.inconsistent("key") }
        vendor = try body.required("vendor")
        product = try body.required("product")
        license = try body.required("license")
        time = try body.required("time")
        guard try body.extensions().isEmpty else { throw body.inconsistent("x-") }
    }

    /// Puts a receipt together.
    public init(
        installation: InstallationID, key: Ed25519PublicKey, vendor: Token, product: Token, license: LicenseID,
        time: Timestamp
    ) {
        self.installation = installation
        self.key = key
        self.vendor = vendor
        self.product = product
        self.license = license
        self.time = time
    }

    /// Writes the one spelling.
    public var text: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("installation", installation.text)
        body.line("key", Base64.encode(key.bytes[...]))
        body.line("vendor", vendor.text)
        body.line("product", product.text)
        body.line("license", license.text)
        body.line("time", time.text)
        return body.text
    }

    /// The key that must have signed the receipt.
    public var signingKey: VerifierKey? {
        try? VerifierKey(name: installation.keyName, publicKey: key)
    }
}
