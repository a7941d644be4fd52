internal import LicenseFormat
public import SignedNote

/// A file as the texts of QR codes (docs/spec/transport.md).
public struct CodeSeries: Equatable, Sendable {
    /// Most codes in a series.
    public static let maximum = 99

    /// The text of each code, all of characters of a QR code's alphanumeric mode.
    public let texts: [[UInt8]]

    /// Packs a file into as few codes as hold it.
    ///
    /// - Parameter capacity: how many characters a code holds, at least 64.
    public init(of file: Bytes, capacity: Int) throws(TransportError) {
        let compact = CompactForm(packing: file)
        // Three characters for two bytes. A part of an even length leaves no short group inside of the series.
        let room = (capacity - Part.headLength) / 3 * 2
        let count = (compact.bytes.count + room - 1) / room
        guard count <= Self.maximum else { throw .tooManyParts(count) }
        let length = ((compact.bytes.count + count - 1) / count + 1) & ~1
        texts = (1...count).map { number in
            let bytes = compact.bytes.dropFirst((number - 1) * length).prefix(length)
            return Part(number: number, count: count, check: compact.check, bytes: Array(bytes)).text
        }
    }
}

/// One code of a series: `LATCHKEY1:NUMBER/COUNT:CHECK:BYTES`.
struct Part: Equatable {
    static var prefix: StaticString { "LATCHKEY1:" }
    /// Characters before the bytes, at most.
    static let headLength = 10 + 6 + 9

    let number: Int
    let count: Int
    let check: [UInt8]
    let bytes: [UInt8]

    var text: [UInt8] {
        Array("\(Self.prefix)\(number)/\(count):".utf8) + check.flatMap { [Self.digit($0 >> 4), Self.digit($0 & 15)] }
            + [UInt8(ascii: ":")] + Base45.encode(bytes[...])
    }

    init(number: Int, count: Int, check: [UInt8], bytes: [UInt8]) {
        (self.number, self.count, self.check, self.bytes) = (number, count, check, bytes)
    }

    /// Reads the text of a code.
    init?(_ text: Bytes) {
        guard text.hasPrefix(Self.prefix) else { return nil }
        let fields = text.dropFirst(Self.prefix.utf8CodeUnitCount).split(
            separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        let numbers = fields[0].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard numbers.count == 2, let number = Self.decimal(numbers[0]), let count = Self.decimal(numbers[1]),
            number <= count, let check = Self.check(fields[1]), let bytes = Base45.decode(fields[2]), !bytes.isEmpty
        else { return nil }
        self.init(number: number, count: count, check: check, bytes: bytes)
    }

    /// 1 to 99, without a leading zero.
    private static func decimal(_ text: Bytes) -> Int? {
        guard (1...2).contains(text.count), text.first != UInt8(ascii: "0"), text.allSatisfy(ASCII.isDigit) else {
            return nil
        }
        return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func check(_ text: Bytes) -> [UInt8]? {
        guard text.count == CompactForm.checkLength * 2 else { return nil }
        let digits = text.compactMap { character in (0..<16).first { digit($0) == character } }
        guard digits.count == text.count else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
