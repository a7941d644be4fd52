/// An Ed25519 verifier key of the C2SP signed note: a name, a key ID and a public key.
///
/// Its text form, the *vkey*, is `NAME+HEX+BASE64`: the key ID in eight lower-case hexadecimal digits, and the byte
/// 0x01 with the public key in Base64 (c2sp.org/signed-note, "Verifier keys").
public struct VerifierKey: Equatable, Sendable {
    /// The signature type of Ed25519 in a signed note.
    public static let ed25519Type: UInt8 = 0x01

    /// The key's name: not empty, no spaces, no plus sign.
    public let name: [UInt8]
    /// The first four bytes of SHA-256 over name, newline, type and public key, big-endian.
    public let id: UInt32
    /// The key itself.
    public let publicKey: Ed25519PublicKey

    /// Makes the verifier key for a name and a public key.
    public init(name: some Collection<UInt8>, publicKey: Ed25519PublicKey) throws(NoteError) {
        let name = Array(name)
        guard Self.isKeyName(name[...]) else { throw .malformedKeyName }
        self.name = name
        self.publicKey = publicKey
        self.id = Self.keyID(name: name[...], type: Self.ed25519Type, material: publicKey.bytes[...])
    }

    /// Reads a vkey; the key ID must be that of the name and key, and the algorithm Ed25519.
    public init(parsing text: Bytes) throws(NoteError) {
        try self.init(VerifierKeyText(parsing: text))
    }

    /// Takes a vkey that is taken apart; the key ID must be that of the name and key, and the algorithm Ed25519.
    public init(_ parts: VerifierKeyText) throws(NoteError) {
        guard parts.type == Self.ed25519Type else { throw .unsupportedKeyType(parts.type) }
        guard let publicKey = Ed25519PublicKey(parts.material) else { throw .malformedVerifierKey }
        try self.init(name: parts.name, publicKey: publicKey)
        guard id == parts.id else { throw .malformedVerifierKey }
    }

    /// Takes a vkey whose ID somebody vouches for: only its form is read.
    public init(trusting text: Bytes) throws(NoteError) {
        guard let (name, rest) = text.cut(at: "+"), let (hex, material) = rest.cut(at: "+"), hex.count == 8,
            let id = Digest.hexNumber(hex), let bytes = Base64.decode(material), bytes.first == Self.ed25519Type,
            let publicKey = Ed25519PublicKey(bytes.dropFirst())
        else { throw .malformedVerifierKey }
        (self.name, self.id, self.publicKey) = ([UInt8](name), id, publicKey)
    }

    /// The vkey.
    public var text: [UInt8] {
        nameAndID + [UInt8(ascii: "+")] + Base64.encode([Self.ed25519Type] + publicKey.bytes[...])
    }

    /// `NAME+HEX`, which names the key uniquely.
    public var nameAndID: [UInt8] { name + [UInt8(ascii: "+")] + Digest.hex(Self.bigEndian(id)) }

    /// Whether a text is a key's name, a plus sign and its ID in hexadecimal.
    package static func isNameAndID(_ text: Bytes) -> Bool {
        guard let (name, id) = text.cut(at: "+") else { return false }
        return isKeyName(name) && Digest.decodeHex(id)?.count == 4
    }

    /// Whether bytes can be a key name (c2sp.org/signed-note, "Format").
    public static func isKeyName(_ name: Bytes) -> Bool {
        guard !name.isEmpty, name.count <= Limits.keyNameBytes else { return false }
        return UnicodeText.allScalars(of: name) { scalar in
            !UnicodeText.isSpace(scalar) && !UnicodeText.isControl(scalar) && scalar != 0x2B
        }
    }

    static func keyID(name: Bytes, type: UInt8, material: Bytes) -> UInt32 {
        let hash = Digest.sha256((name + [0x0A, type] + material)[...])
        return bigEndian(hash.prefix(4))
    }

    static func bigEndian(_ bytes: Bytes) -> UInt32 {
        bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

/// A vkey taken apart, of any algorithm: a keyring may hold keys that this version cannot use.
public struct VerifierKeyText: Equatable, Sendable {
    /// The key's name.
    public let name: [UInt8]
    /// The key ID that the vkey states.
    public let id: UInt32
    /// The signature type identifier.
    public let type: UInt8
    /// The public key material.
    public let material: [UInt8]

    /// Splits at the plus signs; strict Base64, lower-case hexadecimal.
    public init(parsing text: Bytes) throws(NoteError) {
        guard text.count <= Limits.keyNameBytes + 8192 else { throw .malformedVerifierKey }
        guard let (name, rest) = text.cut(at: "+"), let (hex, material) = rest.cut(at: "+"),
            let id = Digest.decodeHex(hex), id.count == 4, let bytes = Base64.decode(material),
            let type = bytes.first, bytes.count > 1
        else { throw .malformedVerifierKey }
        guard VerifierKey.isKeyName(name) else { throw .malformedKeyName }
        self.name = Array(name)
        self.id = VerifierKey.bigEndian(id[...])
        self.type = type
        self.material = Array(bytes.dropFirst())
    }
}
