internal import DurableFile
public import LicenseFormat
internal import SignedNote

/// A license file that is ready to go out.
public struct IssuedLicense: Equatable, Sendable {
    /// The terms.
    public let terms: License
    /// The file: the license, the keyring where the customer may lack it, and lists of revoked licenses.
    public let file: [UInt8]
    /// How many lists the file brings along.
    public let lists: Int
    /// How many lists would have made the file too large.
    public let listsLeftOut: Int
}

extension Workspace {
    /// Answers an order: reads the terms back from their one spelling, signs them, verifies the signature, and keeps a
    /// copy in the workspace.
    ///
    /// The newest lists of revoked licenses ride along (``lists(for:)``), as far as the file has room for them, unless
    /// a request says that the installation cannot read any.
    ///
    /// - Parameters:
    ///   - random: ten random bytes for the license's number.
    ///   - open: opens the secret key file at a path.
    public func issue(
        _ order: LicenseOrder, of entry: CatalogEntry, for request: ActivationRequest?, now: Timestamp,
        random: [UInt8], open: (String) throws(KeyError) -> SecretKey
    ) throws(SignerError) -> IssuedLicense {
        if let request { try check(request, entry) }
        let current = try currentKeyring()
        guard let id = LicenseID(at: now, random: random) else { throw .noSigningKey(role: "license") }
        let terms = try order.terms(id: id, vendor: vendor, entry: entry, request: request, now: now)
        let readsLists = request?.accepts("latchkey/revocations@v1") ?? true
        let riders = readsLists ? try lists(for: terms) : []
        let key = try signingKey(for: "license", in: current, at: now, open: open)
        var items = [try key.note(terms.text).bytes] + current.items(beyond: request?.keyring)
        let own = items.count
        for list in riders {
            let longer = items + [list.note.bytes]
            if longer.count <= Limits.fileItems, LicenseFile.bytes(of: longer).count <= Limits.fileBytes {
                items = longer
            }
        }
        let file = LicenseFile.bytes(of: items)
        do throws(FileError) { try AtomicWrite.create(issuedPath(id), file) } catch { throw .file(error) }
        return IssuedLicense(
            terms: terms, file: file, lists: items.count - own, listsLeftOut: riders.count - (items.count - own))
    }

    /// A request must be for this product, from an installation that can read the answer.
    private func check(_ request: ActivationRequest, _ entry: CatalogEntry) throws(SignerError) {
        guard request.vendor == vendor, request.product == entry.product else {
            throw .otherProduct(
                .request, found: "\(request.vendor.text.string)/\(request.product.text.string)",
                expected: "\(vendor.text.string)/\(entry.product.text.string)")
        }
        guard request.accepts("latchkey/license@v1") else { throw .cannotReadLicenses }
    }
}

extension ActivationRequest {
    /// Whether the installation can read documents with this type line.
    public func accepts(_ type: StaticString) -> Bool { accepts.contains { $0.text.equals(type) } }
}
