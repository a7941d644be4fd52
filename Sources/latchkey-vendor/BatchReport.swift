internal import LicenseFormat
internal import LicenseLedger
internal import SignedNote
internal import Terminal

/// What came of each order of a table: a row each on standard output, comma-separated or as lines of JSON.
struct BatchReport {
    /// What came of an order.
    enum Result {
        case issued(Issuance, file: String)
        case queued(Issuance)
        case refused(Failure)
    }

    private let json: Bool
    /// Rows so far.
    private(set) var count = 0
    private(set) var refused = 0
    private(set) var queued = 0
    private var known = 0
    /// Rows that were not written yet.
    private var waiting: [UInt8] = []

    init(json: Bool) {
        self.json = json
        if !json { write(["line", "order", "outcome", "license", "file", "message"]) }
    }

    /// Adds a row.
    mutating func add(line: Int, number: String, _ result: Result) {
        count += 1
        switch result {
        case .issued(let issuance, let file):
            if issuance.wasKnown { known += 1 }
            row(line, number, issuance.wasKnown ? "known" : "issued", issuance, file: file, message: nil)
        case .queued(let issuance):
            queued += 1
            row(line, number, "queued", issuance, file: nil, message: nil)
        case .refused(let failure):
            refused += 1
            row(line, number, "refused", nil, file: nil, message: failure.message)
        }
    }

    private mutating func row(
        _ line: Int, _ number: String, _ outcome: String, _ issuance: Issuance?, file: String?, message: String?
    ) {
        let license = issuance?.license.terms.id.text.string
        let remarks = issuance?.remarks.map(\.text) ?? []
        if json {
            Console.line { json in
                json.object { json in
                    json.integer("line", Int64(line))
                    json.string("order", Array(number.utf8))
                    json.string("outcome", Array(outcome.utf8))
                    json.string("license", license.map { Array($0.utf8) })
                    json.string("file", file.map { Array($0.utf8) })
                    json.string("message", message.map { Array($0.utf8) })
                    json.array("remarks", remarks) { json, remark in json.string(nil, Array(remark.utf8)) }
                }
            }
            return
        }
        write([
            "\(line)", number, outcome, license ?? "", file ?? "",
            ([message].compactMap(\.self) + remarks).joined(separator: "; "),
        ])
    }

    private mutating func write(_ fields: [String]) {
        waiting += CSVText.row(fields.map(Console.safe))
    }

    /// Writes the rows of a part.
    mutating func flush() throws(Failure) {
        if waiting.isEmpty { return }
        try Console.result(bytes: waiting)
        waiting = []
    }

    /// Says how it went.
    func tell(into folder: String) {
        let new = count - known - refused - queued
        var parts = ["\(new) issued"]
        if known > 0 { parts.append("\(known) issued before") }
        if queued > 0 { parts.append("\(queued) waiting for a checkpoint of the log") }
        if refused > 0 { parts.append("\(refused) refused") }
        Console.talk("\(Console.count(count, "order")): \(parts.joined(separator: ", ")); files in '\(folder)'")
    }
}
