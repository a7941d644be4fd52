internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import LicenseVerifier
internal import SignedNote
internal import Terminal
internal import VerdictText

/// `latchkey-vendor doctor`: what a customer's support bundle says.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what decides at a customer's, from their support bundle.",
        discussion: """
            Answers with the verifier that the customer has, and says whether it comes out as it did there. A bundle is
            not signed: it shows what somebody says that the installation looks like. Example:

              latchkey-vendor doctor acme.bundle --at 2027-11-21
            """)

    @Argument(help: "The bundle that 'latchkey doctor -o' or the software wrote; - is standard input.")
    var file: FileArgument

    @Option(name: .long, help: ArgumentHelp("The day to answer for; else when the bundle was made.", valueName: "date"))
    var at: ValueArgument<CivilDate>?

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let bundle = try Self.bundle(file)
        let time = at.map { Timestamp(clamping: $0.value.midnight.seconds + Timestamp.day / 2) }
        let isSame = bundle.agrees(with: bundle.verdict())
        let diagnosis = bundle.diagnosis(at: time)
        let isOwn = try ownRoots().map { roots in diagnosis.product.map { roots.contains($0.roots) } ?? false }
        if output.json {
            Console.result { json in
                json.object { json in
                    json.object("bundle") { json in
                        json.string("program", bundle.program.text)
                        json.string("time", bundle.context.now.text)
                        json.name("mode", bundle.mode.name)
                        json.array("codes", bundle.codes) { json, code in json.string(nil, code.text) }
                    }
                    json.boolean("reproduced", isSame)
                    if let isOwn { json.boolean("ownProduct", isOwn) }
                    diagnosis.write(membersTo: &json, product: [], state: [])
                }
            }
        } else {
            show(bundle, diagnosis, isSame: isSame, isOwn: isOwn, at: time)
        }
        if !isSame { throw ExitCode(Failure.Status.refused.rawValue) }
    }

    private func show(_ bundle: SupportBundle, _ diagnosis: Diagnosis, isSame: Bool, isOwn: Bool?, at time: Timestamp?)
    {
        let page = Page()
        let codes = bundle.codes.map(\.text.string).joined(separator: ", ")
        page.field("bundle", "by \(bundle.program.text.string), \(bundle.context.now.text.string)")
        page.field(
            "there", [UInt8](bundle.mode.name).string + (codes.isEmpty ? "" : ": \(codes)"))
        page.field("here", isSame ? "the same" : "it comes out differently", isSame ? .good : .bad)
        if let time { page.field("below", "as it would be at \(time.text.string)") }
        Console.result("")
        let own = isOwn.map { isOwn in
            LocalFact("workspace", isOwn ? "made here" : "not made here: other root keys")
        }
        page.diagnosis(diagnosis, product: own.map { [$0] } ?? [], state: [])
    }

    private static func bundle(_ file: FileArgument) throws(Failure) -> SupportBundle {
        let bytes = try file.read(limit: Limits.bundleBytes)
        do throws(FormatError) { return try SupportBundle(parsing: bytes[...]) } catch {
            let type = DocumentType(of: bytes[...])
            let isOther = type != .bundle && type != .foreign
            throw Failure(
                isOther
                    ? "'\(file.name)' is \([UInt8](type.phrase).string), not a support bundle"
                    : "'\(file.name)' is not a support bundle: \(error.text.string)",
                hint: "ask the customer for what 'latchkey doctor -o FILE' writes, as an attachment")
        }
    }

    /// The root keys of each of the workspace's keyrings; nil where there is no workspace.
    private func ownRoots() throws(Failure) -> [RootKeys]? {
        guard let workspace = try? workspace.open() else { return nil }
        do throws(LedgerError) { return try workspace.keyrings().map(\.keyring.roots) } catch { throw Failure(error) }
    }
}
