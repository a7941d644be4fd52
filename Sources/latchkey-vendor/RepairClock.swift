internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor repair-clock`: lowers what an installation believes about the time.
struct RepairClock: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a clock repair for an installation whose clock ran ahead.",
        discussion: """
            An installation takes no earlier time for the present than it saw before. After a clock that ran ahead, a
            repair brings it back to now, once. Example:

              latchkey-vendor repair-clock 4TBX-F5SE-V5HV-B0A6-J7A6-VHYS-YKCP -o acme.repair
            """)

    @Argument(help: ArgumentHelp("The installation.", valueName: "installation-id"))
    var installation: String?

    @Option(name: .long, help: ArgumentHelp("Take the installation from its request instead.", valueName: "file"))
    var request: FileArgument?

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the repair.", valueName: "file"))
    var output = FileArgument(argument: "-")

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup(title: "Keys") var signing: SigningOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var answer: OutputOptions

    func validate() throws {
        if (installation == nil) == (request == nil) {
            throw ValidationError("name an installation, or --request FILE")
        }
        try answer.validate(beside: output)
    }

    func run() throws {
        let workspace = try workspace.open()
        let incoming = try request.map { file throws(Failure) in try IncomingRequest.read([file]) }
        let typed = try installation.map { text throws(Failure) in try InstallationID.typed(text) }
        try output.refuseUnwritable(force: force)
        let issued: IssuedRepair
        do throws(LedgerError) {
            let asking = try incoming.map { incoming throws(LedgerError) in
                try workspace.installation(asking: incoming.request)
            }
            guard let installation = typed ?? asking else { return }
            issued = try workspace.repairClock(
                of: installation, holding: incoming?.request.keyring, now: Machine.now(),
                random: Machine.randomBytes(16), open: signing.opener())
        } catch {
            throw Failure(error)
        }
        do throws(Failure) { try output.write(issued.file, force: force) } catch {
            throw Failure(
                "the repair is made, but \(error.message)", hint: "write it again: it is a new one then",
                status: error.status)
        }
        if answer.json { showJSON(issued) } else { tell(issued, incoming) }
    }

    private func showJSON(_ issued: IssuedRepair) {
        Console.result { json in
            json.object { json in
                json.string("installation", issued.repair.installation.text)
                json.string("issued", issued.repair.issued.text)
                json.string("nonce", Digest.hex(issued.repair.nonce))
                json.string("file", Array(output.name.utf8))
                json.integer("record", issued.record)
            }
        }
    }

    private func tell(_ issued: IssuedRepair, _ incoming: IncomingRequest?) {
        FileArgument.tell(incoming?.repairs ?? [], of: "request")
        if incoming?.request.accepts("latchkey/clock-repair@v1") == false {
            Console.talk("note: the request does not say that this installation can read clock repairs")
        }
        Console.talk(
            "imported at \(issued.repair.installation.text.string), it sets the earliest time believed there back to "
                + "\(issued.repair.issued.text.string); it is good once, and nowhere else")
    }
}
