internal import LicenseFormat
internal import SignedNote

/// A line to be read aloud: its number, five groups of four symbols with a check symbol each, and a check symbol.
struct SpokenLine: Equatable {
    /// Groups in a line.
    static let groups = 5
    /// Symbols in a group, with its check symbol.
    static let groupSymbols = 5
    /// Symbols behind the number.
    static let symbols = groups * groupSymbols + 1
    /// Symbols that carry the file, of five bits each.
    static let dataSymbols = groups * (groupSymbols - 1)

    /// From 1.
    let number: Int
    /// The values of all symbols behind the number.
    let values: [UInt8]

    /// Puts the checks to a line's data.
    init(number: Int, data: Bytes) {
        var values: [UInt8] = []
        var rest = data
        for group in 1...Self.groups {
            var symbols = Array(rest.prefix(Self.groupSymbols - 1))
            rest = rest.dropFirst(Self.groupSymbols - 1)
            symbols += [UInt8](repeating: 0, count: Self.groupSymbols - 1 - symbols.count)
            values += symbols + [SpokenCheck.group(symbols + [0]) ^ SpokenCheck.place(of: group, in: number)]
        }
        self.number = number
        self.values = values + [SpokenCheck.line(values + [0]) ^ SpokenCheck.block(of: number)]
    }

    /// Takes symbols of which every check is right.
    init?(number: Int, values: Bytes) {
        guard SpokenCheck.isWhole(values, number: number) else { return nil }
        self.number = number
        self.values = Array(values)
    }

    /// The values without the checks.
    var data: [UInt8] {
        (0..<Self.groups).flatMap {
            values.dropFirst($0 * Self.groupSymbols).prefix(Self.groupSymbols - 1)
        }
    }

    /// The line as it is printed: `01  7Q2XM 4KD0R 9T3HH 0AB2C DD4FX  K`.
    var text: [UInt8] {
        var text = Array((number < 10 ? "0\(number) " : "\(number) ").utf8)
        for (index, value) in values.enumerated() {
            if index % Self.groupSymbols == 0 { text.append(UInt8(ascii: " ")) }
            if index == Self.symbols - 1 { text.append(UInt8(ascii: " ")) }
            text.append(Crockford.symbol(value))
        }
        return text
    }
}

/// The checks of lines: the Reed–Solomon code of installation IDs, where each value also says where it belongs.
///
/// A group is a polynomial over GF(32) whose value at α² is its place, modulo 32. A line, with its groups' checks, is one
/// whose value at α is its number less one, divided by 32.
enum SpokenCheck {
    /// The value at α², the first symbol before the highest power.
    static func group(_ values: some Sequence<UInt8>) -> UInt8 {
        values.reduce(0) { ReedSolomon.double(ReedSolomon.double($0)) ^ $1 }
    }

    /// The value at α, the first symbol before the highest power.
    static func line(_ values: some Sequence<UInt8>) -> UInt8 { values.reduce(0) { ReedSolomon.double($0) ^ $1 } }

    /// What a group's check is made for; both numbers from 1.
    static func place(of group: Int, in number: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: (number - 1) * SpokenLine.groups + group - 1) & 31
    }

    /// What a line's check is made for.
    static func block(of number: Int) -> UInt8 { UInt8(truncatingIfNeeded: (number - 1) / 32) & 31 }

    /// Whether these symbols are a group of this place.
    static func fits(_ values: Bytes, group: Int, in number: Int) -> Bool {
        values.count == SpokenLine.groupSymbols && values.allSatisfy { $0 < 32 }
            && self.group(values) == place(of: group, in: number)
    }

    /// The number of the line that these symbols are; nil when they are none.
    static func number(of values: Bytes) -> Int? {
        // The place of the first group tells the number but for a multiple of 32: 5 times 13 is 1 modulo 32.
        let place = Int(group(values.prefix(SpokenLine.groupSymbols)) & 31)
        return stride(from: (place * 13 & 31) + 1, through: SpokenForm.maximum, by: 32).first {
            isWhole(values, number: $0)
        }
    }

    /// Whether these symbols are the line of this number.
    static func isWhole(_ values: Bytes, number: Int) -> Bool {
        guard values.count == SpokenLine.symbols, values.allSatisfy({ $0 < 32 }) else { return false }
        let groups = (1...SpokenLine.groups).allSatisfy { group in
            let start = (group - 1) * SpokenLine.groupSymbols
            return fits(values.dropFirst(start).prefix(SpokenLine.groupSymbols), group: group, in: number)
        }
        return groups && line(values) == block(of: number)
    }
}
