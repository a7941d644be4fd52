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
        var hash = [UInt8](repeating: 0, count: 8)
        bytes.withPointer { source, length in
            _ = crypto_shorthash(&hash, source, UInt64(length), [UInt8]("latchkey/state@v"))
        }
        return hash
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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        var high: UInt8?
        for character in text {
            let digit: UInt8
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return bytes
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
