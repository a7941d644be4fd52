internal import CSodium
public import SignedNote

/// `k4.secret-pw`: a secret key wrapped with a passphrase (PASERK, operation PBKW, version 4).
extension Paserk {
    /// Where the parts lie in the bytes behind the prefix.
    private enum Layout {
        static let salt = 0..<16
        static let memory = 16..<24
        static let passes = 24..<28
        static let lanes = 28..<32
        static let nonce = 32..<56
        static let key = 56..<120
        static let tag = 120..<152
    }

    /// Wraps a key: `k4.secret-pw.…`, without a newline.
    ///
    /// - Throws: ``KeyError/notEnoughMemory(bytes:)``; the cost is never lowered.
    public static func wrap(
        _ key: borrowing SecretKey, passphrase: borrowing Passphrase, cost: PassphraseCost = .moderate
    ) throws(KeyError) -> [UInt8] {
        var bytes = random(Layout.salt.count)
        bytes += bigEndian(cost.memory) + bigEndian(cost.passes) + bigEndian(UInt32(1)) + random(Layout.nonce.count)
        let keys = try WrappingKeys(passphrase: passphrase, salt: bytes[Layout.salt], cost: cost)
        var wrapped = [UInt8](repeating: 0, count: Layout.key.count)
        key.read { keys.applyStream(to: $0, into: &wrapped, nonce: Array(bytes[Layout.nonce])) }
        bytes += wrapped
        bytes += keys.tag(of: [UInt8](wrappedPrefix) + bytes)
        return [UInt8](wrappedPrefix) + Base64.encode(bytes[...], .urlSafe)
    }

    /// Unwraps a key. The parameters are bounded before they are used, and the tag is verified before anything is
    /// decrypted. A weak cost opens; ``SecretKey/passphraseCost`` says so.
    ///
    /// - Throws: ``KeyError/notAKeyFile(source:)``, ``KeyError/damagedKeyFile(source:)``,
    ///   ``KeyError/costOutOfBounds(source:memory:passes:lanes:)``, ``KeyError/notEnoughMemory(bytes:)``,
    ///   ``KeyError/wrongPassphrase(source:)``, ``KeyError/publicHalfDiffers(source:)``.
    public static func unwrap(
        _ text: Bytes, passphrase: borrowing Passphrase, source: String
    ) throws(KeyError) -> SecretKey {
        let (bytes, cost) = try wrapping(in: text, source: source)
        let keys = try WrappingKeys(passphrase: passphrase, salt: bytes[Layout.salt], cost: cost)
        let expected = keys.tag(of: [UInt8](wrappedPrefix) + bytes[..<Layout.tag.lowerBound])
        let found = Array(bytes[Layout.tag])
        guard sodium_memcmp(expected, found, found.count) == 0 else { throw .wrongPassphrase(source: source) }
        let memory = try GuardedBytes(count: SecretKey.byteCount)
        memory.write { memory in
            bytes[Layout.key].withUnsafeBytes { wrapped in
                keys.applyStream(to: wrapped, into: memory.pointer, nonce: Array(bytes[Layout.nonce]))
            }
        }
        return try SecretKey.checked(memory, from: source, cost: cost)
    }

    /// The bytes behind the prefix and the cost in them, both checked; needs no passphrase.
    static func wrapping(in text: Bytes, source: String) throws(KeyError) -> ([UInt8], PassphraseCost) {
        guard text.hasPrefix(wrappedPrefix) else { throw .notAKeyFile(source: source) }
        guard let bytes = Base64.decodeSecret(text.dropFirst(wrappedPrefix.utf8CodeUnitCount), .urlSafe),
            bytes.count == Layout.tag.upperBound
        else { throw .damagedKeyFile(source: source) }
        let cost = try PassphraseCost(
            memory: integer(bytes[Layout.memory]), passes: UInt32(truncatingIfNeeded: integer(bytes[Layout.passes])),
            lanes: UInt32(truncatingIfNeeded: integer(bytes[Layout.lanes])), source: source)
        return (bytes, cost)
    }

    private static func random(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    private static func integer(_ bytes: Bytes) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
}
