public import SignedNote

/// The terms of one license, `latchkey/license@v1` (docs/spec/license.md). The terms alone: that somebody signed them
/// is another type's to say.
public final class License: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/license@v1"

    /// Names the license in the ledger, in revocations and in messages.
    public let id: LicenseID
    /// Who issued it; equals the prefix of the signing key's name.
    public let vendor: Token
    /// What it is for.
    public let product: Token
    /// What kind of right it gives.
    public let kind: LicenseKind
    /// Whom it was issued to.
    public let customer: DisplayName
    /// The installations it is for, sorted; empty means `any`, which is written out.
    public let installations: [InstallationID]
    /// The sites it is for, sorted; empty means `any`, which is written out.
    public let urls: [LicensedURL]
    /// The releases of the product it covers.
    public let versions: VersionRange
    /// The releases of the host application it covers; nil says nothing about the host.
    public let host: HostRange?
    /// When it was issued.
    public let issued: Timestamp
    /// From when on it is in force.
    public let starts: Timestamp
    /// Until when it is in force, this instant excluded; never exactly for a perpetual license.
    public let expires: Deadline
    /// Builds of the product up to here are covered; exactly for a perpetual license.
    public let maintenanceUntil: Deadline?
    /// Days of full function after `expires`.
    public let graceDays: DayCount
    /// Days of full function from the first sight of another installation or URL; nil is none.
    public let mismatchDays: DayCount?
    /// The features it grants, sorted.
    public let features: [Token]
    /// The numbers it grants, sorted, each name once.
    public let limits: [Limit]
    /// What is left after the grace period.
    public let onExpiry: ReducedMode
    /// What is left after a revocation.
    public let onRevocation: RevokedMode
    /// A remark of the vendor's.
    public let note: DisplayName?
    /// The vendor's own lines.
    public let extensions: [ExtensionLine]

    /// Reads the one spelling.
    public init(parsing text: Bytes) throws(FormatError) {
        var body = try BodyReader(text, type: Self.typeLine)
        id = try body.required("id")
        vendor = try body.required("vendor")
        product = try body.required("product")
        kind = try body.required("kind")
        customer = try body.required("customer")
        installations = try body.anyOr("installation", atMost: Limits.licenseInstallations)
        urls = try body.anyOr("url", atMost: Limits.licenseURLs)
        if !LicensedURL.areDistinct(urls) { throw body.inconsistent("url") }
        versions = try body.required("versions")
        host = try body.optional("host")
        issued = try body.required("issued")
        starts = try body.required("starts")
        expires = try body.required("expires")
        if !Self.isTerm(from: starts, to: expires, kind: kind) { throw body.inconsistent("expires") }
        maintenanceUntil = try body.optional("maintenance-until")
        if (kind == .perpetual) != (maintenanceUntil != nil) { throw body.inconsistent("maintenance-until") }
        graceDays = try body.required("grace-days")
        mismatchDays = try body.optional("mismatch-days") { text in DayCount(text).flatMap { $0.value > 0 ? $0 : nil } }
        features = try body.repeated("feature", atMost: Limits.licenseFeatures)
        limits = try body.repeated("limit", atMost: Limits.licenseFeatures)
        if !zip(limits, limits.dropFirst()).allSatisfy({ $0.name != $1.name }) { throw body.inconsistent("limit") }
        onExpiry = try body.required("on-expiry")
        onRevocation = try body.required("on-revocation")
        note = try body.optional("note")
        extensions = try body.extensions()
    }

    /// Puts terms together; ``text`` sorts what repeats. Whoever signs them parses that text first, which refuses
    /// terms that contradict each other.
    public init(
        id: LicenseID, vendor: Token, product: Token, kind: LicenseKind, customer: DisplayName,
        installations: [InstallationID], urls: [LicensedURL], versions: VersionRange, host: HostRange?,
        issued: Timestamp, starts: Timestamp, expires: Deadline, maintenanceUntil: Deadline?, graceDays: DayCount,
        mismatchDays: DayCount?, features: [Token], limits: [Limit], onExpiry: ReducedMode, onRevocation: RevokedMode,
        note: DisplayName?, extensions: [ExtensionLine]
    ) {
        self.id = id
        self.vendor = vendor
        self.product = product
        self.kind = kind
        self.customer = customer
        self.installations = installations
        self.urls = urls
        self.versions = versions
        self.host = host
        self.issued = issued
        self.starts = starts
        self.expires = expires
        self.maintenanceUntil = maintenanceUntil
        self.graceDays = graceDays
        self.mismatchDays = mismatchDays
        self.features = features
        self.limits = limits
        self.onExpiry = onExpiry
        self.onRevocation = onRevocation
        self.note = note
        self.extensions = extensions
    }

    /// Writes the one spelling.
    public var text: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("id", id.text)
        body.line("vendor", vendor.text)
        body.line("product", product.text)
        body.line("kind", kind.text)
        body.line("customer", customer.text)
        body.anyOr("installation", installations)
        body.anyOr("url", urls)
        body.line("versions", versions.text)
        body.line("host", host?.text)
        body.line("issued", issued.text)
        body.line("starts", starts.text)
        body.line("expires", expires.text)
        body.line("maintenance-until", maintenanceUntil?.text)
        body.line("grace-days", graceDays.text)
        body.line("mismatch-days", mismatchDays?.text)
        body.lines("feature", features)
        body.lines("limit", limits)
        body.line("on-expiry", onExpiry.text)
        body.line("on-revocation", onRevocation.text)
        body.line("note", note?.text)
        body.extensions(extensions)
        return body.text
    }

    /// Equal terms.
    public static func == (left: License, right: License) -> Bool { left.text == right.text }

    /// When full function ends: `expires` and the grace days. Never for a perpetual license.
    public var graceEnds: Deadline {
        switch expires {
        case .at(let end): .at(end.adding(days: graceDays.value))
        case .never: .never
        }
    }

    /// The last day of the term; nil when it never ends.
    public var lastDay: CivilDate? {
        if case .at(let end) = expires { end.lastDay } else { nil }
    }

    /// Perpetual licenses never expire; every other one ends after it starts.
    private static func isTerm(from starts: Timestamp, to expires: Deadline, kind: LicenseKind) -> Bool {
        switch expires {
        case .never: kind == .perpetual
        case .at(let end): kind != .perpetual && starts < end
        }
    }
}

extension BodyReader {
    /// A repeated key that must be there: the one value `any`, given as no values, or values.
    mutating func anyOr<Value: CanonicalValue>(
        _ key: StaticString, atMost limit: Int
    ) throws(FormatError) -> [Value] {
        if try isAny(key) { return [] }
        let values: [Value] = try repeated(key, atMost: limit)
        guard !values.isEmpty else { throw missing(key) }
        return values
    }
}
