internal import DurableFile
internal import LicenseFormat
package import SignedNote

/// The issuance log as files, as others may read it (c2sp.org/tlog-tiles): `checkpoint`, `tile/LEVEL/PLACE`,
/// `tile/entries/PLACE`, and `size`, the number of leaves that the tiles are written for.
package struct TileFolder: Sendable {
    /// The folder.
    package let path: String

    /// Names a folder.
    package init(_ path: String) {
        self.path = path
    }

    /// How many leaves the tiles are written for; 0 where there is no log.
    package func size() throws(LedgerError) -> Int64 {
        guard let text = try read("size", limit: 32) else { return 0 }
        guard text.last == newline, let size = Decimal(text.dropLast()) else { throw .damagedTiles(path: path) }
        return size.value
    }

    /// The signed head of the log; nil where there is none.
    package func checkpoint() throws(LedgerError) -> SignedNote? {
        guard let bytes = try read("checkpoint", limit: Limits.noteBytes) else { return nil }
        guard let note = try? SignedNote(parsing: bytes[...]) else {
            throw .foreignCheckpoint(source: path + "/checkpoint")
        }
        return note
    }

    /// Replaces the signed head.
    package func set(checkpoint: SignedNote) throws(LedgerError) { try replace("checkpoint", checkpoint.bytes) }

    /// Writes the number of leaves; the last step.
    func set(size: Int64) throws(LedgerError) { try replace("size", [UInt8](decimal: size) + [newline]) }

    /// The tree that the tiles make.
    package func tree() throws(LedgerError) -> IssuanceTree {
        let size = try size()
        return IssuanceTree(size: size, source: path) { tile throws(LedgerError) in try hashes(of: tile, leaves: size) }
    }

    /// The hashes of a tile in a tree of a size: the partial one, or the full one that came after it.
    func hashes(of tile: Tile, leaves: Int64) throws(LedgerError) -> [UInt8]? {
        let count = min(Tile.width, Tile.hashes(ofLevel: tile.level, leaves: leaves) - tile.place * Tile.width)
        let limit = Int(Tile.width) * Tile.hashBytes
        if count > 0, let partial = try read(tile.path(hashes: count), limit: limit) { return partial }
        return count == Tile.width ? nil : try read(tile.path(hashes: Tile.width), limit: limit)
    }

    /// Writes a file below the folder that is not there, or replaces it.
    func write(_ name: String, _ bytes: [UInt8]) throws(LedgerError) {
        let whole = "\(path)/\(name)"
        try filing { () throws(FileError) in
            if let slash = whole.lastIndex(of: "/") { try Folder.create(String(whole[..<slash])) }
        }
        try replace(name, bytes)
    }

    /// Removes what a full tile made needless.
    func remove(_ name: String) { AtomicWrite.remove("\(path)/\(name)") }

    func read(_ name: String, limit: Int) throws(LedgerError) -> [UInt8]? {
        do throws(FileError) { return try BoundedRead.file("\(path)/\(name)", limit: limit) } catch {
            if case .notFound = error { return nil }
            throw .file(error)
        }
    }

    private func replace(_ name: String, _ bytes: [UInt8]) throws(LedgerError) {
        try filing { () throws(FileError) in try AtomicWrite.replace("\(path)/\(name)", bytes) }
    }
}
