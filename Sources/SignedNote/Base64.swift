internal import CSodium

/// Strict Base64 (RFC 4648): every value has one spelling, and no other is accepted.
public enum Base64 {
    /// Which alphabet, and whether padding is written.
    public enum Variant: Sendable {
        /// RFC 4648 section 4, with padding.
        case standard
        /// RFC 4648 section 5, without padding.
        case urlSafe

        /// Characters that so many bytes become.
        func length(encoding count: Int) -> Int {
            switch self {
            case .standard: (count + 2) / 3 * 4
            case .urlSafe: count / 3 * 4 + (count % 3 == 0 ? 0 : count % 3 + 1)
            }
        }

        /// The six bits that a character stands for; 64 for a foreign one.
        func value(_ character: UInt8) -> UInt32 {
            let letter = character & 0xDF
            if letter >= UInt8(ascii: "A"), letter <= UInt8(ascii: "Z"), character >= UInt8(ascii: "A") {
                return UInt32(letter - UInt8(ascii: "A")) + (character == letter ? 0 : 26)
            }
            if character >= UInt8(ascii: "0"), character <= UInt8(ascii: "9") {
                return UInt32(character - UInt8(ascii: "0")) + 52
            }
            if character == (self == .standard ? UInt8(ascii: "+") : UInt8(ascii: "-")) { return 62 }
            return character == (self == .standard ? UInt8(ascii: "/") : UInt8(ascii: "_")) ? 63 : 64
        }

        var code: Int32 {
            switch self {
            case .standard: sodium_base64_VARIANT_ORIGINAL
            case .urlSafe: sodium_base64_VARIANT_URLSAFE_NO_PADDING
            }
        }
    }

    /// The bytes that `text` spells, or nil when encoding them again would not give `text`: foreign characters, missing or
    /// needless padding, bits that are set behind the last byte.
    ///
    /// Public keys and signatures are read with it at every load, so it is made for speed and not for secrets, whose
    /// spelling ``decodeSecret(_:_:)`` reads.
    public static func decode(_ text: Bytes, _ variant: Variant = .standard) -> [UInt8]? {
        let digits = variant == .standard ? text.prefix(text.count - paddingCount(of: text)) : text
        guard variant.length(encoding: digits.count / 4 * 3 + digits.count % 4 * 3 / 4) == text.count else {
            return nil
        }
        var isGood = false
        let bytes = [UInt8](unsafeUninitializedCapacity: digits.count / 4 * 3 + 3) { target, count in
            var buffer: UInt32 = 0
            var bits: UInt32 = 0
            var seen: UInt32 = 0
            digits.withUnsafeBytes { digits in
                for character in digits {
                    let value = variant.value(character)
                    seen |= value
                    buffer = buffer << 6 | value & 63
                    bits += 6
                    guard bits >= 8 else { continue }
                    bits -= 8
                    target[count] = UInt8(truncatingIfNeeded: buffer >> bits)
                    count += 1
                }
            }
            isGood = seen < 64 && buffer & (1 << bits - 1) == 0
        }
        return isGood ? bytes : nil
    }

    /// As ``decode(_:_:)``, in a time that does not depend on the characters.
    public static func decodeSecret(_ text: Bytes, _ variant: Variant = .standard) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: text.count / 4 * 3 + 3)
        var count = 0
        let status = text.withPointer { source, length in
            sodium_base642bin(
                &bytes, bytes.count, UnsafeRawPointer(source).assumingMemoryBound(to: CChar.self), length, nil, &count,
                nil, variant.code)
        }
        guard status == 0, count <= bytes.count else { return nil }
        bytes.removeLast(bytes.count - count)
        return encode(bytes[...], variant)[...] == text ? bytes : nil
    }

    private static func paddingCount(of text: Bytes) -> Int {
        let padding = UInt8(ascii: "=")
        guard text.last == padding else { return 0 }
        return text.dropLast().last == padding ? 2 : 1
    }

    /// The one spelling of `bytes`.
    public static func encode(_ bytes: Bytes, _ variant: Variant = .standard) -> [UInt8] {
        var text = [UInt8](repeating: 0, count: (bytes.count / 3 + 1) * 4 + 1)
        let capacity = text.count
        bytes.withPointer { source, length in
            text.withUnsafeMutableBytes { target in
                let target = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                if let target { sodium_bin2base64(target, capacity, source, length, variant.code) }
            }
        }
        text.removeLast(text.count - variant.length(encoding: bytes.count))
        return text
    }
}
