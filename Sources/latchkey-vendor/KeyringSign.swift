internal import ArgumentParser
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor keyring sign`: a root key's part in a new keyring, on whatever machine the key is.
struct KeyringSign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign a proposed keyring with a root key.",
        discussion: """
            Needs no workspace: the file holds the keyring before it, whose signatures are checked, and the one to sign,
            and the changes are shown first. --base names the keyring that you know to be yours: no other start is
            taken. Examples:

              latchkey-vendor keyring sign next.proposal --key root-1.key -o signed.proposal
              latchkey-vendor keyring sign next.proposal --public-key root-2.pub \\
                --sign-with "ssh signer sign-it" -o signed.proposal
            """)

    @Argument(help: "The proposal; - is standard input.")
    var file: FileArgument

    @Option(
        name: .long, help: ArgumentHelp("A root key's secret key file; may be repeated.", valueName: "file"),
        completion: .file())
    var key: [String] = []

    @Option(name: .long, help: ArgumentHelp("Let a shell command sign for --public-key.", valueName: "command"))
    var signWith: String?

    @Option(
        name: .long, help: ArgumentHelp("The root key for --sign-with, or a file with it.", valueName: "key")
    )
    var publicKey: PublicKeyArgument?

    @Option(name: .long, help: ArgumentHelp("The keyring that the proposal has to start from.", valueName: "file"))
    var base: FileArgument?

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the signed proposal.", valueName: "file"))
    var output = FileArgument(argument: "-")

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @Flag(name: .long, help: "Sign without asking.")
    var yes = false

    @OptionGroup var passphrases: PassphraseOptions
    @OptionGroup var answer: OutputOptions

    func validate() throws {
        if (signWith == nil) != (publicKey == nil) {
            throw ValidationError("--sign-with and --public-key belong together")
        }
        if key.isEmpty, signWith == nil { throw ValidationError("name a key with --key or --sign-with") }
        try answer.validate(beside: output)
    }

    func run() throws {
        try output.refuseUnwritable(force: force)
        var proposal = try KeyringProposal.read(file)
        try requireBase(of: proposal)
        // Nobody is asked about what they were not shown.
        if !answer.json || !yes { for line in KeyringPage(proposal).lines { Console.talk(line) } }
        for path in key { proposal = try sign(proposal, path) }
        if let signWith, let publicKey { proposal = try sign(proposal, command: signWith, publicKey) }
        try output.write(proposal.bytes, force: force)
        tell(proposal)
    }

    /// The base vouches for itself only; whoever knows the vendor's keyring can say so.
    private func requireBase(of proposal: KeyringProposal) throws(Failure) {
        guard let base else { return }
        let bytes = try base.read(limit: Limits.fileBytes)
        guard let known = SignedNote.unverifiedText(of: bytes[...]), known == proposal.base.unverifiedText else {
            throw Failure(
                "\(file.name) does not start from \(base.name)",
                hint: "do not sign it; find out where it comes from")
        }
    }

    private func sign(_ proposal: KeyringProposal, _ path: String) throws(Failure) -> KeyringProposal {
        let secret: SecretKey
        do throws(KeyError) { secret = try passphrases.open(path) } catch { throw Failure(error) }
        let root = try root(of: proposal, secret.publicKey, path)
        let key: SigningKey
        do throws(KeyError) { key = try .named(root, secretKey: secret, source: path) } catch { throw Failure(error) }
        return try sign(proposal, with: key)
    }

    private func sign(
        _ proposal: KeyringProposal, command: String, _ publicKey: PublicKeyArgument
    ) throws(Failure) -> KeyringProposal {
        let root = try root(of: proposal, publicKey.read().publicKey, publicKey.argument)
        let key: SigningKey
        do throws(KeyError) { key = try .external(root, command: command) } catch { throw Failure(error) }
        return try sign(proposal, with: key)
    }

    /// The name that the keyrings give a key.
    private func root(
        of proposal: KeyringProposal, _ publicKey: Ed25519PublicKey, _ source: String
    ) throws(Failure) -> VerifierKey {
        do throws(CeremonyError) { return try proposal.root(publicKey) } catch {
            throw Failure("'\(source)': \(error.message)", hint: error.hint)
        }
    }

    private func sign(
        _ proposal: KeyringProposal, with key: borrowing SigningKey
    ) throws(Failure) -> KeyringProposal {
        let name = key.verifierKey.nameAndID.string
        if proposal.signers.contains(key.verifierKey) {
            Console.talk("'\(Console.safe(name))' has signed already")
            return proposal
        }
        if !yes {
            let keyring = proposal.keyring
            try Confirmation.ask(
                "sign keyring \(keyring.version.value) of \(keyring.vendor.text.string) with '\(name)'?",
                option: "--yes")
        }
        do throws(CeremonyError) { return try proposal.signing(with: key) } catch { throw Failure(error) }
    }

    private func tell(_ proposal: KeyringProposal) {
        if answer.json {
            Console.result { json in
                json.object { json in
                    KeyringPage(proposal).write(membersTo: &json)
                    json.string("file", Array(output.name.utf8))
                }
            }
        } else if proposal.missing == (0, 0) {
            Console.talk("every signature is there: bring it back to the workspace, to publish it")
        } else {
            let missing = CeremonyError.signaturesMissing(base: proposal.missing.base, next: proposal.missing.next)
            Console.talk(missing.message)
        }
    }
}
