internal import ArgumentParser
internal import Couriers
internal import LicenseFormat
internal import LicenseStore
internal import LicenseVerifier
internal import SignedNote
internal import Terminal

/// `latchkey import`: installs a license file.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Install a license file from the vendor.",
        discussion: """
            The whole file is installed or nothing of it. What mail and chat do to a file is undone, and said. A file
            that is read aloud is typed line by line, and what is typed survives an interruption. Examples:

              latchkey import mine.lic
              latchkey import one.jpg two.jpg
              latchkey import --typed
            """)

    @Argument(help: "The license file, or pictures of its codes; - is standard input.")
    var file: [FileArgument] = []

    @OptionGroup var typed: TypedOptions

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try typed.validate(beside: file)
    }

    func run() throws {
        let installation = try installation.find()
        let document = try typed.read(file, keepingIn: installation.store.folder, knowing: installation.readerContext)
        let now = Machine.now()
        let report: ImportReport = try installation.updateByPublicKey { (blob, key) throws(StoreError) in
            let (state, report) = importFile(
                document.bytes[...], into: blob, product: installation.product[...], key: key, now: now)
            return (state, report)
        }
        document.settle()
        let verdict = installation.look(Context(now: now)).verdict
        Answer.tell(report, verdict, product: installation.product, json: output.json)
        try Answer.end(report, file: document.name)
    }
}
