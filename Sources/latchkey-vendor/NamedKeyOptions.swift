internal import ArgumentParser
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// A signing key on a machine that has no workspace: its file with its name, or a command with its verifier key.
struct NamedKeyOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The secret key file.", valueName: "file"), completion: .file())
    var key: String?

    @Option(name: .long, help: ArgumentHelp("The key's name: VENDOR/ROLE/LABEL.", valueName: "name"))
    var name: String?

    @Option(
        name: .long, help: ArgumentHelp("Sign with this command instead: docs/keys-elsewhere.md.", valueName: "command")
    )
    var signWith: String?

    @Option(
        name: .long, help: ArgumentHelp("With --sign-with: the key as 'keys list --json' shows it.", valueName: "vkey"))
    var vkey: String?

    func validate() throws {
        if (key == nil) == (signWith == nil) { throw ValidationError("name --key FILE, or --sign-with COMMAND") }
        if key != nil, name == nil { throw ValidationError("--key needs --name VENDOR/ROLE/LABEL") }
        if signWith != nil, vkey == nil { throw ValidationError("--sign-with needs --vkey VKEY") }
    }

    /// Opens the key.
    func open(_ passphrases: PassphraseOptions) throws(KeyError) -> SigningKey {
        if let signWith, let vkey {
            guard let key = try? VerifierKey(parsing: Array(vkey.utf8)[...]) else {
                throw .notAPublicKey(source: "--vkey")
            }
            return try .external(key, command: signWith)
        }
        let path = key ?? ""
        let secret = try SecretKeyFile.open(path) { () throws(KeyError) in
            try passphrases.passphrase(prompt: "Passphrase for \(path): ")
        }
        return try SigningKey(name: Array((name ?? "").utf8), secretKey: secret)
    }
}
