internal import ArgumentParser
internal import Couriers
internal import LicenseFormat
internal import LicenseStore
internal import LicenseVerifier
internal import SignedNote
internal import Terminal

/// `latchkey check`: what a file would do here, without installing it.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what a license file would do here, without installing it.",
        discussion: """
            Example, for a day to come:

              latchkey check mine.lic --at 2027-11-21 --url https://glpi.example.org
            """)

    @Argument(help: "The license file, or pictures of its codes; - is standard input.")
    var file: [FileArgument]

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var context: ContextOptions

    @Option(name: .long, help: ArgumentHelp("The day or instant (UTC) to answer for; else now.", valueName: "date"))
    var at: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        let installation = try installation.find(context.machine)
        let document = try IncomingDocument(reading: file)
        let now = try at.map(Self.instant) ?? Machine.now()
        let context = try context.context(at: now)
        // What is known about the time is about now, not about a day to come.
        let blob = at == nil ? installation.store.state() : installation.store.state().withoutClock
        let ownKey = try installation.publicKey()
        // Where no request was made yet, a key that is forgotten again stands in, and its ID is not shown.
        guard let key = ownKey ?? Ed25519Seed(Machine.randomBytes(32))?.publicKey else {
            throw Failure("no key can be made", status: .undecided)
        }
        let (state, report) = importFile(
            document.bytes[...], into: blob, product: installation.product[...], key: key, now: now)
        if ownKey == nil, report.items.contains(where: { $0.finding?.code == .otherInstallation }) {
            throw Failure(
                "\(document.name): the license is for an installation, and no activation request was made here yet",
                hint: "make one: latchkey request --url https://…")
        }
        let next = (state.map { .blob($0.bytes[...]) } ?? blob) as StateBlob
        var verdict = installation.verdict(context, onceStored: at == nil ? next : next.withoutClock)
        if ownKey == nil { verdict.installation = nil }
        Answer.tell(
            report, verdict, product: installation.product, installed: "would install", json: output.json)
        try Answer.end(report, file: document.name)
        try Answer.end(verdict)
    }

    /// Reads `YYYY-MM-DD`, which stands for noon of that day, or a timestamp.
    private static func instant(_ text: String) throws(Failure) -> Timestamp {
        let bytes = Array(text.utf8)[...]
        if let instant = Timestamp(bytes) { return instant }
        if let day = CivilDate(bytes) { return Timestamp(clamping: day.midnight.seconds + Timestamp.day / 2) }
        throw Failure("'\(text)' is not a date", hint: "write it as 2027-11-21 or 2027-11-21T09:30:00Z", status: .usage)
    }
}

extension Installation {
    /// The installation's public key, from its state or its key file; nil when it has none yet.
    func publicKey() throws(Failure) -> Ed25519PublicKey? {
        if case .blob(let blob) = store.state(), let state = try? InstallationState(parsing: blob) { return state.key }
        do throws(StoreError) { return try store.publicKey() } catch { throw Failure(error) }
    }
}
