public import LicenseFormat
internal import LicenseSigner
internal import SignedNote

/// A license file that is ready to go out.
public struct LicenseDelivery: Equatable, Sendable {
    /// The file: the license, its proof, the keyrings that the customer may lack, and lists of revoked licenses.
    public let file: [UInt8]
    /// Whether the file brings its proof along.
    public let hasProof: Bool
    /// How many keyrings the file brings along.
    public let keyrings: Int
    /// How many lists the file brings along.
    public let lists: Int
    /// How many lists would have made the file too large, or are left out of a short one.
    public let listsLeftOut: Int
}

/// Which proof and riders a license file brings along.
public enum DeliveryDate: Equatable, Sendable {
    /// Those of the day of issue, and the first checkpoint since: the same bytes whenever it is asked for.
    case ofIssue
    /// The newest.
    case newest
    /// The newest, but for the proof: that in the tree of this size, of which there is a checkpoint.
    case log(size: Int64)
}

/// What a license file brings along.
public enum DeliveryParts: Equatable, Sendable {
    /// The proof, the keyrings that the customer may lack, and lists.
    case all
    /// Those keyrings, and the proof where the product demands it: what the license needs to be in force.
    case needed
}

/// Puts license files together from the ledger; keyrings, checkpoints and tiles are read once.
struct DeliveryDesk {
    private let workspace: Workspace
    private let rows: any LedgerReading
    private var tree: IssuanceTree
    private let keyrings: [(number: Int64, keyring: CurrentKeyring)]
    /// The scopes that there are lists of.
    private let scopes: Set<String>
    /// The checkpoint that was asked for last, and the leaves that it is the first to cover.
    private var checkpoint: (leaves: Range<Int64>, note: SignedNote)?

    init(_ workspace: Workspace, _ rows: any LedgerReading) throws(LedgerError) {
        self.workspace = workspace
        self.rows = rows
        tree = try rows.tree()
        var keyrings: [(number: Int64, keyring: CurrentKeyring)] = []
        for record in try rows.records(.keyring, named: nil) {
            keyrings.append((record.number, try Workspace.keyring(record)))
        }
        self.keyrings = keyrings
        scopes = Set(try rows.names(.revocations))
    }

    /// The file of a license.
    ///
    /// - Throws: ``LedgerError/queued(license:)`` while no checkpoint covers it;
    ///   ``LedgerError/noProof(license:size:)`` when the one that is asked for does not.
    mutating func delivery(
        of license: IssuedLicense, _ date: DeliveryDate = .ofIssue, _ parts: DeliveryParts = .all
    ) throws(LedgerError) -> LicenseDelivery {
        let record = license.record
        let request = try request(license.origin.request)
        let limit = date == .ofIssue ? record.number : .max
        let known = keyrings.prefix { $0.number < limit }
        guard let current = known.last?.keyring else { throw .damagedRecord(record.number) }
        // No license goes out that the log does not hold, with its proof or without.
        let proof = try proof(of: license, date)
        let hasProof = parts == .all ? true : try Workspace.entry(license.terms.product, rows).requiresLogProof
        var items = [record.content.body] + (hasProof ? [proof.bytes] : [])
        let start = items.count
        if known.count > 1 {
            items += current.chain(from: request?.keyring, in: known.map(\.keyring)).map(\.note.bytes)
        }
        let own = items.count
        let riders = try lists(for: license.terms, request, below: limit, in: current)
        for list in riders where parts == .all {
            let longer = items + [list.note.bytes]
            if longer.count <= Limits.fileItems, LicenseFile.bytes(of: longer).count <= Limits.fileBytes {
                items = longer
            }
        }
        return LicenseDelivery(
            file: LicenseFile.bytes(of: items), hasProof: hasProof, keyrings: own - start, lists: items.count - own,
            listsLeftOut: riders.count - (items.count - own))
    }

    private func lists(
        for terms: License, _ request: ActivationRequest?, below number: Int64, in current: CurrentKeyring
    ) throws(LedgerError) -> [KeptList] {
        guard request?.accepts("latchkey/revocations@v1") ?? true else { return [] }
        let own = terms.installations.map(RevocationScope.installation)
        let there = (own.isEmpty ? [.all] : own).filter { scopes.contains($0.text.string) }
        return try workspace.keptLists(of: there, rows, below: number, in: current).filter(\.counts)
    }

    private mutating func proof(
        of license: IssuedLicense, _ date: DeliveryDate
    ) throws(LedgerError) -> LogProof {
        guard let leaf = license.record.leaf, let index = Decimal(leaf) else {
            throw .damagedRecord(license.record.number)
        }
        let (size, note) = try checkpoint(for: leaf, date)
        guard size > leaf else {
            let id = license.terms.id.text.string
            if case .log(let asked) = date { throw .noProof(license: id, size: asked) }
            throw .queued(license: id)
        }
        let path = try tree.inclusionPath(of: leaf, in: size)
        guard let proof = try? LogProof(index: index, path: path, checkpoint: note) else {
            throw .damagedRecord(license.record.number)
        }
        // A file with a wrong proof never goes out, whatever happened to the tiles.
        guard let text = SignedNote.unverifiedText(of: license.record.content.body[...]), proof.leads(from: text) else {
            throw .damagedTiles(path: "ledger.sqlite")
        }
        return proof
    }

    /// The size and note of a checkpoint; size 0 where there is none that is asked for.
    private mutating func checkpoint(
        for leaf: Int64, _ date: DeliveryDate
    ) throws(LedgerError) -> (size: Int64, note: SignedNote) {
        if date == .ofIssue, let checkpoint, checkpoint.leaves.contains(leaf) {
            return (checkpoint.leaves.upperBound, checkpoint.note)
        }
        let record =
            switch date {
            case .ofIssue: try rows.checkpoint(covering: leaf)
            case .newest: try rows.lastCheckpoint()
            case .log(let size): try rows.newest(.checkpoint, named: "\(size)")
            }
        guard let record else { return (0, SignedNote(text: [], signatures: [])) }
        guard let size = Int64(record.content.name) else { throw .damagedRecord(record.number) }
        let note = try record.note()
        if date == .ofIssue, leaf < size { checkpoint = (leaf..<size, note) }
        return (size, note)
    }

    private func request(_ number: Int64?) throws(LedgerError) -> ActivationRequest? {
        guard let number else { return nil }
        guard let note = try rows.record(number)?.note(),
            let request = try? ActivationRequest(parsing: note.unverifiedText)
        else { throw .damagedRecord(number) }
        return request
    }
}

extension Workspace {
    /// The file of a license, whose signature is verified once more.
    public func delivery(
        of id: LicenseID, _ date: DeliveryDate = .ofIssue, _ parts: DeliveryParts = .all
    ) throws(LedgerError) -> LicenseDelivery {
        try storage.read { rows throws(LedgerError) in
            let license = try issuedLicense(id, rows, in: Self.currentKeyring(rows, below: .max))
            var desk = try DeliveryDesk(self, rows)
            return try desk.delivery(of: license, date, parts)
        }
    }
}
