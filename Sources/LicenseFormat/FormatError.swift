public import SignedNote

/// Why a document's text was refused: what is wrong, and where.
public struct FormatError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        /// The first line is not this document's type.
        case wrongType
        /// More lines than a body can have.
        case tooManyLines
        /// A line that is not `key value`, or an empty one.
        case malformedLine
        /// A key that must stand here is not there.
        case missingKey
        /// A key that this document does not have, has no more of, or has at another place.
        case unexpectedKey
        /// A value that is not written in its one way, or out of bounds.
        case invalidValue
        /// Repeated keys that are not sorted bytewise, or stand twice.
        case unsorted
        /// More lines of one key than allowed.
        case tooMany
        /// Values that contradict each other.
        case inconsistent
        /// The note inside the document is not one.
        case note(NoteError)
    }

    /// What is wrong.
    public let reason: Reason
    /// The line, counted from 1.
    public let line: Int
    /// The key that was expected or found there.
    public let key: [UInt8]

    /// Puts an error together.
    public init(_ reason: Reason, line: Int, key: [UInt8] = []) {
        self.reason = reason
        self.line = line
        self.key = key
    }
}
