internal import ArgumentParser
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor issue`: answers an activation request with a license file.
struct Issue: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer an activation request with a license file.",
        discussion: """
            Installation and URLs come from the request, the other terms from the product, unless an option says
            otherwise. Without a request, name the product and what the license is bound to. Lists of revoked licenses
            that concern the installation ride along. Examples:

              latchkey-vendor issue acme.request --customer "ACME SA" --term 1y -o acme.lic
              latchkey-vendor issue --product my-plugin --customer "City" --installation any \\
                --url 'https://*.city.example' --perpetual --maintenance-until 2028-12-31 -o city.lic
            """)

    @Argument(help: "The activation request; - is standard input.")
    var request: FileArgument?

    @OptionGroup(title: "Terms") var terms: TermOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the license file.", valueName: "file"))
    var output = FileArgument(argument: "-")

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup var passphrases: PassphraseOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var answer: OutputOptions

    func validate() throws {
        if answer.json, output.path == "-" {
            throw ValidationError("--json needs -o FILE: both would go to standard output")
        }
    }

    func run() throws {
        let workspace = try workspace.open()
        let incoming = try request.map { file throws(Failure) in try IncomingRequest.read(file) }
        guard let product = terms.product?.value ?? incoming?.request.product else {
            throw Failure("no product is named", hint: "name a request, or --product ID", status: .usage)
        }
        if incoming == nil, terms.installation.isEmpty {
            throw Failure(
                "no installation is named", hint: "name a request, or --installation ID, or --installation any",
                status: .usage)
        }
        try output.refuseUnwritable(force: force)
        let order = try terms.order()
        do throws(SignerError) {
            let issued = try workspace.issue(
                order, of: try workspace.entry(product), for: incoming?.request, now: Machine.now(),
                random: Machine.randomBytes(10), open: passphrases.open)
            try write(issued, incoming, in: workspace)
        } catch {
            throw Failure(error)
        }
    }

    private func write(
        _ issued: IssuedLicense, _ incoming: IncomingRequest?, in workspace: Workspace
    ) throws(SignerError) {
        let kept = workspace.issuedPath(issued.terms.id)
        do throws(Failure) { try output.write(issued.file, force: force) } catch {
            throw .emission(error.message, kept: kept)
        }
        if answer.json {
            Console.result { json in
                json.object { json in
                    json.string("license", issued.terms.id.text)
                    json.string("customer", issued.terms.customer.text)
                    json.string("expires", issued.terms.expires.text)
                    json.string("lastDay", issued.terms.lastDay?.text)
                    json.string("file", Array(output.name.utf8))
                    json.string("copy", Array(kept.utf8))
                    json.integer("revocationLists", Int64(issued.lists))
                    json.boolean("formerFacts", incoming?.request.formerFacts.isEmpty == false)
                }
            }
            return
        }
        FileArgument.tell(incoming?.repairs ?? [], of: "request")
        if incoming?.request.formerFacts.isEmpty == false {
            Console.talk(
                "note: the request names two sets of host facts: the software was moved or rebuilt, or is used twice")
        }
        if issued.terms.urls.isEmpty { Console.talk("note: the license is for any URL") }
        if issued.terms.installations.isEmpty { Console.talk("note: the license is for any installation") }
        if issued.listsLeftOut > 0 {
            Console.talk("note: the file has no room for \(issued.listsLeftOut) of the lists of revoked licenses")
        }
        let end = issued.terms.lastDay.map { "to \($0.text.string)" } ?? "for ever"
        Console.talk("issued \(issued.terms.id.text.string) for \(issued.terms.customer.text.string) \(end)")
    }
}
