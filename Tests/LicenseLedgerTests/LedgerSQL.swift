import Fixtures
import GRDB
import LicenseLedger

/// The ledger's file behind the desk's back: what is in its tables, and what somebody changes in them.
extension TestWorkspace {
    private func opened() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        return try DatabaseQueue(path: folder("w/ledger.sqlite"), configuration: configuration)
    }

    /// Runs SQL on the ledger.
    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try opened().write { try $0.execute(sql: sql, arguments: arguments) }
    }

    /// Changes the document in a record, and nothing that tells of it.
    func setBody(of record: Int64, to body: String) throws {
        try run("UPDATE record SET body = ? WHERE number = ?", [body, record])
    }

    /// The rows that a question gives, each as text.
    func ask(_ sql: String, _ arguments: StatementArguments = []) throws -> [String] {
        try opened().read { database in
            try Row.fetchAll(database, sql: sql, arguments: arguments).map(\.debugDescription)
        }
    }

    /// Everything in the ledger: each row of each table as text.
    func everyRow() throws -> [String] {
        let tables = try opened().read { database in
            try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        }
        guard tables.contains("record") else { throw FixtureFailure("tables of a ledger") }
        return try tables.flatMap { table in try ask("SELECT * FROM \(table)").map { "\(table): \($0)" } }
    }

    /// Puts the records back that a copy of the ledger has, and the tiles.
    func restore(from copy: String) throws {
        try opened().writeWithoutTransaction { database in
            try database.execute(sql: "ATTACH ? AS copy", arguments: [copy])
            try database.inTransaction {
                for table in ["record", "tile"] {
                    try database.execute(sql: "DELETE FROM \(table); INSERT INTO \(table) SELECT * FROM copy.\(table)")
                }
                return .commit
            }
        }
    }
}
