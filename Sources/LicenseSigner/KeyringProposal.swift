public import LicenseFormat
public import SignedNote

/// A keyring that waits for its signatures, as it travels to the root keys (docs/spec/proposal.md): the signed keyring
/// before it, its text, and the signatures so far.
///
/// Every value of this type is checked: the base is signed by a threshold of its own roots, the next keyring can be read
/// and follows the base, and every signature is a root key's and matches.
public struct KeyringProposal: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/proposal@v1"

    /// The keyring before, as a note.
    public let base: SignedNote
    /// What the base says. That its root keys are the vendor's is for the caller to know from elsewhere.
    public let baseKeyring: Keyring
    /// What is proposed.
    public let keyring: Keyring
    /// The signatures so far, sorted by name and ID, one a key.
    public let signatures: [SignedNote.Signature]

    /// Proposes a draft on the keyring that it was made from.
    ///
    /// - Throws: ``CeremonyError/nothingChanged``, ``CeremonyError/baseNotSigned``.
    public init(_ draft: KeyringDraft, base: SignedNote) throws(CeremonyError) {
        guard draft.base.text[...] == base.unverifiedText else { throw .otherProposal }
        try self.init(base: base, text: draft.next.text, signatures: [])
    }

    /// Reads a proposal's file.
    public init(parsing file: Bytes) throws(CeremonyError) {
        let parts = try ProposalFile(parsing: file)
        try self.init(base: parts.base, text: parts.text, signatures: parts.signatures)
        guard bytes[...] == file else { throw .notAProposal }
    }

    private init(base: SignedNote, text: [UInt8], signatures: [SignedNote.Signature]) throws(CeremonyError) {
        let (old, new) = (
            try Self.keyring(base.unverifiedText, isBase: true), try Self.keyring(text[...], isBase: false)
        )
        guard let verified = try? base.verified(by: old.roots.keys), old.roots.areEnough(verified.signers) else {
            throw .baseNotSigned
        }
        guard new.vendor == old.vendor else {
            throw .otherVendor(new.vendor.text.string, expected: old.vendor.text.string)
        }
        guard new.version.value == old.version.value + 1 else {
            throw .notTheNext(version: new.version.value, after: old.version.value)
        }
        (self.base, baseKeyring, keyring) = (base, old, new)
        self.signatures = signatures.sorted { $0.nameAndID.precedes($1.nameAndID) }
        guard !changes.isEmpty else { throw .nothingChanged }
        guard signatures.count <= Limits.noteSignatures else { throw .tooManySignatures(limit: Limits.noteSignatures) }
        guard zip(self.signatures, self.signatures.dropFirst()).allSatisfy({ $0.nameAndID != $1.nameAndID }) else {
            throw .notAProposal
        }
        for signature in signatures {
            let name = signature.nameAndID.string
            guard let root = roots.first(where: { signature.claims($0) }) else { throw .strangeSignature(by: name) }
            guard root.publicKey.isValidSignature(signature.bytes[...], for: text[...]) else {
                throw .altered(by: name)
            }
        }
    }

    private static func keyring(_ text: Bytes, isBase: Bool) throws(CeremonyError) -> Keyring {
        let keyring: Keyring
        do throws(FormatError) { keyring = try Keyring(parsing: text) } catch {
            throw .damagedKeyring(error, isBase: isBase)
        }
        for key in keyring.roots.keys + keyring.keys.compactMap(\.key) where !key.publicKey.isInPrimeOrderSubgroup {
            throw .weakKey(key.shown)
        }
        return keyring
    }

    /// The file's bytes, the one spelling.
    public var bytes: [UInt8] {
        ProposalFile(base: base, text: keyring.text, signatures: signatures).bytes
    }

    /// The root keys of both keyrings, each once: those whose signatures count.
    public var roots: [VerifierKey] {
        baseKeyring.roots.keys + keyring.roots.keys.filter { !baseKeyring.roots.keys.contains($0) }
    }

    /// The root keys that have signed.
    public var signers: [VerifierKey] { roots.filter { root in signatures.contains { $0.claims(root) } } }

    /// How many root keys have yet to sign: of the base, and of the next keyring where its roots are others.
    public var missing: (base: Int, next: Int) {
        let next = keyring.roots == baseKeyring.roots ? 0 : Self.missing(signers, of: keyring.roots)
        return (Self.missing(signers, of: baseKeyring.roots), next)
    }

    private static func missing(_ signers: [VerifierKey], of roots: RootKeys) -> Int {
        max(0, Int(roots.threshold.value) - roots.keys.count { signers.contains($0) })
    }

    /// The root key that a public key is, under the name that it has there.
    ///
    /// - Throws: ``CeremonyError/notARoot(_:)``.
    public func root(_ publicKey: Ed25519PublicKey) throws(CeremonyError) -> VerifierKey {
        guard let root = roots.first(where: { $0.publicKey == publicKey }) else {
            throw .notARoot(Paserk.encode(publicKey).string)
        }
        return root
    }

    /// The proposal with one more signature; the same where the key has signed already.
    ///
    /// - Throws: ``CeremonyError/notARoot(_:)``, ``CeremonyError/tooManySignatures(limit:)``,
    ///   ``CeremonyError/key(_:)``.
    public func signing(with key: borrowing SigningKey) throws(CeremonyError) -> KeyringProposal {
        let root = key.verifierKey
        guard roots.contains(root) else { throw .notARoot(root.shown) }
        if signers.contains(root) { return self }
        let signature: SignedNote.Signature
        do throws(KeyError) { signature = try key.sign(text: keyring.text) } catch { throw .key(error) }
        return try KeyringProposal(base: base, text: keyring.text, signatures: signatures + [signature])
    }

    /// The signatures of two copies that were signed apart from each other.
    ///
    /// - Throws: ``CeremonyError/otherProposal``, ``CeremonyError/tooManySignatures(limit:)``.
    public func merging(_ other: KeyringProposal) throws(CeremonyError) -> KeyringProposal {
        guard other.base == base, other.keyring == keyring else { throw .otherProposal }
        let more = other.signatures.filter { new in !signatures.contains { $0.nameAndID == new.nameAndID } }
        return try KeyringProposal(base: base, text: keyring.text, signatures: signatures + more)
    }

    /// The keyring as a note that every reader who holds the base adopts.
    ///
    /// - Throws: ``CeremonyError/signaturesMissing(base:next:)``.
    public func published() throws(CeremonyError) -> SignedNote {
        let missing = missing
        guard missing == (0, 0) else { throw .signaturesMissing(base: missing.base, next: missing.next) }
        do throws(KeyError) { return try SigningKey.note(text: keyring.text, signatures: signatures) } catch {
            throw .key(error)
        }
    }
}
