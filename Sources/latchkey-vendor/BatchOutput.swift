internal import LicenseFormat
internal import LicenseLedger
internal import Terminal

/// What came of an order: its place in the table, its name, and the license with its file or why there is none.
struct BatchAnswer: Sendable {
    /// What came of it.
    enum Outcome: Sendable {
        case license(Issuance, LicenseDelivery?)
        case refused(Failure)
    }

    let line: Int
    let name: String
    let outcome: Outcome

    /// Why there is no license, with the order's place in the table.
    var failure: Failure? {
        guard case .refused(let failure) = outcome else { return nil }
        return Failure("line \(line), order '\(name)': \(failure.message)", hint: failure.hint)
    }
}

/// Where the answers of a batch go: files in a folder, and the rows of a report.
///
/// The files of a part are written while the next part is issued. A row of the report is an acknowledgement: the files of
/// its part are on the disk before it is written.
struct BatchOutput: ~Copyable {
    private typealias Rows = [(line: Int, name: String, result: BatchReport.Result)]

    private let folder: BatchFolder
    private(set) var report: BatchReport
    /// How many answers it was given; their rows may have to wait.
    private(set) var count = 0
    private var writing: Background<Result<Rows, Failure>>?

    /// Takes a folder and an empty report.
    init(into folder: BatchFolder, _ report: BatchReport) {
        self.folder = folder
        self.report = report
    }

    /// Finishes the part before, and begins to write the files of a part.
    mutating func add(_ answers: [BatchAnswer]) throws(Failure) {
        try finish()
        count += answers.count
        let folder = folder
        writing = Background {
            Result { () throws(Failure) in
                let rows = try answers.map { answer throws(Failure) in
                    (answer.line, answer.name, try Self.write(answer, into: folder))
                }
                try folder.sync()
                return rows
            }
        }
    }

    /// Waits until all files are on the disk, and writes their rows.
    mutating func finish() throws(Failure) {
        let rows = try writing?.result()?.get() ?? []
        writing = nil
        for row in rows { report.add(line: row.line, number: row.name, row.result) }
        try report.flush()
    }

    private static func write(_ answer: BatchAnswer, into folder: BatchFolder) throws(Failure) -> BatchReport.Result {
        switch answer.outcome {
        case .refused(let failure): .refused(failure)
        case .license(let issuance, nil): .queued(issuance)
        case .license(let issuance, let delivery?):
            .issued(issuance, file: try folder.write(delivery.file, order: answer.name))
        }
    }
}
