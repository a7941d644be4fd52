public import SignedNote

/// A secret key with a name: what signs notes (c2sp.org/signed-note).
public struct SigningKey: ~Copyable {
    /// The public side: name, key ID and public key.
    public let verifierKey: VerifierKey
    private let secretKey: SecretKey

    /// Names a key.
    ///
    /// - Throws: ``KeyError/malformedKeyName``.
    public init(name: some Collection<UInt8>, secretKey: consuming SecretKey) throws(KeyError) {
        guard let verifierKey = try? VerifierKey(name: name, publicKey: secretKey.publicKey) else {
            throw .malformedKeyName
        }
        self.verifierKey = verifierKey
        self.secretKey = secretKey
    }

    /// The signature line over a note's text, verified before it is returned.
    ///
    /// - Throws: ``KeyError/notNoteText`` unless the text is UTF-8 without control characters and ends in a newline.
    public borrowing func sign(text: [UInt8]) throws(KeyError) -> SignedNote.Signature {
        guard Self.isNoteText(text[...]) else { throw .notNoteText }
        let signature = try secretKey.sign(text[...])
        return SignedNote.Signature(name: verifierKey.name, keyID: verifierKey.id, bytes: signature)
    }

    /// A text and its signatures as one note, read back to see that others can read it.
    ///
    /// - Throws: ``KeyError/notNoteText``; ``KeyError/notANote`` without a signature or beyond the limits of a note.
    public static func note(text: [UInt8], signatures: [SignedNote.Signature]) throws(KeyError) -> SignedNote {
        guard isNoteText(text[...]) else { throw .notNoteText }
        let note = SignedNote(text: text, signatures: signatures)
        guard let read = try? SignedNote(parsing: note.bytes[...]), read == note else { throw .notANote }
        return note
    }

    private static func isNoteText(_ text: Bytes) -> Bool {
        guard text.last == newline, text.count <= Limits.noteBytes else { return false }
        return UnicodeText.allScalars(of: text) { $0 >= 0x20 || $0 == UInt32(newline) }
    }

    /// Lends the secret half.
    package borrowing func withSecretKey(_ body: (borrowing SecretKey) throws(KeyError) -> Void) throws(KeyError) {
        try body(secretKey)
    }
}
