public import LicenseFormat
public import SignedNote

/// How a site's URL was typed, hashed, and its canonical form: `HASH URL`.
///
/// A verifier has no tables of international names. Whoever made the request had them, so that the spelling in the host
/// application's settings is known again at a load.
public struct SiteAlias: CanonicalValue {
    /// The first 16 bytes of BLAKE2b-256 over what was typed.
    let hash: [UInt8]
    /// What it stands for.
    public let url: SiteURL

    /// Remembers a spelling; nil when it is ASCII, which needs no remembering.
    public init?(typed: Bytes, url: SiteURL) {
        guard typed.contains(where: { $0 >= 0x80 }) else { return nil }
        hash = Self.hash(of: typed)
        self.url = url
    }

    /// Reads 32 hexadecimal digits, a space and a URL.
    public init?(_ text: Bytes) {
        guard let (head, tail) = text.cut(at: " "), let hash = Digest.decodeHex(head), hash.count == 16,
            let url = SiteURL(tail)
        else { return nil }
        self.hash = hash
        self.url = url
    }

    /// Writes 32 hexadecimal digits, a space and a URL.
    public var text: [UInt8] { Digest.hex(hash) + [UInt8(ascii: " ")] + url.text }

    static func hash(of typed: Bytes) -> [UInt8] { Array(Digest.blake2b(typed).prefix(16)) }
}
