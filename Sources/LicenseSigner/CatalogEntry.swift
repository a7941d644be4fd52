internal import DurableFile
public import LicenseFormat
internal import SignedNote

/// A product as the vendor sells it, and the terms that its licenses have unless an order says otherwise; a
/// `latchkey/catalog@v1` body in the workspace.
public struct CatalogEntry: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/catalog@v1"

    /// The product.
    public var product: Token
    /// What people call it.
    public var title: DisplayName
    /// The features that can be licensed.
    public var features: [Token]
    /// How long a license runs.
    public var term: Term
    /// The releases a license covers.
    public var versions: VersionRange
    /// Days of full function after the end.
    public var graceDays: DayCount
    /// What is left after the grace period.
    public var onExpiry: ReducedMode
    /// What is left after a revocation.
    public var onRevocation: RevokedMode
    /// What a copy without a license may do.
    public var unlicensed: ReducedMode
    /// Days that a copy may be tried without a license.
    public var trialDays: DayCount
    /// The features of that trial.
    public var trialFeatures: [Token]

    /// Puts an entry together.
    public init(
        product: Token, title: DisplayName, features: [Token], term: Term, versions: VersionRange, graceDays: DayCount,
        onExpiry: ReducedMode, onRevocation: RevokedMode, unlicensed: ReducedMode,
        trialDays: DayCount = .zero, trialFeatures: [Token] = []
    ) {
        self.product = product
        self.title = title
        self.features = features
        self.term = term
        self.versions = versions
        self.graceDays = graceDays
        self.onExpiry = onExpiry
        self.onRevocation = onRevocation
        self.unlicensed = unlicensed
        self.trialDays = trialDays
        self.trialFeatures = trialFeatures
    }

    init(parsing text: Bytes) throws(FormatError) {
        var body = try BodyReader(text, type: Self.typeLine)
        product = try body.required("product")
        title = try body.required("title")
        features = try body.repeated("feature", atMost: Limits.licenseFeatures)
        term = try body.required("term")
        versions = try body.required("versions")
        graceDays = try body.required("grace-days")
        onExpiry = try body.required("on-expiry")
        onRevocation = try body.required("on-revocation")
        unlicensed = try body.required("unlicensed")
        // Entries without a trial are older than it, or like those.
        trialDays = try body.optional("trial-days") { DayCount($0).flatMap { $0.value > 0 ? $0 : nil } } ?? .zero
        trialFeatures = try body.repeated("trial-feature", atMost: Limits.licenseFeatures)
        if trialDays == .zero, !trialFeatures.isEmpty { throw body.inconsistent("trial-feature") }
        _ = try body.extensions()
    }

    var text: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("product", product.text)
        body.line("title", title.text)
        body.lines("feature", features)
        body.line("term", term.text)
        body.line("versions", versions.text)
        body.line("grace-days", graceDays.text)
        body.line("on-expiry", onExpiry.text)
        body.line("on-revocation", onRevocation.text)
        body.line("unlicensed", unlicensed.text)
        if trialDays != .zero { body.line("trial-days", trialDays.text) }
        body.lines("trial-feature", trialFeatures)
        return body.text
    }
}

extension Workspace {
    /// Adds a product; one that is there stays as it is.
    ///
    /// - Throws: ``SignerError/unknownFeature(_:known:)`` for a feature of the trial that the product does not have.
    public func add(_ entry: CatalogEntry) throws(SignerError) {
        for feature in entry.trialFeatures where !entry.features.contains(feature) {
            throw .unknownFeature(feature.text.string, known: entry.features.map(\.text.string))
        }
        do throws(FileError) { try AtomicWrite.create(productPath(entry.product), entry.text) } catch {
            if case .alreadyExists = error { throw .productExists(entry.product.text.string) }
            throw .file(error)
        }
    }

    /// A product of the catalog.
    public func entry(_ product: Token) throws(SignerError) -> CatalogEntry {
        let path = productPath(product)
        let bytes: [UInt8]
        do throws(FileError) { bytes = try BoundedRead.file(path, limit: Limits.noteBytes) } catch {
            guard case .notFound = error else { throw .file(error) }
            throw .unknownProduct(product.text.string, known: products())
        }
        do throws(FormatError) { return try CatalogEntry(parsing: bytes[...]) } catch {
            throw .damaged(path: path, error)
        }
    }

    /// The names of all products, sorted.
    public func products() -> [String] {
        Folder.names(in: folder + "/products").filter { Token(string: $0) != nil }
    }

    /// The product file that ships with a release: the keyring is checked before it goes out.
    public func productFile(
        _ entry: CatalogEntry, version: Version, built: Timestamp
    ) throws(SignerError) -> Product {
        let current = try currentKeyring()
        return Product(
            vendor: vendor, product: entry.product, title: entry.title, version: version, built: built,
            requiresLogProof: false, trialDays: entry.trialDays, trialFeatures: entry.trialFeatures,
            unlicensed: entry.unlicensed, roots: current.keyring.roots, keyringNote: current.note)
    }
}
