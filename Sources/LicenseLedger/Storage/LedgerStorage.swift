public import LicenseFormat
internal import SignedNote

/// What the ledger asks of whatever stores it. Another database joins by conforming; nothing else knows of SQLite.
///
/// A reading sees one state of the ledger. A writing is alone: what it appends is there as a whole and on the disk when
/// ``write(_:)`` returns, or not at all.
package protocol LedgerStorage: Sendable {
    /// Runs `body` over one state of the ledger.
    func read<Result>(
        _ body: (any LedgerReading) throws(LedgerError) -> Result
    ) throws(LedgerError) -> Result

    /// Runs `body` while nobody else writes; keeps nothing of it when it throws.
    func write<Result>(
        _ body: (any LedgerWriting) throws(LedgerError) -> Result
    ) throws(LedgerError) -> Result

    /// Writes a copy of the ledger into a new file, while others may go on reading and writing.
    func backUp(to path: String) throws(LedgerError)

    /// What the storage finds wrong with itself, below the level of records; each fault in a line.
    func faults() throws(LedgerError) -> [String]
}

/// Asking a ledger.
package protocol LedgerReading {
    /// Where it ends.
    func end() throws(LedgerError) -> Record.End
    /// The record of a number.
    func record(_ number: Int64) throws(LedgerError) -> Record?
    /// The records from a number on, at most `limit`, in order.
    func records(from number: Int64, limit: Int) throws(LedgerError) -> [Record]
    /// The newest record of a kind and name below a number.
    func newest(_ kind: RecordKind, named name: String?, below number: Int64) throws(LedgerError) -> Record?
    /// All records of a kind, and of a name where one is given, in order.
    func records(_ kind: RecordKind, named name: String?) throws(LedgerError) -> [Record]
    /// The names of a kind, sorted, each once.
    func names(_ kind: RecordKind) throws(LedgerError) -> [String]

    /// The records of `count` leaves of the log from one on.
    func logged(from leaf: Int64, count: Int64) throws(LedgerError) -> [Record]

    /// The entry of the license in a record.
    func entry(_ record: Int64) throws(LedgerError) -> LicenseEntry?
    /// The licenses that a query asks for, in its order.
    func licenses(_ query: LicenseQuery) throws(LedgerError) -> [LicenseEntry]

    /// Whether a license came of an order of this number.
    func isOrdered(_ number: String) throws(LedgerError) -> Bool

    /// Another customer than this one, with a license for an installation.
    func customer(of installation: InstallationID, otherThan customer: String) throws(LedgerError) -> String?
    /// Another customer than this one, with a license for a URL.
    func customer(of url: LicensedURL, otherThan customer: String) throws(LedgerError) -> String?
    /// Whether a license is found by all of this, and nothing else is said of it.
    func finds(_ entry: LicenseEntry, installations: [String], urls: [String]) throws(LedgerError) -> Bool
    /// How much there is to find.
    func indexSize() throws(LedgerError) -> IndexSize

    /// The first checkpoint that covers a leaf.
    func checkpoint(covering leaf: Int64) throws(LedgerError) -> Record?
    /// The checkpoint of the largest tree.
    func lastCheckpoint() throws(LedgerError) -> Record?
    /// The hashes of a tile of the log, as far as there are any.
    func tile(_ tile: Tile) throws(LedgerError) -> [UInt8]?
}

extension LedgerReading {
    /// The newest record of a kind and name.
    func newest(_ kind: RecordKind, named name: String?) throws(LedgerError) -> Record? {
        try newest(kind, named: name, below: .max)
    }

    /// The record of a license.
    func license(_ id: LicenseID) throws(LedgerError) -> Record? {
        try newest(.license, named: id.text.string)
    }
}

/// Adding to a ledger.
package protocol LedgerWriting: LedgerReading {
    /// Adds a record, which follows the last one, and what its license is found by.
    func append(_ record: Record, license: NewLicense?) throws(LedgerError)
    /// Replaces a tile of the log.
    func set(_ tile: Tile, to hashes: [UInt8]) throws(LedgerError)
}

/// How many rows a ledger has besides its records.
package struct IndexSize: Equatable, Sendable {
    /// Licenses.
    package var licenses: Int64 = 0
    /// Installations that licenses name, one for each license.
    package var installations: Int64 = 0
    /// URLs that licenses name, one for each license.
    package var urls: Int64 = 0
    /// Checkpoints.
    package var checkpoints: Int64 = 0
    /// Tiles of the log.
    package var tiles: Int64 = 0
    /// Hashes in all tiles.
    package var hashes: Int64 = 0
}

/// Which licenses to look for; what is nil or empty does not matter.
public struct LicenseQuery: Equatable, Sendable {
    /// In which order they come.
    public enum Order: Sendable {
        /// As they were issued.
        case issued
        /// The first to end first.
        case expiry
    }

    /// Its number.
    public var id: LicenseID?
    /// A part of the customer's name, in any case.
    public var customer: String?
    /// A part of a site's URL.
    public var url: String?
    /// The installation.
    public var installation: InstallationID?
    /// The product.
    public var product: Token?
    /// What kind of right.
    public var kind: LicenseKind?
    /// Ending at or after this.
    public var endsFrom: Timestamp?
    /// Ending before this.
    public var endsBefore: Timestamp?
    /// The vendor's own number of the order.
    public var order: String?
    /// The record of the request that it answers.
    public var request: Int64?
    /// The license that it continues.
    public var renews: LicenseID?
    /// The license that it moves.
    public var moves: LicenseID?
    /// The customer's name as it is.
    public var exactCustomer: String?
    /// A site's URL as it is.
    public var exactURL: String?
    /// The order.
    public var sorted = Order.issued
    /// After the license in this record, in that order; for reading page by page.
    public var after: Int64?
    /// At most so many.
    public var limit: Int?

    /// Everything.
    public init() {}
}
