internal import ArgumentParser
internal import SignedNote
internal import Terminal

/// `latchkey-pkcs11 sign`: standard input to a signature.
struct Sign: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign standard input; the signature is 64 bytes on standard output.",
        discussion: """
            Example:

              latchkey-pkcs11 sign --module libsofthsm2.so --token vault --key root-1 \\
                < text > signature
            """)

    @OptionGroup var options: TokenOptions

    func run() throws {
        let text = try FileArgument(argument: "-").read(limit: Limits.noteBytes)
        let signature: [UInt8]
        do throws(TokenError) {
            let session = try options.open()
            try session.logIn(pin: options.pin)
            signature = try session.sign(text, label: options.key)
        } catch {
            throw Failure(error)
        }
        try Console.result(bytes: signature)
    }
}
