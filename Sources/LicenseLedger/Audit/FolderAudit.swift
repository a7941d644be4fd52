internal import DurableFile
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote

extension Workspace {
    /// Compares the log's folder with the ledger, as far as the folder was brought up to date.
    func auditFolder(into report: inout AuditReport) throws(LedgerError) {
        var found = report
        try compareFolder(into: &found)
        // Somebody may have been writing it just then.
        if found.faults.count > report.faults.count,
            let lock = try? FileLock(folder: logFolder, name: ".lock", wait: .blocking)
        {
            found = report
            try compareFolder(into: &found)
            _ = consume lock
        }
        report = found
    }

    private func compareFolder(into report: inout AuditReport) throws(LedgerError) {
        let folder = TileFolder(logFolder)
        do throws(LedgerError) {
            let size = try folder.size()
            let leaves = try storage.read { rows throws(LedgerError) in try rows.end().leaves }
            guard size <= leaves else {
                report.add("log/size", "it says more leaves than there are")
                return
            }
            report.isFolderBehind = size < leaves
            for (tile, count) in Tile.changed(from: 0, to: size) where !report.isFull {
                try compare(tile, count, in: folder, into: &report)
            }
            try compareHead(of: size, in: folder, into: &report)
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

    /// Compares the folder's checkpoint, which is written after the tiles and their number.
    private func compareHead(
        of size: Int64, in folder: TileFolder, into report: inout AuditReport
    ) throws(LedgerError) {
        let place = "log/checkpoint"
        let found = try folder.checkpoint()
        let last = try storage.read { rows throws(LedgerError) in try rows.lastCheckpoint() }
        guard let found, let head = try? Checkpoint(parsing: found.unverifiedText) else {
            if found != nil || last != nil { report.add(place, "it is missing, or no checkpoint") }
            return
        }
        guard head.size.value <= size else {
            report.add(place, "it is of more leaves than the tiles are")
            return
        }
        let own = try storage.read { rows throws(LedgerError) in
            try rows.newest(.checkpoint, named: head.size.text.string)?.note()
        }
        if let last, last.content.name != head.size.text.string { report.isFolderBehind = true }
        if let own {
            if own != found { report.add(place, "it is not the one of the ledger") }
        } else if try !isSigned(found, head) {
            // One that was signed elsewhere and not accepted yet is good.
            report.add(place, "no key of the log signed it over these leaves")
        }
    }

    private func isSigned(_ note: SignedNote, _ head: Checkpoint) throws(LedgerError) -> Bool {
        let keys = try currentKeyring().keyring.keys(of: "log")
        guard note.head(signedBy: keys) != nil else { return false }
        return try logRoot(of: head.size.value) == head.root
    }
}
