internal import SignedNote

/// Text on its way to a repaired file: lines without their ends, and what was undone so far.
struct RepairText {
    var lines: [[UInt8]]
    var repairs: [Repair] = []
    /// Whether there are more lines than a license file can have; what is behind them was not looked at.
    let hasTooManyLines: Bool

    /// Takes bytes apart into lines; undoes UTF-16, a byte order mark and foreign line ends.
    init(decoding file: Bytes) {
        var bytes = Array(file)
        if let decoded = Self.decodeUTF16(file) {
            bytes = decoded
            repairs.append(.encoding)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            bytes.removeFirst(3)
            repairs.append(.byteOrderMark)
        }
        lines = []
        // Bodies have at most 1024 lines, files at most 32 items; what has more lines than that is no license file.
        let limit = Limits.fileItems * Limits.bodyLines
        var line: [UInt8] = []
        var previous: UInt8 = 0
        for byte in bytes where lines.count <= limit {
            switch byte {
            case carriageReturn:
                lines.append(line)
                line = []
            case newline where previous == carriageReturn: break
            case newline:
                lines.append(line)
                line = []
            default: line.append(byte)
            }
            previous = byte
        }
        if !line.isEmpty { lines.append(line) }
        hasTooManyLines = lines.count > limit
        if bytes.contains(carriageReturn) || !line.isEmpty { repairs.append(.lineEndings) }
    }

    /// Says that something was undone.
    mutating func note(_ repair: Repair, if happened: Bool = true) {
        if happened, !repairs.contains(repair) { repairs.append(repair) }
    }

    /// Changes every line; the repair is noted when one changed.
    mutating func mapLines(_ repair: Repair, _ change: ([UInt8]) -> [UInt8]) {
        let changed = lines.map(change)
        note(repair, if: changed != lines)
        lines = changed
    }

    /// Every blank becomes a space; what has no width goes.
    mutating func unifyBlanks() {
        mapLines(.blanks) { line in
            Self.mapScalars(line) { value in
                if UnicodeText.isInvisible(value) { return nil }
                return UnicodeText.isSpace(value) ? 0x20 : value
            }
        }
    }

    /// Curly and angled quotes become straight ones.
    mutating func straightenQuotes() {
        mapLines(.quotes) { line in
            Self.mapScalars(line) { value in
                switch value {
                case 0x2018, 0x2019, 0x201A, 0x201B: 0x27
                case 0x201C, 0x201D, 0x201E, 0x201F: 0x22
                default: value
                }
            }
        }
    }

    /// Takes quote marks off every line that has them, as many as stand before a document's first line, at most sixteen.
    mutating func unquote() {
        var depth = 0
        for line in lines where depth == 0 && Self.beginsDocument(line) { depth = line.prefix(64).count { $0 == mark } }
        mapLines(.quoteMarks) { line in Self.unquoted(line, depth: min(depth, 16)) }
    }

    /// Takes blanks off both ends of every line.
    mutating func trimLines() {
        mapLines(.trailingBlanks) { line in
            let start = line.drop { $0 == space }
            guard let last = start.lastIndex(where: { $0 != space }) else { return [] }
            return Array(start[...last])
        }
    }

    /// Whether a line begins a document of this project, quoted or not.
    private static func beginsDocument(_ line: [UInt8]) -> Bool {
        let text = line.drop { $0 == mark || $0 == space }
        return text.hasPrefix("latchkey/")
    }

    /// The line without its first `depth` quote marks and one blank after each.
    private static func unquoted(_ line: [UInt8], depth: Int) -> [UInt8] {
        var text = line[...]
        for _ in 0..<depth {
            let marked = text.drop { $0 == space }
            guard marked.first == mark else { break }
            text = marked.dropFirst()
            if text.first == space { text = text.dropFirst() }
        }
        return Array(text)
    }

    /// A line with its scalars changed or taken out; as it is when it is not UTF-8.
    private static func mapScalars(_ line: [UInt8], _ change: (UInt32) -> UInt32?) -> [UInt8] {
        var changed: [UInt8] = []
        let isText = UnicodeText.allScalars(of: line[...]) { value in
            guard let new = change(value) else { return true }
            guard let scalar = Unicode.Scalar(new), let encoded = UTF8.encode(scalar) else { return false }
            changed.append(contentsOf: encoded)
            return true
        }
        return isText ? changed : line
    }

    /// The text of bytes that begin with a UTF-16 byte order mark.
    private static func decodeUTF16(_ file: Bytes) -> [UInt8]? {
        let isLittle = file.starts(with: [0xFF, 0xFE])
        guard isLittle || file.starts(with: [0xFE, 0xFF]) else { return nil }
        var units: [UInt16] = []
        var pending: UInt8?
        for byte in file.dropFirst(2) {
            if let first = pending {
                units.append(isLittle ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte))
                pending = nil
            } else {
                pending = byte
            }
        }
        var text: [UInt8] = []
        text.reserveCapacity(units.count)
        _ = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false) { text.append($0) }
        return text
    }
}

private let carriageReturn = UInt8(ascii: "\r")
private let space = UInt8(ascii: " ")
private let mark = UInt8(ascii: ">")
