internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import SignedNote
internal import Terminal

/// `latchkey-vendor ledger history`: who did what, when and why.
struct LedgerHistory: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List what was done: number, time, who, what, and why.",
        discussion: """
            All of it, or only what is of one kind: product, keyring, request, license, revocations, repair, return or
            checkpoint. Example:

              latchkey-vendor ledger history --kind keyring
            """)

    @Option(
        name: .long, help: ArgumentHelp("Only records of this kind.", valueName: "kind"),
        completion: .list(RecordKind.allCases.map(\.rawValue)), transform: Self.kind)
    var kind: RecordKind?

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var table: TableOptions

    func run() throws {
        let workspace = try workspace.open()
        if table.csv { Console.result("number,time,by,kind,name,reason") }
        do {
            _ = try workspace.export { (part: [Record], _: Int64) throws(Failure) in
                for record in part where kind == nil || record.content.kind == kind { show(record) }
            }
        } catch let error as LedgerError {
            throw Failure(error)
        }
    }

    private static func kind(_ text: String) throws -> RecordKind {
        guard let kind = RecordKind(rawValue: text) else {
            throw ValidationError("'\(text)' is no kind of record")
        }
        return kind
    }

    private func show(_ record: Record) {
        let content = record.content
        let (number, kind) = ("\(record.number)", content.kind.rawValue)
        if table.json {
            Console.line { json in
                json.object { json in
                    json.integer("number", record.number)
                    json.string("time", content.time.text)
                    json.string("by", Array(content.actor.utf8))
                    json.string("kind", Array(kind.utf8))
                    json.string("name", Array(content.name.utf8))
                    json.string("reason", Array(content.reason.utf8))
                }
            }
        } else if table.csv {
            let row = [number, content.time.text.string, content.actor, kind, content.name, content.reason]
            Console.result(CSVText.row(row).dropLast().string)
        } else {
            let reason = content.reason.isEmpty ? "" : "  \(content.reason)"
            Console.result(
                Console.safe(
                    "\(number)  \(content.time.text.string)  \(content.actor)  \(kind) \(content.name)\(reason)"))
        }
    }
}
