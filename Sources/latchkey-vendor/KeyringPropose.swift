internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor keyring propose`: a new keyring, for the root keys to sign.
struct KeyringPropose: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Propose a keyring with other keys, for the root keys to sign.",
        discussion: """
            Nothing changes until it is signed and published. Examples:

              latchkey-vendor keyring propose --retire vendor.example/license/2026 \\
                -o next.proposal
              latchkey-vendor keyring propose --add-root root-2.pub:2 --threshold 2 \\
                -o next.proposal
            """)

    @Option(
        name: .long, help: ArgumentHelp("A key that signs nothing new from now on; may be repeated.", valueName: "key"))
    var retire: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("A root key to add: its public half or a file, a colon, its label.", valueName: "key:label"))
    var addRoot: [String] = []

    @Option(name: .long, help: ArgumentHelp("A root key to leave out; may be repeated.", valueName: "key"))
    var removeRoot: [String] = []

    @Option(name: .long, help: ArgumentHelp("How many root keys must sign a keyring.", valueName: "t"))
    var threshold: Int?

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the proposal.", valueName: "file"))
    var output: FileArgument

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
        let workspace = try workspace.open()
        try output.refuseUnwritable(force: force)
        let signing = try SigningOptions.parse([])
        let ceremony = KeyringCeremony(workspace, signing)
        let now = try ceremony.now()
        var draft = try ceremony.draft(now: now)
        let base = draft.base
        let added = try addRoot.map { text throws(Failure) in try Self.root(text, workspace) }
        do throws(CeremonyError) {
            for name in retire { draft = try draft.retiring(Self.nameAndID(name, in: base), at: now) }
            if threshold != nil || !added.isEmpty || !removeRoot.isEmpty {
                draft = try draft.changingRoots(
                    threshold: threshold, adding: added, removing: removeRoot.map { Self.nameAndID($0, in: base) })
            }
        } catch {
            throw Failure(error)
        }
        try ceremony.conclude(draft, reason: "", output: output, force: force, isHeld: true, now: now)
    }

    /// The name and ID of a key that is named alone.
    private static func nameAndID(_ text: String, in keyring: Keyring) -> [UInt8] {
        let name = Array(text.utf8)
        let keys = keyring.roots.keys + keyring.keys.compactMap(\.key)
        return keys.first { $0.name == name }?.nameAndID ?? name
    }

    private static func root(_ text: String, _ workspace: Workspace) throws(Failure) -> VerifierKey {
        guard let colon = text.lastIndex(of: ":"), let label = Token(string: String(text[text.index(after: colon)...]))
        else {
            throw Failure(
                "'\(text)' does not say what the root key is to be called", hint: "write it as root-2.pub:2",
                status: .usage)
        }
        let key = try PublicKeyArgument(argument: String(text[..<colon])).read()
        do throws(KeyError) {
            return try key.verifierKey(
                named: workspace.vendor.text + Array("/root/".utf8) + label.text, source: String(text[..<colon]))
        } catch {
            throw Failure(error)
        }
    }
}

/// `latchkey-vendor keyring publish`: a signed keyring comes into force.
struct KeyringPublish: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Bring a keyring into force that the root keys signed.",
        discussion: """
            Several files are put together where each has the signatures of other root keys. Example:

              latchkey-vendor keyring publish signed-1.proposal signed-2.proposal
            """)

    @Argument(help: "The signed proposals of one keyring.")
    var files: [FileArgument]

    @Option(name: .long, help: ArgumentHelp("Why, for the ledger.", valueName: "text"))
    var reason: String?

    @OptionGroup(title: "Keys") var signing: SigningOptions
    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
        let workspace = try workspace.open()
        var proposals: [KeyringProposal] = []
        for file in files { proposals.append(try KeyringProposal.read(file)) }
        guard var proposal = proposals.first else { return }
        do throws(CeremonyError) {
            for other in proposals.dropFirst() { proposal = try proposal.merging(other) }
        } catch {
            throw Failure(error)
        }
        for line in KeyringPage(proposal).lines { Console.talk(line) }
        try KeyringCeremony(workspace, signing).publish(proposal, reason: reason ?? "", now: Machine.now())
    }
}
