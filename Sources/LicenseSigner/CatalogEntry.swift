public import LicenseFormat
public import SignedNote

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
    /// Whether releases take licenses only with a proof of the issuance log.
    public var requiresLogProof: Bool
    /// How often a license may move to another installation.
    public var moves: Decimal

    /// Puts an entry together.
    public init(
        product: Token, title: DisplayName, features: [Token], term: Term, versions: VersionRange, graceDays: DayCount,
        onExpiry: ReducedMode, onRevocation: RevokedMode, unlicensed: ReducedMode,
        trialDays: DayCount = .zero, trialFeatures: [Token] = [], requiresLogProof: Bool = false,
        moves: Decimal = CatalogEntry.usualMoves
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
        self.requiresLogProof = requiresLogProof
        self.moves = moves
    }

    /// Moves of a license where the vendor says nothing.
    public static let usualMoves = Decimal.zero.next.next

    /// Reads the one spelling.
    public init(parsing text: Bytes) throws(FormatError) {
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
        requiresLogProof = try body.optional("log-proof") { $0.equals("required") ? true : nil } ?? false
        moves = try body.optional("moves") ?? Self.usualMoves
        _ = try body.extensions()
    }

    /// Writes the one spelling.
    public var text: [UInt8] {
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
        if requiresLogProof { body.line("log-proof", [UInt8]("required")) }
        if moves != Self.usualMoves { body.line("moves", moves.text) }
        return body.text
    }
}
