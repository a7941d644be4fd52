internal import ArgumentParser
internal import LicenseVerifier
internal import Terminal

/// `latchkey verify`: the answer that the software gets.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer what the software may do right now.",
        discussion: """
            Reads the product file and the state, and nothing else; opens no socket and writes nothing. Example:

              latchkey verify --url https://glpi.example.org --feature reports
            """)

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var context: ContextOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let installation = try installation.find()
        let verdict = installation.verdict(try context.context(at: Machine.now()))
        if output.json {
            Console.result { json in verdict.write(to: &json) }
        } else {
            Answer.show(verdict, product: installation.product)
        }
        try Answer.end(verdict)
    }
}
