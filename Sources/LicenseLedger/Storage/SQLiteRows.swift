internal import Foundation
internal import GRDB
internal import LicenseFormat
internal import SignedNote

/// One transaction of a ledger in SQLite.
struct SQLiteRows: LedgerWriting {
    let database: Database

    private func ask<Result>(_ body: () throws -> Result) throws(LedgerError) -> Result {
        try SQLiteStorage.translating("ledger.sqlite", body)
    }

    func end() throws(LedgerError) -> Record.End {
        try ask {
            let row = try database.cachedStatement(
                sql: "SELECT number, leaves, checksum FROM record ORDER BY number DESC LIMIT 1")
            guard let row = try Row.fetchOne(row) else { return .empty }
            return Record.End(
                number: try row.value(0), leaves: try row.value(1), checksum: [UInt8](try row.value(2) as Data))
        }
    }

    func record(_ number: Int64) throws(LedgerError) -> Record? {
        try records("WHERE number = ?", [number]).first
    }

    func records(from number: Int64, limit: Int) throws(LedgerError) -> [Record] {
        try records("WHERE number >= ? ORDER BY number LIMIT ?", [number, limit])
    }

    func logged(from leaf: Int64, count: Int64) throws(LedgerError) -> [Record] {
        // A record without a leaf has as many leaves as the one before it.
        try records("WHERE leaves BETWEEN ? AND ? ORDER BY number", [leaf + 1, leaf + count])
            .filter { $0.content.kind.isLogged }
    }

    // The plus sign keeps SQLite from walking through all numbers to a rare kind.
    func newest(_ kind: RecordKind, named name: String?, below number: Int64) throws(LedgerError) -> Record? {
        guard let name else {
            return try records(
                "WHERE kind = ? AND number < ? ORDER BY +number DESC LIMIT 1", [kind.rawValue, number]
            ).first
        }
        return try records(
            "WHERE kind = ? AND name = ? AND number < ? ORDER BY number DESC LIMIT 1", [kind.rawValue, name, number]
        ).first
    }

    func records(_ kind: RecordKind, named name: String?) throws(LedgerError) -> [Record] {
        guard let name else { return try records("WHERE kind = ? ORDER BY +number", [kind.rawValue]) }
        return try records("WHERE kind = ? AND name = ? ORDER BY number", [kind.rawValue, name])
    }

    func names(_ kind: RecordKind) throws(LedgerError) -> [String] {
        try ask {
            try String.fetchAll(
                database, sql: "SELECT DISTINCT name FROM record WHERE kind = ? ORDER BY name",
                arguments: [kind.rawValue])
        }
    }

    func checkpoint(covering leaf: Int64) throws(LedgerError) -> Record? {
        try checkpoint("WHERE size > ? ORDER BY size LIMIT 1", [leaf])
    }

    func lastCheckpoint() throws(LedgerError) -> Record? {
        try checkpoint("ORDER BY size DESC LIMIT 1", [])
    }

    private func checkpoint(_ condition: String, _ values: StatementArguments) throws(LedgerError) -> Record? {
        let number = try ask {
            try Int64.fetchOne(
                try database.cachedStatement(sql: "SELECT record FROM checkpoint " + condition), arguments: values)
        }
        return try number.flatMap { number throws(LedgerError) in try record(number) }
    }

    func tile(_ tile: Tile) throws(LedgerError) -> [UInt8]? {
        try ask {
            try Data.fetchOne(
                try database.cachedStatement(sql: "SELECT hashes FROM tile WHERE level = ? AND place = ?"),
                arguments: [tile.level, tile.place]
            ).map { [UInt8]($0) }
        }
    }

    func set(_ tile: Tile, to hashes: [UInt8]) throws(LedgerError) {
        try ask {
            try database.cachedStatement(sql: "INSERT OR REPLACE INTO tile (level, place, hashes) VALUES (?, ?, ?)")
                .execute(arguments: [tile.level, tile.place, Data(hashes)])
        }
    }

    func append(_ record: Record, license: NewLicense?) throws(LedgerError) {
        let content = record.content
        try ask {
            try database.cachedStatement(
                sql: """
                    INSERT INTO record (number, kind, name, time, actor, reason, detail, body, leaves, checksum)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                record.number, content.kind.rawValue, content.name, content.time.text.string, content.actor,
                content.reason, content.detail, content.body.string, record.leaves, Data(record.checksum),
            ])
            if content.kind == .checkpoint {
                try database.cachedStatement(sql: "INSERT OR IGNORE INTO checkpoint (size, record) VALUES (?, ?)")
                    .execute(arguments: [Int64(content.name), record.number])
            }
            if let license {
                try append(license.entry, installations: license.installations, urls: license.urls)
            }
        }
    }

    /// The records that a condition over numbers and texts picks.
    private func records(_ condition: String, _ values: [any DatabaseValueConvertible]) throws(LedgerError) -> [Record]
    {
        try ask {
            let statement = try database.cachedStatement(
                sql: "SELECT number, kind, name, time, actor, reason, detail, body, leaves, checksum FROM record "
                    + condition)
            return try Row.fetchAll(statement, arguments: StatementArguments(values)).map { row in
                let number: Int64 = try row.value(0)
                guard let kind = RecordKind(rawValue: try row.value(1)),
                    let time = Timestamp(Array((try row.value(3) as String).utf8)[...])
                else { throw LedgerError.damagedRecord(number) }
                return Record(
                    number: number,
                    content: Record.Content(
                        kind: kind, name: try row.value(2), body: Array((try row.value(7) as String).utf8),
                        detail: try row.value(6), actor: try row.value(4), reason: try row.value(5), time: time),
                    leaves: try row.value(8), checksum: [UInt8](try row.value(9) as Data))
            }
        }
    }
}

extension Row {
    /// A column by its place. GRDB's subscripts trap where a damaged file holds a value of another type.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws -> Value {
        try decode(Value.self, atIndex: index)
    }
}
