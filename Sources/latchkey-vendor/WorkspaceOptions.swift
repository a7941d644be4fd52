internal import ArgumentParser
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// Which workspace a command works in.
struct WorkspaceOptions: ParsableArguments {
    @Option(
        name: .customShort("C"), help: ArgumentHelp("The vendor's workspace.", valueName: "dir"), completion: .directory
    )
    var folder = "."

    @Option(
        name: .long, help: ArgumentHelp("Who works, for the ledger; else the login name.", valueName: "name"))
    var by: String?

    /// Opens the workspace.
    func open() throws(Failure) -> Workspace {
        do throws(LedgerError) { return try Workspace(folder: folder, actor: actor) } catch { throw Failure(error) }
    }

    /// Who works here.
    var actor: String { by ?? Machine.userName() }
}

/// Where the passphrase of secret keys comes from; never from the command line itself.
struct PassphraseOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("The first line of this file is the passphrase.", valueName: "file"),
        completion: .file())
    var passphraseFile: String?

    @Option(name: .long, help: ArgumentHelp("The next line of this descriptor is the passphrase.", valueName: "number"))
    var passphraseFd: Int32?

    func validate() throws {
        if passphraseFile != nil, passphraseFd != nil {
            throw ValidationError("--passphrase-file and --passphrase-fd exclude each other")
        }
    }

    /// The passphrase, asked for on the terminal where no option names a source.
    func passphrase(prompt: String, confirmation: String? = nil) throws(KeyError) -> Passphrase {
        if let passphraseFile { return try .file(passphraseFile) }
        if let passphraseFd { return try .descriptor(passphraseFd) }
        return try .terminal(prompt: prompt, confirmation: confirmation)
    }

    /// Makes a key, and writes its secret half into a file that is not there yet.
    func makeKey(_ name: [UInt8], at path: String, isUnprotected: Bool) throws(KeyError) -> VerifierKey {
        let secret = try SecretKey.generate()
        guard let key = try? VerifierKey(name: name, publicKey: secret.publicKey) else { throw .malformedKeyName }
        if isUnprotected {
            try SecretKeyFile.createUnprotected(path, key: secret)
        } else {
            let passphrase = try passphrase(prompt: "Passphrase for the new key: ", confirmation: "Once more: ")
            try SecretKeyFile.create(path, key: secret, passphrase: passphrase)
        }
        return key
    }

    /// Opens a secret key file, and asks for a passphrase only if it has one.
    func open(_ path: String) throws(KeyError) -> SecretKey {
        let key = try SecretKeyFile.open(path) { () throws(KeyError) in
            try passphrase(prompt: "Passphrase for \(path): ")
        }
        key.warnIfWeak(path)
        return key
    }
}

extension SecretKey {
    /// Says so when whoever copies the key's file can try passphrases fast.
    borrowing func warnIfWeak(_ path: String) {
        if let cost = passphraseCost, cost.isWeak {
            Console.talk(
                "\(LatchkeyVendor.program): warning: '\(path)' is protected by a weak key derivation; "
                    + "whoever copies it can try passphrases fast")
        }
    }
}

extension Failure {
    /// What the desk could not do.
    init(_ error: LedgerError) {
        self.init(error.message, hint: error.hint, status: error.isUndecided ? .undecided : .refused)
    }

    /// What is wrong with a key, an order or a document.
    init(_ error: SignerError) { self.init(LedgerError.signer(error)) }

    /// What could not be done with a key.
    init(_ error: KeyError) { self.init(LedgerError.signer(.key(error))) }
}
