internal import DurableFile
public import LicenseFormat
internal import SignedNote

/// A license file that is ready to go out.
public struct IssuedLicense: Equatable, Sendable {
    /// The terms.
    public let terms: License
    /// The file: the license, and the keyring where the customer may lack it.
    public let file: [UInt8]
}

extension Workspace {
    /// Answers an order: reads the terms back from their one spelling, signs them, verifies the signature, and keeps a
    /// copy in the workspace.
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
        guard let signer = current.signingKey(for: "license", at: now) else { throw .noSigningKey(role: "license") }
        guard let id = LicenseID(at: now, random: random) else { throw .noSigningKey(role: "license") }
        let terms = try order.terms(id: id, vendor: vendor, entry: entry, request: request, now: now)
        let note = try sign(terms.text, as: signer, open: open)
        var items = [note.bytes]
        if current.keyring.version.value > (request?.keyring.value ?? 1) { items.append(current.note.bytes) }
        let file = LicenseFile.bytes(of: items)
        do throws(FileError) { try AtomicWrite.create(issuedPath(id), file) } catch { throw .file(error) }
        return IssuedLicense(terms: terms, file: file)
    }

    /// A request must be for this product, from an installation that can read the answer.
    private func check(_ request: ActivationRequest, _ entry: CatalogEntry) throws(SignerError) {
        guard request.vendor == vendor, request.product == entry.product else {
            throw .otherProduct(
                found: "\(request.vendor.text.string)/\(request.product.text.string)",
                expected: "\(vendor.text.string)/\(entry.product.text.string)")
        }
        guard request.accepts.contains(where: { $0.text.equals("latchkey/license@v1") }) else {
            throw .cannotReadLicenses
        }
    }

    private func sign(
        _ text: [UInt8], as signer: VerifierKey, open: (String) throws(KeyError) -> SecretKey
    ) throws(SignerError) -> SignedNote {
        do throws(KeyError) {
            let path = secretKeyPath(of: signer.name)
            let key = try SigningKey(name: signer.name, secretKey: open(path))
            guard key.verifierKey == signer else { throw KeyError.publicHalfDiffers(source: path) }
            return try SigningKey.note(text: text, signatures: [key.sign(text: text)])
        } catch {
            throw .key(error)
        }
    }
}
