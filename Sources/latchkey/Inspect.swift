internal import ArgumentParser
internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote
internal import Terminal

/// `latchkey inspect`: what a file says.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is in a license file, a request or a product file.",
        discussion: """
            Says of each signature whether it is good, where the product file knows its key. Example:

              latchkey inspect mine.lic --split parts
            """)

    @OptionGroup var inspection: InspectionOptions
    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        // Without an installation the file can still be shown; a product file that was named must be usable.
        let found: Installation?
        do throws(Failure) { found = try installation.find() } catch {
            if installation.product != nil || installation.state != nil { throw error }
            found = nil
        }
        let keys = found.flatMap { try? Product(parsing: $0.product[...]) }.flatMap { try? TrustedKeys($0) }
        try inspection.run(knownKeys: keys?.allKeys ?? [], json: output.json)
    }
}
