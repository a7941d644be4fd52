internal import CSodium
public import SignedNote

/// An Ed25519 secret key (RFC 8032) in guarded memory: 32 bytes of seed and 32 of public key, zeroed when its life ends.
/// Threads may sign with it at once.
public struct SecretKey: ~Copyable, Sendable {
    static let byteCount = 64
    static let seedByteCount = 32

    /// The public key, known to be that of the seed and in the prime-order subgroup.
    public let publicKey: Ed25519PublicKey
    /// What protects the file that the key was read from; nil when nothing does, or when there is no file.
    public let passphraseCost: PassphraseCost?
    private let memory: GuardedBytes

    /// Takes memory as a key without asking whether its halves fit. Only the checks behind ``checked(_:from:cost:)``
    /// and their tests may do so.
    package init(unchecked memory: consuming GuardedBytes, publicKey: Ed25519PublicKey, cost: PassphraseCost? = nil) {
        self.memory = memory
        self.publicKey = publicKey
        passphraseCost = cost
    }

    /// A new key from the system's randomness.
    public static func generate() throws(KeyError) -> SecretKey {
        let seed = try GuardedBytes(count: seedByteCount)
        seed.write { randombytes_buf($0.pointer, $0.count) }
        return try checked(expand(seed), from: "a new key")
    }

    /// The key of a seed; the caller's copy of the seed is the caller's to erase.
    ///
    /// - Throws: ``KeyError/seedLength(_:)`` unless there are exactly 32 bytes.
    public static func fromSeed(_ seed: borrowing [UInt8]) throws(KeyError) -> SecretKey {
        guard seed.count == seedByteCount else { throw .seedLength(seed.count) }
        let guarded = try GuardedBytes(count: seedByteCount)
        guarded.write { target in seed.withUnsafeBytes { target.copyMemory(from: $0) } }
        return try checked(expand(guarded), from: "a seed")
    }

    /// Derives the public half again from the seed, compares, and asks whether the public key is a good one.
    package static func checked(
        _ memory: consuming GuardedBytes, from source: String, cost: PassphraseCost? = nil
    ) throws(KeyError) -> SecretKey {
        guard memory.count == byteCount else { throw .damagedKeyFile(source: source) }
        let derived = try expand(memory)
        let same = derived.read { derived in
            memory.read { sodium_memcmp($0.baseAddress, derived.baseAddress, byteCount) == 0 }
        }
        guard same else { throw .publicHalfDiffers(source: source) }
        let bytes = derived.read { Array($0.suffix(Ed25519PublicKey.byteCount)) }
        guard let publicKey = Ed25519PublicKey(bytes), publicKey.isInPrimeOrderSubgroup else {
            throw .weakPublicKey(source: source)
        }
        return SecretKey(unchecked: memory, publicKey: publicKey, cost: cost)
    }

    /// Seed and public key, from memory that begins with the seed.
    private static func expand(_ seed: borrowing GuardedBytes) throws(KeyError) -> GuardedBytes {
        let pair = try GuardedBytes(count: byteCount)
        var publicKey = [UInt8](repeating: 0, count: Ed25519PublicKey.byteCount)
        seed.read { seed in
            pair.write { _ = crypto_sign_seed_keypair(&publicKey, $0.pointer, seed.pointer) }
        }
        return pair
    }

    /// The signature over `message`, 64 bytes, verified with the public key before it is returned.
    ///
    /// - Throws: ``KeyError/signatureNotValid`` when it does not verify; the signature is then thrown away.
    public borrowing func sign(_ message: Bytes) throws(KeyError) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Ed25519PublicKey.signatureByteCount)
        let status = memory.read { key in
            message.withUnsafeBufferPointer { message in
                crypto_sign_detached(&signature, nil, message.baseAddress, UInt64(message.count), key.pointer)
            }
        }
        guard status == 0, publicKey.isValidSignature(signature[...], for: message) else { throw .signatureNotValid }
        return signature
    }

    /// Lends seed and public key, 64 bytes.
    borrowing func read<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try memory.read(body)
    }
}
