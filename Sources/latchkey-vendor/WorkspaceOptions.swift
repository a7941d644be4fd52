internal import ArgumentParser
internal import DurableFile
internal import LicenseFormat
internal import LicenseSigner
internal import Terminal

/// Which workspace a command works in.
struct WorkspaceOptions: ParsableArguments {
    @Option(name: .customShort("C"), help: ArgumentHelp("The vendor's workspace.", valueName: "dir"))
    var folder = "."

    /// Opens the workspace.
    func open() throws(Failure) -> Workspace {
        do throws(SignerError) { return try Workspace(folder: folder) } catch { throw Failure(error) }
    }
}

/// Where the passphrase of secret keys comes from; never from the command line itself.
struct PassphraseOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The first line of this file is the passphrase.", valueName: "file"))
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

    /// Opens a secret key file, and asks for a passphrase only if it has one.
    func open(_ path: String) throws(KeyError) -> SecretKey {
        let key = try SecretKeyFile.open(path) { () throws(KeyError) in
            try passphrase(prompt: "Passphrase for \(path): ")
        }
        if let cost = key.passphraseCost, cost.isWeak {
            Console.talk(
                "\(LatchkeyVendor.program): warning: '\(path)' is protected by a weak key derivation; "
                    + "whoever copies it can try passphrases fast")
        }
        return key
    }
}

extension Failure {
    /// What the vendor's side could not do.
    init(_ error: SignerError) {
        let isUndecided =
            switch error {
            case .file, .key(.file), .damaged, .keyringNotSigned, .copyNotSigned, .listNotSigned, .emission: true
            default: false
            }
        self.init(error.message, hint: error.hint, status: isUndecided ? .undecided : .refused)
    }

    /// What could not be done with a key.
    init(_ error: KeyError) {
        let isFile = if case .file = error { true } else { false }
        self.init(error.message, hint: error.hint, status: isFile ? .undecided : .refused)
    }
}
