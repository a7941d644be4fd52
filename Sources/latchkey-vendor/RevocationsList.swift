internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor revocations list`.
struct RevocationsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the revoked licenses: number, reason, whom the list is for and its number, customer.",
        discussion: """
            A license stands here as often as there are lists that name it. Example:

              latchkey-vendor revocations list --json
            """)

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try workspace.open()
        let lists: [KeptList]
        do throws(LedgerError) { lists = try workspace.keptLists() } catch { throw Failure(error) }
        let rows = lists.flatMap { kept in
            kept.list.revoked.map { Row(kept, $0, terms: try? workspace.issuedLicense($0.license).terms) }
        }
        if output.json {
            Console.result { json in
                json.object { json in
                    json.array("revoked", rows) { json, row in row.write(to: &json) }
                }
            }
            return
        }
        for row in rows { Console.result(row.line) }
        for kept in lists where !kept.counts {
            let scope = kept.list.scope.text.string
            Console.talk(
                "\(LatchkeyVendor.program): warning: the key that signed the list of \(scope) does not count any more; "
                    + "revoke one of its licenses again: that signs the list anew")
        }
    }

    /// One license on one list.
    private struct Row {
        let kept: KeptList
        let entry: Revocation
        let terms: License?

        init(_ kept: KeptList, _ entry: Revocation, terms: License?) {
            self.kept = kept
            self.entry = entry
            self.terms = terms
        }

        /// Number, reason, scope and number of the list, customer.
        var line: String {
            let customer = terms.map { "  \($0.customer.text.string)" } ?? ""
            return "\(entry.license.text.string)  \(entry.reason.text.string)  "
                + "\(kept.list.scope.text.string) \(kept.list.epoch.text.string)\(customer)"
        }

        func write(to json: inout JSONText) {
            json.object { json in
                json.string("license", entry.license.text)
                json.string("reason", entry.reason.text)
                json.string("scope", kept.list.scope.text)
                json.integer("epoch", kept.list.epoch.value)
                json.string("issued", kept.list.issued.text)
                json.boolean("counts", kept.counts)
                json.string("customer", terms?.customer.text)
            }
        }
    }
}
