internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import Terminal

/// `latchkey-vendor keys`: what keys there are.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the keys, make new ones, and end old ones.",
        discussion: """
            Example:

              latchkey-vendor keys rotate license --label 2028 -o next.proposal
            """,
        subcommands: [List.self, KeysNew.self, KeysRotate.self, KeysCompromise.self])

    /// `latchkey-vendor keys list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the keys: role, name and ID, when they may sign, and whether the secret half is here.",
            discussion: """
                Example:

                  latchkey-vendor keys list --json
                """)

        @OptionGroup var workspace: WorkspaceOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let workspace = try workspace.open()
            let keys: [KeyListing]
            do throws(LedgerError) {
                keys = KeyListing.all(in: workspace, try workspace.currentKeyring())
            } catch {
                throw Failure(error)
            }
            if output.json {
                Console.result { json in
                    json.object { json in
                        json.array("keys", keys) { json, key in key.write(to: &json) }
                    }
                }
            } else {
                for key in keys { Console.result(key.line) }
            }
        }
    }
}
