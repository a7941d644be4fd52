public import SignedNote

/// A key with a name that signs notes (c2sp.org/signed-note): its secret half is here, or reached by a command.
public struct SigningKey: ~Copyable, Sendable {
    /// Where the secret half is.
    private enum SecretHalf: ~Copyable, Sendable {
        case here(SecretKey)
        case elsewhere(KeyCommand)
    }

    /// The public side: name, key ID and public key.
    public let verifierKey: VerifierKey
    private let secretHalf: SecretHalf

    /// Names a secret key that is here.
    ///
    /// - Throws: ``KeyError/malformedKeyName``.
    public init(name: some Collection<UInt8>, secretKey: consuming SecretKey) throws(KeyError) {
        guard let verifierKey = try? VerifierKey(name: name, publicKey: secretKey.publicKey) else {
            throw .malformedKeyName
        }
        self.verifierKey = verifierKey
        secretHalf = .here(secretKey)
    }

    /// Takes a key that a command signs for. Nothing is run before there is something to sign.
    ///
    /// - Throws: ``KeyError/weakPublicKey(source:)``.
    public init(_ verifierKey: VerifierKey, command: KeyCommand) throws(KeyError) {
        guard verifierKey.publicKey.isInPrimeOrderSubgroup else {
            throw .weakPublicKey(source: verifierKey.nameAndID.string)
        }
        self.verifierKey = verifierKey
        secretHalf = .elsewhere(command)
    }

    /// Whether the secret half is in this process: signing takes nobody's time but a core's, and threads may sign at once.
    package var isHere: Bool {
        switch secretHalf {
        case .here: true
        case .elsewhere: false
        }
    }

    /// The signature line over a note's text, verified before it is returned.
    ///
    /// - Throws: ``KeyError/notNoteText`` unless the text is UTF-8 without control characters and ends in a newline;
    ///   ``KeyError/command(key:_:)``.
    public borrowing func sign(text: [UInt8]) throws(KeyError) -> SignedNote.Signature {
        guard Self.isNoteText(text[...]) else { throw .notNoteText }
        let signature =
            switch secretHalf {
            case .here(let key): try key.sign(text[...])
            case .elsewhere(let command): try command.sign(text, for: verifierKey)
            }
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

    /// Runs what signs many times; a secret half that is here is made readable once for all of it.
    package borrowing func keepingOpen<Result>(_ body: () -> Result) -> Result {
        switch secretHalf {
        case .here(let key): key.read { _ in body() }
        case .elsewhere: body()
        }
    }

    /// Lends the secret half.
    ///
    /// - Throws: ``KeyError/secretElsewhere(key:)``, and what `body` throws.
    package borrowing func withSecretKey(_ body: (borrowing SecretKey) throws(KeyError) -> Void) throws(KeyError) {
        switch secretHalf {
        case .here(let key): try body(key)
        case .elsewhere: throw .secretElsewhere(key: verifierKey.nameAndID.string)
        }
    }
}
