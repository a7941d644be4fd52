internal import CSodium

/// An Ed25519 key pair from a 32-byte seed (RFC 8032), for the installation's own key, which grants nothing.
///
/// A vendor's keys never pass through here: they live in guarded memory on the vendor's side.
public struct Ed25519Seed: Sendable {
    /// Bytes in a seed.
    public static let byteCount = 32
    /// The seed.
    public let bytes: [UInt8]
    /// The public half, derived from the seed.
    public let publicKey: Ed25519PublicKey

    /// Nil unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        var publicKey = [UInt8](repeating: 0, count: Ed25519PublicKey.byteCount)
        let isMade = Self.withSecretKey { crypto_sign_seed_keypair(&publicKey, $0, bytes) == 0 }
        guard isMade, let key = Ed25519PublicKey(publicKey) else { return nil }
        self.bytes = bytes
        self.publicKey = key
    }

    /// Signs a note's text under a key name; nil unless the signature verifies.
    public func sign(_ text: [UInt8], as name: [UInt8]) -> SignedNote? {
        guard let key = try? VerifierKey(name: name, publicKey: publicKey) else { return nil }
        var signature = [UInt8](repeating: 0, count: Ed25519PublicKey.signatureByteCount)
        let isSigned = Self.withSecretKey { secretKey in
            secretKey.update(from: bytes, count: bytes.count)
            (secretKey + bytes.count).update(from: publicKey.bytes, count: publicKey.bytes.count)
            return crypto_sign_detached(&signature, nil, text, UInt64(text.count), secretKey) == 0
        }
        guard isSigned, publicKey.isValidSignature(signature[...], for: text[...]) else { return nil }
        return SignedNote(text: text, signatures: [.init(name: name, keyID: key.id, bytes: signature)])
    }

    /// Room for seed and public key side by side, on the stack and wiped afterwards.
    private static func withSecretKey(_ body: (UnsafeMutablePointer<UInt8>) -> Bool) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(crypto_sign_SECRETKEYBYTES)) { room in
            room.initialize(repeating: 0)
            guard let secretKey = room.baseAddress else { return false }
            defer { sodium_memzero(secretKey, room.count) }
            return body(secretKey)
        }
    }
}
