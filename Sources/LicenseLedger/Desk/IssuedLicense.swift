public import LicenseFormat
internal import LicenseSigner
internal import SignedNote

/// A license of the ledger.
public struct IssuedLicense: Equatable, Sendable {
    /// Its terms, whose signature was verified.
    public let terms: License
    /// How it came to be.
    public let origin: LicenseOrigin
    /// Its record: who issued it, when and why.
    public let record: Record
}

extension Workspace {
    /// A license that was issued here.
    ///
    /// - Throws: ``LedgerError/unknownLicense(_:)``; ``LedgerError/damagedRecord(_:)`` or
    ///   ``LedgerError/licenseNotSigned(_:)`` where the ledger does not hold what a key of this vendor signed.
    public func issuedLicense(_ id: LicenseID) throws(LedgerError) -> IssuedLicense {
        try storage.read { rows throws(LedgerError) in
            try issuedLicense(id, rows, in: Self.currentKeyring(rows, below: .max))
        }
    }

    func issuedLicense(
        _ id: LicenseID, _ rows: any LedgerReading, in current: CurrentKeyring
    ) throws(LedgerError) -> IssuedLicense {
        try issuedLicense(try license(id, rows), in: current)
    }

    func issuedLicense(_ record: Record, in current: CurrentKeyring) throws(LedgerError) -> IssuedLicense {
        let terms = try record.license()
        guard let origin = LicenseOrigin(detail: record.content.detail) else { throw .damagedRecord(record.number) }
        let note = try record.note()
        // A retired or compromised key signed it all the same.
        guard terms.vendor == vendor, (try? note.verified(by: current.keyring.keys(of: "license"))) != nil else {
            throw .licenseNotSigned(terms.id.text.string)
        }
        return IssuedLicense(terms: terms, origin: origin, record: record)
    }

    func license(_ id: LicenseID, _ rows: any LedgerReading) throws(LedgerError) -> Record {
        guard let record = try rows.license(id) else { throw .unknownLicense(id.text.string) }
        return record
    }

    /// The license that came of an order.
    public func license(ofOrder order: String) throws(LedgerError) -> LicenseID {
        var query = LicenseQuery()
        query.order = order
        guard let entry = try licenses(query).first else { throw .unknownOrder(order) }
        return entry.id
    }

    /// The licenses that a query asks for.
    public func licenses(_ query: LicenseQuery) throws(LedgerError) -> [LicenseEntry] {
        try storage.read { rows throws(LedgerError) in try rows.licenses(query) }
    }
}
