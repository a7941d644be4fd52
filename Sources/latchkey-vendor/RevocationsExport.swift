internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor revocations export`.
struct RevocationsExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the list of all revoked licenses, for a release to bring along.",
        discussion: """
            The file is imported as a license file is. Example:

              latchkey-vendor revocations export -o latchkey.revocations
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the list.", valueName: "file"))
    var output = FileArgument(argument: "-")

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
        let workspace = try workspace.open()
        try output.refuseUnwritable(force: force)
        let list: KeptList
        let file: [UInt8]
        do throws(LedgerError) {
            list = try workspace.listOfAll()
            file = try workspace.file(of: [list])
        } catch {
            throw Failure(error)
        }
        try output.write(file, force: force)
        if output.path != "-" {
            Console.talk("wrote \(output.name), list \(list.list.epoch.text.string); ship it inside the next release")
        }
    }
}
