internal import ArgumentParser
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-pkcs11 public`: the public half of a key.
struct Public: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a key's public half, as PASERK and as Base64.",
        discussion: """
            No PIN is asked for: most tokens show public keys to everybody. Give --pin-file or --pin-fd where this one
            does not. Example:

              latchkey-pkcs11 public --module libsofthsm2.so --token vault --key root-1
            """)

    @OptionGroup var options: TokenOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let key: Ed25519PublicKey
        do throws(TokenError) {
            let session = try options.open()
            if options.hasPIN { try session.logIn(pin: options.pin) }
            key = try session.publicKey(label: options.key)
        } catch {
            throw Failure(error)
        }
        Self.show(key, json: output.json)
    }

    /// The key in both spellings.
    static func show(_ key: Ed25519PublicKey, json: Bool) {
        let base64 = Base64.encode(key.bytes[...])
        guard json else {
            Console.result(Paserk.encode(key).string)
            Console.result(base64.string)
            return
        }
        Console.result { json in
            json.object { json in
                json.string("paserk", Paserk.encode(key))
                json.string("publicKey", base64)
            }
        }
    }
}
