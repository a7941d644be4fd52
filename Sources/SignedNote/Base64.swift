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

    /// The bytes that `text` spells, or nil when encoding them again would not give `text`.
    ///
    /// The comparison refuses set trailing bits, missing padding and foreign characters whatever the decoder does.
    public static func decode(_ text: Bytes, _ variant: Variant = .standard) -> [UInt8]? {
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
