internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor revoke`: takes licenses back.
struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take licenses back, and write the lists that tell so.",
        discussion: """
            A license goes on the list of each installation that it names, and on the list of all. Later license files
            to these installations bring their list along; -o writes a file that brings it at once. The reason is a
            word, such as stolen, refunded, replaced, returned or other; the customer reads it. Example:

              latchkey-vendor revoke 01M7YQ1WE0MNGMA9RCWTSVXF8X --reason refunded \\
                -o acme-revoked.lic
            """)

    @Argument(help: ArgumentHelp("The licenses.", valueName: "license-id"))
    var licenses: [ValueArgument<LicenseID>]

    @Option(
        name: .long, help: ArgumentHelp("Why, in a word.", valueName: "word"),
        completion: .list(["stolen", "refunded", "replaced", "returned", "other"]))
    var reason: ValueArgument<Token>

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to write the lists for the customers of one license.", valueName: "file"))
    var output: FileArgument?

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup(title: "Keys") var signing: SigningOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var answer: OutputOptions

    func validate() throws {
        if let output {
            if licenses.count > 1 {
                throw ValidationError("-o writes the lists of one license: name one, or leave out -o")
            }
            try answer.validate(beside: output)
        }
    }

    func run() throws {
        let workspace = try workspace.open()
        try output?.refuseUnwritable(force: force)
        let report: RevocationReport
        do throws(LedgerError) {
            report = try workspace.revoke(
                licenses.map(\.value), reason: reason.value, now: Machine.now(), open: signing.opener())
        } catch {
            throw Failure(error)
        }
        if let output, let license = report.licenses.first { try write(license, to: output, in: workspace) }
        if answer.json { showJSON(report) } else { tell(report) }
    }

    /// The file for the customers of a license. The license is revoked when this runs.
    private func write(
        _ license: RevokedLicense, to output: FileArgument, in workspace: Workspace
    ) throws(Failure) {
        let lists: [KeptList]
        let file: [UInt8]
        do throws(LedgerError) {
            lists = try workspace.lists(for: license.terms)
            file = try workspace.file(of: lists)
        } catch {
            throw Failure(error)
        }
        if lists.isEmpty {
            throw Failure(
                "there is no list for '\(output.name)': the license and its grace are over",
                hint: "nothing to do: the license ended by itself")
        }
        do throws(Failure) { try output.write(file, force: force) } catch {
            throw Failure(
                "the license is revoked, but \(error.message)", hint: "run the command again: nothing is revoked twice",
                status: error.status)
        }
    }

    private func showJSON(_ report: RevocationReport) {
        Console.result { json in
            json.object { json in
                json.array("licenses", report.licenses) { json, license in
                    json.object { json in
                        json.string("license", license.terms.id.text)
                        json.string("customer", license.terms.customer.text)
                        json.string("outcome", license.outcome.name)
                        json.string("reason", reason.value.text)
                        json.string("formerReason", license.outcome.formerReason?.text)
                    }
                }
                json.array("lists", report.lists) { json, list in
                    json.object { json in
                        json.string("scope", list.list.scope.text)
                        json.integer("epoch", list.list.epoch.value)
                    }
                }
                json.integer("written", Int64(report.written))
                json.string("file", output.map { Array($0.name.utf8) })
            }
        }
    }

    private func tell(_ report: RevocationReport) {
        for license in report.licenses {
            let name = "\(license.terms.id.text.string) for \(license.terms.customer.text.string)"
            let reason = reason.value.text.string
            switch license.outcome {
            case .revoked: Console.talk("revoked \(name): \(reason)")
            case .reasonChanged(let former):
                Console.talk("revoked \(name): \(reason), and no longer: \(former.text.string)")
            case .unchanged: Console.talk("\(name) was revoked already: \(reason)")
            case .ended: Console.talk("\(name) is over with its grace, so that there is nothing to revoke")
            }
        }
        if report.written == 0 { return }
        for list in report.lists {
            Console.talk("list of \(list.list.scope.text.string): number \(list.list.epoch.text.string)")
        }
        Console.talk(
            output == nil
                ? "send it with -o FILE, or let the next license file bring it; ship the list of all in a release: "
                    + "latchkey-vendor revocations export"
                : "send the file to the customer; the next license file brings the list, too")
    }
}

extension RevokedLicense.Outcome {
    /// How JSON names it.
    fileprivate var name: [UInt8] {
        switch self {
        case .revoked: [UInt8]("revoked")
        case .reasonChanged: [UInt8]("reason-changed")
        case .unchanged: [UInt8]("unchanged")
        case .ended: [UInt8]("ended")
        }
    }

    fileprivate var formerReason: Token? {
        if case .reasonChanged(let former) = self { former } else { nil }
    }
}
