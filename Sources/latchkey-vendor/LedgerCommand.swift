internal import ArgumentParser
internal import DurableFile
internal import LicenseFormat
internal import LicenseLedger
internal import SignedNote
internal import Terminal

/// `latchkey-vendor ledger`: the ledger as a whole.
struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Show who did what; back up, write out and read back the ledger.",
        discussion: """
            Example:

              latchkey-vendor ledger backup -o ledger-2026-11-21.sqlite
            """,
        subcommands: [LedgerHistory.self, LedgerBackup.self, LedgerExport.self, LedgerImport.self])
}

/// `latchkey-vendor ledger backup`.
struct LedgerBackup: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the ledger into a new file, while others go on working.",
        discussion: """
            The copy is the ledger at one moment; put back as ledger.sqlite, it works. Keys are not in it: keep a backup
            of keys/, too. Example:

              latchkey-vendor ledger backup -o ledger-2026-11-21.sqlite
            """)

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the copy.", valueName: "file"))
    var output: FileArgument

    @OptionGroup var workspace: WorkspaceOptions

    func validate() throws {
        if output.path == "-" { throw ValidationError("a ledger is copied into a file only") }
    }

    func run() throws {
        let workspace = try workspace.open()
        try output.refuseTaken()
        let path = output.path
        let copy = Background {
            Result { () throws(LedgerError) in try workspace.backUp(to: path) }
        }
        let progress = Progress("MiB")
        let all = Self.mebibytes(workspace.folder + "/ledger.sqlite")
        while !copy.isSoonDone() { progress.show(Self.mebibytes(path), of: all) }
        progress.end()
        do throws(LedgerError) { try copy.result()?.get() } catch { throw Failure(error) }
        Console.talk("wrote \(output.name)")
    }
}

extension LedgerBackup {
    fileprivate static func mebibytes(_ path: String) -> Int {
        ((try? FileStatus(of: path)).map { Int($0.size) } ?? 0) >> 20
    }
}

/// `latchkey-vendor ledger export`.
struct LedgerExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write every record: as lines of JSON, or as comma-separated values.",
        discussion: """
            Everything follows from the records, so that 'ledger import' makes the same ledger of them. For a table of
            licenses, see 'list --csv'. Example:

              latchkey-vendor ledger export --csv -o ledger.csv
            """)

    @Flag(name: .long, help: "Comma-separated values instead of lines of JSON.")
    var csv = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the records.", valueName: "file"))
    var output = FileArgument(argument: "-")

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
        let workspace = try workspace.open()
        try output.refuseUnwritable(force: force)
        let stream = try output.stream(force: force)
        let progress = Progress("records", isHidden: output.path == "-" && Keyboard.seesResults)
        if csv { try stream.write(CSVText.row(RecordText.columns)) }
        let count: Int64
        do {
            count = try workspace.export { (part: [Record], last: Int64) throws(Failure) in
                for record in part { try stream.write(csv ? RecordText.csv(record) : RecordText.json(record)) }
                progress.show(Int(part.last?.number ?? 0), of: Int(last))
            }
        } catch let error as LedgerError {
            throw Failure(error)
        }
        progress.end()
        try stream.finish()
        Console.talk(Console.count(count, "record"))
    }
}

/// `latchkey-vendor ledger import`.
struct LedgerImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read records back: into a workspace whose ledger is lost, or into an older copy.",
        discussion: """
            Records that are there already have to be the same; the others are added, after their checksums and signatures
            were found to fit. Example:

              latchkey-vendor ledger import ledger.jsonl -C restored
            """)

    @Argument(help: "What 'ledger export' wrote; - is standard input.")
    var file: FileArgument

    @OptionGroup var workspace: WorkspaceOptions

    /// Records that are kept in one transaction.
    private static let partSize = 1000

    func run() throws {
        var reader = try RecordReader(file.input(), file: file.name)
        let progress = Progress("records")
        var part = try reader.next(Self.partSize)
        guard let first = part.first else {
            throw Failure("\(file.name) holds no record", hint: "name what 'latchkey-vendor ledger export' wrote")
        }
        var added = 0
        var count = 0
        do {
            let target = try Workspace.restoring(in: workspace.folder, actor: workspace.actor, first: first)
            while !part.isEmpty {
                added += try target.adopt(part)
                count += part.count
                progress.show(count, share: reader.share)
                part = try reader.next(Self.partSize)
            }
            try target.finishAdopting()
        } catch let error as LedgerError {
            throw Failure(error)
        }
        progress.end()
        Console.talk("\(Console.count(count, "record")) read, \(added) of them new; see 'latchkey-vendor audit verify'")
    }
}
