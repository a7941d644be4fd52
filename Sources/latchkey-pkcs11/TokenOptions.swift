internal import ArgumentParser
internal import LicenseSigner
internal import Terminal

/// Which key in which token, and where the PIN comes from; never from the command line itself.
struct TokenOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("The token's PKCS #11 module, a shared library.", valueName: "file"),
        completion: .file())
    var module: String

    @Option(name: .long, help: ArgumentHelp("The token's label.", valueName: "label"))
    var token: String

    @Option(name: .long, help: ArgumentHelp("The key's label.", valueName: "label"))
    var key: String

    @Option(
        name: .long, help: ArgumentHelp("The first line of this file is the PIN.", valueName: "file"),
        completion: .file())
    var pinFile: String?

    @Option(name: .long, help: ArgumentHelp("The next line of this descriptor is the PIN.", valueName: "number"))
    var pinFd: Int32?

    func validate() throws {
        if pinFile != nil, pinFd != nil { throw ValidationError("--pin-file and --pin-fd exclude each other") }
    }

    /// Whether an option names where the PIN comes from.
    var hasPIN: Bool { pinFile != nil || pinFd != nil }

    /// The PIN, asked for on the terminal where no option names a source.
    func pin() throws(KeyError) -> Passphrase {
        if let pinFile { return try .file(pinFile) }
        if let pinFd { return try .descriptor(pinFd) }
        return try .terminal(prompt: "PIN for \(Console.safe(token)): ")
    }

    /// Opens the module and a session with the token.
    func open(writing: Bool = false) throws(TokenError) -> TokenSession {
        try TokenSession(TokenModule(module), token: token, writing: writing)
    }
}
