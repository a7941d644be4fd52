internal import ArgumentParser
internal import LicenseFormat
internal import LicenseLedger
internal import Terminal

/// `latchkey-vendor batch`: answers a table of orders.
struct Batch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer a table of orders with license files.",
        discussion: """
            The first row of the table names its columns: order and customer, and any of \
            \(BatchColumns.known.filter { $0 != "order" && $0 != "customer" }.joined(separator: ", ")). Requests are \
            files, named from the table's folder. Every file is named after its order. A row of the report says what \
            came of each order. Run again after an interruption, or with more rows: what is issued stays as it is. \
            Example:

              latchkey-vendor batch orders.csv --product my-plugin -o licenses > report.csv
            """)

    @Argument(help: "The table, comma-separated values; - is standard input.")
    var orders: FileArgument

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The folder for the license files.", valueName: "dir"),
        completion: .directory)
    var output: String

    @Option(name: .long, help: ArgumentHelp("The product of orders that name none.", valueName: "id"))
    var product: ValueArgument<Token>?

    @Flag(name: .long, help: "Skip bad orders, and say in the report what is wrong with them.")
    var keepGoing = false

    @OptionGroup(title: "Keys") var signing: SigningOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var answer: OutputOptions

    func run() throws {
        var rows = try CSVRows(orders.input())
        let columns = try BatchColumns(try rows.next())
        let target = try BatchFolder(output)
        let workspace = try workspace.open()
        let desk: BatchDesk
        do throws(LedgerError) {
            desk = try BatchDesk(workspace, now: Machine.now(), open: signing.opener())
        } catch {
            throw Failure(error)
        }
        var output = BatchOutput(into: target, BatchReport(json: answer.json))
        var stop: Failure?
        do throws(Failure) { stop = try answerAll(&rows, columns, by: desk, into: &output) } catch {
            // What was issued before is reported.
            try output.finish()
            throw error
        }
        do throws(LedgerError) { try desk.finish() } catch { throw Failure(error) }
        output.report.tell(into: self.output)
        if let stop { throw stop }
        if output.report.refused > 0 || output.report.queued > 0 { throw ExitCode(Failure.Status.refused.rawValue) }
    }

    /// Answers row after row; what stopped that is returned.
    private func answerAll(
        _ rows: inout CSVRows, _ columns: BatchColumns, by desk: BatchDesk, into output: inout BatchOutput
    ) throws(Failure) -> Failure? {
        let progress = Progress("orders")
        var stop: Failure?
        var end: Failure?
        var part = try BatchPart(read(&rows, columns, end: &end), desk)
        while stop == nil, !part.isEmpty {
            // The next part is signed while this one is issued. What is wrong with it is said in its turn.
            let next = Result { () throws(Failure) in
                let isLast = end != nil || part.isLast(goesOn: keepGoing)
                return try BatchPart(isLast ? [] : read(&rows, columns, end: &end), desk)
            }
            let answers = try part.issue(by: desk, goesOn: keepGoing)
            // Rows of the report may go to the same terminal.
            progress.end()
            try output.add(answers)
            progress.show(output.count, share: rows.share)
            if !keepGoing { stop = answers.last?.failure }
            if stop == nil { part = try next.get() }
        }
        try output.finish()
        progress.end()
        return stop ?? end
    }

    /// Reads a part.
    ///
    /// - Parameter end: why the table cannot be read on; what stood before is answered all the same.
    private func read(_ rows: inout CSVRows, _ columns: BatchColumns, end: inout Failure?) -> [BatchItem] {
        let folder = orders.path.lastIndex(of: "/").map { String(orders.path[..<$0]) } ?? "."
        var part: [BatchItem] = []
        while part.count < BatchDesk.partSize {
            let row: CSVRows.Row
            do throws(Failure) {
                guard let next = try rows.next() else { return part }
                row = next
            } catch {
                end = error
                return part
            }
            var number = ""
            do throws(Failure) {
                let fields = try columns.fields(of: row)
                number = fields.number
                part.append(
                    .order(line: row.line, try fields.order(in: folder, product: product?.value), name: number))
            } catch {
                part.append(.bad(line: row.line, name: number, error))
                if !keepGoing { return part }
            }
        }
        return part
    }
}
