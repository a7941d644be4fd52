internal import LicenseFormat
internal import SignedNote

extension Workspace {
    /// Does work that adds to the ledger, alone: all of it is kept, with the head of the log signed, or nothing. Then
    /// brings the log's folder up to date.
    ///
    /// - Parameter license: the license that the work made, if it did.
    /// - Throws: ``LedgerError/emission(_:license:)`` or ``LedgerError/logBehind(reason:)`` when the work is done and kept,
    ///   and the folder could not be brought up to date.
    func write<Result>(
        now: Timestamp, log: borrowing LogKey, license: (Result) -> LicenseID? = { _ in nil },
        _ body: (inout Appender) throws(LedgerError) -> Result
    ) throws(LedgerError) -> Result {
        let (result, entries) = try append(now: now, log: log, body)
        do throws(LedgerError) { try publishLog(entries) } catch {
            if let id = license(result) { throw .emission(error.message, license: id.text.string) }
            throw .logBehind(reason: error.message)
        }
        return result
    }

    /// The same, without touching the log's folder; answers what was added to the log, too.
    func append<Result>(
        now: Timestamp, log: borrowing LogKey, _ body: (inout Appender) throws(LedgerError) -> Result
    ) throws(LedgerError) -> (Result, LogEntries) {
        try storage.write { rows throws(LedgerError) in
            var desk = try Appender(rows, actor: actor, now: now)
            let result = try body(&desk)
            try desk.seal(with: log)
            try desk.finish()
            return (result, desk.entries)
        }
    }
}
