import Fixtures
import LicenseFormat
import LicenseSigner
import SignedNote

@testable import LicenseLedger

/// The ledger's records, as they are stored.
extension TestWorkspace {
    /// Every record, in order.
    func records() throws -> [Record] {
        try workspace.storage.read { rows throws(LedgerError) in try rows.records(from: 1, limit: 1_000_000) }
    }

    /// The newest record of a kind and name.
    func newest(_ kind: RecordKind, _ name: String) throws -> Record? {
        try workspace.storage.read { rows throws(LedgerError) in try rows.newest(kind, named: name) }
    }

    /// The document in the newest record of a kind and name.
    func body(_ kind: RecordKind, _ name: String) throws -> String? {
        try newest(kind, name)?.content.body.string
    }

    /// Changes the document in the newest record of a kind and name, and nothing that tells of it.
    func damage(_ kind: RecordKind, _ name: String, to body: String) throws {
        let record = try newest(kind, name).orFail("\(kind.rawValue) \(name)")
        try setBody(of: record.number, to: body)
    }

    /// Adds a record as the desk would, whatever its document says.
    @discardableResult func put(_ kind: RecordKind, _ name: String, _ body: [UInt8]) throws -> Record {
        let content = Record.Content(
            kind: kind, name: name, body: body, actor: Self.actor, time: try .of(Self.start))
        return try workspace.write(now: content.time, log: LogKey(nil)) { desk throws(LedgerError) in
            try desk.append(content)
        }
    }
}
