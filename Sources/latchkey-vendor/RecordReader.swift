internal import FoundationEssentials
internal import LicenseLedger
internal import SignedNote
internal import Terminal

/// Reads exported records, in either form.
struct RecordReader {
    private enum Form {
        case json(InputStream)
        case csv(CSVRows, columns: [String])
    }

    /// A member of a line of JSON: all are texts or whole numbers.
    private enum Member: Decodable {
        case text(String)
        case number(Int64)

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(Int64.self) {
                self = .number(number)
            } else {
                self = .text(try value.decode(String.self))
            }
        }

        var text: String {
            switch self {
            case .text(let text): text
            case .number(let number): "\(number)"
            }
        }
    }

    private var form: Form
    private let file: String
    private var count = 0

    /// What a line may have at most, in bytes: several times the largest document.
    private static let limit = 4 << 20

    /// Begins with the first record.
    init(_ input: InputStream, file: String) throws(Failure) {
        self.file = file
        form = try input.peek() == UInt8(ascii: "{") ? .json(input) : .csv(CSVRows(input), columns: [])
    }

    /// The share that was read, 0 to 1; nil where nobody knows how much there is.
    var share: Double? {
        switch form {
        case .json(let input): input.share
        case .csv(let rows, _): rows.share
        }
    }

    /// The next records, at most `limit` of them; none at the end.
    mutating func next(_ limit: Int) throws(Failure) -> [Record] {
        var records: [Record] = []
        while records.count < limit, let record = try next() { records.append(record) }
        return records
    }

    private mutating func next() throws(Failure) -> Record? {
        count += 1
        switch form {
        case .json(let input):
            while try input.peek() == newline { input.skip(1) }
            if try input.peek() == nil { return nil }
            guard let line = try input.take(atMost: Self.limit, while: { $0 != newline }),
                let members = try? JSONDecoder().decode([String: Member].self, from: Data(line)),
                let record = RecordText.record(members.mapValues(\.text))
            else { throw bad }
            return record
        case .csv(var rows, var columns):
            if columns.isEmpty { columns = try rows.next()?.fields ?? [] }
            let row = try rows.next()
            form = .csv(rows, columns: columns)
            guard let row else { return nil }
            guard row.fields.count == columns.count,
                let record = RecordText.record(Dictionary(zip(columns, row.fields)) { first, _ in first })
            else { throw bad }
            return record
        }
    }

    private var bad: Failure {
        Failure(
            "\(file): record \(count) cannot be read",
            hint: "name what 'latchkey-vendor ledger export' wrote, unchanged")
    }
}
