internal import ArgumentParser
internal import Couriers
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor returned`: takes the receipt of a license that was given back.
struct Returned: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check and keep the receipt of a license that was given back.",
        discussion: """
            A good receipt proves that the installation no longer uses the license, as far as its administrator left it
            alone; whether another one is issued is yours to decide. Example:

              latchkey-vendor returned acme.return
            """)

    @Argument(help: "The return receipt, or pictures of its codes; - is standard input.")
    var receipt: [FileArgument] = []

    @OptionGroup var typed: TypedOptions

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try typed.validate(beside: receipt)
    }

    func run() throws {
        let workspace = try workspace.open()
        let document = try typed.read(receipt, keepingIn: workspace.folder)
        let incoming = try IncomingReceipt.read(document)
        let returned: ReturnedLicense
        do throws(LedgerError) { returned = try workspace.take(incoming, now: Machine.now()) } catch {
            throw Failure(error)
        }
        document.settle()
        if output.json { showJSON(returned) } else { tell(returned, incoming) }
    }

    private func showJSON(_ returned: ReturnedLicense) {
        Console.result { json in
            json.object { json in
                json.string("license", returned.terms.id.text)
                json.string("customer", returned.terms.customer.text)
                json.string("installation", returned.receipt.installation.text)
                json.string("time", returned.receipt.time.text)
                json.integer("daysLeft", returned.daysLeft)
                json.boolean("known", returned.wasKnown)
                json.integer("record", returned.record)
            }
        }
    }

    private func tell(_ returned: ReturnedLicense, _ incoming: IncomingReceipt) {
        FileArgument.tell(incoming.repairs, of: "receipt")
        let id = returned.terms.id.text.string
        Console.result("license        \(id)")
        Console.result("customer       \(returned.terms.customer.text.string)")
        Console.result("installation   \(returned.receipt.installation.text.string)")
        Console.result("returned       \(returned.receipt.time.text.string), by that installation's clock")
        Console.result("days left      \(returned.daysLeft.map { "\($0)" } ?? "no end")")
        if returned.wasKnown { Console.talk("this return is known already; the first receipt is kept") }
        Console.talk(
            "to keep it out of force also where an old backup is put back: "
                + "latchkey-vendor revoke \(id) --reason returned")
    }
}
