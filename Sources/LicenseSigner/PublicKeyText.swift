public import SignedNote

/// A public key that came from elsewhere, in one of the spellings that other programs use.
///
/// Read are `k4.public.…` (PASERK), Base64 and hexadecimal of 32 bytes, a PEM block `PUBLIC KEY` (RFC 8410), and a vkey
/// `NAME+HEX+BASE64` (c2sp.org/signed-note). Blanks and newlines around it are no part of it.
public struct PublicKeyText: Equatable, Sendable {
    /// The most bytes of such a text.
    public static let byteLimit = 4096
    /// What precedes the 32 bytes in an Ed25519 SubjectPublicKeyInfo (RFC 8410 section 4).
    private static let derPrefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]

    /// The key, which is in the prime-order subgroup.
    public let publicKey: Ed25519PublicKey
    /// The key with its name, where the text gives one.
    public let verifierKey: VerifierKey?

    /// Reads a key.
    ///
    /// - Parameter source: how a message names the text, such as `the public key` or `'root.pub'`.
    /// - Throws: ``KeyError/notAPublicKey(source:)``, ``KeyError/secretForPublic(source:)``, and
    ///   ``KeyError/weakPublicKey(source:)`` for a key off the prime-order subgroup.
    public init(parsing text: Bytes, source: String) throws(KeyError) {
        guard text.count <= Self.byteLimit else { throw .notAPublicKey(source: source) }
        let text = Self.trimmed(text)
        if text.hasPrefix("k4.secret") || text.hasPrefix("-----BEGIN PRIVATE KEY-----")
            || text.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----")
        {
            throw .secretForPublic(source: source)
        }
        verifierKey = try? VerifierKey(parsing: text)
        guard let publicKey = verifierKey?.publicKey ?? Self.key(in: text) else { throw .notAPublicKey(source: source) }
        guard publicKey.isInPrimeOrderSubgroup else { throw .weakPublicKey(source: source) }
        self.publicKey = publicKey
    }

    /// The key under a name. A text that gives a name has to give this one.
    ///
    /// - Throws: ``KeyError/otherKeyName(source:expected:)``, ``KeyError/malformedKeyName``.
    public func verifierKey(named name: [UInt8], source: String) throws(KeyError) -> VerifierKey {
        guard let named = try? VerifierKey(name: name, publicKey: publicKey) else { throw .malformedKeyName }
        guard verifierKey == nil || verifierKey == named else {
            throw .otherKeyName(source: source, expected: name.string)
        }
        return named
    }

    private static func key(in text: Bytes) -> Ed25519PublicKey? {
        if let key = try? Paserk.publicKey(from: text, source: "") { return key }
        if let bytes = Digest.decodeHex(text.asLowerCase) ?? Base64.decode(text) { return Ed25519PublicKey(bytes) }
        return pem(text)
    }

    /// The key in a PEM block (RFC 7468) of a SubjectPublicKeyInfo.
    private static func pem(_ text: Bytes) -> Ed25519PublicKey? {
        let lines = text.split(separator: newline).map(trimmed)
        guard lines.count >= 3, lines[0].equals("-----BEGIN PUBLIC KEY-----"),
            lines[lines.count - 1].equals("-----END PUBLIC KEY-----"),
            let der = Base64.decode(Array(lines[1..<(lines.count - 1)].joined())[...]), der.starts(with: derPrefix)
        else { return nil }
        return Ed25519PublicKey(der.dropFirst(derPrefix.count))
    }

    private static func trimmed(_ text: Bytes) -> Bytes {
        let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
        var text = text.drop { blanks.contains($0) }
        while let last = text.last, blanks.contains(last) { text.removeLast() }
        return text
    }
}
