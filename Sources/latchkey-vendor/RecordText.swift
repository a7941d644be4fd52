internal import FoundationEssentials
internal import LicenseFormat
internal import LicenseLedger
internal import SignedNote
internal import Terminal

/// A record of the ledger in a line of JSON or in comma-separated values.
enum RecordText {
    /// What stands in a row, in this order.
    static let columns = ["number", "time", "by", "kind", "name", "reason", "detail", "body", "leaves", "checksum"]

    /// A line of JSON.
    static func json(_ record: Record) -> [UInt8] {
        var json = JSONText(.compact)
        let content = record.content
        json.object { json in
            json.integer("number", record.number)
            json.string("time", content.time.text)
            json.string("by", Array(content.actor.utf8))
            json.string("kind", Array(content.kind.rawValue.utf8))
            json.string("name", Array(content.name.utf8))
            json.string("reason", Array(content.reason.utf8))
            json.string("detail", Array(content.detail.utf8))
            json.string("body", content.body)
            json.integer("leaves", record.leaves)
            json.string("checksum", Digest.hex(record.checksum))
        }
        return json.bytes + [newline]
    }

    /// A row of comma-separated values.
    static func csv(_ record: Record) -> [UInt8] {
        let content = record.content
        return CSVText.row([
            "\(record.number)", content.time.text.string, content.actor, content.kind.rawValue, content.name,
            content.reason, content.detail, content.body.string, "\(record.leaves)", Digest.hex(record.checksum).string,
        ])
    }

    /// A record as it was written; nil for everything else.
    static func record(_ fields: [String: String]) -> Record? {
        guard let number = fields["number"].flatMap({ Int64($0) }),
            let leaves = fields["leaves"].flatMap({ Int64($0) }),
            let time = fields["time"].flatMap({ Timestamp(Array($0.utf8)[...]) }),
            let kind = fields["kind"].flatMap({ RecordKind(rawValue: $0) }), let name = fields["name"],
            let body = fields["body"], let actor = fields["by"], let reason = fields["reason"],
            let detail = fields["detail"],
            let checksum = fields["checksum"].flatMap({ Digest.decodeHex(Array($0.utf8)[...]) })
        else { return nil }
        return Record(
            number: number,
            content: Record.Content(
                kind: kind, name: name, body: Array(body.utf8), detail: detail, actor: actor, reason: reason, time: time
            ),
            leaves: leaves, checksum: checksum)
    }
}

/// Reads exported records, in either form.
struct RecordReader {
    private enum Form {
        case json(lines: [ArraySlice<UInt8>], next: Int)
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

    /// Takes a whole file.
    init(_ bytes: [UInt8], file: String) {
        self.file = file
        if bytes.first == UInt8(ascii: "{") {
            form = .json(lines: bytes.split(separator: newline), next: 0)
        } else {
            form = .csv(CSVRows(bytes), columns: [])
        }
    }

    /// The share that was read, 0 to 1.
    var share: Double {
        switch form {
        case .json(let lines, let next): Double(next) / Double(max(lines.count, 1))
        case .csv(let rows, _): rows.share
        }
    }

    /// The next record; nil at the end.
    mutating func next() throws(Failure) -> Record? {
        count += 1
        switch form {
        case .json(let lines, let next):
            guard next < lines.count else { return nil }
            form = .json(lines: lines, next: next + 1)
            guard let members = try? JSONDecoder().decode([String: Member].self, from: Data(lines[next])),
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
