internal import LicenseFormat
internal import SignedNote

extension RoleKey {
    /// The vkey taken apart, whatever its algorithm.
    var parts: VerifierKeyText? { try? VerifierKeyText(parsing: vkey) }

    /// Name and ID, `NAME+HEX`.
    package var nameAndID: [UInt8] {
        guard let (name, rest) = vkey.cut(at: "+"), let (id, _) = rest.cut(at: "+") else { return [UInt8](vkey) }
        return name + [UInt8(ascii: "+")] + id
    }

    var shown: String { nameAndID.string }

    /// The same key with an end, or the end that it has where that is earlier. The caller knows that the key has begun.
    func ending(at end: Timestamp) -> RoleKey {
        if case .at(let earlier) = until, earlier <= end { return self }
        let space = [UInt8(ascii: " ")]
        let line = role.text + space + vkey + space + from.text + space + end.text
        return RoleKey(line[...]) ?? self
    }
}

extension CompromisedKey {
    /// Nil unless the root has 32 bytes; the caller knows that name and ID are a key's.
    init?(nameAndID: [UInt8], treeSize: Decimal, root: [UInt8]) {
        let space = [UInt8(ascii: " ")]
        self.init((nameAndID + space + treeSize.text + space + Base64.encode(root[...]))[...])
    }
}

extension VerifierKey {
    var shown: String { nameAndID.string }
}
