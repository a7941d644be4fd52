public import LicenseFormat
internal import SignedNote

/// What a customer ordered; nil and empty values are filled from the request and the catalog.
public struct LicenseOrder: Sendable {
    /// How long the license is for.
    public enum Length: Sendable {
        /// A subscription of the catalog's term.
        case catalogTerm
        /// A subscription of a term.
        case term(Term)
        /// A subscription up to and with a day.
        case lastDay(CivilDate)
        /// For ever, for releases built up to and with a day, or all.
        case perpetual(maintenance: CivilDate?)
        /// A trial of a term.
        case trial(Term)
    }

    /// The customer.
    public var customer: DisplayName
    /// How long.
    public var length = Length.catalogTerm
    /// The first day; nil is the day of issue.
    public var firstDay: CivilDate?
    /// The installations; nil takes the request's, empty is any.
    public var installations: [InstallationID]?
    /// The sites; nil takes the request's, empty is any.
    public var urls: [LicensedURL]?
    /// The releases; nil takes the catalog's.
    public var versions: VersionRange?
    /// The host application's releases; nil says nothing about the host.
    public var host: HostRange?
    /// The features.
    public var features: [Token] = []
    /// The limits.
    public var limits: [Limit] = []
    /// Days of grace; nil takes the catalog's.
    public var graceDays: DayCount?
    /// Days of full function from the first sight of another installation or URL; nil is none.
    public var mismatchDays: DayCount?
    /// After the grace period; nil takes the catalog's.
    public var onExpiry: ReducedMode?
    /// After a revocation; nil takes the catalog's.
    public var onRevocation: RevokedMode?
    /// A remark.
    public var note: DisplayName?
    /// The vendor's own lines.
    public var extensions: [ExtensionLine] = []

    /// An order with everything else left to the request and the catalog.
    public init(customer: DisplayName) {
        self.customer = customer
    }

    /// The terms of the license that answers the order.
    package func terms(
        id: LicenseID, vendor: Token, entry: CatalogEntry, request: ActivationRequest?, now: Timestamp
    ) throws(SignerError) -> License {
        let start = firstDay ?? now.date
        let (kind, expires, maintenance) = try dates(from: start, catalogTerm: entry.term)
        for feature in features where !entry.features.contains(feature) {
            throw .unknownFeature(feature.text.string, known: entry.features.map(\.text.string))
        }
        let license = License(
            id: id, vendor: vendor, product: entry.product, kind: kind, customer: customer,
            installations: installations ?? (request.map { [$0.installation] } ?? []),
            urls: try (urls ?? request?.urls ?? []).map { url throws(SignerError) in try PublicSuffix.checked(url) },
            versions: versions ?? entry.versions, host: host, issued: now, starts: start.midnight, expires: expires,
            maintenanceUntil: maintenance, graceDays: graceDays ?? entry.graceDays, mismatchDays: mismatchDays,
            features: features, limits: limits, onExpiry: onExpiry ?? entry.onExpiry,
            onRevocation: onRevocation ?? entry.onRevocation, note: note, extensions: extensions)
        do throws(FormatError) { return try License(parsing: license.text[...]) } catch { throw .contradiction(error) }
    }

    private func dates(
        from start: CivilDate, catalogTerm: Term
    ) throws(SignerError) -> (LicenseKind, expires: Deadline, maintenance: Deadline?) {
        switch length {
        case .catalogTerm: (.subscription, try Self.end(catalogTerm.lastDay(from: start)), nil)
        case .term(let term): (.subscription, try Self.end(term.lastDay(from: start)), nil)
        case .lastDay(let day): (.subscription, try Self.end(day), nil)
        case .perpetual(let day?): (.perpetual, .never, try Self.end(day))
        case .perpetual(nil): (.perpetual, .never, .never)
        case .trial(let term): (.trial, try Self.end(term.lastDay(from: start)), nil)
        }
    }

    /// The end of a term with this last day; nil is a day that the calendar of a license does not reach.
    private static func end(_ lastDay: CivilDate?) throws(SignerError) -> Deadline {
        guard let lastDay, case let end = Timestamp.end(ofLastDay: lastDay), end.lastDay == lastDay else {
            throw .endsTooLate
        }
        return .at(end)
    }
}
