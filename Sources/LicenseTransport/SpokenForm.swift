internal import LicenseFormat
public import SignedNote

/// A file as lines that are read aloud and typed (docs/spec/transport.md).
public struct SpokenForm: Equatable, Sendable {
    /// Most lines of a file.
    public static let maximum = 999

    /// The lines, without line feeds.
    public let lines: [[UInt8]]

    /// Packs a file.
    ///
    /// - Parameter context: what the reader knows.
    /// - Throws: ``TransportError/tooManyParts(_:)``.
    public init(of file: Bytes, knowing context: ReaderContext) throws(TransportError) {
        let compact = CompactForm(packing: file, knowing: context.text[...])
        let count = SpokenHeader.lineCount(for: compact.bytes.count)
        guard count <= Self.maximum else { throw .tooManyParts(count) }
        let header = SpokenHeader(context: context.code, length: compact.bytes.count, check: compact.check)
        let values = Quintets.values(of: header.bytes + compact.bytes)
        lines = (1...count).map { number in
            let data = values.dropFirst((number - 1) * SpokenLine.dataSymbols).prefix(SpokenLine.dataSymbols)
            return SpokenLine(number: number, data: data).text
        }
    }
}

/// What the first line begins with.
struct SpokenHeader: Equatable {
    static let byteCount = 3 + CompactForm.checkLength
    /// The high half of the first byte.
    static let version: UInt8 = 1

    /// What the file was packed with (``ReaderContext/code``).
    let context: UInt8
    /// How many packed bytes there are.
    let length: Int
    /// The check of the file.
    let check: [UInt8]

    init(context: UInt8, length: Int, check: [UInt8]) {
        (self.context, self.length, self.check) = (context, length, check)
    }

    /// Reads what the data of the first line begins with; nil for a form of a later release.
    init?(_ bytes: Bytes) {
        var rest = bytes
        guard let kind = rest.popFirst(), let high = rest.popFirst(), let low = rest.popFirst(),
            rest.count >= CompactForm.checkLength, kind >> 4 == Self.version, kind & 15 <= 2
        else { return nil }
        self.init(
            context: kind & 15, length: Int(high) << 8 | Int(low), check: Array(rest.prefix(CompactForm.checkLength)))
        guard lineCount <= SpokenForm.maximum else { return nil }
    }

    var bytes: [UInt8] {
        [Self.version << 4 | context, UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length)] + check
    }

    var lineCount: Int { Self.lineCount(for: length) }

    /// How many lines hold so many packed bytes.
    static func lineCount(for length: Int) -> Int {
        let symbols = ((byteCount + length) * 8 + 4) / 5
        return (symbols + SpokenLine.dataSymbols - 1) / SpokenLine.dataSymbols
    }
}

/// What ``Crockford/encode(_:behind:)`` makes of bytes, and back.
enum Quintets {
    static func values(of bytes: [UInt8]) -> [UInt8] { Crockford.encode(bytes, behind: 0) }

    /// The whole bytes in the values; what is left of a last one is dropped.
    static func bytes(of values: Bytes) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for value in values {
            buffer = (buffer << 5 | UInt32(value)) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return bytes
    }
}
