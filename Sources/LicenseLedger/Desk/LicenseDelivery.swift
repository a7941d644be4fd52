public import LicenseFormat
internal import LicenseSigner
internal import SignedNote

/// A license file that is ready to go out.
public struct LicenseDelivery: Equatable, Sendable {
    /// The file: the license, its proof, the keyrings that the customer may lack, and lists of revoked licenses.
    public let file: [UInt8]
    /// How many lists the file brings along.
    public let lists: Int
    /// How many lists would have made the file too large.
    public let listsLeftOut: Int
}

/// Puts license files together from the ledger; keyrings and tiles are read once.
///
/// The file of a license follows from the records up to it and the first checkpoint that covers it, so that it is the
/// same bytes whenever it is asked for.
struct DeliveryDesk {
    private let workspace: Workspace
    private let rows: any LedgerReading
    private var tree: IssuanceTree
    private let keyrings: [(number: Int64, keyring: CurrentKeyring)]

    init(_ workspace: Workspace, _ rows: any LedgerReading, tree: IssuanceTree? = nil) throws(LedgerError) {
        self.workspace = workspace
        self.rows = rows
        if let tree { self.tree = tree } else { self.tree = try workspace.tree(rows) }
        var keyrings: [(number: Int64, keyring: CurrentKeyring)] = []
        for record in try rows.records(.keyring, named: nil) {
            keyrings.append((record.number, try Workspace.keyring(record)))
        }
        self.keyrings = keyrings
    }

    /// The file of a license.
    ///
    /// - Parameters:
    ///   - isFresh: with the newest keyrings, lists and checkpoint instead of those of its day.
    ///   - size: with the proof in the tree of this size.
    /// - Throws: ``LedgerError/queued(license:)`` while no checkpoint covers it.
    mutating func delivery(
        of record: Record, isFresh: Bool = false, size: Int64? = nil
    ) throws(LedgerError) -> LicenseDelivery {
        let license = try record.license()
        let request = try request(of: record)
        let limit = isFresh ? Int64.max : record.number
        let all = keyrings.filter { $0.number < limit }.map(\.keyring)
        guard let current = all.last, let leaf = record.leaf else { throw .damagedRecord(record.number) }
        var items = [record.content.body]
        items.append(try proof(of: leaf, license, text: try record.note().unverifiedText, isFresh: isFresh, size: size).bytes)
        items += current.chain(from: request?.keyring, in: all).map(\.note.bytes)
        let own = items.count
        let readsLists = request?.accepts("latchkey/revocations@v1") ?? true
        let riders =
            readsLists ? try workspace.lists(for: license, rows, below: limit, in: current) : []
        for list in riders {
            let longer = items + [list.note.bytes]
            if longer.count <= Limits.fileItems, LicenseFile.bytes(of: longer).count <= Limits.fileBytes {
                items = longer
            }
        }
        return LicenseDelivery(
            file: LicenseFile.bytes(of: items), lists: items.count - own,
            listsLeftOut: riders.count - (items.count - own))
    }

    private mutating func proof(
        of leaf: Int64, _ license: License, text: Bytes, isFresh: Bool, size: Int64?
    ) throws(LedgerError) -> LogProof {
        let record: Record?
        if let size {
            record = try rows.newest(.checkpoint, named: "\(size)")
        } else {
            record = try isFresh ? rows.lastCheckpoint() : rows.checkpoint(covering: leaf)
        }
        guard let record, let index = Decimal(leaf) else { throw .queued(license: license.id.text.string) }
        let note = try record.note()
        guard let size = Int64(record.content.name) else { throw .damagedRecord(record.number) }
        guard size > leaf else { throw .queued(license: license.id.text.string) }
        guard let proof = try? LogProof(index: index, path: tree.inclusionPath(of: leaf, in: size), checkpoint: note)
        else { throw .damagedRecord(record.number) }
        // A file with a wrong proof never goes out, whatever happened to the tiles.
        guard proof.leads(from: text) else { throw .damagedTiles(path: "ledger.sqlite") }
        return proof
    }

    private func request(of record: Record) throws(LedgerError) -> ActivationRequest? {
        guard let origin = LicenseOrigin(detail: record.content.detail) else { throw .damagedRecord(record.number) }
        guard let number = origin.request else { return nil }
        guard let note = try rows.record(number)?.note(),
            let request = try? ActivationRequest(parsing: note.unverifiedText)
        else { throw .damagedRecord(number) }
        return request
    }
}

extension Workspace {
    /// The issuance log as the ledger keeps it.
    func tree(_ rows: any LedgerReading) throws(LedgerError) -> IssuanceTree {
        IssuanceTree(size: try rows.end().leaves, source: "ledger.sqlite") { tile throws(LedgerError) in
            try rows.tile(tile)
        }
    }

    /// The file of a license as it goes out, the same bytes each time.
    ///
    /// - Parameters:
    ///   - isFresh: with the newest keyrings, lists and checkpoint instead.
    ///   - size: with the proof in the tree of this size, of which there is a checkpoint.
    public func delivery(
        of id: LicenseID, isFresh: Bool = false, size: Int64? = nil
    ) throws(LedgerError) -> LicenseDelivery {
        try storage.read { rows throws(LedgerError) in
            var desk = try DeliveryDesk(self, rows)
            return try desk.delivery(of: try license(id, rows), isFresh: isFresh, size: size)
        }
    }
}
