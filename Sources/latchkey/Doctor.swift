internal import ArgumentParser
internal import DurableFile
internal import LicenseFormat
internal import LicenseStore
internal import LicenseVerifier
internal import SignedNote
internal import Terminal
internal import VerdictText

/// `latchkey doctor`: everything that decides, and a bundle of it for the vendor.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show everything that decides, and write a bundle for support.",
        discussion: """
            The bundle holds the product file, the state and what the machine is asked about, with facts about it as
            hashes; no secret key, host name or user. Example:

              latchkey doctor -o acme.bundle
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the bundle.", valueName: "bundle"))
    var output: FileArgument?

    @Flag(name: .long, help: "Replace the bundle if it exists.")
    var force = false

    @OptionGroup var installation: InstallationOptions
    @OptionGroup var context: ContextOptions
    @OptionGroup var answer: OutputOptions

    func run() throws {
        let installation = try installation.find(context.machine)
        try output?.refuseUnwritable(force: force)
        let situation = installation.look(try context.context(at: Machine.now()))
        if let output {
            try output.write(try situation.bundle(from: installation).bytes, force: force)
            if output.path == "-" { return try Answer.end(situation.verdict) }
            Console.talk("wrote \(output.name); it holds no secret: send it to the vendor")
        }
        var diagnosis = Diagnosis(
            product: installation.product[...], state: situation.state, context: situation.context)
        diagnosis.verdict = situation.verdict
        let (product, state) = (installation.productFacts, installation.stateFacts)
        if answer.json {
            Console.result { json in
                json.object { json in
                    json.string("program", Array("\(Latchkey.program) \(Latchkey.version)".utf8))
                    diagnosis.write(membersTo: &json, product: product, state: state)
                }
            }
        } else {
            Page().diagnosis(diagnosis, product: product, state: state)
        }
        try Answer.end(situation.verdict)
    }
}

extension Situation {
    /// The bundle, which reads back as it was written.
    fileprivate func bundle(from installation: Installation) throws(Failure) -> SupportBundle {
        guard let program = HostRelease(Array("\(Latchkey.program) \(Latchkey.version)".utf8)[...]) else {
            throw Failure("this release has no version", status: .undecided)
        }
        let bundle = SupportBundle(
            program: program, context: context, product: installation.product,
            state: state.withoutFolder(installation.store.folder), verdict: verdict)
        guard (try? SupportBundle(parsing: bundle.bytes[...])) == bundle else {
            throw Failure(
                "the bundle would not be readable: something in it is too long",
                hint: "name a URL and a version as they are in the host application", status: .undecided)
        }
        return bundle
    }
}

extension StateBlob {
    /// The reason why a state cannot be read names its path, and with it perhaps a user.
    fileprivate func withoutFolder(_ folder: String) -> StateBlob {
        guard case .unreadable(let reason) = self else { return self }
        var text = reason.string
        for range in text.ranges(of: folder + "/").reversed() { text.removeSubrange(range) }
        return .unreadable(Array(text.utf8))
    }
}

extension Installation {
    fileprivate var productFacts: [LocalFact] { [LocalFact("path", productPath)] }

    fileprivate var stateFacts: [LocalFact] {
        var facts = [LocalFact("folder", store.folder)]
        do throws(FileError) {
            let status = try FileStatus(of: store.folder)
            facts += [
                LocalFact("owner", "user \(status.owner)" + (status.isOwn ? ", who runs this" : "")),
                LocalFact("mode", status.modeText),
                LocalFact("writable", status.isWritable ? "yes" : "no"),
            ]
        } catch {
            facts.append(LocalFact("folderProblem", error.message))
        }
        facts.append(LocalFact("previous", store.hasPreviousState ? "there" : "none"))
        return facts
    }
}
