public import SignedNote

/// Opens the key of a role for signing: from its secret key file at `path`, or by whatever else reaches its secret half.
/// The role is that of the keyring in which the key is to sign, which need not be in force yet.
public typealias KeyOpener = (
    _ role: String, _ verifierKey: VerifierKey, _ path: String
) throws(KeyError) -> SigningKey

extension SigningKey {
    /// Opens a secret key file, and sees that it holds the secret half of `verifierKey`.
    ///
    /// - Parameter passphrase: called only when the file needs one.
    /// - Throws: ``KeyError/publicHalfDiffers(source:)`` for another key, and what
    ///   ``SecretKeyFile/open(_:passphrase:)`` throws.
    public static func open(
        _ verifierKey: VerifierKey, path: String, passphrase: () throws(KeyError) -> Passphrase
    ) throws(KeyError) -> SigningKey {
        try named(verifierKey, secretKey: SecretKeyFile.open(path, passphrase: passphrase), source: path)
    }

    /// Gives an opened secret key the name of the key that it should be.
    ///
    /// - Throws: ``KeyError/publicHalfDiffers(source:)`` for another key.
    public static func named(
        _ verifierKey: VerifierKey, secretKey: consuming SecretKey, source: String
    ) throws(KeyError) -> SigningKey {
        let key = try SigningKey(name: verifierKey.name, secretKey: secretKey)
        guard key.verifierKey == verifierKey else { throw .publicHalfDiffers(source: source) }
        return key
    }

    /// A key that a shell command signs for (docs/keys-elsewhere.md).
    ///
    /// - Throws: ``KeyError/weakPublicKey(source:)``.
    public static func external(
        _ verifierKey: VerifierKey, command: String, deadline: Duration = KeyCommand.patience
    ) throws(KeyError) -> SigningKey {
        try SigningKey(verifierKey, command: KeyCommand(command, deadline: deadline))
    }
}
