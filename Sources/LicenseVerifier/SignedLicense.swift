public import LicenseFormat
public import SignedNote

/// A license as it was read: its terms are claims, nothing of it is verified.
public struct SignedLicense: Equatable, Sendable {
    /// The note that carries it.
    public let note: SignedNote
    /// What it says of itself; parsed once, from the bytes that are verified later.
    public let claims: License
    /// What stands behind it, where that may be its log proof; read only where something asks for the proof.
    let proof: Bytes?

    /// Reads the license in a note.
    public init(_ note: SignedNote) throws(FormatError) { try self.init(note, proof: nil) }

    /// Reads the license in a note.
    init(_ note: SignedNote, proof: Bytes?) throws(FormatError) {
        claims = try License(parsing: note.unverifiedText)
        self.note = note
        self.proof = proof
    }

    /// Equal notes: claims follow from them, and a proof says nothing about the terms.
    public static func == (left: SignedLicense, right: SignedLicense) -> Bool { left.note == right.note }
}

/// A license whose signature and signer are good, and whose log proof is where one is needed. Only
/// ``TrustedKeys/verify(_:)`` makes one, and only its terms grant.
public struct VerifiedLicense: Equatable, Sendable {
    private let license: SignedLicense

    /// The terms.
    public var terms: License { license.claims }

    fileprivate init(_ license: SignedLicense) {
        self.license = license
    }
}

extension TrustedKeys {
    /// Verifies signature, role, honesty, vendor, issuance window and, where one is needed, the log proof, in this order
    /// (docs/spec/import.md, "Judging an item").
    public func verify(_ license: SignedLicense) throws(Finding) -> VerifiedLicense {
        let entitled = try entitledSigners(of: license.note, role: .license, document: .license)
        var signers = honest(entitled)
        var leaf: ProvenLeaf?
        if signers.isEmpty {
            leaf = try leafUnderCompromise(of: license)
            signers = entitled.filter { signer in leaf.map { signedBeforeCompromise(signer, $0) } ?? false }
            if signers.isEmpty { throw .keyCompromised(entitled) }
        }
        _ = try signer(
            among: signers, vendor: license.claims.vendor, issued: license.claims.issued, as: .license)
        if requiresLogProof, leaf == nil { leaf = try provenLeaf(of: license) }
        return VerifiedLicense(license)
    }

    /// The honest key of a role that signed a note of a vendor's, and was in use then.
    func signer(
        of note: SignedNote, role: Role, vendor: Token, issued: Timestamp, as document: DocumentType
    ) throws(Finding) -> VerifierKey {
        let signers = try signers(of: note, role: role, document: document)
        return try signer(among: signers, vendor: vendor, issued: issued, as: document)
    }

    /// The first of some signers that was in use when a document of a vendor's was issued.
    private func signer(
        among signers: [Signer], vendor: Token, issued: Timestamp, as document: DocumentType
    ) throws(Finding) -> VerifierKey {
        guard vendor == keyring.vendor, signers.contains(where: { vendor.prefixes($0.key.name) }) else {
            throw Finding(.otherVendor, ("found", vendor.text), ("expected", keyring.vendor.text))
        }
        guard let signer = signers.first(where: { $0.entry.mayIssue(at: issued) }) else {
            throw Finding(
                .keyNotValidThen, ("document", [UInt8](document.name)), ("issued", issued.date.text),
                ("signer", signers.first?.key.name ?? []))
        }
        return signer.key
    }
}
