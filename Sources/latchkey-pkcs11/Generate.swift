internal import ArgumentParser
internal import SignedNote
internal import Terminal

/// `latchkey-pkcs11 generate`: a key that never leaves its token.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an Ed25519 key in the token, and show its public half.",
        discussion: """
            The secret half can neither be read nor taken out: there is no backup of it but the token's own. Example:

              latchkey-pkcs11 generate --module libsofthsm2.so --token vault --key root-1
            """)

    @OptionGroup var options: TokenOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let key: Ed25519PublicKey
        do throws(TokenError) {
            let session = try options.open(writing: true)
            try session.logIn(pin: options.pin)
            key = try session.generate(label: options.key)
        } catch {
            throw Failure(error)
        }
        Public.show(key, json: output.json)
    }
}
