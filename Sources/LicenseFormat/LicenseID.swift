public import SignedNote

/// Names one license: a ULID, 48 bits of milliseconds and 80 random bits in 26 symbols of Crockford's Base 32
/// (github.com/ulid/spec). Later IDs sort after earlier ones.
public struct LicenseID: CanonicalValue {
    /// The 26 symbols, where they were read.
    package let bytes: Bytes
    /// The 26 symbols.
    public var text: [UInt8] { [UInt8](bytes) }

    /// Reads upper-case symbols; the first is at most 7, since there are 128 bits.
    public init?(_ text: Bytes) {
        guard text.count == 26, let first = text.first, first <= UInt8(ascii: "7"),
            text.allSatisfy({ Crockford.value($0) != nil })
        else { return nil }
        bytes = text
    }

    /// Makes an ID from an instant and ten random bytes.
    public init?(at instant: Timestamp, random: [UInt8]) {
        guard random.count == 10 else { return nil }
        let milliseconds = instant.seconds * 1000
        let time = [40, 32, 24, 16, 8, 0].map { UInt8(truncatingIfNeeded: milliseconds >> $0) }
        bytes = Crockford.text(Crockford.encode(time + random, behind: 2))[...]
    }

    /// Equal symbols.
    public static func == (left: LicenseID, right: LicenseID) -> Bool { left.bytes == right.bytes }
}
