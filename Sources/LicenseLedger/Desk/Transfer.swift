internal import DurableFile
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote

extension Workspace {
    /// Records that are read or written at once.
    private static let transferPart = 1000

    /// Hands out every record, in order, a part at a time; others may write in the meantime.
    ///
    /// - Parameter body: takes a part and the number of the last record there was at the start.
    public func export<Failure: Error>(
        _ body: ([Record], Int64) throws(Failure) -> Void
    ) throws -> Int64 {
        let last = try storage.read { rows throws(LedgerError) in try rows.end().number }
        var done: Int64 = 0
        while done < last {
            let from = done + 1
            let part = try storage.read { rows throws(LedgerError) in
                try rows.records(from: from, limit: Self.transferPart)
            }.filter { $0.number <= last }
            guard let end = part.last?.number, part.first?.number == from else {
                throw LedgerError.damagedRecord(from)
            }
            try body(part, last)
            done = end
        }
        return last
    }

    /// Takes records that another copy of this ledger exported: those that are here already have to be the same, the
    /// others have to follow. What licenses are found by and the log are made from them.
    ///
    /// - Returns: how many are new.
    /// - Throws: ``LedgerError/otherHistory(record:)``.
    public func adopt(_ records: [Record]) throws(LedgerError) -> Int {
        let (count, _) = try append(now: Timestamp(clamping: 0), log: LogKey(nil)) { desk throws(LedgerError) in
            var count = 0
            for record in records {
                if record.number <= desk.end.number {
                    guard try desk.rows.record(record.number) == record else {
                        throw .otherHistory(record: record.number)
                    }
                    continue
                }
                guard record.follows(desk.end), try desk.append(record.content) == record else {
                    throw .otherHistory(record: record.number)
                }
                count += 1
            }
            return count
        }
        return count
    }

    /// Brings the log's folder up to date after ``adopt(_:)``.
    public func finishAdopting() throws(LedgerError) { try publishLog() }

    /// Opens a workspace whose ledger is lost or was never there, for records to be adopted; what a crash left of an
    /// earlier try is completed.
    ///
    /// - Parameter first: the first of these records, a keyring, which names the vendor.
    public static func restoring(in folder: String, actor: String, first: Record) throws(LedgerError) -> Workspace {
        guard first.content.kind == .keyring, first.number == 1 else { throw .otherHistory(record: first.number) }
        let vendor = try keyring(first).keyring.vendor
        do throws(LedgerError) {
            guard try self.vendor(of: folder) == vendor else { throw .otherHistory(record: first.number) }
        } catch {
            guard case .notAWorkspace = error else { throw error }
            try filing { () throws(FileError) in
                try Folder.create(folder)
                try Folder.create(folder + "/keys", mode: 0o700)
                let ignored = folder + "/keys/.gitignore"
                if !FileError.isTaken(ignored) { try AtomicWrite.create(ignored, Array("*\n".utf8)) }
            }
        }
        _ = try SQLiteStorage(folder: folder, creation: .whereMissing)
        // The last step: before it, the folder is no workspace.
        if !FileError.isTaken(folder + "/vendor") {
            try filing { () throws(FileError) in try AtomicWrite.create(folder + "/vendor", marker(of: vendor)) }
        }
        return try Workspace(folder: folder, actor: actor)
    }
}
