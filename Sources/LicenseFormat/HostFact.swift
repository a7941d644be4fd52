public import SignedNote

/// A fact about the machine as a keyed hash, never raw: `machine 3f…`, 32 hexadecimal digits.
public struct HostFact: CanonicalValue {
    /// What the fact is about.
    public let name: Token
    /// 16 bytes.
    public let hash: [UInt8]

    /// Hashes what a collector found: BLAKE2b-128 over the name, a space and the value, with the installation's ID as
    /// the key, so that the same machine looks different to every installation and vendor.
    public init(name: Token, value: Bytes, installation: InstallationID) {
        self.name = name
        hash = Digest.blake2b(
            (name.text + [UInt8(ascii: " ")] + value)[...], length: 16, key: installation.text[...])
    }

    /// Reads a token, a space and 32 hexadecimal digits.
    public init?(_ text: Bytes) {
        guard let (head, tail) = text.cut(at: " "), let name = Token(head), let hash = Digest.decodeHex(tail),
            hash.count == 16
        else { return nil }
        self.name = name
        self.hash = hash
    }

    /// Writes a token, a space and 32 hexadecimal digits.
    public var text: [UInt8] { name.text + [UInt8(ascii: " ")] + Digest.hex(hash) }

    /// Whether each name stands once.
    package static func areDistinct(_ sorted: [HostFact]) -> Bool {
        zip(sorted, sorted.dropFirst()).allSatisfy { $0.name != $1.name }
    }
}
