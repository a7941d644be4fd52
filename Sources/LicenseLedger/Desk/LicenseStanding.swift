public import LicenseFormat
internal import LicenseSigner
internal import SignedNote

/// A license with everything that happened to it since it was issued.
public struct LicenseStanding: Equatable, Sendable {
    /// Where a license stands, by its term alone.
    public enum Phase: String, Sendable {
        /// Before its start.
        case waiting
        /// In its term.
        case inForce = "in force"
        /// After its term, in full function.
        case inGrace = "in grace"
        /// After its grace.
        case ended
    }

    /// The license.
    public let license: IssuedLicense
    /// Where it stands by its term.
    public let phase: Phase
    /// Why it is on a list of revoked licenses; nil when it is on none.
    public let revoked: Token?
    /// The installations that gave it back.
    public let returned: [InstallationID]
    /// The license that continues it.
    public let renewedBy: LicenseID?
    /// The license that moved it to another installation.
    public let movedBy: LicenseID?
    /// Whether it waits for a checkpoint of the log.
    public let isQueued: Bool
}

extension Workspace {
    /// Licenses with what happened to them, in the order of the query.
    public func standings(_ query: LicenseQuery, now: Timestamp) throws(LedgerError) -> [LicenseStanding] {
        try storage.read { rows throws(LedgerError) in
            let current = try Self.currentKeyring(rows, below: .max)
            let revoked = try keptList(.all, rows, in: current)?.list.revoked ?? []
            let signed = try rows.lastCheckpoint().flatMap { Int64($0.content.name) } ?? 0
            var standings: [LicenseStanding] = []
            for entry in try rows.licenses(query) {
                guard let record = try rows.record(entry.record) else { throw .damagedRecord(entry.record) }
                standings.append(
                    try standing(record, rows, in: current, revoked: revoked, signed: signed, now: now))
            }
            return standings
        }
    }

    /// A license with what happened to it.
    public func standing(_ id: LicenseID, now: Timestamp) throws(LedgerError) -> LicenseStanding {
        try storage.read { rows throws(LedgerError) in
            let current = try Self.currentKeyring(rows, below: .max)
            let revoked = try keptList(.all, rows, in: current)?.list.revoked ?? []
            let signed = try rows.lastCheckpoint().flatMap { Int64($0.content.name) } ?? 0
            return try standing(
                try license(id, rows), rows, in: current, revoked: revoked, signed: signed, now: now)
        }
    }

    private func standing(
        _ record: Record, _ rows: any LedgerReading, in current: CurrentKeyring, revoked: [Revocation], signed: Int64,
        now: Timestamp
    ) throws(LedgerError) -> LicenseStanding {
        let license = try issuedLicense(record, in: current)
        let id = license.terms.id
        var successor = LicenseQuery()
        successor.renews = id
        var move = LicenseQuery()
        move.moves = id
        return LicenseStanding(
            license: license, phase: license.terms.phase(at: now),
            revoked: revoked.first { $0.license == id }?.reason,
            returned: try Self.receipts(of: id, rows).map(\.receipt.installation),
            renewedBy: try rows.licenses(successor).first?.id, movedBy: try rows.licenses(move).first?.id,
            isQueued: (record.leaf ?? 0) >= signed)
    }
}

extension License {
    /// Where it stands by its term.
    fileprivate func phase(at now: Timestamp) -> LicenseStanding.Phase {
        if now < starts { return .waiting }
        if case .at(let end) = expires, end <= now {
            if case .at(let end) = graceEnds, end <= now { return .ended }
            return .inGrace
        }
        return .inForce
    }
}
