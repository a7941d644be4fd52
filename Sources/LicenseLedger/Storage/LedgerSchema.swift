internal import GRDB

/// The tables of a ledger, by version. A migration that was released is never changed: another one follows it.
///
/// `record` is the truth. The other tables are made from it, so that questions are answered fast.
enum LedgerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { database in
            for statement in version1 { try database.execute(sql: statement) }
        }
        return migrator
    }

    /// Whether a database has no table, but for what GRDB notes of migrations.
    static func isBare(_ database: Database) throws -> Bool {
        try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            .allSatisfy { $0 == "grdb_migrations" }
    }

    private static let version1 = [
        """
        CREATE TABLE record (
            number INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, time TEXT NOT NULL,
            actor TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, body TEXT NOT NULL,
            leaves INTEGER NOT NULL, checksum BLOB NOT NULL) STRICT
        """,
        "CREATE INDEX record_by_name ON record (kind, name)",
        "CREATE INDEX record_by_leaf ON record (leaves)",
        """
        CREATE TABLE license (
            record INTEGER PRIMARY KEY REFERENCES record, id TEXT NOT NULL, product TEXT NOT NULL,
            customer TEXT NOT NULL, kind TEXT NOT NULL, starts TEXT NOT NULL, expires TEXT NOT NULL,
            order_number TEXT, digest TEXT NOT NULL, request INTEGER, renews TEXT, moves TEXT) STRICT
        """,
        "CREATE INDEX license_by_customer ON license (customer)",
        "CREATE INDEX license_by_expiry ON license (expires)",
        "CREATE UNIQUE INDEX license_by_order ON license (order_number) WHERE order_number IS NOT NULL",
        "CREATE INDEX license_by_request ON license (request) WHERE request IS NOT NULL",
        "CREATE UNIQUE INDEX license_by_renewed ON license (renews) WHERE renews IS NOT NULL",
        "CREATE UNIQUE INDEX license_by_moved ON license (moves) WHERE moves IS NOT NULL",
        """
        CREATE TABLE license_installation (
            installation TEXT NOT NULL, license INTEGER NOT NULL REFERENCES license,
            PRIMARY KEY (installation, license)) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE license_url (
            url TEXT NOT NULL, license INTEGER NOT NULL REFERENCES license,
            PRIMARY KEY (url, license)) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES record) STRICT",
        "CREATE TABLE tile (level INTEGER NOT NULL, place INTEGER NOT NULL, hashes BLOB NOT NULL, "
            + "PRIMARY KEY (level, place)) STRICT",
    ]
}
