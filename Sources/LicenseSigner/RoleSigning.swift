internal import LicenseFormat
internal import SignedNote

extension Workspace {
    /// Opens the key of a role that may sign now, once for all that is to be signed.
    ///
    /// - Parameter open: opens the secret key file at a path.
    /// - Throws: ``SignerError/noSigningKey(role:)``, or why the file could not be opened.
    func signingKey(
        for role: String, in current: CurrentKeyring, at now: Timestamp,
        open: (String) throws(KeyError) -> SecretKey
    ) throws(SignerError) -> SigningKey {
        guard let signer = current.signingKey(for: role, at: now) else { throw .noSigningKey(role: role) }
        do throws(KeyError) {
            let path = secretKeyPath(of: signer.name)
            let key = try SigningKey(name: signer.name, secretKey: open(path))
            guard key.verifierKey == signer else { throw KeyError.publicHalfDiffers(source: path) }
            return key
        } catch {
            throw .key(error)
        }
    }
}

extension SigningKey {
    /// A text with this key's signature as a note.
    borrowing func note(_ text: [UInt8]) throws(SignerError) -> SignedNote {
        do throws(KeyError) { return try SigningKey.note(text: text, signatures: [sign(text: text)]) } catch {
            throw .key(error)
        }
    }
}

extension CurrentKeyring {
    /// Whether a key of a role signed a note, that is not compromised and could sign when the note was issued.
    func counts(_ note: SignedNote, as role: String, issued: Timestamp) -> Bool {
        keyring.keys.contains { entry in
            guard entry.role.text.string == role, entry.mayIssue(at: issued), let key = entry.key, !isCompromised(key)
            else { return false }
            return (try? note.verified(by: [key])) != nil
        }
    }

    /// Whether a key of a role, be it retired or compromised, is said to have signed a note and did not.
    func contradicts(_ note: SignedNote, as role: String) -> Bool {
        keyring.keys.contains { entry in
            guard entry.role.text.string == role, let key = entry.key else { return false }
            return note.signatures.contains { $0.claims(key) } && (try? note.verified(by: [key])) == nil
        }
    }

    func isCompromised(_ key: VerifierKey) -> Bool {
        keyring.compromised.contains { $0.nameAndID == key.nameAndID }
    }

    /// The keyring's note where somebody who holds keyring `held` lacks it, for a file's items.
    func items(beyond held: Decimal?) -> [[UInt8]] {
        keyring.version.value > (held?.value ?? 1) ? [note.bytes] : []
    }
}
