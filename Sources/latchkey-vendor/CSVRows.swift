internal import LicenseFormat
internal import SignedNote
internal import Terminal

/// Comma-separated values (RFC 4180), read a row at a time: commas or, where the first row has them and no comma,
/// semicolons; fields in quotes may hold all of these, line ends, and doubled quotes.
struct CSVRows {
    /// A row with the number of its first line.
    struct Row {
        let line: Int
        let fields: [String]
    }

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var separator = UInt8(ascii: ",")

    /// Takes a whole file; a byte order mark is passed over.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let first = bytes[position...].prefix { $0 != newline }
        if !first.contains(separator), first.contains(UInt8(ascii: ";")) { separator = UInt8(ascii: ";") }
    }

    /// The share of the file that was read, 0 to 1.
    var share: Double { bytes.isEmpty ? 1 : Double(position) / Double(bytes.count) }

    /// The next row that is not empty; nil at the end.
    mutating func next() throws(Failure) -> Row? {
        while position < bytes.count {
            let start = line
            let fields = try row()
            if fields != [""] { return Row(line: start, fields: fields) }
        }
        return nil
    }

    private mutating func row() throws(Failure) -> [String] {
        var fields: [String] = []
        while true {
            fields.append(try field())
            guard position < bytes.count else { return fields }
            let end = bytes[position]
            position += 1
            if end == separator { continue }
            if end == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == newline { position += 1 }
            line += 1
            return fields
        }
    }

    private mutating func field() throws(Failure) -> String {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quoted() }
        let start = position
        while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
        return try text(bytes[start..<position])
    }

    private mutating func quoted() throws(Failure) -> String {
        let start = line
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == byte else {
                    if position < bytes.count, !isEnd(bytes[position]) { break }
                    return try text(content[...])
                }
                position += 1
            }
            if byte == newline { line += 1 }
            content.append(byte)
        }
        throw Failure(
            "line \(start): a quoted field does not end", hint: "double the quotes inside of a quoted field",
            status: .refused)
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == separator || byte == newline || byte == UInt8(ascii: "\r")
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(Failure) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure("line \(line): not UTF-8", hint: "save the table as UTF-8", status: .refused)
        }
        return text
    }
}

/// Writing comma-separated values.
enum CSVText {
    /// A row with its line end; fields are quoted where they have to be.
    static func row(_ fields: [String]) -> [UInt8] {
        Array(fields.map(field).joined(separator: ",").utf8) + [newline]
    }

    private static func field(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20 }
        guard needsQuotes || text.hasPrefix(" ") || text.hasSuffix(" ") else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
