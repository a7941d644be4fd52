public import SignedNote

/// A file that crosses the air gap: one or more items with one empty line between them (docs/spec/license-file.md).
///
/// An item ends after its first run of signature lines. Splitting looks at nothing else, so it also splits files whose
/// documents are newer than this program.
public struct LicenseFile: Equatable, Sendable {
    /// Why bytes are not such a file.
    public enum Malformation: Error, Equatable, Sendable {
        /// More than 256 KiB.
        case tooLarge(limit: Int)
        /// More than 32 items.
        case tooManyItems(limit: Int)
        /// An item without signature lines, bytes after the last, or not exactly one empty line between two.
        case malformed
    }

    /// The items in their order; never empty.
    public let items: [Bytes]

    /// Splits a file.
    public init(parsing file: Bytes) throws(Malformation) {
        guard file.count <= Limits.fileBytes else { throw .tooLarge(limit: Limits.fileBytes) }
        items = try Self.split(file, atMost: Limits.fileItems)
    }

    /// The items of a file, at most so many.
    package static func split(_ file: Bytes, atMost limit: Int) throws(Malformation) -> [Bytes] {
        var items: [Bytes] = []
        var rest = file
        repeat {
            guard rest.first != newline, let end = endOfItem(rest) else { throw .malformed }
            guard items.count < limit else { throw .tooManyItems(limit: limit) }
            items.append(rest[..<end])
            rest = rest[end...]
            if rest.isEmpty { break }
            guard rest.first == newline else { throw .malformed }
            rest.removeFirst()
        } while true
        return items
    }

    /// The bytes of a file with these items.
    public static func bytes(of items: [[UInt8]]) -> [UInt8] {
        Array(items.joined(separator: [newline]))
    }

    /// The index after the last of the first run of signature lines.
    private static func endOfItem(_ text: Bytes) -> Int? {
        var start = text.startIndex
        var isInRun = false
        while true {
            let isSignature = text[start...].hasPrefix(SignedNote.Signature.linePrefix)
            if isInRun, !isSignature { return start }
            guard let end = text[start...].firstIndex(of: newline) else { return nil }
            isInRun = isSignature
            start = end + 1
        }
    }
}
