internal import ArgumentParser
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// How the keys of a workspace are reached: by their files, or by commands that sign where the keys are.
struct SigningOptions: ParsableArguments {
    @OptionGroup var passphrases: PassphraseOptions

    @Option(
        name: .long,
        help: ArgumentHelp("Let a shell command sign; not for the log's key.", valueName: "command"))
    var signWith: String?

    @Option(name: .long, help: ArgumentHelp("Let a shell command sign the log.", valueName: "command"))
    var signLogWith: String?

    /// Opens keys; the passphrase that opened one is tried on the next.
    func opener() -> KeyOpener {
        let remembered = RememberedPassphrase()
        return { role, key, path throws(KeyError) in
            if let command = role == "log" ? signLogWith : signWith {
                return try .external(key, command: command)
            }
            return try remembered.open(key, path) { () throws(KeyError) in
                try passphrases.passphrase(prompt: "Passphrase for \(path): ")
            }
        }
    }
}

/// The passphrase that opened the last key.
private final class RememberedPassphrase {
    private var last: Passphrase?

    func open(
        _ key: VerifierKey, _ path: String, asking ask: () throws(KeyError) -> Passphrase
    ) throws(KeyError) -> SigningKey {
        if let secret = try openWithLast(path) { return try .named(key, secretKey: secret, source: path) }
        let secret = try SecretKeyFile.open(path) { () throws(KeyError) in
            let passphrase = try ask()
            last = try passphrase.copy()
            return passphrase
        }
        secret.warnIfWeak(path)
        return try .named(key, secretKey: secret, source: path)
    }

    /// The key, if the last passphrase opens it.
    private func openWithLast(_ path: String) throws(KeyError) -> SecretKey? {
        guard last != nil else { return nil }
        do throws(KeyError) {
            let secret = try SecretKeyFile.open(path) { () throws(KeyError) in
                switch last {
                case .some(let passphrase): try passphrase.copy()
                case .none: throw .noTerminal
                }
            }
            secret.warnIfWeak(path)
            return secret
        } catch {
            guard case .wrongPassphrase = error else { throw error }
            last = nil
            return nil
        }
    }
}
