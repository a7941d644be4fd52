internal import ArgumentParser
internal import LicenseFormat
internal import LicenseStore
internal import LicenseVerifier
internal import SignedNote
internal import Terminal
internal import VerdictText

/// `latchkey status`: what is installed, and until when.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is installed, until when, and what to do next.",
        discussion: """
            Example:

              latchkey status --json
            """)

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var machine: MachineOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let installation = try installation.find(machine)
        let situation = installation.look(Context(now: Machine.now()))
        if output.json {
            Console.result { json in
                json.object { json in situation.write(membersTo: &json, of: installation) }
            }
        } else {
            situation.show(of: installation)
        }
        try Answer.end(situation.verdict)
    }
}

extension Situation {
    /// The expiry, what to do next, the rest, the terms.
    fileprivate func show(of installation: Installation) {
        let page = Page()
        let language = Language.ofUser
        let headline = Headline(verdict, timeline, in: language)
        page.headline(headline.text, headline.color)
        if let finding = verdict.findings.first {
            page.line("\(language.nextStep)\(language.colon) ", finding.remedy(in: language).string)
        }
        Answer.details(verdict, product: installation.product, on: page)
        page.field("site", context.url.map { $0.string } ?? "not configured")
        page.field("state", installation.store.folder)
        page.findings(verdict.findings, in: language, isFirstDone: true)
        if let timeline { page.terms(timeline, in: language) }
    }

    fileprivate func write(membersTo json: inout JSONText, of installation: Installation) {
        verdict.write(membersTo: &json)
        json.string("productFile", Array(installation.productPath.utf8))
        json.string("state", Array(installation.store.folder.utf8))
        ClockText.write(to: &json, system: context.now, present: verdict.time, record: state.clock)
        Timeline.write(timeline, membersTo: &json)
    }
}
