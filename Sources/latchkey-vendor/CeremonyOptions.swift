internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import Terminal

/// What the commands share that end with a new keyring, or with a proposal of one.
struct CeremonyOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Why, for the ledger.", valueName: "text"))
    var reason: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the proposal.", valueName: "file"))
    var output: FileArgument?

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup(title: "Keys") var signing: SigningOptions
    @OptionGroup var workspace: WorkspaceOptions

    /// Opens the workspace for a ceremony at the present.
    func begin() throws(Failure) -> (workspace: Workspace, ceremony: KeyringCeremony, now: Timestamp) {
        let workspace = try workspace.open()
        try output?.refuseUnwritable(force: force)
        let ceremony = KeyringCeremony(workspace, signing)
        return (workspace, ceremony, try ceremony.now())
    }
}
