internal import GRDB
internal import LicenseFormat
internal import SignedNote

/// How licenses are found in SQLite.
extension SQLiteRows {
    func append(_ entry: LicenseEntry, installations: [String], urls: [String]) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO license
                    (record, id, product, customer, kind, starts, expires, order_number, digest, request, renews, moves)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            entry.record, entry.id.text.string, entry.product, entry.customer, entry.kind, entry.starts, entry.expires,
            entry.origin.order, entry.origin.digest, entry.origin.request, entry.origin.renews?.text.string,
            entry.origin.moves?.text.string,
        ])
        for installation in installations {
            try database.cachedStatement(sql: "INSERT INTO license_installation (installation, license) VALUES (?, ?)")
                .execute(arguments: [installation, entry.record])
        }
        for url in urls {
            try database.cachedStatement(sql: "INSERT INTO license_url (url, license) VALUES (?, ?)")
                .execute(arguments: [url, entry.record])
        }
    }

    func entry(_ record: Int64) throws(LedgerError) -> LicenseEntry? {
        try entries("WHERE record = ?", [record]).first
    }

    func isOrdered(_ number: String) throws(LedgerError) -> Bool {
        try SQLiteStorage.translating("ledger.sqlite") {
            let statement = try database.cachedStatement(sql: "SELECT 1 FROM license WHERE order_number = ?")
            return try Int.fetchOne(statement, arguments: [number]) != nil
        }
    }

    func licenses(_ query: LicenseQuery) throws(LedgerError) -> [LicenseEntry] {
        var conditions: [String] = []
        var values: [any DatabaseValueConvertible] = []
        func ask(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append(condition)
            values.append(value)
        }
        let hasURL = "EXISTS (SELECT 1 FROM license_url WHERE license = record AND instr(lower(url), ?) > 0)"
        ask("record IN (SELECT number FROM record WHERE kind = 'license' AND name = ?)", query.id?.text.string)
        ask("instr(swiftLowercaseString(customer), swiftLowercaseString(?)) > 0", query.customer)
        ask("customer = ?", query.exactCustomer)
        ask(hasURL, query.url?.lowercased())
        ask("record IN (SELECT license FROM license_url WHERE url = ?)", query.exactURL)
        ask(
            "record IN (SELECT license FROM license_installation WHERE installation = ?)",
            query.installation?.text.string)
        ask("product = ?", query.product?.text.string)
        ask("kind = ?", query.kind?.text.string)
        // What never ends has no last day.
        ask("expires >= ? AND expires <> 'never'", query.endsFrom?.text.string)
        ask("expires < ?", query.endsBefore?.text.string)
        ask("order_number = ?", query.order)
        ask("request = ?", query.request)
        ask("renews = ?", query.renews?.text.string)
        ask("moves = ?", query.moves?.text.string)
        let order: String
        switch query.sorted {
        case .issued:
            ask("record > ?", query.after)
            order = "record"
        case .expiry:
            if let after = query.after {
                conditions.append("(expires, record) > (SELECT expires, record FROM license WHERE record = ?)")
                values.append(after)
            }
            order = "expires, record"
        }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return try entries("\(filter) ORDER BY \(order) LIMIT \(query.limit ?? -1)", values)
    }

    private func entries(
        _ condition: String, _ values: [any DatabaseValueConvertible]
    ) throws(LedgerError) -> [LicenseEntry] {
        try SQLiteStorage.translating("ledger.sqlite") {
            let statement = try database.cachedStatement(
                sql: """
                    SELECT record, id, product, customer, kind, starts, expires, order_number, digest, request, renews,
                        moves FROM license \(condition)
                    """)
            return try Row.fetchAll(statement, arguments: StatementArguments(values)).map { row in
                let record: Int64 = try row.value(0)
                func license(_ place: Int) throws -> LicenseID? {
                    guard let text = try row.value(place) as String? else { return nil }
                    guard let id = LicenseID(Array(text.utf8)[...]) else { throw LedgerError.damagedRecord(record) }
                    return id
                }
                guard let id = try license(1) else { throw LedgerError.damagedRecord(record) }
                return LicenseEntry(
                    record: record, id: id,
                    origin: LicenseOrigin(
                        order: try row.value(7), digest: try row.value(8), request: try row.value(9),
                        renews: try license(10),
                        moves: try license(11)),
                    product: try row.value(2), customer: try row.value(3), kind: try row.value(4),
                    starts: try row.value(5), expires: try row.value(6))
            }
        }
    }

    func customer(of installation: InstallationID, otherThan customer: String) throws(LedgerError) -> String? {
        try self.customer("license_installation", "installation", installation.text.string, otherThan: customer)
    }

    func customer(of url: LicensedURL, otherThan customer: String) throws(LedgerError) -> String? {
        let text = url.url.text.string
        let rest = text.drop { $0 != ":" }
        // Both are one site (docs/spec/site-url.md).
        for scheme in ["https", "http"] {
            let other = try self.customer("license_url", "url", scheme + rest, otherThan: customer)
            if let other { return other }
        }
        return nil
    }

    private func customer(
        _ table: String, _ column: String, _ value: String, otherThan customer: String
    ) throws(LedgerError) -> String? {
        try SQLiteStorage.translating("ledger.sqlite") {
            let statement = try database.cachedStatement(
                sql: """
                    SELECT customer FROM \(table) JOIN license ON license = record
                    WHERE \(column) = ? AND customer <> ? LIMIT 1
                    """)
            return try String.fetchOne(statement, arguments: [value, customer])
        }
    }

    func finds(_ entry: LicenseEntry, installations: [String], urls: [String]) throws(LedgerError) -> Bool {
        guard try self.entry(entry.record) == entry else { return false }
        return try SQLiteStorage.translating("ledger.sqlite") {
            func has(_ table: String, _ column: String, _ value: String) throws -> Bool {
                try Int.fetchOne(
                    try database.cachedStatement(sql: "SELECT 1 FROM \(table) WHERE \(column) = ? AND license = ?"),
                    arguments: [value, entry.record]) != nil
            }
            return try installations.allSatisfy { try has("license_installation", "installation", $0) }
                && urls.allSatisfy { try has("license_url", "url", $0) }
        }
    }

    func indexSize() throws(LedgerError) -> IndexSize {
        try SQLiteStorage.translating("ledger.sqlite") {
            func count(_ table: String) throws -> Int64 {
                try Int64.fetchOne(database, sql: "SELECT count(*) FROM \(table)") ?? 0
            }
            let bytes = try Int64.fetchOne(database, sql: "SELECT sum(length(hashes)) FROM tile") ?? 0
            return IndexSize(
                licenses: try count("license"), installations: try count("license_installation"),
                urls: try count("license_url"), checkpoints: try count("checkpoint"), tiles: try count("tile"),
                hashes: bytes / Int64(Tile.hashBytes))
        }
    }
}
