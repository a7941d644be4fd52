public import LicenseFormat
internal import LicenseSigner
internal import SignedNote

extension Workspace {
    /// When the last record was made; nil where there is none.
    public func lastTime() throws(LedgerError) -> Timestamp? {
        try storage.read { rows throws(LedgerError) in try rows.record(try rows.end().number)?.content.time }
    }

    /// Refuses a keyring that ends a key before something that the key signed meanwhile: it would not count any more.
    ///
    /// Of what a compromised key signed, only licenses below the size that the keyring names have to stay.
    static func refuseCutOff(
        by next: CurrentKeyring, after held: CurrentKeyring, _ rows: any LedgerReading
    ) throws(LedgerError) {
        for (role, kind) in [("license", RecordKind.license), ("revocation", .revocations)] {
            let ends = next.keyring.keys.filter { $0.role.text.string == role && !held.keyring.keys.contains($0) }
                .compactMap { key in if case .at(let end) = key.until { end } else { nil } }
            guard let first = ends.min() else { continue }
            var below = Int64.max
            while let record = try rows.newest(kind, named: nil, below: below), record.content.time >= first {
                below = record.number
                guard try !next.cutsOff(record, role: role) else {
                    throw .cutOff(kind: kind.rawValue, record.content.name, at: record.content.time.text.string)
                }
            }
        }
    }
}

extension CurrentKeyring {
    /// Whether keys of a role signed what is in a record, and none of them could have at that time.
    fileprivate func cutsOff(_ record: Record, role: String) throws(LedgerError) -> Bool {
        let note = try record.note()
        let signers = keyring.keys.filter { entry in
            guard entry.role.text.string == role, let key = entry.key, (try? note.verified(by: [key])) != nil else {
                return false
            }
            guard let mark = keyring.compromised.first(where: { $0.nameAndID == entry.nameAndID }) else { return true }
            return record.content.kind == .license && (record.leaf ?? 0) < mark.treeSize.value
        }
        return !signers.isEmpty && !signers.contains { $0.mayIssue(at: record.content.time) }
    }
}
