internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote

/// Adds records within one writing, with their leaves in the issuance log.
struct Appender {
    let rows: any LedgerWriting
    /// Where the ledger ends.
    private(set) var end: Record.End
    /// The log.
    private(set) var tree: IssuanceTree
    /// The entries of the leaves that were added.
    private(set) var entries: LogEntries
    private let actor: String
    private let now: Timestamp
    /// Read once, because nobody else writes in the meantime.
    private var products: [String: CatalogEntry] = [:]
    private var keyring: CurrentKeyring?

    init(_ rows: any LedgerWriting, actor: String, now: Timestamp) throws(LedgerError) {
        self.rows = rows
        self.actor = actor
        self.now = now
        end = try rows.end()
        entries = LogEntries(from: end.leaves)
        tree = try rows.tree()
    }

    /// A product of the catalog.
    mutating func entry(_ product: Token) throws(LedgerError) -> CatalogEntry {
        let name = product.text.string
        if let entry = products[name] { return entry }
        let entry = try Workspace.entry(product, rows)
        products[name] = entry
        return entry
    }

    /// The keyring in force.
    mutating func currentKeyring() throws(LedgerError) -> CurrentKeyring {
        if let keyring { return keyring }
        let current = try Workspace.currentKeyring(rows, below: .max)
        keyring = current
        return current
    }

    /// Adds a record.
    @discardableResult mutating func append(
        _ kind: RecordKind, name: [UInt8], body: [UInt8], reason: String = ""
    ) throws(LedgerError) -> Record {
        try append(
            Record.Content(
                kind: kind, name: name.string, body: body, actor: actor, reason: Workspace.displayed(reason), time: now)
        )
    }

    /// Adds a license.
    mutating func append(
        _ terms: License, note: SignedNote, origin: LicenseOrigin, reason: String
    ) throws(LedgerError) -> Record {
        let content = Record.Content(
            kind: .license, name: terms.id.text.string, body: note.bytes, detail: origin.detail, actor: actor,
            reason: Workspace.displayed(reason), time: now)
        return try append(
            content, logged: terms.text, license: NewLicense(record: end.number + 1, terms: terms, origin: origin))
    }

    /// Adds a record as another ledger had it.
    mutating func append(_ content: Record.Content) throws(LedgerError) -> Record {
        guard content.kind.isLogged else { return try append(content, logged: nil, license: nil) }
        let draft = Record(content, after: end)
        let note = try draft.note()
        return try append(
            content, logged: Array(note.unverifiedText),
            license: content.kind == .license ? try NewLicense(of: draft) : nil)
    }

    private mutating func append(
        _ content: Record.Content, logged text: [UInt8]?, license: NewLicense?
    ) throws(LedgerError) -> Record {
        let record = Record(content, after: end)
        try rows.append(record, license: license)
        if let text {
            let entry = LogLeaf.data(of: text[...])
            try tree.append(MerkleHash.leaf(entry[...]))
            entries.append(entry)
        }
        end = record.end
        return record
    }

    /// The root of the log's first leaves.
    mutating func root(of leaves: Int64) throws(LedgerError) -> [UInt8] { try tree.root(of: leaves) }

    /// Signs the head of the log, where there is a key for that and something new.
    mutating func seal(with key: borrowing LogKey) throws(LedgerError) {
        guard end.leaves > 0, try rows.checkpoint(covering: end.leaves - 1) == nil,
            let note = try key.checkpoint(size: end.leaves, root: tree.root(of: end.leaves))
        else { return }
        try append(.checkpoint, name: [UInt8](decimal: end.leaves), body: note.bytes)
    }

    /// Writes the tiles that grew; the last step of a writing.
    mutating func finish() throws(LedgerError) {
        for tile in tree.changed { try rows.set(tile, to: try tree.hashes(of: tile)) }
    }
}
