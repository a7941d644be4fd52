internal import LicenseFormat
internal import SignedNote

extension SignedNote {
    /// The head of a log that one of some keys signed under its own name, which is the log's; nil for every other note.
    func head(signedBy keys: [VerifierKey]) -> Checkpoint? {
        guard let head = try? Checkpoint(parsing: unverifiedText), let verified = try? verified(by: keys),
            verified.signers.contains(where: { $0.name == head.origin })
        else { return nil }
        return head
    }
}

extension LedgerReading {
    /// The issuance log as the ledger keeps it.
    func tree() throws(LedgerError) -> IssuanceTree {
        IssuanceTree(size: try end().leaves, source: "ledger.sqlite") { tile throws(LedgerError) in
            try self.tile(tile)
        }
    }

    /// How many leaves the newest checkpoint covers; 0 while there is none.
    func signedLeaves() throws(LedgerError) -> Int64 {
        try lastCheckpoint().flatMap { Int64($0.content.name) } ?? 0
    }
}
