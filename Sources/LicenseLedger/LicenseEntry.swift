public import LicenseFormat
package import SignedNote

/// What the ledger knows of a license besides its terms; the `detail` of its record.
public struct LicenseOrigin: Equatable, Sendable {
    /// The vendor's own number of the order; a ledger has it once.
    public var order: String?
    /// BLAKE2b, 16 bytes in hexadecimal, over everything that was ordered: what makes two orders the same.
    public var digest: String
    /// The record of the request that it answers.
    public var request: Int64?
    /// The license that it continues; a license is continued once.
    public var renews: LicenseID?
    /// The license that it moves to another installation.
    public var moves: LicenseID?

    /// Puts an origin together.
    public init(
        order: String? = nil, digest: String, request: Int64? = nil, renews: LicenseID? = nil, moves: LicenseID? = nil
    ) {
        self.order = order
        self.digest = digest
        self.request = request
        self.renews = renews
        self.moves = moves
    }

    /// Reads ``detail``; nil for every other text.
    init?(detail: String) {
        var fields: [String: String] = [:]
        for line in detail.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard let key = parts.first, let value = parts.dropFirst().first else { return nil }
            fields[String(key)] = String(value)
        }
        func license(_ key: String) -> LicenseID? { fields[key].flatMap { LicenseID(Array($0.utf8)[...]) } }
        self.init(
            order: fields["order"], digest: fields["digest"] ?? "", request: fields["request"].flatMap { Int64($0) },
            renews: license("renews"), moves: license("moves"))
        guard self.detail == detail else { return nil }
    }

    /// `key value` lines in one order.
    var detail: String {
        var lines: [String] = []
        if let order { lines.append("order \(order)") }
        lines.append("digest \(digest)")
        if let request { lines.append("request \(request)") }
        if let renews { lines.append("renews \(renews.text.string)") }
        if let moves { lines.append("moves \(moves.text.string)") }
        return lines.joined(separator: "\n")
    }
}

/// How a license is found: what its record says, in the columns that are searched.
public struct LicenseEntry: Equatable, Sendable {
    /// Its record.
    public let record: Int64
    /// Its number.
    public let id: LicenseID
    /// How it came to be.
    public let origin: LicenseOrigin
    let product: String
    let customer: String
    let kind: String
    let starts: String
    let expires: String

    /// The entry of a license with these terms.
    init(record: Int64, terms: License, origin: LicenseOrigin) {
        self.record = record
        self.origin = origin
        id = terms.id
        product = terms.product.text.string
        customer = terms.customer.text.string
        kind = terms.kind.text.string
        starts = terms.starts.text.string
        expires = terms.expires.text.string
    }

    /// The entry as it is stored.
    package init(
        record: Int64, id: LicenseID, origin: LicenseOrigin, product: String, customer: String, kind: String,
        starts: String, expires: String
    ) {
        self.record = record
        self.id = id
        self.origin = origin
        self.product = product
        self.customer = customer
        self.kind = kind
        self.starts = starts
        self.expires = expires
    }
}

/// A license as it is added: its entry, and what else it is found by.
package struct NewLicense: Sendable {
    let entry: LicenseEntry
    let installations: [String]
    let urls: [String]

    /// What a license with these terms is found by.
    init(record: Int64, terms: License, origin: LicenseOrigin) {
        entry = LicenseEntry(record: record, terms: terms, origin: origin)
        installations = terms.installations.map(\.text.string)
        var seen: [String] = []
        for url in terms.urls.map(\.url.text.string) where !seen.contains(url) { seen.append(url) }
        urls = seen
    }

    /// What the license in a record must be found by.
    ///
    /// - Throws: ``LedgerError/damagedRecord(_:)`` when the record holds no license.
    init(of record: Record) throws(LedgerError) {
        guard let origin = LicenseOrigin(detail: record.content.detail) else { throw .damagedRecord(record.number) }
        self.init(record: record.number, terms: try record.license(), origin: origin)
    }
}

extension Record {
    /// The note in the record.
    ///
    /// - Throws: ``LedgerError/damagedRecord(_:)``.
    package func note() throws(LedgerError) -> SignedNote {
        guard let note = try? SignedNote(parsing: content.body[...]) else { throw .damagedRecord(number) }
        return note
    }

    /// The license in the record; its signature is not looked at.
    func license() throws(LedgerError) -> License {
        guard content.kind == .license, let license = try? License(parsing: try note().unverifiedText),
            license.id.text == Array(content.name.utf8)
        else { throw .damagedRecord(number) }
        return license
    }
}
