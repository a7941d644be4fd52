public import LicenseFormat
public import LicenseSigner
public import SignedNote

/// What came of moving a license to another installation.
public struct Move: Equatable, Sendable {
    /// The license for the new installation.
    public let issuance: Issuance
    /// The license that was moved.
    public let former: License
    /// Whether the old installation gave it back; else it is revoked, for the reason `moved`.
    public let wasReturned: Bool
    /// How often the license was moved, this time included.
    public let count: Int64
    /// The license that continues the one that was moved, at the old installation still.
    public let renewedBy: LicenseID?
}

extension Workspace {
    /// Moves what is left of a license to another installation: issues the same terms for it, and revokes the license
    /// unless the old installation gave it back, in one transaction.
    ///
    /// - Parameters:
    ///   - request: a request of the new installation, whose URLs count unless it has none.
    ///   - isUnlimited: whether the product's limit of moves does not matter.
    /// - Throws: ``LedgerError/tooManyMoves(_:limit:)``, ``LedgerError/movedAlready(_:by:)``,
    ///   ``LedgerError/revokedAlready(_:reason:)``, ``LedgerError/sameInstallation(_:)``,
    ///   ``LedgerError/notMovable(_:)``.
    public func move(
        _ id: LicenseID, to installation: InstallationID, request: IncomingRequest?, number: String?, reason: String,
        isUnlimited: Bool, now: Timestamp, random: [UInt8], open: KeyOpener
    ) throws(LedgerError) -> Move {
        let standing = try standing(id, now: now)
        if let word = standing.revoked, standing.movedBy == nil {
            throw .revokedAlready(id.text.string, reason: word.text.string)
        }
        let former = standing.license
        let order = try order(moving: former.terms, to: installation, request: request, number: number, reason: reason)
        let current = try currentKeyring()
        let keys = try issuingKeys(now: now, open: open)
        let count = try moves(before: former) + 1
        if !isUnlimited, standing.movedBy == nil {
            let limit = try entry(former.terms.product).moves.value
            if count > limit { throw .tooManyMoves(id.text.string, limit: Int(limit)) }
        }
        let isReturned = !standing.returned.isEmpty
        let taker = isReturned ? nil : Box(try signingKey(for: "revocation", in: current, at: now, open: open))
        return try write(now: now, log: keys.log, license: { $0.issuance.license.terms.id }) {
            desk throws(LedgerError) in
            let issuance = try issue(DraftedOrder(order, random: random), by: keys.license, at: &desk)
            if let taker, let word = Token(string: "moved") {
                _ = try revoke([id], reason: word, now: now, in: current, key: taker.key, at: &desk)
            }
            return Move(
                issuance: issuance, former: former.terms, wasReturned: isReturned, count: count,
                renewedBy: standing.renewedBy)
        }
    }

    private func order(
        moving terms: License, to installation: InstallationID, request: IncomingRequest?, number: String?,
        reason: String
    ) throws(LedgerError) -> IssueOrder {
        guard terms.installations.count == 1 else { throw .notMovable(terms.id.text.string) }
        guard terms.installations != [installation] else { throw .sameInstallation(terms.id.text.string) }
        var order = LicenseOrder(repeating: terms)
        order.installations = [installation]
        if let urls = request?.request.urls, !urls.isEmpty { order.urls = urls }
        order.firstDay = terms.starts.date
        switch terms.kind {
        case .trial: throw .trial(terms.id.text.string)
        case .subscription:
            guard let lastDay = terms.lastDay else { throw .notMovable(terms.id.text.string) }
            order.length = .lastDay(lastDay)
        case .perpetual:
            let day: CivilDate? = if case .at(let end)? = terms.maintenanceUntil { end.lastDay } else { nil }
            order.length = .perpetual(maintenance: day)
        }
        var issue = IssueOrder(order, product: terms.product, request: request, number: number)
        issue.moves = terms.id
        issue.reason = reason
        return issue
    }

    /// How many moves led to a license.
    private func moves(before license: IssuedLicense) throws(LedgerError) -> Int64 {
        var count: Int64 = 0
        var origin = license.origin
        while let former = origin.moves {
            count += 1
            origin = try issuedLicense(former).origin
        }
        return count
    }

    /// Optionals cannot be borrowed from within a closure; this can.
    private final class Box {
        let key: SigningKey

        init(_ key: consuming SigningKey) {
            self.key = key
        }
    }
}
