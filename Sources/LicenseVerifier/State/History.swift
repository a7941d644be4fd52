public import LicenseFormat
public import SignedNote

/// The part of a state that no load reads: what imports, returns and people need (docs/spec/state.md, "History").
public struct History: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/history@v1"

    /// The last imports, oldest first.
    public var imports: [ImportRecord] = []
    /// The newest list of each revocation key and scope, then the receipts of licenses that were given back, in the
    /// order in which they came.
    var notes: [SignedNote] = []

    init() {}

    init?(_ text: Bytes) {
        let end = text.firstEmptyLine
        do throws(FormatError) {
            var body = try BodyReader(text[..<(end ?? text.endIndex)], type: Self.typeLine)
            imports = try body.repeated("import", atMost: Limits.stateImports)
            guard try body.extensions().isEmpty else { return nil }
        } catch {
            return nil
        }
        guard let end else { return }
        let most = Limits.stateRevocationLists + Limits.stateReceipts
        guard let items = try? LicenseFile.split(text[(end + 1)...], atMost: most) else { return nil }
        for item in items {
            guard let note = try? SignedNote(parsing: item) else { return nil }
            notes.append(note)
        }
    }

    var bytes: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.lines("import", imports)
        var text = body.text
        for note in notes { text.append(contentsOf: [newline] + note.bytes) }
        return text
    }

    var isEmpty: Bool { imports.isEmpty && notes.isEmpty }

    /// The newest lists of revoked licenses.
    public var revocationLists: [RevocationList] {
        notes.compactMap { try? RevocationList(parsing: $0.unverifiedText) }
    }

    /// The receipts of licenses that were given back, each with the note that carries it.
    public var receipts: [(receipt: ReturnReceipt, note: SignedNote)] {
        notes.compactMap { note in (try? ReturnReceipt(parsing: note.unverifiedText)).map { ($0, note) } }
    }

    /// Keeps a receipt, and drops the oldest beyond the limit.
    mutating func keep(receipt: SignedNote) {
        let held = receipts.map { $0.note }
        if held.count >= Limits.stateReceipts, let oldest = held.first { notes.removeAll { $0 == oldest } }
        notes.append(receipt)
    }

    /// Notes an import, and drops the oldest beyond the limit.
    mutating func record(_ record: ImportRecord) {
        if !imports.contains(record) { imports.append(record) }
        imports = imports.ordered { $0.text.precedes($1.text) }
        imports.removeFirst(max(0, imports.count - Limits.stateImports))
    }
}

/// A history as a state carries it: its bytes unread, and the checksum that they should have.
struct StoredHistory: Equatable, Sendable {
    let bytes: Bytes
    /// In hexadecimal.
    let checksum: Bytes

    init(bytes: Bytes, checksum: Bytes) {
        self.bytes = bytes
        self.checksum = checksum
    }

    init(_ history: History) {
        let bytes = history.bytes
        self.init(bytes: bytes[...], checksum: Digest.hex(Digest.checksum(bytes[...]))[...])
    }

    /// The history; nil when it is damaged.
    var history: History? { Digest.isChecksum(checksum, of: bytes) ? History(bytes) : nil }
}

extension Bytes {
    /// The index of the second of the first two newlines in a row: where the empty line after a body ends.
    var firstEmptyLine: Int? {
        var start = startIndex
        while let end = self[start...].firstIndex(of: newline) {
            start = end + 1
            if start < endIndex, self[start] == newline { return start }
        }
        return nil
    }
}
