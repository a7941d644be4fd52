internal import ArgumentParser
internal import Couriers
internal import DurableFile
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor renew`: continues licenses.
struct Renew: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Continue licenses with their terms, from their last day on.",
        discussion: """
            Name licenses, or --expiring for all that end within a time and are not revoked, returned, moved or renewed
            yet. One license is written to -o FILE, several into the folder -o DIR. Named again, a license gets the same file.
            Examples:

              latchkey-vendor renew 01M7YQ1WE0MNGMA9RCWTSVXF8X -o acme-2028.lic
              latchkey-vendor renew --expiring 60d --product my-plugin -o renewals
            """)

    @Argument(help: ArgumentHelp("The licenses.", valueName: "license-id"))
    var licenses: [ValueArgument<LicenseID>] = []

    @OptionGroup(title: "Which") var filter: LicenseFilter

    @Option(
        name: .long, help: ArgumentHelp("How long the next ones run; else as long as the old ones.", valueName: "term"))
    var term: ValueArgument<Term>?

    @Option(name: .long, help: ArgumentHelp("The first day; else the last day of the old one.", valueName: "date"))
    var starts: ValueArgument<CivilDate>?

    @Option(name: .long, help: ArgumentHelp("Why, for the ledger.", valueName: "text"))
    var reason: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("A file for one license, a folder for several.", valueName: "path"))
    var output: FileArgument

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup(title: "Pictures") var couriers: CourierOptions
    @OptionGroup(title: "Keys") var signing: SigningOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var answer: OutputOptions

    func validate() throws {
        if licenses.isEmpty == (filter.expiring == nil && filter.endsFrom == nil && filter.endsTo == nil) {
            throw ValidationError("name licenses, or --expiring TERM")
        }
        if couriers.isAsked, licenses.count != 1 {
            throw ValidationError("pictures are made of one license at a time")
        }
        if answer.json, output.path == "-" { throw ValidationError("--json needs -o FILE or DIR") }
        try couriers.validate(answer, beside: output)
    }

    func run() throws {
        let workspace = try workspace.open()
        let now = Machine.now()
        if let only = licenses.first, licenses.count == 1 {
            try couriers.refuseUnwritable(beside: output, force: force)
            let issuance: Issuance
            do throws(LedgerError) {
                issuance = try workspace.issue(
                    try workspace.order(for: renewal(of: only.value), now: now), now: now,
                    random: Machine.randomBytes(10), open: signing.opener())
            } catch {
                throw Failure(error)
            }
            try IssuedFile(issuance, in: workspace).write(
                to: output, force: force, couriers: couriers, json: answer.json, formerFacts: false, repairs: [])
            return
        }
        let ids = licenses.isEmpty ? try due(in: workspace, now: now) : licenses.map(\.value)
        try renew(ids, in: workspace, now: now)
    }

    private func renewal(of license: LicenseID) -> Renewal {
        var renewal = Renewal(license)
        renewal.term = term?.value
        renewal.firstDay = starts?.value
        renewal.reason = reason ?? ""
        return renewal
    }

    /// What the options ask for and still has to be continued.
    private func due(in workspace: Workspace, now: Timestamp) throws(Failure) -> [LicenseID] {
        let query = try filter.query(now: now)
        let standings: [LicenseStanding]
        do throws(LedgerError) { standings = try workspace.standings(query, now: now) } catch { throw Failure(error) }
        let due = standings.filter { standing in
            standing.license.terms.kind == .subscription && standing.revoked == nil && standing.returned.isEmpty
                && standing.movedBy == nil
        }
        let renewed = due.count { $0.renewedBy != nil }
        if renewed > 0 {
            Console.talk("\(renewed) of them are renewed already: to have a file again, name its license")
        }
        return due.filter { $0.renewedBy == nil }.map(\.license.terms.id)
    }

    private func renew(_ ids: [LicenseID], in workspace: Workspace, now: Timestamp) throws {
        if ids.isEmpty {
            Console.talk("nothing to renew")
            return
        }
        let target = try BatchFolder(output.path)
        var output = BatchOutput(into: target, BatchReport(json: answer.json))
        let progress = Progress("renewals")
        let desk: BatchDesk
        do throws(LedgerError) {
            desk = try BatchDesk(workspace, now: now, open: signing.opener())
        } catch {
            throw Failure(error)
        }
        for start in stride(from: 0, to: ids.count, by: BatchDesk.partSize) {
            let part = ids[start..<min(start + BatchDesk.partSize, ids.count)]
            var items: [BatchItem] = []
            for id in part {
                do throws(LedgerError) {
                    items.append(
                        .order(
                            line: start + items.count + 1, try workspace.order(for: renewal(of: id), now: now),
                            name: id.text.string))
                } catch {
                    items.append(.bad(line: start + items.count + 1, name: id.text.string, Failure(error)))
                }
            }
            let answers = try BatchPart(items, desk).issue(by: desk, goesOn: true)
            progress.end()
            try output.add(answers)
            progress.show(output.count, of: ids.count)
        }
        try output.finish()
        progress.end()
        do throws(LedgerError) { try desk.finish() } catch { throw Failure(error) }
        output.report.tell(into: self.output.path)
        if output.report.refused > 0 || output.report.queued > 0 { throw ExitCode(Failure.Status.refused.rawValue) }
    }
}
