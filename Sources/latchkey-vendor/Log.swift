internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor log`: the issuance log.
struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign the log on a machine of its own, and take what was signed.",
        discussion: """
            On the machine with the log's key, then in the workspace:

              latchkey-vendor log sign log --key log-2026.key --name vendor.example/log/2026
              latchkey-vendor log accept
            """,
        subcommands: [LogSign.self, LogAccept.self])
}

/// `latchkey-vendor log sign`.
struct LogSign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign the head of a log, with nothing but its folder and its key.",
        discussion: """
            Run it where the key of the log lives. Only a log that begins with what was signed before is signed: the last
            checkpoint is kept in a file of this machine, beside the key unless --memory names it. Example:

              latchkey-vendor log sign /media/stick/log --key log-2026.key \\
                --name vendor.example/log/2026
            """)

    @Argument(
        help: ArgumentHelp("The log's folder, a copy of the workspace's.", valueName: "dir"), completion: .directory)
    var folder: String

    @OptionGroup var key: NamedKeyOptions

    @Option(
        name: .long, help: ArgumentHelp("The file that remembers what was signed last.", valueName: "file"),
        completion: .file())
    var memory: String?

    @Flag(name: .long, help: "Nothing was signed on this machine before.")
    var first = false

    @OptionGroup var passphrases: PassphraseOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if key.key == nil, memory == nil {
            throw ValidationError("--sign-with needs --memory FILE, which says what was signed last")
        }
    }

    func run() throws {
        let memory = memory ?? (key.key ?? "log") + ".checkpoint"
        let head: Checkpoint
        do throws(LedgerError) {
            let key: SigningKey
            do throws(KeyError) { key = try self.key.open(passphrases) } catch { throw .signer(.key(error)) }
            head = try LogSigner(folder: folder, memory: memory).sign(with: key, isFirst: first)
        } catch {
            throw Failure(error)
        }
        if output.json {
            Console.result { json in
                json.object { json in
                    json.string("origin", head.origin)
                    json.integer("size", head.size.value)
                    json.string("root", Base64.encode(head.root[...]))
                }
            }
        } else {
            Console.result(head.text.dropLast().string)
        }
        Console.talk("signed; carry '\(folder)/checkpoint' back, and run there: latchkey-vendor log accept FILE")
    }
}

/// `latchkey-vendor log accept`.
struct LogAccept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Take a checkpoint that was signed elsewhere: what it covers can go out.",
        discussion: """
            Example:

              latchkey-vendor log accept /media/stick/log/checkpoint
            """)

    @Argument(help: "The checkpoint; - is standard input. Without it, that of the log's folder.")
    var checkpoint: FileArgument?

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try workspace.open()
        let file = checkpoint ?? FileArgument(argument: workspace.logFolder + "/checkpoint")
        let bytes = try file.read(limit: Limits.noteBytes)
        let accepted: (size: Int64, isNew: Bool)
        do throws(LedgerError) {
            guard let note = try? SignedNote(parsing: bytes[...]) else { throw .foreignCheckpoint(source: file.name) }
            accepted = try workspace.accept(note, source: file.name, now: Machine.now())
        } catch {
            throw Failure(error)
        }
        if output.json {
            Console.result { json in
                json.object { json in
                    json.integer("size", accepted.size)
                    json.boolean("new", accepted.isNew)
                }
            }
        }
        Console.talk(
            accepted.isNew
                ? "accepted: everything up to leaf \(accepted.size - 1) can go out"
                : "this checkpoint covers nothing new")
    }
}
