package import SignedNote

/// Reads a document body line by line in the one order that its specification gives.
///
/// Each call asks for the next key; what stands there instead is an error with its line. Values are handed to a
/// parser that accepts one spelling only (docs/spec/body.md).
package struct BodyReader {
    private let text: Bytes
    /// Where the line that comes next begins.
    private var start: Int
    /// Its number, counted from 1.
    private var line = 1
    /// The number of the last line that there may be.
    private let lastLine: Int

    /// Checks the first line against the document's type.
    package init(_ text: Bytes, type: StaticString) throws(FormatError) {
        guard let end = text.firstIndex(of: newline), text[..<end].equals(type) else {
            throw FormatError(.wrongType, line: 1)
        }
        self.text = text
        start = text.startIndex
        lastLine = Limits.bodyLines
        advance(past: end)
    }

    /// Continues a body whose first lines were read otherwise, and whose length the numbers of its keys bound.
    ///
    /// - Parameter line: the number of the first line of `text`.
    package init(_ text: Bytes, line: Int) {
        self.text = text
        start = text.startIndex
        self.line = line
        lastLine = .max
    }

    /// Where the line that comes next begins.
    var position: Int { start }

    /// What was read since a position.
    func text(from position: Int) -> Bytes { text[position..<start] }

    /// The value of a key that must come next.
    package mutating func required<Value>(
        _ key: StaticString, _ parse: (Bytes) -> Value?
    ) throws(FormatError) -> Value {
        guard let value = try optional(key, parse) else { throw missing(key) }
        return value
    }

    /// The value of a key that may come next.
    package mutating func optional<Value>(
        _ key: StaticString, _ parse: (Bytes) -> Value?
    ) throws(FormatError) -> Value? {
        guard let text = try text(key) else { return nil }
        guard let value = parse(text) else { throw refused(key) }
        return value
    }

    /// Whether the line `key any` comes next; it is read past.
    package mutating func isAny(_ key: StaticString) throws(FormatError) -> Bool {
        guard let text = try value(of: key), text.equals("any") else { return false }
        advance(past: text.endIndex)
        return true
    }

    /// The values of a key that may come several times: sorted bytewise, none twice.
    package mutating func repeated<Value>(
        _ key: StaticString, atMost limit: Int, _ parse: (Bytes) -> Value?
    ) throws(FormatError) -> [Value] {
        var values: [Value] = []
        try each(key, atMost: limit) { text in
            guard let value = parse(text) else { return false }
            values.append(value)
            return true
        }
        return values
    }

    /// The text of a key that may come next, not looked into.
    @inline(never)
    package mutating func text(_ key: StaticString) throws(FormatError) -> Bytes? {
        guard let text = try value(of: key) else { return nil }
        advance(past: text.endIndex)
        return text
    }

    /// The texts of a key that may come several times: sorted bytewise, none twice, not looked into.
    package mutating func texts(_ key: StaticString, atMost limit: Int) throws(FormatError) -> [Bytes] {
        try repeated(key, atMost: limit) { $0 }
    }

    /// Hands on the texts of a key that may come several times, until one is refused.
    @inline(never)
    private mutating func each(
        _ key: StaticString, atMost limit: Int, _ accept: (Bytes) -> Bool
    ) throws(FormatError) {
        var previous: Bytes?
        var more = limit
        while let text = try value(of: key) {
            if let previous, !previous.precedes(text) { throw error(.unsorted, key) }
            guard more > 0 else { throw error(.tooMany, key) }
            advance(past: text.endIndex)
            guard accept(text) else { throw refused(key) }
            previous = text
            more -= 1
        }
    }

    /// An error at the line that was read last: its value is none.
    @inline(never)
    private func refused(_ key: StaticString) -> FormatError {
        FormatError(.invalidValue, line: line - 1, key: [UInt8](key))
    }

    /// The value of a key that must come next.
    package mutating func required<Value: CanonicalValue>(_ key: StaticString) throws(FormatError) -> Value {
        try required(key) { Value($0) }
    }

    /// The value of a key that may come next.
    package mutating func optional<Value: CanonicalValue>(_ key: StaticString) throws(FormatError) -> Value? {
        try optional(key) { Value($0) }
    }

    /// The values of a key that may come several times: sorted bytewise, none twice.
    package mutating func repeated<Value: CanonicalValue>(
        _ key: StaticString, atMost limit: Int
    ) throws(FormatError) -> [Value] {
        try repeated(key, atMost: limit) { Value($0) }
    }

    /// The `x-…` lines that end a body: carried and shown, never deciding. Nothing may follow them.
    package mutating func extensions() throws(FormatError) -> [ExtensionLine] {
        var lines: [ExtensionLine] = []
        while start < text.endIndex {
            guard line <= lastLine else { throw FormatError(.tooManyLines, line: line) }
            guard let (key, value) = wellFormedLine else { throw FormatError(.malformedLine, line: line) }
            guard let parsed = ExtensionLine(key: key, value: value) else {
                throw FormatError(key.hasPrefix("x-") ? .invalidValue : .unexpectedKey, line: line, key: Array(key))
            }
            if let last = lines.last, !last.text.precedes(parsed.text) {
                throw FormatError(.unsorted, line: line, key: Array(key))
            }
            lines.append(parsed)
            advance(past: value.endIndex)
        }
        return lines
    }

    /// An error at the line that comes next, where a key should have stood.
    package func missing(_ key: StaticString) -> FormatError {
        if start < text.endIndex, wellFormedLine == nil { return FormatError(.malformedLine, line: line) }
        return error(.missingKey, key)
    }

    /// An error at the line that comes next; never inlined, since every value of every document may be one.
    @inline(never)
    private func error(_ reason: FormatError.Reason, _ key: StaticString) -> FormatError {
        FormatError(reason, line: line, key: [UInt8](key))
    }

    /// An error at the line that comes next, for values that contradict each other.
    package func inconsistent(_ key: StaticString) -> FormatError {
        error(.inconsistent, key)
    }

    /// The value in the line that comes next, if it is of this key.
    private func value(of key: StaticString) throws(FormatError) -> Bytes? {
        guard let range = text.valueOfLine(key, at: start) else { return nil }
        guard line <= lastLine else { throw FormatError(.tooManyLines, line: line) }
        return text[range]
    }

    /// Key and value of the line that comes next; nil when it is not a key, a space and a value.
    private var wellFormedLine: (key: Bytes, value: Bytes)? {
        guard let end = text[start...].firstIndex(of: newline), let (key, value) = text[start..<end].cut(at: " "),
            !key.isEmpty, !value.isEmpty
        else { return nil }
        return (key, value)
    }

    private mutating func advance(past end: Int) {
        start = end + 1
        line += 1
    }
}
