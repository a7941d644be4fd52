public import SignedNote

/// A key that somebody else may hold, and the log up to which its licenses are honest: `NAME+ID SIZE ROOT`.
public struct CompromisedKey: CanonicalValue {
    /// The key's name and ID, `NAME+HEX`.
    public let nameAndID: [UInt8]
    /// Leaves below this number are honest.
    public let treeSize: Decimal
    /// The log's root at that size, 32 bytes.
    public let root: [UInt8]

    /// Reads `NAME+HEX SIZE BASE64`.
    public init?(_ text: Bytes) {
        guard let (key, rest) = text.cut(at: " "), let (sizeText, rootText) = rest.cut(at: " "),
            let size = Decimal(sizeText), let root = Base64.decode(rootText), root.count == 32,
            VerifierKey.isNameAndID(key)
        else { return nil }
        nameAndID = Array(key)
        treeSize = size
        self.root = root
    }

    /// Writes `NAME+HEX SIZE BASE64`.
    public var text: [UInt8] {
        let space = [UInt8(ascii: " ")]
        return nameAndID + space + treeSize.text + space + Base64.encode(root[...])
    }
}
