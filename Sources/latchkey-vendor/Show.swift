internal import ArgumentParser
internal import Couriers
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor show`: one license, and its file.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a license and what happened to it, or write its file again.",
        discussion: """
            With -o or as QR codes the file is given as it went out, the same bytes; --spoken prints what has to be
            read aloud of it. --fresh brings the newest keyring, lists and proof instead. Example:

              latchkey-vendor show 01M7YQ1WE0MNGMA9RCWTSVXF8X --fresh -o acme.lic
            """)

    @Argument(help: ArgumentHelp("The license, or your number of its order.", valueName: "license-or-order"))
    var license: String

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the license file.", valueName: "file"))
    var output: FileArgument?

    @Flag(name: .long, help: "With the newest keyring, lists of revoked licenses and proof.")
    var fresh = false

    @Option(name: .long, help: ArgumentHelp("With the proof in the log of this size.", valueName: "leaves"))
    var logSize: ValueArgument<Decimal>?

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup(title: "Couriers") var couriers: CourierOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var answer: OutputOptions

    func validate() throws {
        if output == nil, !couriers.isAsked, fresh || logSize != nil {
            throw ValidationError("--fresh and --log-size need -o FILE, or another courier")
        }
        try couriers.validate(answer, beside: output)
    }

    func run() throws {
        let workspace = try workspace.open()
        try couriers.refuseUnwritable(beside: output, force: force)
        let standing: LicenseStanding
        do throws(LedgerError) {
            standing = try workspace.standing(try id(in: workspace), now: Machine.now())
            if output != nil || couriers.isAsked { try write(standing.license.terms, in: workspace) }
        } catch {
            throw Failure(error)
        }
        if answer.json {
            Console.result { json in json.object { json in standing.write(membersTo: &json) } }
        } else if !couriers.isAnswer, output?.path != "-" {
            show(standing)
        }
    }

    private func id(in workspace: Workspace) throws(LedgerError) -> LicenseID {
        if let id = LicenseID(Array(license.utf8)[...]) { return id }
        return try workspace.license(ofOrder: license)
    }

    private var date: DeliveryDate {
        logSize.map { DeliveryDate.log(size: $0.value.value) } ?? (fresh ? .newest : .ofIssue)
    }

    private func write(_ terms: License, in workspace: Workspace) throws(LedgerError) {
        let delivery = try workspace.delivery(of: terms.id, date)
        do throws(Failure) {
            try couriers.write(delivery.file, to: output, force: force) { () throws(Failure) in
                try SpokenLicense(terms, date, in: workspace).show()
            }
        } catch {
            throw .emission(error.message, license: terms.id.text.string)
        }
    }

    private func show(_ standing: LicenseStanding) {
        let page = Page()
        let terms = standing.license.terms
        let record = standing.license.record
        page.field("license", "\(terms.id.text.string) (\(terms.kind.text.string))")
        page.field("state", standing.state, standing.state == LicenseStanding.Phase.inForce.rawValue ? .good : .caution)
        page.field("customer", terms.customer.text.string)
        page.field("product", terms.product.text.string)
        if let order = standing.license.origin.order { page.field("order", order) }
        for id in terms.installations { page.field("installation", id.text.string) }
        for url in terms.urls { page.field("url", url.text.string) }
        page.field("starts", terms.starts.date.text.string)
        page.field("last day", terms.lastDay?.text.string ?? "never ends")
        page.field("issued", "\(record.content.time.text.string) by \(record.content.actor)")
        if !record.content.reason.isEmpty { page.field("reason", record.content.reason) }
        if let reason = standing.revoked { page.field("revoked", reason.text.string, .bad) }
        for id in standing.returned { page.field("returned by", id.text.string) }
        if let id = standing.license.origin.renews { page.field("renews", id.text.string) }
        if let id = standing.renewedBy { page.field("renewed by", id.text.string) }
        if let id = standing.license.origin.moves { page.field("moved from", id.text.string) }
        if let id = standing.movedBy { page.field("moved by", id.text.string) }
        if let leaf = record.leaf { page.field("log", "leaf \(leaf)\(standing.isQueued ? ", not signed yet" : "")") }
    }
}
