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

    /// What a row may have at most, in bytes.
    private static let limit = 4 << 20

    private let input: InputStream
    private var line = 1
    private var separator = UInt8(ascii: ",")

    /// Begins with the first row; a byte order mark is passed over.
    init(_ input: InputStream) throws(Failure) {
        self.input = input
        if try input.preview(3).elementsEqual([0xEF, 0xBB, 0xBF]) { input.skip(3) }
        let first = try input.preview(1 << 16).prefix { $0 != newline }
        if !first.contains(separator), first.contains(UInt8(ascii: ";")) { separator = UInt8(ascii: ";") }
    }

    /// The share of the file that was read, 0 to 1; nil where nobody knows its size.
    var share: Double? { input.share }

    /// The next row that is not empty; nil at the end.
    mutating func next() throws(Failure) -> Row? {
        while try input.peek() != nil {
            let start = line
            let fields = try row()
            if fields != [""] { return Row(line: start, fields: fields) }
        }
        return nil
    }

    private mutating func row() throws(Failure) -> [String] {
        let end = input.count + Self.limit
        var fields: [String] = []
        while true {
            fields.append(try text(field(before: end)))
            guard let byte = try input.peek() else { return fields }
            input.skip(1)
            if byte == separator { continue }
            if byte == UInt8(ascii: "\r"), try input.peek() == newline { input.skip(1) }
            line += 1
            return fields
        }
    }

    private mutating func field(before end: Int) throws(Failure) -> [UInt8] {
        if try input.peek() == UInt8(ascii: "\"") { return try quoted(before: end) }
        return try take(before: end) { !isEnd($0) }
    }

    private mutating func quoted(before end: Int) throws(Failure) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        var content: [UInt8] = []
        input.skip(1)
        while true {
            content += try take(before: end) { $0 != quote }
            guard try input.peek() == quote else { throw endless }
            input.skip(1)
            guard try input.peek() == quote else { break }
            // Two stand for one.
            content.append(quote)
            input.skip(1)
        }
        guard try input.peek().map(isEnd) ?? true else { throw endless }
        line += content.count { $0 == newline }
        return content
    }

    private var endless: Failure {
        Failure(
            "line \(line): a quoted field does not end", hint: "double the quotes inside of a quoted field",
            status: .refused)
    }

    private func take(before end: Int, while bytes: (UInt8) -> Bool) throws(Failure) -> [UInt8] {
        guard let taken = try input.take(atMost: end - input.count, while: bytes) else {
            throw Failure(
                "line \(line): a row of more than \(Self.limit >> 20) MiB", hint: "end every row with a line end")
        }
        return taken
    }

    private func isEnd(_ byte: UInt8) -> Bool {
        byte == separator || byte == newline || byte == UInt8(ascii: "\r")
    }

    private func text(_ bytes: [UInt8]) throws(Failure) -> String {
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
