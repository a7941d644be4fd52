public import SignedNote

/// Names one installation: 26 symbols over 128 bits of its public key's hash, and two check symbols.
///
/// Written as seven groups of four, `7Q2X-M4KD-…`. The check symbols are those of the Reed–Solomon code over GF(32)
/// (x⁵ + x² + 1) with roots α and α²: every slip in one or two symbols is found (docs/spec/installation-id.md).
public struct InstallationID: CanonicalValue {
    /// Symbols with the two check symbols.
    static let symbolCount = 28

    /// The 28 values, 0 to 31.
    let values: [UInt8]

    /// The ID of the installation with this key: the first 128 bits of BLAKE2b-256 over the key.
    public init(of key: Ed25519PublicKey) {
        let data = Crockford.encode(Digest.blake2b(key.bytes[...]).prefix(16))
        values = data + ReedSolomon.checkSymbols(of: data)
    }

    /// Reads the one spelling.
    public init?(_ text: Bytes) {
        guard let id = InstallationID(forgiving: text), id.text[...] == text else { return nil }
        self = id
    }

    /// Reads what a person typed: any case, `O` for 0, `I` and `L` for 1, hyphens and blanks anywhere.
    public init?(forgiving text: Bytes) {
        guard text.count <= 128 else { return nil }
        var values: [UInt8] = []
        for byte in text where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
            guard values.count < Self.symbolCount, let value = Crockford.value(forgiving: byte) else { return nil }
            values.append(value)
        }
        guard values.count == Self.symbolCount, let first = values.first, first < 8, ReedSolomon.isCodeword(values)
        else { return nil }
        self.values = values
    }

    /// Seven groups of four symbols.
    public var text: [UInt8] {
        var text: [UInt8] = []
        for (index, value) in values.enumerated() {
            if index > 0, index % 4 == 0 { text.append(UInt8(ascii: "-")) }
            text.append(Crockford.symbol(value))
        }
        return text
    }

    /// The name under which the installation signs: `installation/ID`.
    public var keyName: [UInt8] { [UInt8]("installation/") + text }
}

/// Two check symbols over GF(32), primitive polynomial x⁵ + x² + 1, generator (x − α)(x − α²).
enum ReedSolomon {
    /// The check symbols that follow `data`, at most 29 values.
    static func checkSymbols(of data: [UInt8]) -> [UInt8] {
        // (x − α)(x − α²) = x² + (α + α²)x + α³, with α = 2: coefficients 6 and 8.
        var high: UInt8 = 0
        var low: UInt8 = 0
        for value in data {
            let feedback = value ^ high
            high = low ^ multiply(feedback, 6)
            low = multiply(feedback, 8)
        }
        return [high, low]
    }

    /// Whether both syndromes, the word's values at α and at α², are zero.
    static func isCodeword(_ values: [UInt8]) -> Bool {
        var (first, second): (UInt8, UInt8) = (0, 0)
        for value in values {
            first = double(first) ^ value
            second = double(double(second)) ^ value
        }
        return first == 0 && second == 0
    }

    /// α times a value.
    private static func double(_ value: UInt8) -> UInt8 {
        value & 16 == 0 ? value << 1 : (value << 1) ^ 0x25
    }

    private static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product: UInt8 = 0
        var factor = left
        for bit in 0..<5 {
            if right >> UInt8(bit) & 1 == 1 { product ^= factor }
            factor = double(factor)
        }
        return product
    }
}
