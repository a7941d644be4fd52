internal import DurableFile
public import LicenseFormat
public import LicenseSigner
public import SignedNote

/// Signs the head of a log on a machine that has nothing but the log's folder and its key.
///
/// What was signed last is remembered in a file of that machine. Only a tree that begins with that one is signed, so that
/// nobody who holds the vendor's desk can have two histories.
public struct LogSigner: Sendable {
    /// The log's folder, as it was carried here.
    public let folder: String
    /// The file that remembers.
    public let memory: String

    /// Names both.
    public init(folder: String, memory: String) {
        self.folder = folder
        self.memory = memory
    }

    /// What was signed last; nil when nothing was.
    public func held() throws(LedgerError) -> Checkpoint? {
        let bytes: [UInt8]
        do throws(FileError) { bytes = try BoundedRead.file(memory, limit: Limits.noteBytes) } catch {
            if case .notFound = error { return nil }
            throw .file(error)
        }
        guard let note = try? SignedNote(parsing: bytes[...]), let held = try? Checkpoint(parsing: note.unverifiedText)
        else { throw .foreignCheckpoint(source: memory) }
        return held
    }

    /// Signs the tree that the tiles make, remembers it, and puts the checkpoint into the folder.
    ///
    /// - Parameter isFirst: whether nothing was signed before on this machine.
    /// - Throws: ``LedgerError/notAnExtension(held:found:)``; ``LedgerError/damagedTiles(path:)`` when tiles contradict
    ///   each other; ``LedgerError/nothingHeld(memory:)``.
    public func sign(with key: borrowing SigningKey, isFirst: Bool) throws(LedgerError) -> Checkpoint {
        let tiles = TileFolder(folder)
        var tree = try tiles.tree()
        guard tree.size > 0, let size = Decimal(tree.size) else { throw .emptyLog }
        if let held = try held() {
            guard held.size.value <= tree.size, try tree.root(of: held.size.value) == held.root else {
                throw .notAnExtension(held: held.size.value, found: tree.size)
            }
            try grow(from: held.size.value, to: &tree, in: tiles)
        } else {
            guard isFirst else { throw .nothingHeld(memory: memory) }
            try grow(from: 0, to: &tree, in: tiles)
        }
        let head = Checkpoint(origin: key.verifierKey.name, size: size, root: try tree.root(of: tree.size))
        let note = try signing { () throws(SignerError) in try key.note(head.text) }
        // Remembered first: what is not remembered must not leave.
        try filing { () throws(FileError) in try AtomicWrite.replace(memory, note.bytes, mode: 0o600) }
        try tiles.set(checkpoint: note)
        return head
    }

    /// Grows a tree from what was signed by the leaves that came since; it has to be the one that the tiles make.
    private func grow(from size: Int64, to tree: inout IssuanceTree, in tiles: TileFolder) throws(LedgerError) {
        let all = tree.size
        var grown = IssuanceTree(size: size, source: folder) { tile throws(LedgerError) in
            try tiles.hashes(of: tile, leaves: all)
        }
        for leaf in size..<all {
            try grown.append(try tree.hash(ofLeaf: leaf))
            if leaf % 65_536 == 0 {
                grown.forget()
                tree.forget()
            }
        }
        guard try grown.root(of: all) == tree.root(of: all) else { throw .damagedTiles(path: folder) }
    }
}

extension Workspace {
    /// Takes a checkpoint that was signed elsewhere: what it covers can go out.
    ///
    /// - Returns: how many leaves it covers, and whether it is new.
    public func accept(_ note: SignedNote, source: String, now: Timestamp) throws(LedgerError) -> (
        size: Int64, isNew: Bool
    ) {
        let current = try currentKeyring()
        let keys = current.keyring.keys(of: "log").filter { !current.isCompromised($0) }
        guard let head = note.head(signedBy: keys) else { throw .foreignCheckpoint(source: source) }
        let size = head.size.value
        let (isNew, _) = try append(now: now, log: LogKey(nil)) { desk throws(LedgerError) in
            guard size > 0, size <= desk.end.leaves, try desk.root(of: size) == head.root else {
                throw .foreignCheckpoint(source: source)
            }
            guard try size > desk.rows.signedLeaves() else { return false }
            try desk.append(.checkpoint, name: head.size.text, body: note.bytes)
            return true
        }
        try publishLog()
        return (size, isNew)
    }

    /// The newest checkpoint of the log; nil while there is none.
    public func checkpoint() throws(LedgerError) -> SignedNote? {
        try storage.read { rows throws(LedgerError) in try rows.lastCheckpoint()?.note() }
    }

    /// The proof that the log still begins as an earlier checkpoint says (RFC 6962, section 2.1.2).
    public func consistency(from old: Checkpoint, to new: Checkpoint) throws(LedgerError) -> [[UInt8]] {
        try storage.read { rows throws(LedgerError) in
            var tree = try rows.tree()
            for head in [old, new] {
                guard head.size.value <= tree.size else {
                    throw .notAnExtension(held: head.size.value, found: tree.size)
                }
                guard try tree.root(of: head.size.value) == head.root else {
                    throw .rewritten(size: head.size.value)
                }
            }
            return try tree.consistencyPath(from: old.size.value, to: new.size.value)
        }
    }

    /// The root of the log's first leaves.
    public func logRoot(of size: Int64) throws(LedgerError) -> [UInt8] {
        try storage.read { rows throws(LedgerError) in
            var tree = try rows.tree()
            guard (0...tree.size).contains(size) else { throw .notAnExtension(held: size, found: tree.size) }
            return try tree.root(of: size)
        }
    }
}
