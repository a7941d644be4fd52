internal import ArgumentParser
internal import LicenseFormat
internal import LicenseStore
internal import LicenseVerifier
internal import Terminal

/// `latchkey status`: what is installed, and until when.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is installed, until when, and what to do next.",
        discussion: """
            Example:

              latchkey status --json
            """)

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let installation = try installation.find()
        let now = Machine.now()
        let verdict = installation.verdict(Context(now: now), onceStored: installation.store.state())
        let installed = InstalledLicense.all(in: installation)
        if output.json {
            Console.result { json in
                json.object { json in
                    verdict.write(membersTo: &json)
                    json.string("productFile", Array(installation.productPath.utf8))
                    json.string("state", Array(installation.store.folder.utf8))
                    json.array("installed", installed) { json, license in license.write(to: &json) }
                }
            }
        } else {
            Answer.show(verdict, product: installation.product)
            Console.result("state          \(Console.safe(installation.store.folder))")
            for license in installed { Console.result("installed      \(license.line)") }
        }
        try Answer.end(verdict)
    }
}
