public import LicenseFormat
public import SignedNote

/// A license as it was read: its terms are claims, nothing of it is verified.
public struct SignedLicense: Equatable, Sendable {
    /// The note that carries it.
    public let note: SignedNote
    /// What it says of itself; parsed once, from the bytes that are verified later.
    public let claims: License

    /// Reads the license in a note.
    public init(_ note: SignedNote) throws(FormatError) {
        claims = try License(parsing: note.unverifiedText)
        self.note = note
    }
}

/// A license whose signature and signer are good. Only ``TrustedKeys/verify(_:)`` makes one, and only its terms grant.
public struct VerifiedLicense: Equatable, Sendable {
    /// The terms.
    public let terms: License

    fileprivate init(terms: License) {
        self.terms = terms
    }
}

extension TrustedKeys {
    /// Verifies signature, role, vendor and issuance window, in this order.
    public func verify(_ license: SignedLicense) throws(Finding) -> VerifiedLicense {
        let signers = try signers(of: license.note, role: .license, document: .license)
        let terms = license.claims
        guard terms.vendor == keyring.vendor, signers.contains(where: { terms.vendor.prefixes($0.key.name) }) else {
            throw Finding(.otherVendor, ("found", terms.vendor.text), ("expected", keyring.vendor.text))
        }
        guard signers.contains(where: { $0.entry.mayIssue(at: terms.issued) }) else {
            throw Finding(
                .keyNotValidThen, ("issued", terms.issued.date.text), ("signer", signers.first?.key.name ?? []))
        }
        if requiresLogProof { throw Finding(.proofMissing) }
        return VerifiedLicense(terms: terms)
    }
}
