public import LicenseFormat
public import LicenseSigner
internal import SignedNote

/// How a license is continued.
public struct Renewal: Sendable {
    /// The license.
    public var license: LicenseID
    /// How long the next one runs; nil is as long as this one.
    public var term: Term?
    /// Its first day; nil is the last day of this one, so that there is no gap and the anniversary stays.
    public var firstDay: CivilDate?
    /// The vendor's own number of the order.
    public var number: String?
    /// Why, for the ledger.
    public var reason = ""

    /// A renewal of a license with everything as it is.
    public init(_ license: LicenseID) {
        self.license = license
    }
}

extension Workspace {
    /// The order that continues a license with its terms.
    ///
    /// - Throws: ``LedgerError/neverEnds(_:)``, ``LedgerError/trial(_:)``, ``LedgerError/revokedAlready(_:reason:)``,
    ///   ``LedgerError/movedAlready(_:by:)``.
    public func order(for renewal: Renewal, now: Timestamp) throws(LedgerError) -> IssueOrder {
        let standing = try standing(renewal.license, now: now)
        let terms = standing.license.terms
        let id = terms.id.text.string
        if let other = standing.movedBy { throw .movedAlready(id, by: other.text.string) }
        if let reason = standing.revoked { throw .revokedAlready(id, reason: reason.text.string) }
        var order = LicenseOrder(repeating: terms)
        switch terms.kind {
        case .trial: throw .trial(id)
        case .subscription:
            guard let lastDay = terms.lastDay else { throw .neverEnds(id) }
            let firstDay = renewal.firstDay ?? lastDay
            order.firstDay = firstDay
            let same = Term(from: terms.starts.date, to: lastDay)
            order.length = .term(try term(renewal.term ?? same, of: terms))
        case .perpetual:
            guard case .at(let end)? = terms.maintenanceUntil else { throw .neverEnds(id) }
            let term = try term(renewal.term, of: terms)
            guard let day = term.lastDay(from: renewal.firstDay ?? end.lastDay) else { throw .signer(.endsTooLate) }
            order.firstDay = terms.starts.date
            order.length = .perpetual(maintenance: day)
        }
        var issue = IssueOrder(order, product: terms.product, number: renewal.number)
        issue.renews = terms.id
        issue.reason = renewal.reason
        return issue
    }

    /// The term that is known, else the product's usual one.
    private func term(_ known: Term?, of terms: License) throws(LedgerError) -> Term {
        if let known { return known }
        return try entry(terms.product).term
    }
}

extension LicenseOrder {
    /// An order of the same terms for the same term, which is left to the caller.
    init(repeating terms: License) {
        self.init(customer: terms.customer)
        installations = terms.installations
        urls = terms.urls
        versions = terms.versions
        host = terms.host
        features = terms.features
        limits = terms.limits
        graceDays = terms.graceDays
        mismatchDays = terms.mismatchDays
        onExpiry = terms.onExpiry
        onRevocation = terms.onRevocation
        note = terms.note
        extensions = terms.extensions
    }
}

extension Term {
    /// The term that has this last day: in years where that fits, else in months, else in days; nil where there is none.
    init?(from first: CivilDate, to last: CivilDate) {
        let months = (last.year - first.year) * 12 + last.month - first.month
        for text in [months % 12 == 0 ? "\(months / 12)y" : "", "\(months)m", "\(last.dayNumber - first.dayNumber)d"] {
            if let term = Term(Array(text.utf8)[...]), term.lastDay(from: first) == last {
                self = term
                return
            }
        }
        return nil
    }
}
