internal import CSodium
public import SignedNote

/// PASERK, version 4: keys as one line of text (github.com/paseto-standard/paserk).
public enum Paserk {
    static let publicPrefix: StaticString = "k4.public."
    static let secretPrefix: StaticString = "k4.secret."
    static let wrappedPrefix: StaticString = "k4.secret-pw."

    /// `k4.public.…`
    public static func encode(_ publicKey: Ed25519PublicKey) -> [UInt8] {
        [UInt8](publicPrefix) + Base64.encode(publicKey.bytes[...], .urlSafe)
    }

    /// Reads `k4.public.…`. This is the encoding only: whether the key is in the prime-order subgroup is for the
    /// importer to ask (``/SignedNote/Ed25519PublicKey/isInPrimeOrderSubgroup``).
    ///
    /// - Throws: ``KeyError/notAKeyFile(source:)`` for another prefix, ``KeyError/damagedKeyFile(source:)`` unless strict
    ///   Base64 of 32 bytes follows. `source` is what they call the key.
    public static func publicKey(from text: Bytes, source: String) throws(KeyError) -> Ed25519PublicKey {
        guard text.hasPrefix(publicPrefix) else { throw .notAKeyFile(source: source) }
        guard let bytes = Base64.decode(text.dropFirst(publicPrefix.utf8CodeUnitCount), .urlSafe),
            let key = Ed25519PublicKey(bytes)
        else { throw .damagedKeyFile(source: source) }
        return key
    }

    /// `k4.pid.…`, the ID of a public key: 33 bytes of BLAKE2b over `k4.pid.` and the key's `k4.public.…`.
    public static func id(of publicKey: Ed25519PublicKey) -> [UInt8] {
        let prefix = [UInt8]("k4.pid.")
        return prefix + Base64.encode(Digest.blake2b((prefix + encode(publicKey))[...], length: 33)[...], .urlSafe)
    }

    /// `k4.secret.…` and a newline, in guarded memory: the key in the clear.
    package static func unprotectedLine(of key: borrowing SecretKey) throws(KeyError) -> GuardedBytes {
        let prefix = secretPrefix.utf8CodeUnitCount
        let line = try GuardedBytes(count: prefix + encodedByteCount + 1)
        line.write { line in
            secretPrefix.withUTF8Buffer { line.copyBytes(from: $0) }
            key.read { encode($0, into: UnsafeMutableRawBufferPointer(rebasing: line[prefix...])) }
            // Where libsodium ended the string.
            line[line.count - 1] = newline
        }
        return line
    }

    /// Reads `k4.secret.…` without copying the secret anywhere but into guarded memory.
    ///
    /// - Throws: as ``publicKey(from:source:)``, and ``KeyError/publicHalfDiffers(source:)``.
    package static func unprotectedKey(
        from text: UnsafeRawBufferPointer, source: String
    ) throws(KeyError) -> SecretKey {
        guard text.hasPrefix(secretPrefix) else { throw .notAKeyFile(source: source) }
        let encoded = UnsafeRawBufferPointer(rebasing: text.dropFirst(secretPrefix.utf8CodeUnitCount))
        guard encoded.count == encodedByteCount else { throw .damagedKeyFile(source: source) }
        let memory = try GuardedBytes(count: SecretKey.byteCount)
        let again = try GuardedBytes(count: encodedByteCount + 1)
        let isStrict = memory.write { memory in
            var count = 0
            let status = sodium_base642bin(
                memory.pointer, memory.count, encoded.characters, encoded.count,
                nil, &count, nil, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
            guard status == 0, count == memory.count else { return false }
            return again.write { again in
                encode(UnsafeRawBufferPointer(memory), into: again)
                return sodium_memcmp(again.baseAddress, encoded.baseAddress, encoded.count) == 0
            }
        }
        guard isStrict else { throw .damagedKeyFile(source: source) }
        return try SecretKey.checked(memory, from: source)
    }

    /// Characters of Base64 for a secret key.
    private static let encodedByteCount = 86

    private static func encode(_ key: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) {
        _ = sodium_bin2base64(
            target.characters, target.count, key.pointer, key.count,
            sodium_base64_VARIANT_URLSAFE_NO_PADDING)
    }
}
