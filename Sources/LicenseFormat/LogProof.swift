public import SignedNote

/// That a document is a leaf of a log, `c2sp.org/tlog-proof@v1` (docs/spec/log.md, "Proof"). Nothing of it is verified.
public struct LogProof: Equatable, Sendable {
    static let typeLine: StaticString = "c2sp.org/tlog-proof@v1"

    /// The leaf's number, counted from 0.
    public let index: Decimal
    /// The hashes beside the way from the leaf to the root, from the leaf's sibling on; 32 bytes each.
    public let path: [[UInt8]]
    /// The note in which the log signed how it stands.
    public let checkpoint: SignedNote
    /// What that note says.
    public let head: Checkpoint

    /// Puts a proof together.
    ///
    /// - Parameter path: hashes of 32 bytes each.
    /// - Throws: when the note's text is no checkpoint.
    public init(index: Decimal, path: [[UInt8]], checkpoint: SignedNote) throws(FormatError) {
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
        head = try Checkpoint(parsing: checkpoint.unverifiedText)
    }

    /// Reads the one spelling; an `extra` line is refused.
    ///
    /// - Throws: what is wrong, and its line in the item.
    public init(parsing item: Bytes) throws(FormatError) {
        guard item.count <= Limits.logProofBytes else {
            throw FormatError(.note(.tooLarge(limit: Limits.logProofBytes)), line: 1)
        }
        var header = try BodyReader(item, type: Self.typeLine)
        let index: Decimal = try header.required("index")
        var path: [[UInt8]] = []
        var rest = item[header.position...]
        while let (line, next) = rest.cut(at: "\n") {
            // The type and the index stand before the hashes.
            let number = path.count + 3
            if line.isEmpty {
                let (note, head) = try Self.checkpoint(next, line: number + 1)
                (self.index, self.path, self.checkpoint, self.head) = (index, path, note, head)
                return
            }
            guard path.count < Limits.logProofHashes else { throw FormatError(.tooMany, line: number) }
            guard let hash = Base64.decode(line), hash.count == MerkleHash.byteCount else {
                throw FormatError(.invalidValue, line: number)
            }
            path.append(hash)
            rest = next
        }
        throw FormatError(.malformedLine, line: path.count + 3)
    }

    /// Reads the checkpoint whose first line has a number.
    private static func checkpoint(
        _ bytes: Bytes, line: Int
    ) throws(FormatError) -> (note: SignedNote, head: Checkpoint) {
        let note: SignedNote
        do throws(NoteError) { note = try SignedNote(parsing: bytes) } catch {
            throw FormatError(.note(error), line: line)
        }
        do throws(FormatError) {
            return (note, try Checkpoint(parsing: note.unverifiedText))
        } catch {
            throw FormatError(error.reason, line: line + error.line - 1)
        }
    }

    /// Whether an item or its text is a proof by its first line.
    package static func begins(_ text: Bytes) -> Bool {
        let end = text.startIndex + typeLine.utf8CodeUnitCount
        return text.hasPrefix(typeLine) && end < text.endIndex && text[end] == newline
    }

    /// Writes the one spelling.
    public var bytes: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("index", index.text)
        var text = body.text
        for hash in path {
            text.append(contentsOf: Base64.encode(hash[...]))
            text.append(newline)
        }
        text.append(newline)
        text.append(contentsOf: checkpoint.bytes)
        return text
    }

    /// The root that a leaf's hash leads to, in a tree of the checkpoint's size; nil where the path does not fit.
    public func root(of leaf: [UInt8]) -> [UInt8]? {
        MerkleHash.root(leaf: leaf, index: index.value, size: head.size.value, path: path)
    }

    /// Whether it leads from a document with this note text to the checkpoint's root.
    public func leads(from noteText: Bytes) -> Bool { root(of: LogLeaf.hash(of: noteText)) == head.root }
}
