public import LicenseFormat
public import SignedNote

/// What a signing key may sign.
public enum Role: Sendable, CaseIterable {
    /// Licenses.
    case license
    /// Lists of revoked licenses.
    case revocation
    /// Repairs of an installation's clock.
    case repair
    /// Checkpoints of the issuance log.
    case log

    /// The name in a keyring.
    public var name: StaticString {
        switch self {
        case .license: "license"
        case .revocation: "revocation"
        case .repair: "repair"
        case .log: "log"
        }
    }
}

/// The keys that an installation trusts: the product file's, and those of newer keyrings that its roots vouch for.
///
/// Does no I/O and never goes back: a keyring is adopted only if it is newer and signed by the threshold of the known
/// roots, and where it changes the roots also by the threshold of the new ones (TUF specification, section 5.3).
public struct TrustedKeys: Sendable {
    private let shared: Shared<Keyring>
    /// The keyring in force.
    public var keyring: Keyring { shared.value }
    /// The root keys before this keyring's, newest first: they still tell an old keyring from a foreign one.
    private let formerRoots: [RootKeys]
    /// Whether a license counts only with a log proof.
    let requiresLogProof: Bool

    /// The keys in a product file, each of them checked.
    public init(_ product: Product) throws(FormatError) {
        try self.init(product, Keyring(parsing: product.keyringText))
    }

    /// The keys in a product file, as trusted as the file itself: what a load needs.
    init(trusting product: Product) throws(FormatError) {
        try self.init(product, Keyring(trusting: product.keyringText))
    }

    private init(_ product: Product, _ keyring: Keyring) throws(FormatError) {
        guard keyring.vendor == product.vendor, keyring.roots == product.roots else {
            throw FormatError(.inconsistent, line: 1, key: [UInt8]("root"))
        }
        self.init(keyring: keyring, formerRoots: [], requiresLogProof: product.requiresLogProof)
    }

    private init(keyring: Keyring, formerRoots: [RootKeys], requiresLogProof: Bool) {
        shared = Shared(keyring)
        self.formerRoots = formerRoots
        self.requiresLogProof = requiresLogProof
    }

    /// Every key that can sign something here, whatever its role.
    public var allKeys: [VerifierKey] { keyring.roots.keys + keyring.keys.compactMap { $0.key } }

    /// The keys with a newer keyring adopted.
    ///
    /// - Throws: the finding that refuses the keyring. ``FindingCode/alreadyInstalled`` when it is the one that is held,
    ///   ``FindingCode/olderKeyring`` when it is good but not newer.
    public func adopting(_ note: SignedNote) throws(Finding) -> TrustedKeys {
        let roots = [keyring.roots] + formerRoots
        let rootKeys = roots.flatMap { $0.keys }
        let signers = try self.signers(of: note, among: rootKeys + claimedKeys(note).map { $0.key }, document: .keyring)
        guard signers.contains(where: { rootKeys.contains($0) }) else {
            throw Finding(
                .wrongRole, ("signer", signers.first?.name ?? []), ("document", [UInt8](DocumentType.keyring.phrase)))
        }
        let next: Keyring
        do throws(FormatError) { next = try Keyring(parsing: note.unverifiedText) } catch {
            throw Finding(.newerDocument, ("document", [UInt8](DocumentType.keyring.name)))
        }
        guard next.vendor == keyring.vendor else {
            throw Finding(.otherVendor, ("found", next.vendor.text), ("expected", keyring.vendor.text))
        }
        guard next.version.value > keyring.version.value else {
            guard roots.contains(where: { $0.areEnough(signers) }) else { throw keyring.roots.tooFew(signers) }
            throw next == keyring
                ? Finding(.alreadyInstalled, ("document", [UInt8](DocumentType.keyring.name)))
                : Finding(.olderKeyring, ("found", next.version.text), ("held", keyring.version.text))
        }
        guard keyring.roots.areEnough(signers) else { throw keyring.roots.tooFew(signers) }
        if next.roots != keyring.roots {
            let newKeys = next.roots.claimed(by: note)
            let newSigners = newKeys.isEmpty ? [] : try self.signers(of: note, among: newKeys, document: .keyring)
            guard next.roots.areEnough(newSigners) else { throw next.roots.tooFew(newSigners) }
        }
        return TrustedKeys(keyring: next, formerRoots: roots, requiresLogProof: requiresLogProof)
    }

