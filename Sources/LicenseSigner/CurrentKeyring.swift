public import LicenseFormat
public import SignedNote

/// A vendor's newest keyring: the note, and what it says.
public struct CurrentKeyring: Equatable, Sendable {
    /// The keyring as it is handed out.
    public let note: SignedNote
    /// What it says.
    public let keyring: Keyring

    /// Checks a keyring's own signatures, and that every key is a proper one.
    ///
    /// - Parameter path: what a message says that it is from.
    package init(_ note: SignedNote, path: String) throws(SignerError) {
        let keyring: Keyring
        do throws(FormatError) { keyring = try Keyring(parsing: note.unverifiedText) } catch {
            throw .damaged(path: path, error)
        }
        guard let verified = try? note.verified(by: keyring.roots.keys), keyring.roots.areEnough(verified.signers)
        else {
            throw .keyringNotSigned(path: path)
        }
        for key in keyring.roots.keys + keyring.keys.compactMap(\.key) {
            guard key.publicKey.isInPrimeOrderSubgroup else { throw .key(.weakPublicKey(source: key.name.string)) }
        }
        self.note = note
        self.keyring = keyring
    }

    /// The key of a role that may sign now.
    public func signingKey(for role: String, at now: Timestamp) -> VerifierKey? {
        keyring.keys.last { key in
            key.role.text.string == role && key.mayIssue(at: now) && key.key.map { !isCompromised($0) } ?? false
        }?.key
    }
}
