internal import DurableFile
internal import GRDB
internal import Glibc

/// A ledger in one SQLite file.
///
/// Several processes may use it at once. The rollback journal is used and not the write-ahead log: that one has a fault in
/// SQLite before 3.51.3 that can corrupt a database which several connections write to, and Debian 12 has 3.40.1. With
/// `synchronous=EXTRA` a transaction is on the disk, its journal's folder included, when it is acknowledged
/// (sqlite.org/pragma.html#pragma_synchronous).
package struct SQLiteStorage: LedgerStorage {
    private let path: String
    private let folder: String
    private let database: DatabaseQueue

    /// What is done where there is no ledger.
    package enum Creation { case never, anew, whereMissing }

    /// Seconds that a transaction waits for its turn.
    private static let patience = 60.0

    /// Opens the ledger `folder/name`, and brings an older one up to date.
    ///
    /// - Parameter creation: whether a new one is made, mode 0600: there must be none, or where there is none. One that a
    ///   crash left without a table is none.
    package init(
        folder: String, name: String = "ledger.sqlite", creation: Creation = .never
    ) throws(LedgerError) {
        self.folder = folder
        path = folder + "/" + name
        let path = path
        let isNew = creation == .anew || creation == .whereMissing && !FileError.isTaken(path)
        if isNew {
            try filing { () throws(FileError) in try AtomicWrite.create(path, [], mode: 0o600) }
        } else {
            // SQLite would make an empty one.
            _ = try filing { () throws(FileError) in try FileStatus(of: path) }
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.patience)
        configuration.prepareDatabase { database in
            for pragma in [
                "journal_mode=DELETE", "synchronous=EXTRA", "secure_delete=ON", "trusted_schema=OFF",
                "cell_size_check=ON", "cache_size=-16384",
            ] {
                try database.execute(sql: "PRAGMA \(pragma)")
            }
        }
        do throws(LedgerError) {
            database = try Self.translating(path) {
                let database = try DatabaseQueue(path: path, configuration: configuration)
                let schema = LedgerSchema.migrator
                let state = try database.read { database in
                    (
                        current: try schema.hasCompletedMigrations(database),
                        newer: try schema.hasBeenSuperseded(database),
                        isForeign: try schema.appliedIdentifiers(database).isEmpty
                            && (creation == .never || !LedgerSchema.isBare(database))
                    )
                }
                if state.isForeign {
                    throw LedgerError.storage(path: path, reason: "it is empty, or not a ledger")
                }
                if state.newer { throw LedgerError.newerLedger(path: path) }
                if !state.current { try schema.migrate(database) }
                return database
            }
        } catch {
            if isNew { for name in [path, path + "-journal"] { AtomicWrite.remove(name) } }
            throw error
        }
    }

    package func read<Result>(
        _ body: (any LedgerReading) throws(LedgerError) -> Result
    ) throws(LedgerError) -> Result {
        try Self.translating(path) { try database.read { try body(SQLiteRows(database: $0)) } }
    }

    package func write<Result>(
        _ body: (any LedgerWriting) throws(LedgerError) -> Result
    ) throws(LedgerError) -> Result {
        // In the order of their coming: SQLite itself lets waiting processes try by chance.
        let lock = try filing { () throws(FileError) in try FileLock(folder: folder, name: ".lock", wait: .blocking) }
        let result = try Self.translating(path) { try database.write { try body(SQLiteRows(database: $0)) } }
        _ = consume lock
        return result
    }

    package func backUp(to copy: String) throws(LedgerError) {
        // SQLite fills an empty file; this one is closed to others from the start.
        try filing { () throws(FileError) in try AtomicWrite.create(copy, [], mode: 0o600) }
        do throws(LedgerError) {
            try Self.translating(path) {
                try database.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
            }
            try filing { () throws(FileError) in try AtomicWrite.sync(copy) }
        } catch {
            AtomicWrite.remove(copy)
            throw error
        }
    }

    package func faults() throws(LedgerError) -> [String] {
        try Self.translating(path) {
            try database.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(100)") }.filter { $0 != "ok" }
        }
    }

    /// What the storage throws, in the ledger's words.
    static func translating<Result>(_ path: String, _ body: () throws -> Result) throws(LedgerError) -> Result {
        do { return try body() } catch let error as LedgerError { throw error } catch let error as DatabaseError {
            if error.resultCode == .SQLITE_BUSY { throw .busy(path: path) }
            if error.resultCode == .SQLITE_FULL { throw .file(.system(path: path, operation: "write", errno: ENOSPC)) }
            throw .storage(path: path, reason: (error.message ?? error.resultCode.description).lowercased())
        } catch is RowDecodingError {
            throw .storage(path: path, reason: "it holds a value of another type than a ledger's")
        } catch {
            throw .storage(path: path, reason: "\(error)")
        }
    }
}
