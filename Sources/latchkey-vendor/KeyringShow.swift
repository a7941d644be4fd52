internal import ArgumentParser
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor keyring show`: what a keyring says, and what a proposed one would change.
struct KeyringShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a keyring, a proposed one with its changes, or the one in a product file.",
        discussion: """
            Needs no workspace. Says of each root key whether it signed. Example:

              latchkey-vendor keyring show next.proposal
            """)

    @Argument(help: "The file; - is standard input.")
    var file: FileArgument

    @OptionGroup var output: OutputOptions

    func run() throws {
        let page = try page()
        if output.json {
            Console.result { json in
                json.object { json in page.write(membersTo: &json) }
            }
        } else {
            for line in page.lines { Console.result(line) }
        }
    }

    private func page() throws(Failure) -> KeyringPage {
        let bytes = try file.read(limit: Limits.fileBytes)
        switch DocumentType(of: bytes[...]) {
        case .keyring: return try page(of: bytes[...])
        case .product:
            guard let product = try? Product(parsing: bytes[...]) else {
                throw Failure("\(file.name) is a damaged product file", hint: "export it again")
            }
            return try page(of: product.keyringNote)
        default:
            do throws(CeremonyError) { return KeyringPage(try KeyringProposal(parsing: bytes[...])) } catch {
                guard error == .notAProposal else { throw file.failure(error) }
                throw Failure(
                    "\(file.name) is no keyring, no proposal of one and no product file",
                    hint: "'latchkey-vendor inspect' shows other files")
            }
        }
    }

    private func page(of bytes: Bytes) throws(Failure) -> KeyringPage {
        guard let note = try? SignedNote(parsing: bytes), let keyring = try? Keyring(parsing: note.unverifiedText)
        else {
            throw Failure("\(file.name) is a damaged keyring", hint: "ask for the file again")
        }
        return KeyringPage(note, keyring)
    }
}
