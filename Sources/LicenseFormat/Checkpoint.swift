public import SignedNote

/// How a log stands at a size, the text of a C2SP checkpoint (docs/spec/log.md, "Checkpoint").
public struct Checkpoint: Equatable, Sendable {
    /// Which log it is: the name of the key that signs it.
    public let origin: [UInt8]
    /// How many leaves the tree has.
    public let size: Decimal
    /// The tree's root hash, 32 bytes.
    public let root: [UInt8]

    /// Puts a checkpoint together.
    ///
    /// - Parameters:
    ///   - origin: not empty, without a newline, and not beginning as a signature line does.
    ///   - root: 32 bytes.
    public init(origin: [UInt8], size: Decimal, root: [UInt8]) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads exactly three lines: origin, size, root hash. Extension lines are refused, and an origin that a file would be
    /// split behind, as if it were a signature line.
    public init(parsing text: Bytes) throws(FormatError) {
        guard let (originText, afterOrigin) = text.cut(at: "\n"), !originText.isEmpty,
            !originText.hasPrefix(SignedNote.Signature.linePrefix)
        else { throw FormatError(.malformedLine, line: 1) }
        guard let (sizeText, afterSize) = afterOrigin.cut(at: "\n"), let size = Decimal(sizeText) else {
            throw FormatError(.invalidValue, line: 2)
        }
        guard let (rootText, rest) = afterSize.cut(at: "\n"), let root = Base64.decode(rootText),
            root.count == MerkleHash.byteCount
        else { throw FormatError(.invalidValue, line: 3) }
        guard rest.isEmpty else { throw FormatError(.unexpectedKey, line: 4) }
        self.init(origin: [UInt8](originText), size: size, root: root)
    }

    /// Writes the three lines.
    public var text: [UInt8] {
        var text = origin
        text.append(newline)
        text.append(contentsOf: size.text)
        text.append(newline)
        text.append(contentsOf: Base64.encode(root[...]))
        text.append(newline)
        return text
    }
}
