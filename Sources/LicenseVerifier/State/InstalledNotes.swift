internal import LicenseFormat
public import SignedNote

// What the documents in a state are, and how they change.
extension InstallationState {
    /// Keeps these keyrings, oldest first, in place of those it had.
    mutating func keep(keyrings: [SignedNote]) {
        notes = keyrings + notes.filter { DocumentType(of: $0.unverifiedText) != .keyring }
    }

    /// The installed licenses, unverified, each with its log proof.
    public var licenses: [SignedLicense] {
        notes.indices.compactMap { index in
            guard DocumentType(of: notes[index].unverifiedText) == .license else { return nil }
            return try? SignedLicense(notes[index], proof: proof(behind: index))
        }
    }

    /// The log proof directly behind a note.
    private func proof(behind index: Int) -> SignedNote? {
        guard let next = notes.dropFirst(index + 1).first, LogProof.begins(next.unverifiedText) else { return nil }
        return next
    }

    /// Keeps a log proof behind its license, in place of the one that was there.
    mutating func keep(proof: SignedNote, behind license: SignedNote) { replace(license, by: [license, proof]) }

    /// Takes a license out, and its log proof.
    mutating func remove(license: SignedNote) { replace(license, by: []) }

    /// Puts notes in the place of a license and its log proof.
    mutating func replace(_ license: SignedNote, by others: [SignedNote]) {
        var kept: [SignedNote] = []
        for index in notes.indices {
            if notes[index] == license {
                kept += others
            } else if index == 0 || notes[index - 1] != license || proof(behind: index - 1) == nil {
                kept.append(notes[index])
            }
        }
        notes = kept
    }

    /// The keyrings since the product file, unverified.
    public var keyrings: [SignedNote] {
        notes.filter { DocumentType(of: $0.unverifiedText) == .keyring }
    }

    /// Forgets what was noted about licenses that are no longer installed.
    mutating func forgetOthers() {
        let held = licenses.map { $0.claims.id }
        // Taken out in place, they do not always compile to the same code (docs/adr/0020-programs-bring-swift-along.md).
        sights = sights.filter { held.contains($0.license) }
        hits = hits.filter { held.contains($0.license) }
    }
}
