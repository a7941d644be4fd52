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
            let desk = try StandingDesk(self, rows, now: now)
            return try rows.licenses(query).map { entry throws(LedgerError) in
                guard let record = try rows.record(entry.record) else { throw .damagedRecord(entry.record) }
                return try desk.standing(of: record)
            }
        }
    }

    /// A license with what happened to it.
    public func standing(_ id: LicenseID, now: Timestamp) throws(LedgerError) -> LicenseStanding {
        try storage.read { rows throws(LedgerError) in
            try StandingDesk(self, rows, now: now).standing(of: try license(id, rows))
        }
    }
}

/// Tells where licenses stand; what all of them are judged by is read once.
private struct StandingDesk {
    private let workspace: Workspace
    private let rows: any LedgerReading
    private let now: Timestamp
    private let keyring: CurrentKeyring
    private let revoked: [Revocation]
    private let signedLeaves: Int64

    init(_ workspace: Workspace, _ rows: any LedgerReading, now: Timestamp) throws(LedgerError) {
        self.workspace = workspace
        self.rows = rows
        self.now = now
        keyring = try Workspace.currentKeyring(rows, below: .max)
        revoked = try workspace.keptList(.all, rows, in: keyring)?.list.revoked ?? []
        signedLeaves = try rows.signedLeaves()
    }

    func standing(of record: Record) throws(LedgerError) -> LicenseStanding {
        let license = try workspace.issuedLicense(record, in: keyring)
        let id = license.terms.id
        var successor = LicenseQuery()
        successor.renews = id
        var move = LicenseQuery()
        move.moves = id
        return LicenseStanding(
            license: license, phase: license.terms.phase(at: now),
            revoked: revoked.first { $0.license == id }?.reason,
            returned: try Workspace.receipts(of: id, rows).map(\.receipt.installation),
            renewedBy: try rows.licenses(successor).first?.id, movedBy: try rows.licenses(move).first?.id,
            isQueued: (record.leaf ?? 0) >= signedLeaves)
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
