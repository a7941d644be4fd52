internal import CSodium

/// Hash functions, from libsodium.
public enum Digest {
    /// SHA-256 (FIPS 180-4): 32 bytes.
    public static func sha256(_ bytes: Bytes) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: 32)
        bytes.withPointer { source, length in
            _ = crypto_hash_sha256(&hash, source, UInt64(length))
        }
        return hash
    }

    /// BLAKE2b (RFC 7693), unkeyed unless `key` is given.
    ///
    /// - Parameters:
    ///   - length: 16 to 64 bytes; other lengths are brought into that range.
    ///   - key: at most 64 bytes; what is longer is left out.
    public static func blake2b(_ bytes: Bytes, length: Int = 32, key: Bytes = []) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: min(max(length, 16), 64))
        bytes.withPointer { source, length in
            key.prefix(64).withPointer { key, keyLength in
                _ = crypto_generichash(&hash, hash.count, source, UInt64(length), key, keyLength)
            }
        }
        return hash
    }

    /// SipHash-2-4 under the public key `latchkey/state@v`, 8 bytes: finds accidents, not intent.
    public static func checksum(_ bytes: Bytes) -> [UInt8] {
        var number = sipHash(bytes)
        return withUnsafeBytes(of: &number) { [UInt8](copying: $0) }
    }

    /// Whether lower-case hexadecimal `text` is the checksum of bytes.
    public static func isChecksum(_ text: Bytes, of bytes: Bytes) -> Bool {
        guard text.count == 16, let first = hexNumber(text.prefix(8)), let second = hexNumber(text.dropFirst(8)) else {
            return false
        }
        return sipHash(bytes) == (UInt64(first) << 32 | UInt64(second)).bigEndian
    }

    /// The eight bytes of the checksum as they lie in memory.
    private static func sipHash(_ bytes: Bytes) -> UInt64 {
        let key: StaticString = "latchkey/state@v"
        var number: UInt64 = 0
        withUnsafeMutablePointer(to: &number) { number in
            number.withMemoryRebound(to: UInt8.self, capacity: 8) { target in
                bytes.withPointer { source, length in
                    _ = crypto_shorthash(target, source, UInt64(length), key.utf8Start)
                }
            }
        }
        return number
    }

    /// Lower-case hexadecimal.
    public static func hex(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(hexDigit(byte >> 4))
            text.append(hexDigit(byte & 15))
        }
        return text
    }

    /// The bytes that lower-case hexadecimal `text` spells, nil for anything else.
    public static func decodeHex(_ text: Bytes) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        if text.isEmpty { return [] }
        var isGood = true
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 2) { target, count in
            text.withUnsafeBytes { text in
                while isGood, count < text.count / 2 {
                    guard let high = digitValue(text[count * 2]), let low = digitValue(text[count * 2 + 1]) else {
                        isGood = false
                        return
                    }
                    target[count] = high << 4 | low
                    count += 1
                }
            }
        }
        return isGood ? bytes : nil
    }

    /// The number that at most eight lower-case hexadecimal digits spell, nil for anything else.
    static func hexNumber(_ text: Bytes) -> UInt32? {
        guard text.count <= 8 else { return nil }
        var number: UInt32 = 0
        for character in text {
            guard let digit = digitValue(character) else { return nil }
            number = number << 4 | UInt32(digit)
        }
        return number
    }

    private static func digitValue(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
