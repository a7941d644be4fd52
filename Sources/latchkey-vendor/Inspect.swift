internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor inspect`: what a file says.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is in a license file, a request or a product file.",
        discussion: """
            Says of each signature whether it is good, where the workspace knows its key. Example:

              latchkey-vendor inspect acme.request
            """)

    @OptionGroup var inspection: InspectionOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        // Outside of a workspace the file can still be shown.
        let keyring = (try? workspace.open()).flatMap { try? $0.currentKeyring().keyring }
        let keys = keyring.map { $0.roots.keys + $0.keys.compactMap(\.key) } ?? []
        try inspection.run(knownKeys: keys, json: output.json)
    }
}
