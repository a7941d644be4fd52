internal import ArgumentParser
internal import Couriers
internal import Terminal

/// The administrator's command line.
@main
struct Latchkey: ParsableCommand {
    static let program = "latchkey"
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: program,
        abstract: "Activate licensed software on a machine without network access.",
        discussion: """
            A request goes to the vendor, a license file comes back, by stick, mail or phone:

              latchkey request --product latchkey.product --url https://glpi.example.org \\
                -o mine.request
              latchkey import mine.lic
              latchkey status

            Exit status: 0 full or trial, 1 read-only, off, refused, 2 undecided, 64 usage.
            """,
        version: version,
        subcommands: [
            Request.self, Import.self, Status.self, Verify.self, Check.self, Return.self, Doctor.self, Inspect.self,
            Explain.self,
        ])

    static func main() {
        CommandRunner.run(
            self, program: program,
            shared: [
                InstallationOptions.self, MachineOptions.self, CourierOptions.self, TypedOptions.self,
                OutputOptions.self,
            ])
    }
}
