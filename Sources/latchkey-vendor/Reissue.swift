internal import ArgumentParser
internal import Couriers
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor reissue`: moves a license to another installation.
struct Reissue: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move what is left of a license to another installation.",
        discussion: """
            The old license is revoked, for the reason 'moved', unless its installation gave it back. Moves count against
            the product's limit. Example:

              latchkey-vendor reissue 01M7YQ1WE0MNGMA9RCWTSVXF8X new-server.request \\
                -o acme.lic
            """)

    @Argument(help: ArgumentHelp("The license.", valueName: "license-id"))
    var license: ValueArgument<LicenseID>

    @Argument(help: "The request of the new installation, or pictures of it.")
    var request: [FileArgument] = []

    @Option(name: .long, help: ArgumentHelp("The new installation, where there is no request.", valueName: "id"))
    var installation: String?

    @Option(name: .long, help: ArgumentHelp("Your number of the order.", valueName: "number"))
    var order: String?

    @Option(name: .long, help: ArgumentHelp("Why, for the ledger.", valueName: "text"))
    var reason: String?

    @Flag(name: .long, help: "Move it beyond the product's limit.")
    var beyondLimit = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the license file.", valueName: "file"))
    var output = FileArgument(argument: "-")

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup(title: "Pictures") var couriers: CourierOptions
    @OptionGroup(title: "Keys") var signing: SigningOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var answer: OutputOptions

    func validate() throws {
        if request.isEmpty == (installation == nil) {
            throw ValidationError("name a request of the new installation, or --installation ID")
        }
        try couriers.validate(answer, beside: output)
    }

    func run() throws {
        let workspace = try workspace.open()
        let incoming = request.isEmpty ? nil : try IncomingRequest.read(request)
        let typed = try installation.map { text throws(Failure) in try InstallationID.typed(text) }
        let number = try order.map(OrderNumber.read)
        guard let installation = typed ?? incoming?.request.installation else { return }
        try couriers.refuseUnwritable(beside: output, force: force)
        let move: Move
        do throws(LedgerError) {
            move = try workspace.move(
                license.value, to: installation, request: incoming, number: number, reason: reason ?? "",
                isUnlimited: beyondLimit, now: Machine.now(), random: Machine.randomBytes(10),
                open: signing.opener())
        } catch {
            throw Failure(error)
        }
        try IssuedFile(move.issuance, in: workspace).write(
            to: output, force: force, couriers: couriers, json: answer.json,
            formerFacts: incoming?.request.formerFacts.isEmpty == false,
            repairs: incoming?.repairs ?? [])
        let old = move.former.id.text.string
        Console.talk("move \(move.count) of this license")
        Console.talk(
            move.wasReturned
                ? "\(old) was given back by its installation"
                : "\(old) is revoked: the next file to its installation brings the list, or now: "
                    + "latchkey-vendor revoke \(old) --reason moved -o FILE")
        if let renewal = move.renewedBy {
            let id = renewal.text.string
            Console.talk("note: its renewal \(id) is for the old installation: latchkey-vendor reissue \(id) REQUEST")
        }
    }
}
