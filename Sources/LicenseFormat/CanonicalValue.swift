public import SignedNote

/// A value with exactly one spelling: `T(text)?.text == text` for every text that is accepted.
public protocol CanonicalValue: Equatable, Sendable {
    /// Nil for every spelling but the one.
    init?(_ text: Bytes)
    /// The one spelling.
    var text: [UInt8] { get }
}

/// A whole number from 0 to 2^53 − 1, in decimal without leading zeros.
public struct Decimal: CanonicalValue {
    /// The number.
    public let value: Int64

    /// Zero.
    public static let zero = Decimal(checked: 0)

    /// The number after this one; the largest stays.
    public var next: Decimal { Decimal(checked: min(value + 1, Limits.largestDecimal)) }

    private init(checked value: Int64) { self.value = value }

    /// Nil when the number is out of bounds.
    public init?(_ value: Int64) {
        guard (0...Limits.largestDecimal).contains(value) else { return nil }
        self.value = value
    }

    /// Reads digits.
    public init?(_ text: Bytes) {
        guard (1...16).contains(text.count), text.count == 1 || text.first != UInt8(ascii: "0") else { return nil }
        var value: Int64 = 0
        for digit in text {
            guard ASCII.isDigit(digit) else { return nil }
            value = value * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        self.init(value)
    }

    /// Writes digits.
    public var text: [UInt8] { [UInt8](decimal: value) }
}

extension Bytes {
    /// Whether these bytes are a lower-case word in any case.
    func isSpelled(_ word: StaticString) -> Bool {
        count == word.utf8CodeUnitCount && zip(self, word.rawBytes).allSatisfy { ASCII.lowered($0) == $1 }
    }
}

/// Classes of ASCII characters.
package enum ASCII {
    /// `0` to `9`.
    package static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    /// `a` to `z`.
    package static func isLower(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
    /// `A` to `Z`.
    package static func isUpper(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
    /// Upper case made lower, everything else as it is.
    package static func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }
}
