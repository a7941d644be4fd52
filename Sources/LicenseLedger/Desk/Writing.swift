internal import LicenseFormat

extension Workspace {
    /// Does work that adds to the ledger, alone: all of it is kept, with the head of the log signed, or nothing. Then
    /// brings the log's folder up to date.
    func write<Result>(
        now: Timestamp, log: borrowing LogKey, _ body: (inout Appender) throws(LedgerError) -> Result
    ) throws(LedgerError) -> Result {
        let (result, entries) = try append(now: now, log: log, body)
        try publishLog(entries)
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
