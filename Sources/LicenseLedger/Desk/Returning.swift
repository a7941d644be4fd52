public import LicenseFormat
public import LicenseSigner
internal import SignedNote

/// A license that an installation gave back.
public struct ReturnedLicense: Equatable, Sendable {
    /// Its terms.
    public let terms: License
    /// The receipt that is kept: the first one of the installation.
    public let receipt: ReturnReceipt
    /// Its record in the ledger.
    public let record: Int64
    /// Whether it was kept before.
    public let wasKnown: Bool
    /// Days of the term that were left on the day of the return, by the installation's clock as far as it can be
    /// right: not before the license was in force, not in the future. Nil when the term never ends.
    public let daysLeft: Int64?
}

extension Workspace {
    /// Checks a return receipt against the license that was issued here, and keeps it. Of an installation that gave the
    /// license back before, the first receipt stays.
    public func take(_ incoming: IncomingReceipt, now: Timestamp) throws(LedgerError) -> ReturnedLicense {
        let receipt = incoming.receipt
        guard receipt.vendor == vendor else {
            throw .signer(.otherVendor(.receipt, found: receipt.vendor.text.string, expected: vendor.text.string))
        }
        let terms = try issuedLicense(receipt.license).terms
        guard receipt.product == terms.product else {
            throw .signer(
                .otherProduct(
                    .receipt, found: "\(vendor.text.string)/\(receipt.product.text.string)",
                    expected: "\(vendor.text.string)/\(terms.product.text.string)"))
        }
        guard terms.installations.isEmpty || terms.installations.contains(receipt.installation) else {
            throw .notItsInstallation(
                license: terms.id.text.string, installation: receipt.installation.text.string)
        }
        return try write(now: now, log: LogKey(nil)) { desk throws(LedgerError) in
            let kept = try Self.receipts(of: receipt.license, desk.rows)
                .first { $0.receipt.installation == receipt.installation }
            let first = kept?.receipt ?? receipt
            let number: Int64
            if let kept {
                number = kept.record
            } else {
                number = try desk.append(.receipt, name: receipt.license.text, body: incoming.note.bytes).number
            }
            return ReturnedLicense(
                terms: terms, receipt: first, record: number, wasKnown: kept != nil,
                daysLeft: Self.daysLeft(of: terms, returned: first.time, now: now))
        }
    }

    /// The receipts of a license, in the order of their coming.
    static func receipts(
        of license: LicenseID, _ rows: any LedgerReading
    ) throws(LedgerError) -> [(record: Int64, receipt: ReturnReceipt)] {
        var receipts: [(record: Int64, receipt: ReturnReceipt)] = []
        for record in try rows.records(.receipt, named: license.text.string) {
            guard let receipt = try? ReturnReceipt(parsing: record.note().unverifiedText), receipt.license == license
            else { throw .damagedRecord(record.number) }
            receipts.append((record.number, receipt))
        }
        return receipts
    }

    private static func daysLeft(of terms: License, returned: Timestamp, now: Timestamp) -> Int64? {
        guard let lastDay = terms.lastDay else { return nil }
        let day = max(min(returned, now), terms.issued, terms.starts)
        return max(lastDay.dayNumber - day.date.dayNumber, 0)
    }
}
