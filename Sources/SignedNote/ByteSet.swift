/// A set of ASCII characters, a bit for each: what a name, a label or a path may be made of.
package struct ByteSet: ExpressibleByUnicodeScalarLiteral, Sendable {
    private let low: UInt64
    private let high: UInt64

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// One character; none where it is not ASCII.
    package init(unicodeScalarLiteral character: Unicode.Scalar) {
        let bit = 1 as UInt64 &<< UInt64(character.value & 63)
        self.init(low: character.value < 64 ? bit : 0, high: (64..<128).contains(character.value) ? bit : 0)
    }

    /// The digits.
    package static var digits: ByteSet { ByteSet(low: 0x03FF_0000_0000_0000, high: 0) }
    /// The lower-case letters.
    package static var lowerCase: ByteSet { ByteSet(low: 0, high: 0x07FF_FFFE_0000_0000) }
    /// The letters.
    package static var letters: ByteSet { ByteSet(low: 0, high: 0x07FF_FFFE_07FF_FFFE) }
    /// The digits and the lower-case letters from a to f.
    package static var hexadecimal: ByteSet { ByteSet(low: 0x03FF_0000_0000_0000, high: 0x0000_007E_0000_0000) }
    /// What is neither a control character nor DEL.
    package static var printable: ByteSet { ByteSet(low: 0xFFFF_FFFF_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF) }

    /// What is in either.
    package static func + (left: ByteSet, right: ByteSet) -> ByteSet {
        ByteSet(low: left.low | right.low, high: left.high | right.high)
    }

    /// What is in the first and not in the second.
    package static func - (left: ByteSet, right: ByteSet) -> ByteSet {
        ByteSet(low: left.low & ~right.low, high: left.high & ~right.high)
    }

    /// Whether a byte is in it.
    package func contains(_ byte: UInt8) -> Bool {
        byte < 128 && (byte < 64 ? low : high) &>> UInt64(byte) & 1 != 0
    }
}

extension ArraySlice<UInt8> {
    /// The first byte that is not in a set.
    package func first(outside set: ByteSet) -> UInt8? {
        withUnsafeBytes { bytes in
            for byte in bytes where !set.contains(byte) { return byte }
            return nil
        }
    }
}
