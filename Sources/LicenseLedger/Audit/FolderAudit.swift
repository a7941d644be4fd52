internal import DurableFile
internal import LicenseFormat
internal import SignedNote

extension Workspace {
    /// Compares the log's folder with the ledger, as far as the folder was brought up to date.
    func auditFolder(_ leaves: Int64, into report: inout AuditReport) throws(LedgerError) {
        let folder = TileFolder(logFolder)
        do throws(LedgerError) {
            let size = try folder.size()
            guard size <= leaves else {
                report.add("log/size", "it says more leaves than there are")
                return
            }
            if size < leaves { report.add("log/size", "the folder is behind the ledger: the next command that writes brings it up to date") }
            for (tile, count) in Tile.changed(from: 0, to: size) where !report.isFull {
                try compare(tile, count, in: folder, into: &report)
            }
            try compareHead(in: folder, into: &report)
        } catch {
            report.add("log", error.message)
        }
    }

    private func compare(
        _ tile: Tile, _ count: Int64, in folder: TileFolder, into report: inout AuditReport
    ) throws(LedgerError) {
        let bytes = Int(count) * Tile.hashBytes
        let held = try storage.read { rows throws(LedgerError) in try rows.tile(tile) }
        let name = tile.path(hashes: count)
        if try folder.read(name, limit: bytes) != held.map({ Array($0.prefix(bytes)) }) {
            report.add("log/\(name)", "its hashes are not those of the ledger")
        }
        guard tile.level == 0 else { return }
        let entries = Tile.entriesPath(place: tile.place, hashes: count)
        if try folder.read(entries, limit: Int(count) * 65_537) != entryBundle(under: tile, count) {
            report.add("log/\(entries)", "its entries are not those of the ledger")
        }
    }

    private func compareHead(in folder: TileFolder, into report: inout AuditReport) throws(LedgerError) {
        let last = try storage.read { rows throws(LedgerError) in try rows.lastCheckpoint()?.note() }
        let found = try folder.checkpoint()
        guard let found, let head = try? Checkpoint(parsing: found.unverifiedText) else {
            if last != nil { report.add("log/checkpoint", "it is missing, or no checkpoint") }
            return
        }
        // A checkpoint that was signed elsewhere and not accepted yet is newer.
        let known = last.flatMap { try? Checkpoint(parsing: $0.unverifiedText).size.value } ?? 0
        if head.size.value <= known, found != last {
            report.add("log/checkpoint", "it is not the newest of the ledger")
        }
    }
}
