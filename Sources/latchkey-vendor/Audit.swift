internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import SignedNote
internal import Terminal

/// `latchkey-vendor audit`: whether the ledger and its log are what they were.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check ledger and log, also against an earlier checkpoint.",
        discussion: """
            Example:

              latchkey-vendor audit verify
            """,
        subcommands: [AuditVerify.self, AuditProve.self])
}

/// `latchkey-vendor audit verify`.
struct AuditVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute everything from the stored bytes, and name the first place that disagrees.",
        discussion: """
            Every record, signature, index, tile and checkpoint is checked, and the log's folder. Others may work in the
            meantime. Example:

              latchkey-vendor audit verify
            """)

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try workspace.open()
        let progress = Progress("records")
        let report: AuditReport
        do throws(LedgerError) {
            report = try workspace.audit { done, all in
                progress.show(Int(done), of: Int(all))
            }
        } catch {
            progress.end()
            throw Failure(error)
        }
        progress.end()
        if output.json {
            Console.result { json in
                json.object { json in
                    json.boolean("intact", report.faults.isEmpty)
                    json.integer("records", report.records)
                    json.integer("signatures", report.signatures)
                    json.integer("leaves", report.leaves)
                    json.string("root", Base64.encode(report.root[...]))
                    json.boolean("folderBehind", report.isFolderBehind)
                    json.array("faults", report.faults) { json, fault in
                        json.object { json in
                            json.string("place", Array(fault.place.utf8))
                            json.string("reason", Array(fault.reason.utf8))
                        }
                    }
                }
            }
        } else {
            for fault in report.faults { Console.result(Console.safe("\(fault.place): \(fault.reason)")) }
            if report.faults.isEmpty {
                let records = Console.count(report.records, "record")
                let signatures = Console.count(report.signatures, "signature")
                Console.result(
                    "intact: \(records), \(signatures), \(Console.count(report.leaves, "leaf", many: "leaves"))")
                Console.result("root \(Base64.encode(report.root[...]).string)")
            }
            if report.isFolderBehind {
                Console.talk("note: the log's folder is behind the ledger; whoever issues next brings it up to date")
            }
        }
        if !report.faults.isEmpty { throw ExitCode(Failure.Status.refused.rawValue) }
    }
}

/// `latchkey-vendor audit prove`.
struct AuditProve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Prove that the log still begins as an earlier checkpoint says.",
        discussion: """
            Writes the consistency proof between two checkpoints (RFC 6962, section 2.1.2), one hash a line; the later
            one is the newest of the log unless a file names another. A printed checkpoint will do: --size and --root.
            Examples:

              latchkey-vendor audit prove checkpoint-of-last-year
              latchkey-vendor audit prove --size 1042 \\
                --root 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='
            """)

    @Argument(help: ArgumentHelp("The earlier checkpoint.", valueName: "old"))
    var old: FileArgument?

    @Argument(help: ArgumentHelp("The later checkpoint; else the newest.", valueName: "new"))
    var new: FileArgument?

    @Option(name: .long, help: ArgumentHelp("The earlier checkpoint's second line.", valueName: "leaves"))
    var size: ValueArgument<Decimal>?

    @Option(name: .long, help: ArgumentHelp("The earlier checkpoint's third line.", valueName: "base64"))
    var root: String?

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if (size == nil) != (root == nil) { throw ValidationError("--size and --root belong together") }
        if (old == nil) == (size == nil) { throw ValidationError("name an earlier checkpoint, or --size and --root") }
    }

    func run() throws {
        let workspace = try workspace.open()
        let earlier = try old.map(Self.checkpoint) ?? typed()
        let proof: [[UInt8]]
        let later: Checkpoint
        do throws(LedgerError) {
            later = try newest(in: workspace)
            proof = try workspace.consistency(from: earlier, to: later)
        } catch {
            throw Failure(error)
        }
        if output.json {
            Console.result { json in
                json.object { json in
                    json.integer("oldSize", earlier.size.value)
                    json.string("oldRoot", Base64.encode(earlier.root[...]))
                    json.integer("newSize", later.size.value)
                    json.string("newRoot", Base64.encode(later.root[...]))
                    json.array("proof", proof) { json, hash in json.string(nil, Base64.encode(hash[...])) }
                }
            }
        } else {
            for hash in proof { Console.result(Base64.encode(hash[...]).string) }
        }
        Console.talk("the log of \(later.size.value) leaves begins with those \(earlier.size.value)")
    }

    private func newest(in workspace: Workspace) throws(LedgerError) -> Checkpoint {
        if let new {
            do throws(Failure) { return try Self.checkpoint(new) } catch {
                throw .foreignCheckpoint(source: new.name)
            }
        }
        guard let note = try workspace.checkpoint(), let head = try? Checkpoint(parsing: note.unverifiedText) else {
            throw .emptyLog
        }
        return head
    }

    private func typed() throws(Failure) -> Checkpoint {
        guard let size, let root, let hash = Base64.decode(Array(root.utf8)[...]), hash.count == 32 else {
            throw Failure(
                "'\(root ?? "")' is not the root of a checkpoint", hint: "copy its third line: 44 characters of Base64",
                status: .usage)
        }
        return Checkpoint(origin: [], size: size.value, root: hash)
    }

    private static func checkpoint(_ file: FileArgument) throws(Failure) -> Checkpoint {
        let bytes = try file.read(limit: Limits.noteBytes)
        guard let note = try? SignedNote(parsing: bytes[...]), let head = try? Checkpoint(parsing: note.unverifiedText)
        else {
            throw Failure("\(file.name) is not a checkpoint", hint: "name a copy of log/checkpoint")
        }
        return head
    }
}
