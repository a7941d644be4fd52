internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote

/// Judges the document in each record by the keyring of its time.
struct DocumentAuditor {
    private let vendor: Token
    private var keyring: CurrentKeyring?
    /// The epoch of the newest list of each scope.
    private var epochs: [String: Int64] = [:]

    init(vendor: Token) {
        self.vendor = vendor
    }

    /// What is wrong with the document in a record; nil when nothing is.
    mutating func fault(in record: Record, _ signatures: inout Int64) -> String? {
        let content = record.content
        do throws(LedgerError) {
            switch content.kind {
            case .product:
                guard let entry = try? CatalogEntry(parsing: content.body[...]), entry.text == content.body,
                    entry.product.text.string == content.name
                else { return "it holds no product of its name" }
                return nil
            case .keyring:
                signatures += 1
                return try keyringFault(record)
            case .license:
                signatures += 1
                let license = try record.license()
                return try signature(record, by: "license", vendor: license.vendor, issued: license.issued)
            case .revocations:
                signatures += 1
                return try listFault(record)
            case .repair:
                signatures += 1
                guard let repair = try? ClockRepair(parsing: record.note().unverifiedText) else {
                    return "it holds no clock repair"
                }
                return try signature(record, by: "repair", vendor: repair.vendor, issued: repair.issued)
            case .request:
                signatures += 1
                guard let incoming = try? IncomingRequest(content.body[...]), incoming.repairs.isEmpty,
                    incoming.request.installation.text.string == content.name
                else { return "it holds no activation request of its name" }
                return nil
            case .receipt:
                signatures += 1
                guard let incoming = try? IncomingReceipt(content.body[...]), incoming.repairs.isEmpty,
                    incoming.receipt.license.text.string == content.name
                else { return "it holds no return receipt of its name" }
                return nil
            case .checkpoint:
                signatures += 1
                return try checkpointFault(record)
            }
        } catch {
            return "it does not hold what its kind says"
        }
    }

    private mutating func keyringFault(_ record: Record) throws(LedgerError) -> String? {
        let next = try Workspace.keyring(record)
        guard next.keyring.vendor == vendor, next.keyring.version.text.string == record.content.name else {
            return "it holds no keyring of its name"
        }
        if let keyring, !next.follows(keyring) { return "the keyring does not follow the one before it" }
        keyring = next
        return nil
    }

    private mutating func listFault(_ record: Record) throws(LedgerError) -> String? {
        guard let list = try? RevocationList(parsing: record.note().unverifiedText),
            list.scope.text.string == record.content.name
        else { return "it holds no list of its scope" }
        if let before = epochs[record.content.name], list.epoch.value <= before {
            return "the list's number does not grow"
        }
        epochs[record.content.name] = list.epoch.value
        return try signature(record, by: "revocation", vendor: list.vendor, issued: list.issued)
    }

    private func checkpointFault(_ record: Record) throws(LedgerError) -> String? {
        let note = try record.note()
        guard let head = try? Checkpoint(parsing: note.unverifiedText), head.size.text.string == record.content.name
        else { return "it holds no checkpoint of its size" }
        guard note.head(signedBy: keyring?.keyring.keys(of: "log") ?? []) != nil else {
            return "no key of the log signed the checkpoint"
        }
        return nil
    }

    private func signature(
        _ record: Record, by role: String, vendor: Token, issued: Timestamp
    ) throws(LedgerError) -> String? {
        let note = try record.note()
        let keys = (keyring?.keyring.keys ?? [])
            .filter { $0.role.text.string == role && $0.mayIssue(at: issued) }.compactMap(\.key)
        guard vendor == self.vendor, (try? note.verified(by: keys)) != nil else {
            return "no \(role) key of its time signed it"
        }
        return nil
    }
}
