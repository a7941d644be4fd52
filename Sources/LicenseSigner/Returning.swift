internal import DurableFile
public import LicenseFormat
internal import SignedNote

/// A license that an installation gave back.
public struct ReturnedLicense: Equatable, Sendable {
    /// Its terms.
    public let terms: License
    /// The receipt that is kept: the first one of the installation.
    public let receipt: ReturnReceipt
    /// Where it is kept.
    public let path: String
    /// Whether it was kept before.
    public let wasKnown: Bool
    /// Days of the term that were left on the day of the return, by the installation's clock as far as it can be
    /// right: not before the license was in force, not in the future. Nil when the term never ends.
    public let daysLeft: Int64?
}

extension Workspace {
    /// Checks a return receipt against the license that was issued here, and keeps it: the first one of a license as
    /// `returned/ID.return`, those of other installations beside it. Of an installation that gave the license back
    /// before, the first receipt stays.
    public func take(_ incoming: IncomingReceipt, now: Timestamp) throws(SignerError) -> ReturnedLicense {
        let receipt = incoming.receipt
        guard receipt.vendor == vendor else {
            throw .otherVendor(.receipt, found: receipt.vendor.text.string, expected: vendor.text.string)
        }
        let terms = try issuedLicense(receipt.license)
        guard receipt.product == terms.product else {
            throw .otherProduct(
                .receipt, found: "\(vendor.text.string)/\(receipt.product.text.string)",
                expected: "\(vendor.text.string)/\(terms.product.text.string)")
        }
        guard terms.installations.isEmpty || terms.installations.contains(receipt.installation) else {
            throw .notItsInstallation(
                license: terms.id.text.string, installation: receipt.installation.text.string)
        }
        do throws(FileError) { try Folder.create("\(folder)/returned") } catch { throw .file(error) }
        let (kept, path, wasKnown) = try keep(incoming)
        return ReturnedLicense(
            terms: terms, receipt: kept, path: path, wasKnown: wasKnown,
            daysLeft: Self.daysLeft(of: terms, returned: kept.time, now: now))
    }

    /// Keeps a receipt at the first name that is free, unless one of those before is of the same installation.
    private func keep(
        _ incoming: IncomingReceipt
    ) throws(SignerError) -> (ReturnReceipt, path: String, wasKnown: Bool) {
        let receipt = incoming.receipt
        let first = "\(folder)/returned/\(receipt.license.text.string)"
        for path in ["\(first).return", "\(first).\(receipt.installation.text.string).return"] {
            do throws(FileError) {
                try AtomicWrite.create(path, incoming.note.bytes)
                return (receipt, path, false)
            } catch {
                guard case .alreadyExists = error else { throw .file(error) }
            }
            let kept = try keptReceipt(path)
            if kept.license == receipt.license, kept.installation == receipt.installation { return (kept, path, true) }
        }
        throw .damaged(path: "\(first).return", FormatError(.inconsistent, line: 1))
    }

    private func keptReceipt(_ path: String) throws(SignerError) -> ReturnReceipt {
        let bytes: [UInt8]
        do throws(FileError) { bytes = try BoundedRead.file(path, limit: Limits.noteBytes) } catch {
            throw .file(error)
        }
        guard let incoming = try? IncomingReceipt(bytes[...]) else {
            throw .damaged(path: path, FormatError(.malformedLine, line: 1))
        }
        return incoming.receipt
    }

    private static func daysLeft(of terms: License, returned: Timestamp, now: Timestamp) -> Int64? {
        guard let lastDay = terms.lastDay else { return nil }
        let day = max(min(returned, now), terms.issued, terms.starts)
        return max(lastDay.dayNumber - day.date.dayNumber, 0)
    }
}
