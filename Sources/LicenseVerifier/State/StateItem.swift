internal import LicenseFormat
public import SignedNote

/// A document in a state (docs/spec/state.md).
public enum StateItem: Equatable, Sendable {
    /// One that is read with the state.
    case note(SignedNote)
    /// The bytes of a log proof, which are read where a license needs one.
    case logProof(Bytes)

    /// Reads an item of a state.
    public init(parsing item: Bytes) throws(NoteError) {
        self = LogProof.begins(item) ? .logProof(item) : .note(try SignedNote(parsing: item))
    }

    /// The bytes that were read.
    public var bytes: [UInt8] {
        switch self {
        case .note(let note): note.bytes
        case .logProof(let item): Array(item)
        }
    }

    /// The note, if it is a document of this type.
    func note(of type: DocumentType) -> SignedNote? {
        guard case .note(let note) = self, DocumentType(of: note.unverifiedText) == type else { return nil }
        return note
    }
}
