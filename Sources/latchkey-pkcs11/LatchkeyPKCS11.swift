internal import ArgumentParser
internal import LicenseSigner
internal import Terminal

/// A key in a PKCS #11 token, as a command that signs (docs/keys-elsewhere.md).
@main
struct LatchkeyPKCS11: ParsableCommand {
    static let program = "latchkey-pkcs11"

    static let configuration = CommandConfiguration(
        commandName: program,
        abstract: "Sign with an Ed25519 key in a PKCS #11 token: a module, a smart card.",
        discussion: """
            The PIN comes from the terminal, the token's own PIN pad, --pin-file or --pin-fd. 'sign' is a command for the
            option --sign-with of latchkey-vendor:

              latchkey-vendor keyring sign next.proposal --public-key root-1.pub \\
                --sign-with "latchkey-pkcs11 sign --module libsofthsm2.so --token vault \\
                --key root-1" -o signed.proposal

            Exit status: 0 done, 1 refused, 2 could not decide, 64 usage.
            """,
        version: "0.1.0",
        subcommands: [Sign.self, Public.self, Generate.self])

    static func main() {
        do throws(KeyError) { try ProcessHardening.apply() } catch {
            CommandRunner.end(Failure(TokenError.key(error)), program: program)
        }
        CommandRunner.run(
            self, program: program,
            shared: [
                OutputOptions.self
            ])
    }
}
