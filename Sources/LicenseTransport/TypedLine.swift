internal import LicenseFormat
internal import SignedNote

/// What somebody typed for a line: any case, `O` for 0, `I` and `L` for 1, blanks and hyphens anywhere.
struct TypedLine {
    /// More than any line; what is longer is none.
    private static let longest = 64
    /// In the place of a value: no symbol.
    private static let unreadable: UInt8 = 255

    private let values: [UInt8]
    /// The characters behind the values, in upper case.
    private let written: [UInt8]
    /// How many characters stand together, from blank to blank.
    private let words: [Int]
    /// How many digits stand before the first blank, where those are all; 0 otherwise.
    let leadingDigits: Int

    /// Takes what was typed; nil when that can be no line.
    init?(_ text: Bytes) {
        var values: [UInt8] = []
        var written: [UInt8] = []
        for byte in text where !Self.isSeparator(byte) {
            guard values.count < Self.longest else { return nil }
            values.append(Crockford.value(forgiving: byte) ?? Self.unreadable)
            written.append(ASCII.isLower(byte) ? byte & 0xDF : byte)
        }
        guard values.contains(where: { $0 != Self.unreadable }) else { return nil }
        (self.values, self.written) = (values, written)
        words = text.split(whereSeparator: Self.isSeparator).map(\.count)
        let first = words.first ?? 0
        leadingDigits = first <= 3 && values.prefix(first).allSatisfy { $0 < 10 } ? first : 0
    }

    /// Blank, tab, carriage return, and what people put behind numbers or between groups.
    static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0D, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ","): true
        default: false
        }
    }

    /// The characters, where they are as many as a group has.
    var group: [UInt8]? { written.count == SpokenLine.groupSymbols ? written : nil }

    /// A number that the line may have, and how many digits it takes.
    struct Numbering {
        let digits: Int
        let number: Int
    }

    /// The numbers that the line may have: its own of at most three digits, or the next one's.
    func numberings(expecting next: Int?) -> [Numbering] {
        var found = next.map { [Numbering(digits: 0, number: $0)] } ?? []
        var number = 0
        for (index, value) in values.prefix(3).enumerated() {
            guard value < 10 else { break }
            number = number * 10 + Int(value)
            if number > 0 { found.append(Numbering(digits: index + 1, number: number)) }
        }
        return found
    }

    /// Whether blanks divide the line into a number of these digits and groups, one too few or too many at most.
    func isDivided(behind numbering: Numbering) -> Bool {
        let words = numbering.digits == 0 ? words[...] : words.dropFirst()
        let most = SpokenLine.groups + 2
        guard numbering.digits == leadingDigits, (most - 2...most).contains(words.count) else { return false }
        return words.last == 1 && words.dropLast().allSatisfy { abs($0 - SpokenLine.groupSymbols) <= 2 }
    }

    /// Where the groups are that blanks divide the line into; nil unless there are as many as in a line.
    func groups(behind numbering: Numbering) -> [Range<Int>]? {
        let words = numbering.digits == 0 ? words[...] : words.dropFirst()
        guard numbering.digits == leadingDigits, words.count == SpokenLine.groups + 1, words.last == 1 else {
            return nil
        }
        var start = 0
        return words.dropLast().map { count in
            defer { start += count }
            return start..<start + count
        }
    }

    /// The symbols behind the number.
    func values(behind numbering: Numbering) -> Bytes { values.dropFirst(numbering.digits) }

    /// The characters from place to place behind the number.
    func written(behind numbering: Numbering, _ range: Range<Int>) -> [UInt8] {
        Array(written.dropFirst(numbering.digits + range.lowerBound).prefix(range.count))
    }
}
