internal import CSodium

/// A view into bytes that somebody else owns. Text is bytes throughout the client core: equality is equality of
/// bytes, never Unicode's canonical equivalence.
public typealias Bytes = ArraySlice<UInt8>

// What follows replaces the standard library's general loops, which Embedded Swift runs byte by byte, by the C library's.
extension ArraySlice<UInt8> {
    /// Whether the bytes are the same.
    package static func == (left: Bytes, right: Bytes) -> Bool {
        left.count == right.count && left.hasPrefix(right)
    }

    /// Whether the bytes differ.
    package static func != (left: Bytes, right: Bytes) -> Bool { !(left == right) }

    /// Where a byte stands first.
    package func firstIndex(of byte: UInt8) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base, Int32(byte), bytes.count) else { return nil }
            return startIndex + (UnsafeRawPointer(found) - base)
        }
    }

    /// Where the value of the line `key value` lies that begins at `start`; nil when that line is another one, has no end or
    /// no value.
    package func valueOfLine(_ key: StaticString, at start: Int) -> Range<Int>? {
        let head = key.utf8CodeUnitCount
        guard startIndex <= start, endIndex - start > head else { return nil }
        return withUnsafeBytes { bytes in
            let line = UnsafeRawBufferPointer(rebasing: bytes[(start - startIndex)...])
            guard Self.begins(line, with: key.rawBytes), line[head] == UInt8(ascii: " "), let base = line.baseAddress,
                let end = memchr(base + head + 1, Int32(UInt8(ascii: "\n")), line.count - head - 1)
            else { return nil }
            let length = UnsafeRawPointer(end) - base
            return length > head + 1 ? (start + head + 1)..<(start + length) : nil
        }
    }

    /// Whether a byte stands anywhere.
    package func contains(_ byte: UInt8) -> Bool { firstIndex(of: byte) != nil }

    /// Whether these bytes begin with others.
    package func hasPrefix(_ prefix: Bytes) -> Bool {
        withUnsafeBytes { bytes in prefix.withUnsafeBytes { Self.begins(bytes, with: $0) } }
    }

    /// Whether these bytes begin with the UTF-8 of `literal`.
    package func hasPrefix(_ literal: StaticString) -> Bool {
        withUnsafeBytes { bytes in Self.begins(bytes, with: literal.rawBytes) }
    }

    private static func begins(_ bytes: UnsafeRawBufferPointer, with prefix: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= prefix.count else { return false }
        guard let left = bytes.baseAddress, let right = prefix.baseAddress else { return prefix.isEmpty }
        return memcmp(left, right, prefix.count) == 0
    }

    /// Whether these bytes sort before others, bytewise; a prefix sorts before what it begins.
    package func precedes(_ other: Bytes) -> Bool {
        withUnsafeBytes { left in
            other.withUnsafeBytes { right in
                guard let mine = left.baseAddress, let theirs = right.baseAddress else {
                    return left.count < right.count
                }
                let order = memcmp(mine, theirs, Swift.min(left.count, right.count))
                return order < 0 || order == 0 && left.count < right.count
            }
        }
    }

    /// Whether these bytes are exactly the UTF-8 of `literal`.
    package func equals(_ literal: StaticString) -> Bool {
        count == literal.utf8CodeUnitCount && hasPrefix(literal)
    }

    /// What stands before and after the first `separator`; nil where there is none.
    package func cut(at separator: Unicode.Scalar) -> (head: Bytes, tail: Bytes)? {
        guard let index = firstIndex(of: UInt8(truncatingIfNeeded: separator.value)) else { return nil }
        return (self[..<index], self[(index + 1)...])
    }
}

extension StaticString {
    /// The UTF-8 in memory.
    package var rawBytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: UnsafeRawPointer(utf8Start), count: utf8CodeUnitCount)
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
    @inline(never)
    package init(_ literal: StaticString) { self.init(copying: literal.rawBytes) }

    /// The bytes of a slice.
    @inline(never)
    package init(_ bytes: Bytes) { self = bytes.withUnsafeBytes { Array(copying: $0) } }

    /// A copy of bytes in memory.
    package init(copying bytes: UnsafeRawBufferPointer) {
        // The array without elements is one for all threads, and is not written to.
        if bytes.isEmpty {
            self = []
            return
        }
        self.init(unsafeUninitializedCapacity: bytes.count) { target, count in
            UnsafeMutableRawBufferPointer(target).copyMemory(from: bytes)
            count = bytes.count
        }
    }

    /// Appends the UTF-8 of `literal`.
    package mutating func append(_ literal: StaticString) { append(copying: literal.rawBytes) }

    /// Appends bytes.
    package mutating func append(contentsOf bytes: Bytes) { bytes.withUnsafeBytes { append(copying: $0) } }

    /// Appends bytes.
    package mutating func append(contentsOf bytes: [UInt8]) { bytes.withUnsafeBytes { append(copying: $0) } }

    /// One copy in the client core of what the standard library puts wherever it is called.
    @inline(never)
    private mutating func append(copying bytes: UnsafeRawBufferPointer) {
        append(contentsOf: bytes.bindMemory(to: UInt8.self))
    }

    /// Both after one another.
    package static func + (left: [UInt8], right: Bytes) -> [UInt8] { right.withUnsafeBytes { joined(left, $0) } }

    /// Both after one another.
    package static func + (left: [UInt8], right: [UInt8]) -> [UInt8] { right.withUnsafeBytes { joined(left, $0) } }

    @inline(never)
    private static func joined(_ left: [UInt8], _ right: UnsafeRawBufferPointer) -> [UInt8] {
        if right.isEmpty { return left }
        return Array(unsafeUninitializedCapacity: left.count + right.count) { target, count in
            let target = UnsafeMutableRawBufferPointer(target)
            left.withUnsafeBytes { target.copyMemory(from: $0) }
            UnsafeMutableRawBufferPointer(rebasing: target[left.count...]).copyMemory(from: right)
            count = left.count + right.count
        }
    }

    /// Appends bytes.
    package static func += (left: inout [UInt8], right: [UInt8]) { left.append(contentsOf: right) }

    /// Appends bytes.
    package static func += (left: inout [UInt8], right: Bytes) { left.append(contentsOf: right) }

    /// `value` in decimal.
    @inline(never)
    package init(decimal value: Int64) {
        var digits: [UInt8] = []
        var rest = value.magnitude
        repeat {
            digits.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        if value < 0 { digits.append(UInt8(ascii: "-")) }
        self = digits.reversed()
    }

    /// A sentence with a number in it.
    @inline(never)
    package init(_ head: StaticString, _ number: Int, _ tail: StaticString = "") {
        self = [UInt8](head) + [UInt8](decimal: Int64(number))
        append(tail)
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
