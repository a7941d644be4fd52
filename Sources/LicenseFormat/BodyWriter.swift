package import SignedNote

/// Writes a document body, the mirror of ``BodyReader``.
package struct BodyWriter {
    /// What was written so far.
    package private(set) var text: [UInt8]

    /// Begins without a type line.
    package init() { text = [] }

    /// Writes lines that are written already.
    mutating func append(_ lines: Bytes) { text.append(contentsOf: lines) }

    /// Writes the type line.
    package init(type: StaticString) {
        text = [UInt8](type) + [newline]
    }

    /// Writes `key value`.
    @inline(never)
    package mutating func line(_ key: StaticString, _ value: Bytes) {
        text.append(key)
        text.append(UInt8(ascii: " "))
        text.append(contentsOf: value)
        text.append(newline)
    }

    /// Writes `key value` where there is a value.
    @inline(never)
    package mutating func line(_ key: StaticString, _ value: [UInt8]?) {
        if let value { line(key, value[...]) }
    }

    /// Writes `key value` for each value, sorted bytewise, each once.
    package mutating func lines(_ key: StaticString, _ values: [[UInt8]]) {
        var previous: [UInt8]?
        for value in values.ordered(by: { $0.precedes($1) }) where value != previous {
            line(key, value)
            previous = value
        }
    }

    /// Writes `key value` for each value, sorted bytewise, each once.
    package mutating func lines<Value: CanonicalValue>(_ key: StaticString, _ values: [Value]) {
        lines(key, values.map { $0.text })
    }

    /// Writes the values of a key as ``lines(_:_:)`` does, or `key any` where there are none.
    mutating func anyOr<Value: CanonicalValue>(_ key: StaticString, _ values: [Value]) {
        if values.isEmpty { line(key, [UInt8]("any")) } else { lines(key, values) }
    }

    /// Writes the `x-…` lines, sorted bytewise, each once.
    package mutating func extensions(_ lines: [ExtensionLine]) {
        var previous: [UInt8]?
        for line in lines.map({ $0.text }).ordered(by: { $0.precedes($1) }) where line != previous {
            text.append(contentsOf: line)
            text.append(newline)
            previous = line
        }
    }
}
