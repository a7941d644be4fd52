internal import ArgumentParser
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor keyring`: keyrings, and their way to the root keys and back.
struct KeyringCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keyring",
        abstract: "Show, propose, sign with root keys, and publish keyrings.",
        discussion: """
            From a proposal to the keyring in force:

              latchkey-vendor keyring show next.proposal
              latchkey-vendor keyring sign next.proposal --key root-1.key -o signed.proposal
              latchkey-vendor keyring publish signed.proposal
            """,
        subcommands: [KeyringShow.self, KeyringPropose.self, KeyringSign.self, KeyringPublish.self])
}

extension KeyringProposal {
    /// Reads a proposal; what is wrong with it names the file.
    static func read(_ file: FileArgument) throws(Failure) -> KeyringProposal {
        let bytes = try file.read(limit: Limits.fileBytes)
        do throws(CeremonyError) { return try KeyringProposal(parsing: bytes[...]) } catch {
            throw file.failure(error)
        }
    }
}

extension FileArgument {
    /// What is wrong with the keyring or proposal that was named.
    func failure(_ error: CeremonyError) -> Failure {
        let failure = Failure(error)
        return Failure("\(name): \(failure.message)", hint: failure.hint, status: failure.status)
    }
}

extension Failure {
    /// What a ceremony refused.
    init(_ error: CeremonyError) {
        if case .key(let error) = error { self.init(error) } else { self.init(error.message, hint: error.hint) }
    }
}
