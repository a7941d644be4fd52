internal import ArgumentParser

/// `latchkey-vendor revocations`: what was taken back.
struct Revocations: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is revoked, and write the list for all installations.",
        discussion: """
            Example:

              latchkey-vendor revocations list
            """,
        subcommands: [RevocationsList.self, RevocationsExport.self])
}
