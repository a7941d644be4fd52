internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor init`: makes keys and the first keyring.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a workspace: its keys, and the first keyring.",
        discussion: """
            The secret root, license, revocation, repair and log keys are written into keys/, each wrapped with the
            passphrase. Move the root keys to offline media afterwards: they are needed for new keyrings only. Example:

              latchkey-vendor init --vendor vendor.example --roots 3 --threshold 2
            """)

    @Option(name: .long, help: ArgumentHelp("Your name, a domain that you own.", valueName: "name"))
    var vendor: ValueArgument<Token>

    @Option(name: .long, help: ArgumentHelp("How many root keys.", valueName: "n"))
    var roots = 1

    @Option(name: .long, help: ArgumentHelp("How many root keys must sign a keyring.", valueName: "t"))
    var threshold = 1

    @Option(name: .long, help: ArgumentHelp("The label of the signing keys; else the year.", valueName: "label"))
    var label: ValueArgument<Token>?

    @Flag(name: .long, help: "Write the secret keys in the clear: whoever reads the files can sign.")
    var noPassphrase = false

    @OptionGroup var passphrases: PassphraseOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if noPassphrase, passphrases.passphraseFile != nil || passphrases.passphraseFd != nil {
            throw ValidationError("--no-passphrase excludes a passphrase")
        }
    }

    func run() throws {
        let now = Machine.now()
        let year = Token([UInt8](decimal: now.date.year)[...])
        guard let label = label?.value ?? year else { return }
        let plan = WorkspacePlan(
            vendor: vendor.value, roots: roots, threshold: threshold, label: label, now: now)
        do throws(LedgerError) {
            let made = try create(plan)
            let current = try made.currentKeyring()
            tell(made, current)
        } catch {
            throw Failure(error)
        }
    }

    private func create(_ plan: WorkspacePlan) throws(LedgerError) -> Workspace {
        if noPassphrase {
            return try Workspace.create(plan, in: workspace.folder, actor: workspace.actor) {
                (key, path) throws(KeyError) in
                try SecretKeyFile.createUnprotected(path, key: key)
            }
        }
        let passphrase = try newPassphrase()
        return try Workspace.create(plan, in: workspace.folder, actor: workspace.actor) {
            (key, path) throws(KeyError) in
            try SecretKeyFile.create(path, key: key, passphrase: passphrase)
        }
    }

    private func newPassphrase() throws(LedgerError) -> Passphrase {
        do throws(KeyError) {
            return try passphrases.passphrase(
                prompt: "Passphrase for the new keys: ", confirmation: "Once more: ")
        } catch {
            throw .signer(.key(error))
        }
    }

    private func tell(_ made: Workspace, _ current: CurrentKeyring) {
        if output.json {
            Console.result { json in
                json.object { json in
                    json.string("vendor", made.vendor.text)
                    json.string("workspace", Array(made.folder.utf8))
                    json.integer("keyring", current.keyring.version.value)
                    json.array("keys", KeyListing.all(in: made, current)) { json, key in key.write(to: &json) }
                }
            }
            return
        }
        for key in KeyListing.all(in: made, current) { Console.result(key.line) }
        if noPassphrase {
            Console.talk(
                "\(LatchkeyVendor.program): warning: the secret keys in '\(made.folder)/keys' are not protected: "
                    + "whoever reads them, or a backup of them, can issue licenses")
        }
        Console.talk("keep a backup of '\(made.folder)/keys', and move root-*.key to offline media")
    }
}