    /// The honest keys of `role` that signed a note, never none.
    func signers(of note: SignedNote, role: Role, document: DocumentType) throws(Finding) -> [Signer] {
        let entitled = try entitledSigners(of: note, role: role, document: document)
        let honest = honest(entitled)
        if honest.isEmpty { throw .keyCompromised(entitled) }
        return honest
    }

    /// Those of some signers that nobody else may hold.
    func honest(_ signers: [Signer]) -> [Signer] {
        keyring.compromised.isEmpty ? signers : signers.filter { !isCompromised($0.key.nameAndID) }
    }

    /// The keys of `role` that signed a note, honest or not, never none.
    func entitledSigners(of note: SignedNote, role: Role, document: DocumentType) throws(Finding) -> [Signer] {
        let claimed = claimedKeys(note)
        var known = keyring.roots.claimed(by: note)
        for signer in claimed { known.append(signer.key) }
        let signers = try self.signers(of: note, among: known, document: document)
        let ofRole = claimed.filter { $0.entry.role.bytes.equals(role.name) && signers.contains($0.key) }
        guard !ofRole.isEmpty else {
            if claimed.contains(where: { $0.isOfUnknownRole }) {
                throw Finding(.newerDocument, ("document", [UInt8](document.name)))
            }
            throw Finding(.wrongRole, ("signer", signers.first?.name ?? []), ("document", [UInt8](document.phrase)))
        }
        return ofRole
    }

    /// Whether somebody else may hold a key, by its name and ID.
    func isCompromised(_ nameAndID: [UInt8]) -> Bool {
        keyring.compromised.contains { $0.nameAndID == nameAndID }
    }

    /// The keys that the note's signature lines name; only those are decoded.
    private func claimedKeys(_ note: SignedNote) -> [Signer] {
        keyring.keys(claimedBy: note).compactMap { entry in entry.key.map { Signer(entry: entry, key: $0) } }
    }

    /// The known signers of a note; altered, unknown and newer signers are told apart.
    func signers(
        of note: SignedNote, among keys: [VerifierKey], document: DocumentType
    ) throws(Finding) -> [VerifierKey] {
        do throws(NoteError) {
            return try note.verified(by: keys).signers
        } catch {
            let document = ("document" as StaticString, [UInt8](document.name))
            let index: Int? = if case .invalidSignature(let number) = error { number - 1 } else { nil }
            guard let index else {
                let name = note.signatures.first?.name ?? []
                if note.signatures.contains(where: { isCompromised($0.nameAndID) }) {
                    throw Finding(.keyCompromised, ("signer", name))
                }
                throw Finding(isOwnNewName(name) ? .unknownKey : .unknownSigner, document, ("signer", name))
            }
            let name = note.signatures.dropFirst(index).first?.name ?? []
            throw Finding(.altered, document, ("signer", name))
        }
    }

    /// Whether a key name is of this vendor, and of none of the keys that are known. It proves nothing.
    private func isOwnNewName(_ name: [UInt8]) -> Bool {
        keyring.vendor.prefixes(name) && !allKeys.contains { $0.name == name }
    }
}

/// A key that signed a note, with its entry in the keyring.
struct Signer: Sendable {
    let entry: RoleKey
    let key: VerifierKey

    /// Whether this version does not know the role; it is kept and ignored.
    var isOfUnknownRole: Bool { !Role.allCases.contains { entry.role.bytes.equals($0.name) } }
}

extension Finding {
    /// That somebody else may hold every key that signed.
    static func keyCompromised(_ signers: [Signer]) -> Finding {
        Finding(.keyCompromised, ("signer", signers.first?.key.name ?? []))
    }
}

extension RootKeys {
    /// What to say when too few of these signed.
    fileprivate func tooFew(_ signers: [VerifierKey]) -> Finding {
        let found = keys.count { signers.contains($0) }
        return Finding(.tooFewSignatures, ("found", [UInt8](decimal: Int64(found))), ("needed", threshold.text))
    }
}
