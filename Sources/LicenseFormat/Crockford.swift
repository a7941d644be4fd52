internal import SignedNote

/// Crockford's Base 32: digits and upper-case letters without I, L, O and U.
package enum Crockford {
    /// The value of a symbol, 0 to 31.
    static func value(_ symbol: UInt8) -> UInt8? {
        switch symbol {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): symbol - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "H"): symbol - UInt8(ascii: "A") + 10
        case UInt8(ascii: "J")...UInt8(ascii: "K"): symbol - UInt8(ascii: "J") + 18
        case UInt8(ascii: "M")...UInt8(ascii: "N"): symbol - UInt8(ascii: "M") + 20
        case UInt8(ascii: "P")...UInt8(ascii: "T"): symbol - UInt8(ascii: "P") + 22
        case UInt8(ascii: "V")...UInt8(ascii: "Z"): symbol - UInt8(ascii: "V") + 27
        default: nil
        }
    }

    /// The value of a symbol as people write it: any case, and the look-alikes O, I and L as 0 and 1.
    package static func value(forgiving symbol: UInt8) -> UInt8? {
        switch symbol {
        case UInt8(ascii: "O"), UInt8(ascii: "o"): 0
        case UInt8(ascii: "I"), UInt8(ascii: "i"), UInt8(ascii: "L"), UInt8(ascii: "l"): 1
        default: value(ASCII.isLower(symbol) ? symbol & 0xDF : symbol)
        }
    }

    /// The symbol of a value; only the low five bits count.
    package static func symbol(_ value: UInt8) -> UInt8 { symbols.rawBytes[Int(value & 31)] }

    private static var symbols: StaticString { "0123456789ABCDEFGHJKMNPQRSTVWXYZ" }

    /// The values of bytes, five bits each, big-endian; the last one is filled with zero bits.
    ///
    /// - Parameter bits: zero bits before the first byte. Two make 26 whole symbols of 16 bytes.
    package static func encode(_ bytes: some Collection<UInt8>, behind bits: Int) -> [UInt8] {
        var values: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = bits
        for byte in bytes {
            buffer = (buffer << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                values.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)) & 31)
            }
        }
        if bits > 0 { values.append(UInt8(truncatingIfNeeded: buffer << UInt32(5 - bits)) & 31) }
        return values
    }

    /// Symbols of ``encode(_:behind:)`` as text.
    static func text(_ values: some Collection<UInt8>) -> [UInt8] { values.map(symbol) }
}
