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
        let foreign: UInt8 = variant == .standard ? 64 : 128
        var isGood = false
        let bytes = [UInt8](unsafeUninitializedCapacity: digits.count / 4 * 3 + 3) { target, count in
            digits.withUnsafeBytes { digits in
                // Four characters are three bytes; at the end, two or three are one or two.
                var index = 0
                var (characters, seen): (UInt8, UInt8) = (0, 0)
                func next() -> UInt32 {
                    let character = digits[index]
                    index += 1
                    characters |= character
                    let value = values[Int(character & 0x7F)]
                    seen |= value
                    return UInt32(value & 63)
                }
                func write(_ group: UInt32) {
                    target[count] = UInt8(truncatingIfNeeded: group &>> 16)
                    target[count + 1] = UInt8(truncatingIfNeeded: group &>> 8)
                    target[count + 2] = UInt8(truncatingIfNeeded: group)
                    count += 3
                }
                while index + 4 <= digits.count { write(next() &<< 18 | next() &<< 12 | next() &<< 6 | next()) }
                let spare = (4 - digits.count & 3) & 3
                if spare > 0 {
                    write(next() &<< 18 | next() &<< 12 | (spare == 1 ? next() &<< 6 : 0))
                    count -= spare
                }
                isGood = characters < 128 && seen & foreign == 0 && (0..<spare).allSatisfy { target[count + $0] == 0 }
            }
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

/// The six bits that each ASCII character stands for; 64 more where it is foreign to the standard alphabet, 128 more where
/// it is foreign to the URL-safe one.
private let values: [UInt8] = [
    192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192,
    192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192,
    192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 192, 190, 192, 126, 192, 191,
    52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 192, 192, 192, 192, 192, 192,
    192, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
    15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 192, 192, 192, 192, 127,
    192, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
    41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 192, 192, 192, 192, 192,
]
