public import SignedNote

/// Names one installation: 26 symbols over 128 bits of its public key's hash, and two check symbols.
///
/// Written as seven groups of four, `7Q2X-M4KD-…`. The check symbols are those of the Reed–Solomon code over GF(32)
/// (x⁵ + x² + 1) with roots α and α²: every slip in one or two symbols is found (docs/spec/installation-id.md).
public struct InstallationID: CanonicalValue {
    /// Symbols with the two check symbols.
    static let symbolCount = 28

    /// The 128 bits, big-endian.
    private let high: UInt64
    private let low: UInt64

    /// The ID of the installation with this key: the first 128 bits of BLAKE2b-256 over the key.
    public init(of key: Ed25519PublicKey) {
        let hash = Digest.blake2b(key.bytes[...])
        high = hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = hash.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads the one spelling.
    public init?(_ text: Bytes) {
        guard text.count == Self.symbolCount / 4 * 5 - 1 else { return nil }
        var symbols = SymbolReader()
        let isGood = text.withUnsafeBytes { text in
            var untilHyphen = 4
            for byte in text {
                if untilHyphen == 0 {
                    guard byte == UInt8(ascii: "-") else { return false }
                    untilHyphen = 4
                } else {
                    guard let value = Crockford.value(byte) else { return false }
                    symbols.take(value)
                    untilHyphen -= 1
                }
            }
            return true
        }
        guard isGood else { return nil }
        self.init(symbols)
    }

    /// Reads what a person typed: any case, `O` for 0, `I` and `L` for 1, hyphens and blanks anywhere.
    public init?(forgiving text: Bytes) {
        guard text.count <= 128 else { return nil }
        var symbols = SymbolReader()
        for byte in text where byte != UInt8(ascii: "-") && byte != UInt8(ascii: " ") {
            guard let value = Crockford.value(forgiving: byte) else { return nil }
            symbols.take(value)
        }
        self.init(symbols)
    }

    private init?(_ symbols: SymbolReader) {
        guard symbols.isWhole else { return nil }
        (high, low) = (symbols.high, symbols.low)
    }

    /// Seven groups of four symbols.
    public var text: [UInt8] {
        let length = Self.symbolCount / 4 * 5 - 1
        return [UInt8](unsafeUninitializedCapacity: length) { text, count in
            var check = ReedSolomon.CheckSymbols()
            for index in 0..<Self.symbolCount {
                if index > 0, index % 4 == 0 {
                    text[count] = UInt8(ascii: "-")
                    count += 1
                }
                let value = index < 26 ? self.value(at: index) : index == 26 ? check.first : check.second
                if index < 26 { check.take(value) }
                text[count] = Crockford.symbol(value)
                count += 1
            }
        }
    }

    /// The value of one of the 26 symbols before the check symbols, five bits each behind two zero bits.
    private func value(at index: Int) -> UInt8 {
        let shift = UInt64(truncatingIfNeeded: 125 - index * 5)
        let bits = shift >= 64 ? high >> (shift - 64) : high << (64 - shift) | low >> shift
        return UInt8(truncatingIfNeeded: bits) & 31
    }

    /// The name under which the installation signs: `installation/ID`.
    public var keyName: [UInt8] { [UInt8]("installation/") + text }
}

/// Takes the symbols of an installation ID one by one.
private struct SymbolReader {
    private(set) var high: UInt64 = 0
    private(set) var low: UInt64 = 0
    private var count = 0
    private var first: UInt8 = 0
    private var syndromes = ReedSolomon.Syndromes()

    mutating func take(_ value: UInt8) {
        if count == 0 { first = value }
        if count < 26 {
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(value)
        }
        syndromes.take(value)
        count = min(count + 1, InstallationID.symbolCount + 1)
    }

    /// Whether there were 28 symbols, of which the checks are right and the first leaves two zero bits.
    var isWhole: Bool { count == InstallationID.symbolCount && first < 8 && syndromes.areZero }
}

/// Two check symbols over GF(32), primitive polynomial x⁵ + x² + 1, generator (x − α)(x − α²).
package enum ReedSolomon {
    /// The check symbols that follow a word, in the making.
    struct CheckSymbols {
        private(set) var first: UInt8 = 0
        private(set) var second: UInt8 = 0

        mutating func take(_ value: UInt8) {
            // (x − α)(x − α²) = x² + (α + α²)x + α³.
            let once = double(value ^ first)
            let twice = double(once)
            first = second ^ once ^ twice
            second = double(twice)
        }
    }

    /// A word's values at α and at α², in the making.
    struct Syndromes {
        private var first: UInt8 = 0
        private var second: UInt8 = 0

        mutating func take(_ value: UInt8) {
            first = double(first) ^ value
            second = double(double(second)) ^ value
        }

        /// Whether the word is a codeword.
        var areZero: Bool { first == 0 && second == 0 }
    }

    /// α times a value.
    package static func double(_ value: UInt8) -> UInt8 {
        value & 16 == 0 ? value << 1 : (value << 1) ^ 0x25
    }
}
