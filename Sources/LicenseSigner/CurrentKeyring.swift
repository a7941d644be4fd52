internal import DurableFile
public import LicenseFormat
public import SignedNote

/// A vendor's newest keyring: the note, and what it says.
public struct CurrentKeyring: Equatable, Sendable {
    /// The keyring as it is handed out.
    public let note: SignedNote
    /// What it says.
    public let keyring: Keyring

    /// Checks a keyring's own signatures, and that every key is a proper one.
    init(_ note: SignedNote, path: String) throws(SignerError) {
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

extension Workspace {
    /// The newest keyring.
    public func currentKeyring() throws(SignerError) -> CurrentKeyring {
        let keyrings = try keyrings()
        guard let newest = keyrings.last else {
            throw .file(.notFound(path: keyringPath(version: Decimal.zero.next)))
        }
        return newest
    }

    /// Every keyring, oldest first: versions follow each other without a gap.
    public func keyrings() throws(SignerError) -> [CurrentKeyring] {
        var version = Decimal.zero.next
        var keyrings: [CurrentKeyring] = []
        while true {
            let path = keyringPath(version: version)
            let bytes: [UInt8]
            do throws(FileError) { bytes = try BoundedRead.file(path, limit: Limits.noteBytes) } catch {
                guard case .notFound = error else { throw .file(error) }
                return keyrings
            }
            let note: SignedNote
            do throws(NoteError) { note = try SignedNote(parsing: bytes[...]) } catch {
                throw .damaged(path: path, FormatError(.note(error), line: 1))
            }
            keyrings.append(try CurrentKeyring(note, path: path))
            version = version.next
        }
    }
}
