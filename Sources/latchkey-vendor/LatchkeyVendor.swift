internal import ArgumentParser
internal import Couriers
internal import LicenseSigner
internal import Terminal

/// The vendor's command line.
@main
struct LatchkeyVendor: ParsableCommand {
    static let program = "latchkey-vendor"

    static let configuration = CommandConfiguration(
        commandName: program,
        abstract: "Issue licenses for software on machines without network access.",
        discussion: """
            From nothing to the first license:

              latchkey-vendor init --vendor vendor.example
              latchkey-vendor product add my-plugin --title "My plugin"
              latchkey-vendor product export my-plugin -o latchkey.product
              latchkey-vendor issue acme.request --customer "ACME SA" --term 1y -o acme.lic

            Exit status: 0 done, 1 refused, 2 could not decide, 64 usage.
            """,
        version: "0.1.0",
        subcommands: [
            Init.self, ProductCommand.self, Issue.self, Batch.self, Renew.self, Reissue.self, List.self, Search.self,
            Show.self, Revoke.self, Revocations.self, RepairClock.self, Returned.self,
            Inspect.self, Preflight.self, Doctor.self, Audit.self, Log.self, LedgerCommand.self, Keys.self,
            KeyringCommand.self, ReleaseCommand.self,
        ])

    static func main() {
        do throws(KeyError) { try ProcessHardening.apply() } catch {
            CommandRunner.end(Failure(error), program: program)
        }
        CommandRunner.run(
            self, program: program,
            shared: [
                CourierOptions.self, TypedOptions.self, SigningOptions.self, WorkspaceOptions.self, OutputOptions.self,
            ])
    }
}
