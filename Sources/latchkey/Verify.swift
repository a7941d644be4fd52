internal import ArgumentParser
internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote
internal import Terminal

/// `latchkey verify`: the answer that the software gets.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer what the software may do right now.",
        discussion: """
            Reads the product file and the state, and opens no socket. What was seen of the time is written down at
            most once an hour. Example:

              latchkey verify --url https://glpi.example.org --feature reports
            """)

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var context: ContextOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let installation = try installation.find(context.machine)
        let verdict = installation.load(try context.context(at: Machine.now())).verdict
        if output.json {
            Console.result { json in verdict.write(to: &json) }
        } else {
            let page = Page()
            for feature in verdict.asked {
                page.field("feature", "\(feature.text.string)  \(verdict.allows(feature) ? "yes" : "no")")
            }
            Answer.show(verdict, product: installation.product, on: page)
        }
        try Answer.end(verdict)
    }
}
