internal import ArgumentParser
internal import Couriers
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import Terminal

/// `latchkey-vendor issue`: answers an activation request with a license file.
struct Issue: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer an activation request with a license file.",
        discussion: """
            Installation and URLs come from the request, other terms from the product, unless an option says otherwise.
            Without a request, name the product and what the license is bound to. The same request and terms, or the
            same --order, give the same file again, with its log proof and the lists of revoked licenses. Examples:

              latchkey-vendor issue acme.request --customer "ACME SA" --term 1y -o acme.lic
              latchkey-vendor issue --product my-plugin --customer "City" \\
                --installation any --url 'https://*.city.example' \\
                --perpetual --maintenance-until 2028-12-31 -o city.lic
            """)

    @Argument(help: "Request, or pictures of its codes; - is standard input.")
    var request: [FileArgument] = []

    @OptionGroup var typed: TypedOptions

    @OptionGroup(title: "Terms") var terms: TermOptions

    @Option(
        name: .long,
        help: ArgumentHelp("Your order number: the same one is never issued twice.", valueName: "number"))
    var order: String?

    @Option(name: .long, help: ArgumentHelp("Why, for the ledger.", valueName: "text"))
    var reason: String?

    @Flag(name: .long, help: "Give a trial although the installation had one.")
    var anotherTrial = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the license file.", valueName: "file"))
    var output = FileArgument(argument: "-")

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup(title: "Couriers") var couriers: CourierOptions
    @OptionGroup(title: "Keys") var signing: SigningOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var answer: OutputOptions

    func validate() throws {
        try couriers.validate(answer, beside: output)
        try typed.validate(beside: request, isNeeded: false)
    }

    func run() throws {
        let workspace = try workspace.open()
        let document =
            request.isEmpty && !typed.isWanted ? nil : try typed.read(request, keepingIn: workspace.folder)
        let incoming = try document.map { document throws(Failure) in try IncomingRequest.read(document) }
        guard let product = terms.product?.value ?? incoming?.request.product else {
            throw Failure("no product is named", hint: "name a request, or --product ID", status: .usage)
        }
        if incoming == nil, terms.installation.isEmpty {
            throw Failure(
                "no installation is named", hint: "name a request, or --installation ID, or --installation any",
                status: .usage)
        }
        try couriers.refuseUnwritable(beside: output, force: force)
        var issue = IssueOrder(
            try terms.order(), product: product, request: incoming, number: try order.map(OrderNumber.read))
        issue.reason = reason ?? ""
        issue.allowsSecondTrial = anotherTrial
        let issuance: Issuance
        do throws(LedgerError) {
            issuance = try workspace.issue(
                issue, now: Machine.now(), random: Machine.randomBytes(10), open: signing.opener())
        } catch {
            throw Failure(error)
        }
        try IssuedFile(issuance, in: workspace).write(
            to: output, force: force, couriers: couriers, json: answer.json,
            formerFacts: incoming?.request.formerFacts.isEmpty == false,
            repairs: incoming?.repairs ?? [])
        document?.settle()
    }
}
