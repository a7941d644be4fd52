internal import LicenseFormat
internal import SignedNote

/// The parts of a proposal's file, told by form alone (docs/spec/proposal.md).
struct ProposalFile {
    let base: SignedNote
    /// The keyring that is proposed.
    let text: [UInt8]
    let signatures: [SignedNote.Signature]

    /// Puts a file together.
    init(base: SignedNote, text: [UInt8], signatures: [SignedNote.Signature]) {
        self.base = base
        self.text = text
        self.signatures = signatures
    }

    /// Takes a file apart.
    ///
    /// - Throws: ``CeremonyError/notAProposal``.
    init(parsing file: Bytes) throws(CeremonyError) {
        let head = [UInt8](KeyringProposal.typeLine) + [newline, newline]
        guard file.count <= Limits.fileBytes, file.hasPrefix(head[...]) else { throw .notAProposal }
        let body = file.dropFirst(head.count)
        // The base ends with the first run of signature lines, as an item of a license file does.
        guard let middle = Self.endOfFirstItem(body), body[middle...].first == newline,
            let base = try? SignedNote(parsing: body[..<middle])
        else { throw .notAProposal }
        self.base = base
        let rest = body[(middle + 1)...]
        guard let end = Self.emptyLine(in: rest) else { throw .notAProposal }
        text = Array(rest[..<end])
        // A text without a signature yet is no note; the empty line tells that it is whole.
        if end == rest.endIndex - 1 {
            signatures = []
        } else {
            guard let note = try? SignedNote(parsing: rest), note.unverifiedText == rest[..<end] else {
                throw .notAProposal
            }
            signatures = note.signatures
        }
    }

    /// Where the newline stands that is the first empty line.
    private static func emptyLine(in text: Bytes) -> Int? {
        zip(text.indices, text.indices.dropFirst()).first { text[$0] == newline && text[$1] == newline }?.1
    }

    private static func endOfFirstItem(_ body: Bytes) -> Int? {
        var start = body.startIndex
        var isInRun = false
        while start < body.endIndex {
            let isSignature = body[start...].hasPrefix(SignedNote.Signature.linePrefix)
            if isInRun, !isSignature { return start }
            guard let end = body[start...].firstIndex(of: newline) else { return nil }
            isInRun = isSignature
            start = end + 1
        }
        return nil
    }

    /// The one spelling: type, base and keyring with an empty line between two, an empty line, and the signatures so far.
    var bytes: [UInt8] {
        [UInt8](KeyringProposal.typeLine) + [newline, newline] + base.bytes + [newline]
            + SignedNote(text: text, signatures: signatures).bytes
    }
}
