internal import ArgumentParser
internal import HostNames
internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote
internal import Terminal
internal import VerdictText

/// `latchkey-vendor preflight`: what license files would do at the customer's.
struct Preflight: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what license files would do at the customer's.",
        discussion: """
            Uses the verifier that the customer has, with this workspace's product file. What is not named is taken
            from the license: its first URL, a release that it covers. Example:

              latchkey-vendor preflight acme.lic --url https://glpi.acme.example \\
                --at 2027-11-21
            """)

    @Argument(help: "The license files.")
    var files: [FileArgument]

    @Option(name: .long, help: ArgumentHelp("The product; else the one that the file names.", valueName: "id"))
    var product: ValueArgument<Token>?

    @Option(name: .long, help: ArgumentHelp("The product file that the customer has.", valueName: "file"))
    var productFile: FileArgument?

    @Option(name: .long, help: ArgumentHelp("The customer's installation; else the file's.", valueName: "id"))
    var installation: ValueArgument<InstallationID>?

    @Option(
        name: .long, help: ArgumentHelp("The customer's configured URL; else the license's first.", valueName: "url"))
    var url: String?

    @Option(name: .long, help: ArgumentHelp("The customer's release.", valueName: "version"))
    var appVersion: ValueArgument<Version>?

    @Option(name: .long, help: ArgumentHelp("The customer's host application.", valueName: "name version"))
    var host: ValueArgument<HostRelease>?

    @Option(name: .long, help: ArgumentHelp("The day to answer for; else now.", valueName: "date"))
    var at: ValueArgument<CivilDate>?

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let now = at.map { Timestamp(clamping: $0.value.midnight.seconds + Timestamp.day / 2) } ?? Machine.now()
        var answers: [(file: FileArgument, report: ImportReport, verdict: Verdict)] = []
        let progress = Progress("files")
        for file in files {
            progress.show(answers.count, of: files.count)
            let bytes = try file.read(limit: Limits.fileBytes)
            let claims = Self.claims(in: bytes)
            let context = Context(
                now: now, url: url.map(TypedURL.configured) ?? claims?.urls.first { !$0.url.isWildcard }?.url.text,
                version: (appVersion?.value ?? claims?.versions.example)?.text,
                host: host?.value ?? claims?.host?.example)
            let (report, verdict) = preflight(
                bytes[...], product: try productBytes(claims, now: now)[...], installation: installation?.value,
                context: context)
            answers.append((file, report, verdict))
        }
        progress.end()
        show(answers)
        if answers.contains(where: { $0.report.outcome == .refused || !$0.verdict.mode.allowsUse }) {
            throw ExitCode(Failure.Status.refused.rawValue)
        }
    }

    private func productBytes(_ claims: License?, now: Timestamp) throws(Failure) -> [UInt8] {
        if let productFile { return try Self.productBytes(productFile) }
        guard let product = product?.value ?? claims?.product else {
            throw Failure(
                "the file does not say which product it is for", hint: "name it: --product ID", status: .undecided)
        }
        return try ProductFile.make(
            product, in: try workspace.open(), version: appVersion?.value ?? claims?.versions.example,
            built: CivilDate(dayNumber: 0), now: now
        ).bytes
    }

    /// The customer's product file, read before anything is judged by it.
    private static func productBytes(_ file: FileArgument) throws(Failure) -> [UInt8] {
        let bytes = try file.read(limit: Limits.fileBytes)
        do throws(FormatError) { _ = try Product(parsing: bytes[...]) } catch {
            throw Failure(
                "'\(file.name)' is not a product file: \(error.text.string)",
                hint: "name the latchkey.product that the customer has", status: .undecided)
        }
        return bytes
    }

    /// The first license's claims, to know which product to judge by; nothing is granted on them.
    private static func claims(in file: [UInt8]) -> License? {
        for reading in [file] + TransportRepair.readings(of: file[...]).map(\.bytes) {
            guard let items = try? LicenseFile(parsing: reading[...]).items else { continue }
            for item in items {
                if let license = (try? SignedNote(parsing: item)).flatMap({ try? SignedLicense($0) }) {
                    return license.claims
                }
            }
        }
        return nil
    }

    private func show(_ answers: [(file: FileArgument, report: ImportReport, verdict: Verdict)]) {
        if output.json {
            Console.result { json in
                json.object { json in
                    json.array("files", answers) { json, answer in
                        json.object { json in
                            json.string("file", Array(answer.file.name.utf8))
                            json.object("import") { json in answer.report.write(membersTo: &json) }
                            json.object("verdict") { json in answer.verdict.write(membersTo: &json) }
                        }
                    }
                }
            }
            return
        }
        for (file, report, verdict) in answers {
            let outcome = [UInt8](report.outcome.name).string
            Console.result("\(Console.safe(file.name)): \(outcome), \([UInt8](verdict.mode.name).string)")
            Page().findings(
                report.outcome == .refused ? report.allFindings : verdict.findings + report.allFindings, indent: 2)
        }
    }
}

extension VersionRange {
    /// A covered release at the range's end; nil when any is covered or none is easily named.
    fileprivate var example: Version? {
        switch self {
        case .any: nil
        case .exactly(let version): version
        case .between(let lower?, _):
            lower.isIncluded ? lower.version : Version((lower.version.text + [UInt8](".1"))[...])
        case .between(nil, let upper?): upper.isIncluded ? upper.version : Version([UInt8]("0")[...])
        case .between(nil, nil): nil
        }
    }
}

extension HostRange {
    /// A covered release of the host application.
    fileprivate var example: HostRelease? {
        (versions.example ?? Version([UInt8]("1")[...])).map { HostRelease(application: application, version: $0) }
    }
}
