internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor keys rotate`: the next key of a role.
struct KeysRotate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Put a new key in the place of a role's.",
        discussion: """
            What the old key signed stays good. Where not all root keys are here, -o writes a proposal for them to sign,
            and nothing changes until it is published. Example:

              latchkey-vendor keys rotate license --label 2028 -o next.proposal
            """)

    @Argument(
        help: "license, revocation, repair or log.",
        completion: .list(["license", "revocation", "repair", "log"]))
    var role: ValueArgument<Token>

    @OptionGroup(title: "The new key") var newKey: NewKeyOptions

    @Option(name: .long, help: ArgumentHelp("From which day on the new key signs; else now.", valueName: "date"))
    var from: ValueArgument<CivilDate>?

    @OptionGroup var options: CeremonyOptions

    func run() throws {
        let (workspace, ceremony, now) = try options.begin()
        let draft = try ceremony.draft(now: now)
        // Refused before a key is made.
        if !draft.base.keys.contains(where: { $0.role == role.value }) {
            throw Failure(CeremonyError.noKeyOfRole(role.value.text.string))
        }
        try ceremony.refuseUnfinished(draft, output: options.output)
        let key = try newKey.key(of: role.value, in: workspace, options.signing.passphrases, now: now)
        let next: KeyringDraft
        do throws(CeremonyError) {
            next = try draft.rotating(role: role.value, to: key, at: from?.value.midnight ?? now)
        } catch {
            newKey.remove(keyOf: role.value, in: workspace, now: now)
            throw Failure(error)
        }
        try ceremony.conclude(
            next, reason: options.reason ?? "", output: options.output, force: options.force, now: now)
    }
}
