import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseLedger

@Suite(.timeLimit(.minutes(10))) struct RecordTests {
    private static func content(_ edit: (inout Record.Content) -> Void = { _ in }) throws -> Record.Content {
        var content = Record.Content(
            kind: .license, name: "01ABC", body: Array("a body\n".utf8), detail: "order 7\ndigest 00", actor: "Ada",
            reason: "a sale", time: try .of(TestWorkspace.start))
        edit(&content)
        return content
    }

    @Test func `a record follows the one that it was made after, and no other`() throws {
        let first = Record(try Self.content(), after: .empty)
        let second = Record(try Self.content { $0.kind = .request }, after: first.end)
        #expect(first.number == 1 && first.leaves == 1 && first.leaf == 0 && first.checksum.count == 16)
        #expect(second.number == 2 && second.leaves == 1 && second.leaf == nil)
        #expect(first.follows(.empty) && second.follows(first.end))
        #expect(!first.follows(first.end) && !second.follows(.empty) && !second.follows(second.end))
    }

    @Test func `a kind has a leaf or none`() throws {
        let logged: [RecordKind] = [.keyring, .license, .revocations]
        #expect(RecordKind.allCases.count == 8)
        for kind in RecordKind.allCases {
            let record = Record(try Self.content { $0.kind = kind }, after: .empty)
            #expect(kind.isLogged == logged.contains(kind) && record.leaf == (kind.isLogged ? 0 : nil))
        }
    }

    @Test func `a change of any field is found`() throws {
        let end = Record.End(number: 41, leaves: 30, checksum: Array(0..<16))
        let good = Record(try Self.content(), after: end)
        let edits: [(String, (inout Record.Content) throws -> Void)] = [
            ("kind", { $0.kind = .keyring }), ("name", { $0.name = "01ABD" }),
            ("body", { $0.body[0] ^= 1 }), ("a shorter body", { $0.body.removeLast() }),
            ("detail", { $0.detail = "order 8\ndigest 00" }), ("actor", { $0.actor = "Bob" }),
            ("reason", { $0.reason = "" }), ("time", { $0.time = try .of("2026-11-21T09:30:01Z") }),
            // The same bytes, divided otherwise.
            (
                "name and body",
                {
                    $0.name = "01AB"; $0.body = Array("Ca body\n".utf8)
                }
            ),
            (
                "actor and reason",
                {
                    $0.actor = "Adaa"; $0.reason = " sale"
                }
            ),
            (
                "detail and actor",
                {
                    $0.detail = ""; $0.actor = "order 7\ndigest 00Ada"
                }
            ),
        ]
        for (field, edit) in edits {
            var content = good.content
            try edit(&content)
            let changed = Record(number: 42, content: content, leaves: 31, checksum: good.checksum)
            #expect(!changed.follows(end), "\(field)")
            #expect(Record(content, after: end).checksum != good.checksum, "\(field)")
        }
        for (number, leaves) in [(41, 31), (43, 31), (42, 30), (42, 32)] as [(Int64, Int64)] {
            #expect(
                !Record(number: number, content: good.content, leaves: leaves, checksum: good.checksum).follows(end))
        }
        for index in 0..<16 {
            var checksum = good.checksum
            checksum[index] ^= 1
            #expect(!Record(number: 42, content: good.content, leaves: 31, checksum: checksum).follows(end))
            var before = end.checksum
            before[index] ^= 1
            #expect(!good.follows(Record.End(number: 41, leaves: 30, checksum: before)))
        }
        #expect(good.follows(end) && edits.count == 11)
    }

    /// Whether the records of a ledger are a chain without a gap, and each one's columns can be read.
    private func isChain(_ vendor: TestWorkspace) throws -> Bool {
        var end = Record.End.empty
        do {
            for record in try vendor.records() {
                guard record.follows(end) else { return false }
                end = record.end
            }
        } catch is LedgerError { return false }
        return true
    }

    @Test func `a row that was changed, removed or moved breaks the ledger's chain`() throws {
        let vendor = try TestWorkspace()
        try vendor.revoke([vendor.issue(1), vendor.issue(request: vendor.incoming(2))])
        #expect(try isChain(vendor) && vendor.records().count == 12)
        let changes = [
            "kind = 'repair'", "name = name || 'x'", "time = '2026-11-21T09:30:09Z'", "actor = 'Eve'",
            "reason = reason || '.'", "detail = detail || 'x'", "body = body || char(10)", "leaves = leaves + 1",
            "checksum = zeroblob(16)", "checksum = zeroblob(0)", "time = 'yesterday'", "kind = 'gift'",
            "body = CAST(x'ff00fe' AS TEXT)", "number = number + 100",
        ]
        let copy = vendor.folder("w/good.sqlite")
        try vendor.workspace.backUp(to: copy)
        for change in changes {
            for number in 1...12 {
                try vendor.run("UPDATE record SET \(change) WHERE number = \(number)")
                #expect(try !isChain(vendor), "\(change), record \(number)")
                try vendor.restore(from: copy)
            }
        }
        try vendor.run("DELETE FROM record WHERE number = 5")
        #expect(try !isChain(vendor))
        try vendor.restore(from: copy)
        for (this, that) in [(3, -1), (4, 3), (-1, 4)] {
            try vendor.run("UPDATE record SET number = \(that) WHERE number = \(this)")
        }
        #expect(try !isChain(vendor))
        try vendor.restore(from: copy)
        #expect(try isChain(vendor))
    }

    @Test func `every record says who, when and why`() throws {
        let vendor = try TestWorkspace()
        var order = try vendor.order([1])
        order.reason = "a gift\nto\u{1B}[31m all"
        let record = try vendor.issue(order).license.record
        #expect(record.content.reason == "a giftto[31m all")
        for record in try vendor.records() {
            #expect(record.content.actor == TestWorkspace.actor)
            #expect(record.content.time == (try .of(TestWorkspace.start)))
        }
        let other = try Workspace(
            folder: vendor.workspace.folder, actor: "Bob\u{202E}\n" + String(repeating: "b", count: 300))
        #expect(other.actor == "Bob" + String(repeating: "b", count: 197))
    }
}
