internal import LicenseFormat
internal import LicenseLedger
internal import SignedNote

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
