package import LicenseFormat
package import SignedNote

extension SigningKey {
    /// A text with this key's signature as a note.
    package borrowing func note(_ text: [UInt8]) throws(SignerError) -> SignedNote {
        do throws(KeyError) { return try SigningKey.note(text: text, signatures: [sign(text: text)]) } catch {
            throw .key(error)
        }
    }
}

extension Keyring {
    /// The keys that have a role, as far as their algorithm is known; in force, retired or compromised.
    package func keys(of role: String) -> [VerifierKey] {
        keys.filter { $0.role.text.string == role }.compactMap(\.key)
    }
}

extension CurrentKeyring {
    /// Whether a key of a role signed a note, that is not compromised and could sign when the note was issued.
    package func counts(_ note: SignedNote, as role: String, issued: Timestamp) -> Bool {
        keyring.keys.contains { entry in
            guard entry.role.text.string == role, entry.mayIssue(at: issued), let key = entry.key, !isCompromised(key)
            else { return false }
            return (try? note.verified(by: [key])) != nil
        }
    }

    /// Whether a key of a role, be it retired or compromised, is said to have signed a note and did not.
    package func contradicts(_ note: SignedNote, as role: String) -> Bool {
        keyring.keys(of: role).contains { key in
            note.signatures.contains { $0.claims(key) } && (try? note.verified(by: [key])) == nil
        }
    }

    package func isCompromised(_ key: VerifierKey) -> Bool {
        keyring.compromised.contains { $0.nameAndID == key.nameAndID }
    }
}
