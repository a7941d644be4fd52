internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote

extension Workspace {
    /// Records that are read at once; others may write in between.
    private static let auditPart = 1000

    /// Recomputes everything from the stored bytes: the chain of records, every document and its signature, what
    /// licenses are found by, the tree of the log with its tiles, entries and checkpoints, and the log's folder.
    ///
    /// - Parameter progress: is told how many records of how many were read.
    /// - Throws: what cannot be read at all; what disagrees is in the report.
    public func audit(progress: (Int64, Int64) -> Void) throws(LedgerError) -> AuditReport {
        var report = AuditReport()
        do throws(LedgerError) { try audit(into: &report, progress: progress) } catch {
            // Nothing behind it can be judged.
            switch error {
            case .damagedRecord(let number): report.add("record \(number)", "it cannot be read")
            case .damagedTiles(let path): report.add(path, "tiles of the log are damaged or missing")
            default: throw error
            }
        }
        return report
    }

    private func audit(
        into report: inout AuditReport, progress: (Int64, Int64) -> Void
    ) throws(LedgerError) {
        for fault in try storage.faults() { report.add("ledger.sqlite", fault) }
        let end = try storage.read { rows throws(LedgerError) in try rows.end() }
        var auditor = Auditor(vendor: vendor, source: self)
        while auditor.end.number < end.number, !report.isFull {
            try storage.read { rows throws(LedgerError) in
                try auditor.read(rows, atMost: Self.auditPart, upTo: end.number, into: &report)
            }
            progress(auditor.end.number, end.number)
        }
        try storage.read { rows throws(LedgerError) in
            let isStill = try rows.end() == end
            try auditor.finish(rows, isStill: isStill, into: &report)
        }
        if !report.isFull { try auditFolder(into: &report) }
    }
}

/// Goes through a ledger once, from its first record to its last.
struct Auditor {
    /// The last record that was read, with the checksum that it has.
    private(set) var end = Record.End.empty
    private var tree: IssuanceTree
    private var documents: DocumentAuditor
    private var index = IndexSize()

    init(vendor: Token, source: Workspace) {
        documents = DocumentAuditor(vendor: vendor)
        tree = IssuanceTree(size: 0, source: "ledger.sqlite") { tile throws(LedgerError) in
            try source.storage.read { rows throws(LedgerError) in try rows.tile(tile) }
        }
    }

    /// Reads the next records.
    mutating func read(
        _ rows: any LedgerReading, atMost limit: Int, upTo last: Int64, into report: inout AuditReport
    ) throws(LedgerError) {
        let part = try rows.records(from: end.number + 1, limit: limit)
        guard !part.isEmpty else {
            report.add("record \(end.number + 1)", "it is missing")
            end = Record.End(number: last, leaves: end.leaves, checksum: end.checksum)
            return
        }
        for record in part where record.number <= last && !report.isFull {
            try read(record, rows, into: &report)
        }
        try compareTiles(rows, into: &report)
        tree.forget()
    }

    private mutating func read(
        _ record: Record, _ rows: any LedgerReading, into report: inout AuditReport
    ) throws(LedgerError) {
        let place = "record \(record.number)"
        report.records += 1
        if record.number != end.number + 1 {
            report.add("record \(end.number + 1)", "it is missing")
        } else if !record.follows(end) {
            report.add(place, "it is not what was recorded: its checksum does not fit")
        }
        end = record.end
        if let reason = documents.fault(in: record, &report.signatures) { report.add(place, reason) }
        if record.content.kind == .license { try compareIndex(record, rows, into: &report) }
        if record.content.kind.isLogged, let note = try? record.note() {
            try tree.append(LogLeaf.hash(of: note.unverifiedText))
        }
        if record.content.kind == .checkpoint { try compareCheckpoint(record, rows, into: &report) }
    }

    private mutating func compareIndex(
        _ record: Record, _ rows: any LedgerReading, into report: inout AuditReport
    ) throws(LedgerError) {
        index.licenses += 1
        guard let license = try? NewLicense(of: record) else { return }
        index.installations += Int64(license.installations.count)
        index.urls += Int64(license.urls.count)
        if try !rows.finds(license.entry, installations: license.installations, urls: license.urls) {
            report.add(
                "license \(license.entry.id.text.string)", "it is listed otherwise than record \(record.number) says")
        }
    }

    private mutating func compareCheckpoint(
        _ record: Record, _ rows: any LedgerReading, into report: inout AuditReport
    ) throws(LedgerError) {
        let place = "record \(record.number)"
        index.checkpoints += 1
        guard let head = try? Checkpoint(parsing: record.note().unverifiedText) else { return }
        guard head.size.value <= tree.size, head.size.value > 0 else {
            report.add(place, "the checkpoint is of more leaves than there are")
            return
        }
        if try tree.root(of: head.size.value) != head.root {
            report.add(place, "the root of the first \(head.size.value) leaves is not that of the checkpoint")
        }
        // It is the first to cover its last leaf, and covers no further one.
        let first = try rows.checkpoint(covering: head.size.value - 1)?.number
        let next = try rows.checkpoint(covering: head.size.value)?.number
        if first != record.number || next == record.number {
            report.add(place, "the checkpoint of \(head.size.value) leaves is listed otherwise")
        }
    }

    private mutating func compareTiles(_ rows: any LedgerReading, into report: inout AuditReport) throws(LedgerError) {
        for tile in tree.changed.sorted(by: { ($0.level, $0.place) < ($1.level, $1.place) }) {
            let hashes = try tree.hashes(of: tile)
            // The ledger may have grown further.
            if try rows.tile(tile).map({ $0.starts(with: hashes) }) != true {
                let count = Int64(hashes.count / Tile.hashBytes)
                report.add("\(tile.path(hashes: count)) in ledger.sqlite", "its hashes are not those of the records")
            }
        }
    }

    /// Compares what only the end tells.
    ///
    /// - Parameter isStill: whether nobody wrote since the audit began.
    mutating func finish(
        _ rows: any LedgerReading, isStill: Bool, into report: inout AuditReport
    ) throws(LedgerError) {
        report.leaves = tree.size
        if end.leaves != tree.size { report.add("record \(end.number)", "its leaf is missing in the log") }
        report.root = try tree.root(of: tree.size)
        guard isStill else { return }
        for (_, hashes) in Tile.changed(from: 0, to: tree.size) {
            index.tiles += 1
            index.hashes += hashes
        }
        if try rows.indexSize() != index {
            report.add("ledger.sqlite", "licenses, checkpoints or tiles are listed that no record has")
        }
    }
}
