/// The few questions about Unicode that the documents ask, answered without tables of properties.
package enum UnicodeText {
    /// Calls `body` with every scalar; false when the bytes are not well-formed UTF-8 or `body` says no.
    package static func allScalars(of bytes: Bytes, satisfy body: (UInt32) -> Bool) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count {
                let first = bytes[index]
                if first < 0x80 {
                    guard body(UInt32(first)) else { return false }
                    index += 1
                } else {
                    guard let (scalar, length) = multibyteScalar(in: bytes, at: index), body(scalar) else {
                        return false
                    }
                    index += length
                }
            }
            return true
        }
    }

    /// The scalar whose two to four bytes begin at `index`, and their count (Unicode 15, table 3-7).
    static func multibyteScalar(
        in bytes: UnsafeRawBufferPointer, at index: Int
    ) -> (scalar: UInt32, length: Int)? {
        let first = UInt32(bytes[index])
        let length: Int
        var scalar: UInt32
        switch first {
        case 0xC2...0xDF: (length, scalar) = (2, first & 0x1F)
        case 0xE0...0xEF: (length, scalar) = (3, first & 0x0F)
        case 0xF0...0xF4: (length, scalar) = (4, first & 0x07)
        default: return nil
        }
        guard index + length <= bytes.count else { return nil }
        for offset in 1..<length {
            let next = UInt32(bytes[index + offset])
            guard next & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | next & 0x3F
        }
        // No scalar in more bytes than it needs, no surrogate, none beyond U+10FFFF.
        let isShortest = length == 2 || scalar >= (length == 3 ? 0x800 : 0x1_0000)
        guard isShortest, !(0xD800...0xDFFF).contains(scalar), scalar <= 0x10_FFFF else { return nil }
        return (scalar, length)
    }

    /// Whether a scalar has the Unicode property White_Space (Unicode 15, PropList.txt).
    package static func isSpace(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Whether a scalar is a control: C0, DEL or C1.
    package static func isControl(_ scalar: UInt32) -> Bool {
        scalar < 0x20 || (0x7F...0x9F).contains(scalar)
    }

    /// Whether a scalar changes how its neighbours are shown without being seen: bidirectional controls (UAX #9),
    /// zero-width, blank and deprecated format characters, tags. The joiners U+200C and U+200D are letters' parts and stay.
    package static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E,
            0x2060...0x206F, 0x2800, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            true
        default: false
        }
    }
}
