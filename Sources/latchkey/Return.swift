internal import ArgumentParser
internal import Couriers
internal import DurableFile
internal import LicenseFormat
internal import LicenseStore
internal import LicenseVerifier
internal import SignedNote
internal import Terminal

/// `latchkey return`: gives a license back to the vendor.
struct Return: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give a license back: take it out, and write a receipt for the vendor.",
        discussion: """
            The license does not come back from its own file. Given again, the command writes the same receipt again.
            Example:

              latchkey return 01M7YQ1WE0MNGMA9RCWTSVXF8X -o acme.return
            """)

    @Argument(help: ArgumentHelp("The number of the license, as 'latchkey status' shows it.", valueName: "license-id"))
    var license: ValueArgument<LicenseID>

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the receipt.", valueName: "file"))
    var output: FileArgument?

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup(title: "Couriers") var couriers: CourierOptions
    @OptionGroup var installation: InstallationOptions

    func validate() throws {
        if output == nil, !couriers.isAsked {
            throw ValidationError("the receipt needs --output FILE, --qr, --qr-png FILE, --qr-svg FILE or --spoken")
        }
    }

    func run() throws {
        let installation = try installation.find()
        try couriers.refuseUnwritable(beside: output, force: force)
        try confirm(in: installation)
        let now = Machine.now()
        let receipt = try installation.update { (blob, seed) throws(StoreError) in
            do throws(Finding) {
                let (receipt, state) = try giveBack(
                    license.value, product: installation.product[...], state: blob, seed: seed, now: now)
                return (state, receipt)
            } catch {
                throw .finding(error)
            }
        }
        // The license is out of the state by now, and the receipt can be made again: a failure here loses nothing.
        do throws(Failure) {
            try couriers.write(receipt.bytes, to: output, force: force, typedInto: "latchkey-vendor returned --typed")
        } catch {
            throw Failure(
                "the license is given back, and its receipt is not written: \(error.message)",
                hint: "run the same command again: it writes the same receipt", status: error.status)
        }
        if let output, output.path != "-" { Console.talk("wrote \(output.name); send it to the vendor") }
    }

    /// Asks before the license goes; what went already can be had again without a question.
    private func confirm(in installation: Installation) throws(Failure) {
        guard case .blob(let bytes) = installation.store.state(), let state = try? InstallationState(parsing: bytes)
        else { return }
        let isGivenBack = state.history?.receipts.contains { $0.receipt.license == license.value } ?? false
        if isGivenBack { return }
        guard let terms = state.licenses.first(where: { $0.claims.id == license.value })?.claims else {
            let numbers = state.licenses.map { $0.claims.id.text.string }
            throw Failure(
                Finding.licenseNotInstalled(license.value).message.string,
                hint: numbers.isEmpty ? "none is installed" : "installed: \(numbers.joined(separator: ", "))")
        }
        if yes { return }
        let end = terms.lastDay.map { "to \($0.text.string)" } ?? "for ever"
        try Confirmation.ask(
            "give back \(terms.id.text.string), \(terms.kind.text.string) \(end) for \(terms.customer.text.string)? "
                + "it cannot be imported again", option: "--yes")
    }
}
