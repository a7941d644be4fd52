public import SignedNote

/// What the issuance log holds of a document, `latchkey/leaf@v1` (docs/spec/log.md, "Leaf"): its type and its hash, and
/// nothing that names a customer.
public enum LogLeaf {
    static let typeLine: StaticString = "latchkey/leaf@v1"

    /// The leaf of a document with this note text.
    public static func data(of noteText: Bytes) -> [UInt8] {
        let type = noteText[..<(noteText.firstIndex(of: newline) ?? noteText.endIndex)]
        var data = [UInt8](typeLine)
        data.append(newline)
        data.append(contentsOf: type)
        data.append(newline)
        data.append(contentsOf: Digest.hex(Digest.sha256(noteText)))
        data.append(newline)
        return data
    }

    /// The hash of that leaf in the tree.
    public static func hash(of noteText: Bytes) -> [UInt8] { MerkleHash.leaf(data(of: noteText)[...]) }
}
