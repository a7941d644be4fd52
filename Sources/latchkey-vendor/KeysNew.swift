internal import ArgumentParser
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor keys new`: a key on a machine of its own.
struct KeysNew: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a secret key file anywhere, and show its public key.",
        discussion: """
            Needs no workspace: a root key is made where it is to stay, and only the line that is shown travels to the
            workspace. Example:

              latchkey-vendor keys new root 2 --vendor vendor.example \\
                -o /media/stick/root-2.key
            """)

    @Argument(
        help: "What the key is to sign: root, license, revocation, repair, log or release.",
        completion: .list(["root", "license", "revocation", "repair", "log", "release"]))
    var role: ValueArgument<Token>

    @Argument(help: "What tells it from others of its role, such as the year.")
    var label: ValueArgument<Token>

    @Option(name: .long, help: ArgumentHelp("Your name, a domain that you own.", valueName: "name"))
    var vendor: ValueArgument<Token>

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Where to write the secret key.", valueName: "file"),
        completion: .file())
    var output: String

    @Flag(name: .long, help: "Write the secret key in the clear: whoever reads the file can sign.")
    var noPassphrase = false

    @OptionGroup var passphrases: PassphraseOptions
    @OptionGroup var answer: OutputOptions

    func validate() throws {
        if noPassphrase, passphrases.passphraseFile != nil || passphrases.passphraseFd != nil {
            throw ValidationError("--no-passphrase excludes a passphrase")
        }
        if output == "-" { throw ValidationError("a secret key is written to a file only") }
    }

    func run() throws {
        try FileArgument(argument: output).refuseTaken()
        let key: VerifierKey
        do throws(KeyError) { key = try make() } catch { throw Failure(error) }
        if answer.json {
            Console.result { json in
                json.object { json in
                    json.string("role", role.value.text)
                    json.string("name", key.name)
                    json.string("vkey", key.text)
                    json.string("paserk", Paserk.encode(key.publicKey))
                    json.string("paserkID", Paserk.id(of: key.publicKey))
                    json.string("secretPath", Array(output.utf8))
                }
            }
        } else {
            Console.result(key.text.string)
        }
        if noPassphrase {
            Console.talk(
                "\(LatchkeyVendor.program): warning: '\(output)' is not protected: whoever reads it, or a backup of it, "
                    + "can sign as '\(key.name.string)'")
        }
        Console.talk("keep a backup of '\(output)'; the line with the public key is for the workspace")
    }

    /// Makes the key, whose secret half is written before anything is told of it.
    private func make() throws(KeyError) -> VerifierKey {
        let slash = [UInt8(ascii: "/")]
        let name = vendor.value.text + slash + role.value.text + slash + label.value.text
        return try passphrases.makeKey(name, at: output, isUnprotected: noPassphrase)
    }
}
