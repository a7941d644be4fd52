internal import CSodium

/// An Ed25519 public key (RFC 8032): exactly 32 bytes.
public struct Ed25519PublicKey: Equatable, Sendable {
    /// Bytes in a public key.
    public static let byteCount = 32
    /// Bytes in a signature.
    public static let signatureByteCount = 64

    /// The encoding of RFC 8032, 32 bytes.
    public let bytes: [UInt8]

    /// The key that nobody can hold: 32 zero bytes are a point of small order.
    package static let none = Ed25519PublicKey(unchecked: [UInt8](repeating: 0, count: byteCount))

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// Nil unless there are exactly 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// Whether `signature` is this key's over `message`. A signature that is not 64 bytes long is never valid: the C
    /// function behind this cannot know how many bytes it was given.
    public func isValidSignature(_ signature: Bytes, for message: Bytes) -> Bool {
        guard signature.count == Self.signatureByteCount, bytes.count == Self.byteCount else { return false }
        return signature.withPointer { signature, _ in
            message.withPointer { message, length in
                crypto_sign_verify_detached(signature, message, UInt64(length), bytes) == 0
            }
        }
    }

    /// Whether the key is a point of the prime-order subgroup, canonically encoded and not the identity.
    ///
    /// Asked when a key is created, exported or imported, not at each verification: it costs as much as one. A point P
    /// is in the subgroup of order L exactly when (L − 1)·P = −P, which does not lean on the library's own test of the
    /// subgroup (incomplete in libsodium before 1.0.21, CVE-2025-69277).
    public var isInPrimeOrderSubgroup: Bool {
        guard bytes.count == Self.byteCount else { return false }
        // L − 1, little-endian; L = 2^252 + 27742317777372353535851937790883648493 (RFC 8032 section 5.1).
        let orderMinusOne: [UInt8] = [
            0xEC, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14,
            0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10,
        ]
        var negated = bytes
        negated[Self.byteCount - 1] ^= 0x80
        guard crypto_core_ed25519_is_valid_point(bytes) == 1 else { return false }
        var product = [UInt8](repeating: 0, count: Self.byteCount)
        return crypto_scalarmult_ed25519_noclamp(&product, orderMinusOne, bytes) == 0 && product == negated
    }
}
