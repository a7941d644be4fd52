package import SignedNote

/// Writes JSON (RFC 8259) in the order in which it is told; no floating point, no reading.
public struct JSONText: Sendable {
    /// Where blanks stand.
    public enum Layout: Sendable {
        /// A line a member, two spaces a level: for people.
        case indented
        /// Nowhere: for programs.
        case compact
    }

    /// What was written so far.
    public var bytes: [UInt8] { text.bytes }
    private var text = ByteWriter(room: 1024)
    private var depth = 0
    private var needsComma = false

    private let layout: Layout

    /// An empty text.
    public init(_ layout: Layout = .indented) {
        self.layout = layout
    }

    /// Writes `{`, the members that `body` writes, `}`.
    public mutating func object(_ key: StaticString? = nil, _ body: (inout JSONText) -> Void) {
        open(key, UInt8(ascii: "{"))
        body(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes `[`, an element for each of `elements`, `]`.
    public mutating func array<Element>(
        _ key: StaticString? = nil, _ elements: [Element], _ body: (inout JSONText, Element) -> Void
    ) {
        open(key, UInt8(ascii: "["))
        for element in elements { body(&self, element) }
        close(UInt8(ascii: "]"))
    }

    /// Writes a string, or null; bytes that are not UTF-8 become U+FFFD.
    public mutating func string(_ key: StaticString? = nil, _ value: [UInt8]?) {
        string(key, value.map { $0[...] })
    }

    /// Writes a string, or null; bytes that are not UTF-8 become U+FFFD.
    @inline(never)
    package mutating func string(_ key: StaticString? = nil, _ value: Bytes?) {
        begin(key)
        if let value { quote(value) } else { text.append("null") }
    }

    /// Writes a string that the program knows, such as a name from a table.
    @inline(never)
    public mutating func name(_ key: StaticString, _ value: StaticString) {
        begin(key)
        text.append(quoted: value.rawBytes)
    }

    /// Writes null.
    public mutating func null(_ key: StaticString) { literal(key, "null") }

    /// Writes a string under a key that is not known beforehand.
    @inline(never)
    public mutating func string(dynamic key: [UInt8], _ value: [UInt8]) {
        begin(nil)
        quote(key[...])
        colon()
        quote(value[...])
    }

    /// Writes a whole number, or null.
    @inline(never)
    public mutating func integer(_ key: StaticString? = nil, _ value: Int64?) {
        begin(key)
        if let value { text.append([UInt8](decimal: value)[...]) } else { text.append("null") }
    }

    /// Writes a whole number under a key that is not known beforehand.
    @inline(never)
    public mutating func integer(dynamic key: [UInt8], _ value: Int64) {
        begin(nil)
        quote(key[...])
        colon()
        text.append([UInt8](decimal: value)[...])
    }

    /// Writes `true` or `false`.
    public mutating func boolean(_ key: StaticString, _ value: Bool) {
        literal(key, value ? "true" : "false")
    }

    /// Writes `true` or `false` under a key that is not known beforehand.
    @inline(never)
    public mutating func boolean(dynamic key: [UInt8], _ value: Bool) {
        begin(nil)
        quote(key[...])
        colon()
        text.append(value ? "true" : "false")
    }

    private mutating func colon() {
        text.append(layout == .indented ? ": " : ":")
    }

    @inline(never)
    private mutating func literal(_ key: StaticString, _ value: StaticString) {
        begin(key)
        text.append(value)
    }

    @inline(never)
    private mutating func open(_ key: StaticString?, _ bracket: UInt8) {
        begin(key)
        text.append(bracket)
        depth += 1
        needsComma = false
    }

    @inline(never)
    private mutating func close(_ bracket: UInt8) {
        depth -= 1
        if needsComma { indent() }
        text.append(bracket)
        needsComma = true
    }

    @inline(never)
    private mutating func begin(_ key: StaticString?) {
        let comma = needsComma ? UInt8(ascii: ",") : nil
        needsComma = true
        if let key, layout == .compact {
            text.append(quoted: key.rawBytes, after: comma, before: UInt8(ascii: ":"))
            return
        }
        if let comma { text.append(comma) }
        if depth > 0 { indent() }
        guard let key else { return }
        text.append(quoted: key.rawBytes)
        colon()
    }

    private mutating func indent() {
        guard layout == .indented else { return }
        text.append(newline)
        for _ in 0..<depth { text.append("  ") }
    }

    @inline(never)
    private mutating func quote(_ value: Bytes) {
        if value.first(outside: .printable - "\"" - "\\") == nil {
            value.withUnsafeBytes { text.append(quoted: $0) }
        } else {
            text.append(UInt8(ascii: "\""))
            escape(value)
            text.append(UInt8(ascii: "\""))
        }
    }

    private mutating func escape(_ value: Bytes) {
        // What is not UTF-8 is repaired here.
        _ = transcode(value.makeIterator(), from: UTF8.self, to: UTF8.self, stoppingOnError: false) { byte in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                text.append(UInt8(ascii: "\\"))
                text.append(byte)
            case 0..<0x20, 0x7F:
                text.append("\\u00")
                text.append(Digest.hex([byte])[...])
            default: text.append(byte)
            }
        }
    }
}
