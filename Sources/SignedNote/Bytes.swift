/// A view into bytes that somebody else owns. Text is bytes throughout the client core: equality is equality of
/// bytes, never Unicode's canonical equivalence.
public typealias Bytes = ArraySlice<UInt8>

extension ArraySlice<UInt8> {
    /// Whether these bytes are exactly the UTF-8 of `literal`.
    package func equals(_ literal: StaticString) -> Bool {
        count == literal.utf8CodeUnitCount && hasPrefix(literal)
    }

    /// What stands before and after the first `separator`; nil where there is none.
    package func cut(at separator: Unicode.Scalar) -> (head: Bytes, tail: Bytes)? {
        guard let index = firstIndex(of: UInt8(truncatingIfNeeded: separator.value)) else { return nil }
        return (self[..<index], self[(index + 1)...])
    }

    /// Whether these bytes begin with the UTF-8 of `literal`.
    package func hasPrefix(_ literal: StaticString) -> Bool {
        withUnsafeBufferPointer { bytes in
            literal.withUTF8Buffer { literal in
                guard bytes.count >= literal.count else { return false }
                for index in 0..<literal.count where bytes[index] != literal[index] { return false }
                return true
            }
        }
    }
}

extension [UInt8] {
    /// Whether these bytes are exactly the UTF-8 of `literal`.
    package func equals(_ literal: StaticString) -> Bool { self[...].equals(literal) }

    /// Whether these bytes begin with the UTF-8 of `literal`.
    package func hasPrefix(_ literal: StaticString) -> Bool { self[...].hasPrefix(literal) }
}

extension Array where Element == UInt8 {
    /// The UTF-8 of `literal`.
    package init(_ literal: StaticString) {
        self = literal.withUTF8Buffer { Array($0) }
    }

    /// Appends the UTF-8 of `literal`.
    package mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { append(contentsOf: $0) }
    }

    /// `value` in decimal.
    package init(decimal value: Int64) {
        self = Array(String(value).utf8)
    }
}

extension Collection<UInt8> {
    /// Whether these bytes sort before `other`, bytewise; a prefix sorts before what it begins.
    package func precedes(_ other: some Collection<UInt8>) -> Bool {
        lexicographicallyPrecedes(other)
    }

    /// These bytes as a string, for display; invalid UTF-8 shows as U+FFFD.
    package var string: String { String(decoding: self, as: UTF8.self) }
}

extension ArraySlice<UInt8> {
    /// Calls `body` with a pointer that is never null, also when there are no bytes, and the count.
    func withPointer<Result>(_ body: (UnsafePointer<UInt8>, Int) -> Result) -> Result {
        withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return [0].withPointerToEmpty(body) }
            return body(base, buffer.count)
        }
    }
}

extension [UInt8] {
    fileprivate func withPointerToEmpty<Result>(_ body: (UnsafePointer<UInt8>, Int) -> Result) -> Result {
        body(self, 0)
    }
}
