internal import DurableFile
internal import LicenseFormat
internal import SignedNote

extension Workspace {
    /// The log's folder.
    public var logFolder: String { folder + "/log" }

    /// Brings the log's folder up to date with the ledger: tiles and entries first, then the newest checkpoint.
    ///
    /// Everything in it follows from the ledger, so that what a crash left undone is done by whoever comes next.
    ///
    /// - Parameter recent: entries that this process added, so that they need not be read again.
    func publishLog(_ recent: LogEntries = LogEntries()) throws(LedgerError) {
        let target = TileFolder(logFolder)
        let lock = try filing { () throws(FileError) in
            try Folder.create(logFolder)
            return try FileLock(folder: logFolder, name: ".lock", wait: .blocking)
        }
        let published = try target.size()
        let last = try storage.read { rows throws(LedgerError) in
            (size: try rows.end().leaves, checkpoint: try rows.lastCheckpoint()?.note())
        }
        var needless: [String] = []
        if last.size > published {
            needless = try publishTiles(from: published, to: last.size, recent, in: target)
            try target.set(size: last.size)
        }
        if let checkpoint = last.checkpoint, try isNewer(checkpoint, than: try target.checkpoint()) {
            try target.set(checkpoint: checkpoint)
        }
        // Not before nobody is led to them.
        for name in needless { target.remove(name) }
        _ = consume lock
    }

    /// Whether a checkpoint is of more leaves than another one; what was signed elsewhere and not accepted yet stays.
    private func isNewer(_ note: SignedNote, than held: SignedNote?) throws(LedgerError) -> Bool {
        guard let held, let there = try? Checkpoint(parsing: held.unverifiedText) else { return true }
        guard let own = try? Checkpoint(parsing: note.unverifiedText) else { return false }
        return own.size.value > there.size.value
    }

    /// Writes what changed between two sizes, a part at a time; answers what that makes needless.
    private func publishTiles(
        from old: Int64, to new: Int64, _ recent: LogEntries, in target: TileFolder
    ) throws(LedgerError) -> [String] {
        var needless: [String] = []
        for (tile, count) in Tile.changed(from: old, to: new) {
            let hashes = try storage.read { rows throws(LedgerError) in try rows.tile(tile) }
            guard let hashes, hashes.count >= Int(count) * Tile.hashBytes else {
                throw .damagedTiles(path: "ledger.sqlite")
            }
            try target.write(tile.path(hashes: count), Array(hashes.prefix(Int(count) * Tile.hashBytes)))
            if tile.level == 0 { try publishEntries(under: tile, count, recent, in: target) }
            let before = Tile.hashes(ofLevel: tile.level, leaves: old) - tile.place * Tile.width
            if before > 0, before < count {
                needless.append(tile.path(hashes: before))
                if tile.level == 0 { needless.append(Tile.entriesPath(place: tile.place, hashes: before)) }
            }
        }
        return needless
    }

    private func publishEntries(
        under tile: Tile, _ count: Int64, _ recent: LogEntries, in target: TileFolder
    ) throws(LedgerError) {
        let bundle: [UInt8]
        if let known = recent.bundle(from: tile.place * Tile.width, count: count) {
            bundle = known
        } else {
            bundle = try entryBundle(under: tile, count)
        }
        try target.write(Tile.entriesPath(place: tile.place, hashes: count), bundle)
    }

    /// The leaves under a tile of level 0, each behind its length in two bytes.
    func entryBundle(under tile: Tile, _ count: Int64) throws(LedgerError) -> [UInt8] {
        let records = try storage.read { rows throws(LedgerError) in
            try rows.logged(from: tile.place * Tile.width, count: count)
        }
        var entries = LogEntries(from: tile.place * Tile.width)
        for record in records { entries.append(LogLeaf.data(of: try record.note().unverifiedText)) }
        return entries.bundle(from: tile.place * Tile.width, count: count) ?? []
    }
}
