public import SignedNote

/// The file that ships inside the licensed software and is its only trust anchor (docs/spec/product.md): a
/// `latchkey/product@v1` body, not signed, an empty line, and the vendor's keyring as a signed note.
public final class Product: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/product@v1"

    /// Who sells it.
    public let vendor: Token
    /// Which product it is.
    public let product: Token
    /// What people call it.
    public let title: DisplayName
    /// This release.
    public let version: Version
    /// When this release was built: no earlier instant is ever the present.
    public let built: Timestamp
    /// Whether a license counts only with a proof that the vendor's log holds it.
    public let requiresLogProof: Bool
    /// Days that a copy may be tried without a license.
    public let trialDays: DayCount
    /// Features of that trial, sorted.
    public let trialFeatures: [Token]
    /// What a copy without a license may do.
    public let unlicensed: ReducedMode
    /// The keys that sign keyrings.
    public let roots: RootKeys
    /// The vendor's own lines.
    public let extensions: [ExtensionLine]
    /// The keyring as a note; ``init(parsing:)`` checks its form, not its signatures: it is as trusted as this file.
    public let keyringNote: Bytes
    /// The keyring's text.
    public var keyringText: Bytes { SignedNote.unverifiedText(of: keyringNote) ?? [] }

    /// Reads the one spelling, and that the root keys are proper ones.
    public convenience init(parsing file: Bytes) throws(FormatError) {
        try self.init(file, decodingKeys: true)
    }

    /// Reads a product file that is trusted as it is, as at every load: keys are not decoded here.
    public convenience init(trusting file: Bytes) throws(FormatError) {
        try self.init(file, decodingKeys: false)
    }

    private init(_ file: Bytes, decodingKeys: Bool) throws(FormatError) {
        guard file.count <= Limits.fileBytes else {
            throw FormatError(.note(.tooLarge(limit: Limits.fileBytes)), line: 1)
        }
        let (text, note) = Self.split(file)
        var body = try BodyReader(text, type: Self.typeLine)
        vendor = try body.required("vendor")
        product = try body.required("product")
        title = try body.required("title")
        version = try body.required("version")
        built = try body.required("built")
        requiresLogProof = try body.required("log-proof") {
            $0.equals("required") ? true : $0.equals("optional") ? false : nil
        }
        trialDays = try body.required("trial-days")
        trialFeatures = try body.repeated("trial-feature", atMost: Limits.licenseFeatures)
        unlicensed = try body.required("unlicensed")
        roots = try RootKeys(reading: &body, of: vendor, decodingKeys: decodingKeys)
        extensions = try body.extensions()
        keyringNote = note
        guard decodingKeys else { return }
        do throws(NoteError) { _ = try SignedNote(parsing: note) } catch {
            throw FormatError(.note(error), line: text.count { $0 == newline } + 2)
        }
    }

    /// Puts a product file together.
    public init(
        vendor: Token, product: Token, title: DisplayName, version: Version, built: Timestamp, requiresLogProof: Bool,
        trialDays: DayCount, trialFeatures: [Token], unlicensed: ReducedMode, roots: RootKeys,
        extensions: [ExtensionLine] = [], keyringNote: SignedNote
    ) {
        self.vendor = vendor
        self.product = product
        self.title = title
        self.version = version
        self.built = built
        self.requiresLogProof = requiresLogProof
        self.trialDays = trialDays
        self.trialFeatures = trialFeatures
        self.unlicensed = unlicensed
        self.roots = roots
        self.extensions = extensions
        self.keyringNote = keyringNote.bytes[...]
    }

    /// Equal files.
    public static func == (left: Product, right: Product) -> Bool { left.bytes == right.bytes }

    /// Writes the one spelling, the keyring included.
    public var bytes: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("vendor", vendor.text)
        body.line("product", product.text)
        body.line("title", title.text)
        body.line("version", version.text)
        body.line("built", built.text)
        body.line("log-proof", requiresLogProof ? [UInt8]("required") : [UInt8]("optional"))
        body.line("trial-days", trialDays.text)
        body.lines("trial-feature", trialFeatures)
        body.line("unlicensed", unlicensed.text)
        roots.write(to: &body)
        body.extensions(extensions)
        return body.text + [newline] + keyringNote
    }

    /// The body up to the first empty line, and what follows that line.
    private static func split(_ file: Bytes) -> (body: Bytes, note: Bytes) {
        var rest = file
        while let end = rest.firstIndex(of: newline) {
            let next = end + 1
            if next < file.endIndex, file[next] == newline { return (file[..<next], file[(next + 1)...]) }
            rest = file[next...]
        }
        return (file, [])
    }
}
