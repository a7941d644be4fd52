internal import LicenseFormat
internal import SignedNote

/// The lists of revoked licenses that a state holds, and the marks that follow from them (docs/spec/revocations.md).
///
/// The newest list of each key and scope is kept. A load sees only the marks on installed licenses.
struct RevocationLedger {
    private(set) var epochs: [RevocationEpoch]
    private(set) var hits: [RevocationHit]
    /// The history's documents, the lists among them.
    private(set) var notes: [SignedNote]

    init(_ state: InstallationState, _ history: History) {
        epochs = state.epochs
        hits = state.hits
        notes = history.notes
    }

    /// Takes a list in.
    ///
    /// - Returns: nil when it is new; else why it is not.
    mutating func take(_ verified: VerifiedRevocations) -> Finding? {
        let epoch = verified.epoch
        let held = epochs.first { $0.key == epoch.key && $0.scope == epoch.scope }
        let heldNote = held.flatMap { note(of: $0) }
        if let heldNote, heldNote.unverifiedText == verified.note.unverifiedText {
            return Finding(.alreadyInstalled, ("document", [UInt8](DocumentType.revocations.name)))
        }
        // A list of which only the number is left, because the history was damaged, is taken again.
        if let held, epoch.epoch.value < held.epoch.value || epoch.epoch == held.epoch && heldNote != nil {
            return Finding(.olderRevocations, ("found", epoch.epoch.text), ("held", held.epoch.text))
        }
        if held == nil, epochs.count >= Limits.stateRevocationLists {
            return Finding(.stateFull, ("count", [UInt8](decimal: Int64(epochs.count))))
        }
        if let heldNote { notes.removeAll { $0 == heldNote } }
        epochs.removeAll { $0.key == epoch.key && $0.scope == epoch.scope }
        epochs.append(epoch)
        notes.append(verified.note)
        return nil
    }

    /// Forgets the lists and marks of keys that somebody else may hold.
    mutating func forget(_ isCompromised: ([UInt8]) -> Bool) {
        for epoch in epochs where isCompromised(epoch.key) {
            if let note = note(of: epoch) { notes.removeAll { $0 == note } }
        }
        epochs.removeAll { isCompromised($0.key) }
        // As in InstallationState.forgetOthers().
        hits = hits.filter { !isCompromised($0.key) }
    }

    /// Marks the installed licenses that a list names. A mark that was there keeps its day, and one of a list that was
    /// lost stays.
    mutating func mark(_ licenses: [LicenseID], at now: Timestamp) {
        var next: [RevocationHit] = []
        for epoch in epochs {
            guard let note = note(of: epoch), let list = try? RevocationList(parsing: note.unverifiedText) else {
                next += hits.filter { hit in hit.key == epoch.key && !next.contains { hit.marksSame(as: $0) } }
                continue
            }
            for revocation in list.revoked where licenses.contains(revocation.license) {
                let hit = RevocationHit(
                    license: revocation.license, key: epoch.key, time: now, reason: revocation.reason)
                if next.contains(where: { hit.marksSame(as: $0) }) { continue }
                let since = hits.first { hit.marksSame(as: $0) }?.time ?? now
                next.append(RevocationHit(license: hit.license, key: hit.key, time: since, reason: hit.reason))
            }
        }
        hits = next
    }

    /// The list of a key, scope and number; nil when it was lost.
    private func note(of epoch: RevocationEpoch) -> SignedNote? {
        notes.first { note in
            guard note.signatures.contains(where: { $0.nameAndID == epoch.key }),
                let list = try? RevocationList(parsing: note.unverifiedText)
            else { return false }
            return list.scope == epoch.scope && list.epoch == epoch.epoch
        }
    }
}

extension RevocationHit {
    /// Whether both are marks on one license by one key.
    fileprivate func marksSame(as other: RevocationHit) -> Bool { license == other.license && key == other.key }
}
