/// Where a ledger or its log disagrees with itself, and how.
public struct AuditFault: Equatable, Sendable {
    /// What disagrees: `record 17`, `tile/0/000.p/3`, `ledger.sqlite`.
    public let place: String
    /// How.
    public let reason: String

    init(_ place: String, _ reason: String) {
        self.place = place
        self.reason = reason
    }
}

/// What an audit found.
public struct AuditReport: Equatable, Sendable {
    /// The faults, in the order of the ledger; at most ``limit``.
    public internal(set) var faults: [AuditFault] = []
    /// How many records were read.
    public internal(set) var records: Int64 = 0
    /// How many signatures were verified.
    public internal(set) var signatures: Int64 = 0
    /// How many leaves the log has.
    public internal(set) var leaves: Int64 = 0
    /// Whether the log's folder ends before the ledger does: somebody is issuing, or was interrupted. The next who
    /// issues brings it up to date.
    public internal(set) var isFolderBehind = false
    /// The log's root as it was computed anew, 32 bytes.
    public internal(set) var root: [UInt8] = []

    /// Faults beyond this many are not looked for.
    public static let limit = 20

    var isFull: Bool { faults.count >= Self.limit }

    mutating func add(_ place: String, _ reason: String) {
        if !isFull { faults.append(AuditFault(place, reason)) }
    }
}
