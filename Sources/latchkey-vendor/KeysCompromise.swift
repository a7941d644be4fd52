internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor keys compromise`: the day a key leaks.
struct KeysCompromise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compromise",
        abstract: "Say that somebody else may hold a key, from a size of the log on.",
        discussion: """
            What that key signed counts among the log's first leaves alone, up to --after. A new key takes its place in
            the same keyring. See docs/bad-day.md. Example:

              latchkey-vendor keys compromise vendor.example/license/2026 --after 1042
            """)

    @Argument(help: ArgumentHelp("The key's name, or name and ID, as 'keys list' shows it.", valueName: "key"))
    var key: String

    @Option(name: .long, help: ArgumentHelp("So many leaves of the log are honest.", valueName: "leaves"))
    var after: ValueArgument<Decimal>

    @OptionGroup(title: "The new key") var newKey: NewKeyOptions

    @OptionGroup var options: CeremonyOptions

    func run() throws {
        let (workspace, ceremony, now) = try options.begin()
        var draft = try ceremony.draft(now: now)
        let entry = try entry(in: draft.base)
        do throws(LedgerError) {
            let root = try workspace.logRoot(of: after.value.value)
            do throws(CeremonyError) {
                draft = try draft.compromising(entry.nameAndID, size: after.value, root: root, at: now)
            } catch {
                throw .ceremony(error)
            }
        } catch {
            throw Failure(error)
        }
        try ceremony.refuseUnfinished(draft, output: options.output)
        let fresh = try newKey.key(of: entry.role, in: workspace, options.signing.passphrases, now: now)
        do throws(CeremonyError) { draft = try Self.handing(entry.role, of: draft, to: fresh, at: now) } catch {
            newKey.remove(keyOf: entry.role, in: workspace, now: now)
            throw Failure(error)
        }
        try ceremony.conclude(
            draft, reason: options.reason ?? "", output: options.output, force: options.force, now: now)
        Console.talk(
            "send customers of licenses by that key a fresh file: latchkey-vendor show LICENSE --fresh -o FILE")
    }

    /// The new key signs from now on, up to the day on which another one was to take over anyway.
    private static func handing(
        _ role: Token, of draft: KeyringDraft, to key: VerifierKey, at now: Timestamp
    ) throws(CeremonyError) -> KeyringDraft {
        let compromised = draft.next.compromised.map(\.nameAndID)
        let later = draft.next.keys.filter { $0.role == role && $0.from > now && !compromised.contains($0.nameAndID) }
        guard let next = later.map(\.from).min() else { return try draft.rotating(role: role, to: key, at: now) }
        return try draft.adding(key, role: role, from: now, until: .at(next))
    }

    private func entry(in keyring: Keyring) throws(Failure) -> RoleKey {
        let found = keyring.keys.filter { entry in
            entry.nameAndID == Array(key.utf8) || entry.key?.name == Array(key.utf8)
        }
        guard let entry = found.first, found.count == 1 else {
            throw Failure(
                "'\(key)' is not one of the keyring's signing keys", hint: "see 'latchkey-vendor keys list'")
        }
        return entry
    }
}
