import DurableFile
import Fixtures
import LicenseFormat
import LicenseSigner
import SignedNote
import Testing

@testable import LicenseLedger

@Suite(.timeLimit(.minutes(10))) struct DeliveryTests {
    let vendor: TestWorkspace

    init() throws { vendor = try TestWorkspace() }

    private func proof(in file: [UInt8]) throws -> LogProof {
        try LogProof(parsing: LicenseFile(parsing: file[...]).items[1])
    }

    /// No key file of the log lies on this machine.
    private static func openWithoutLog(_ role: String, _ key: VerifierKey, _ path: String) throws(KeyError)
        -> SigningKey
    {
        guard role != "log" else { throw .file(.notFound(path: path)) }
        return try TestWorkspace.open(role, key, path)
    }

    @Test func `a file is the same bytes before and after all that comes later, and a fresh one carries the newest`()
        throws
    {
        let issued = try vendor.issue(1)
        #expect(try issued.riders() == [])
        let later: [() throws -> Void] = [
            { for number in 2...5 { try vendor.issue(number) } }, { try vendor.revoke([issued]) },
            { try vendor.publishKeyring() }, { try vendor.revoke([vendor.issue(1)]) }, { try vendor.publishKeyring() },
            {
                _ = try vendor.workspace.take(
                    IncomingReceipt(vendor.receipt(1, for: issued.id).bytes[...]), now: .of("2027-03-01T00:00:00Z"))
            },
        ]
        for event in later {
            try event()
            #expect(try vendor.workspace.delivery(of: issued.id) == issued.delivery)
            // A copy of the ledger that is opened anew gives the same.
            let again = try Workspace(folder: vendor.workspace.folder, actor: "Bob")
            #expect(try again.delivery(of: issued.id) == issued.delivery)
        }
        #expect(later.count == 6)
        let fresh = try vendor.workspace.delivery(of: issued.id, .newest)
        let riders = try GoneOut(license: issued.license, delivery: fresh).riders()
        let list = try #require(try vendor.body(.revocations, TestWorkspace.installation(1).text.string))
        let keyring = try #require(try vendor.body(.keyring, "3"))
        #expect(riders == [keyring, list] && fresh.lists == 1)
        #expect(list.contains("\nepoch 2\n") && list.contains(issued.id.text.string))
        let (old, new) = (try proof(in: issued.file), try proof(in: fresh.file))
        #expect(old.index == new.index && old.head.size.value == old.index.value + 1)
        let end = try #require(try vendor.records().last)
        #expect(new.head.size.value == end.leaves && new.head.size.value > old.head.size.value)
    }

    @Test func `a file of its day carries the keyrings and lists of its day`() throws {
        try vendor.publishKeyring()
        try vendor.revoke([vendor.issue(1)])
        let keyring = try #require(try vendor.body(.keyring, "2"))
        let list = try #require(try vendor.body(.revocations, TestWorkspace.installation(1).text.string))
        let issued = try vendor.issue(1)
        try vendor.publishKeyring()
        try vendor.revoke([issued])
        #expect(try issued.riders() == [keyring, list])
        #expect(try vendor.workspace.delivery(of: issued.id) == issued.delivery)
    }

    @Test func `a proof is under a checkpoint by the log's key, in the tree that the records make`() throws {
        let all = try (1...20).map { try vendor.issue($0) }
        let log = try #require(
            try vendor.workspace.currentKeyring().signingKey(for: "log", at: .of(TestWorkspace.start)))
        let leaves = try vendor.records().filter { $0.content.kind.isLogged }
            .map { try LogLeaf.hash(of: $0.note().unverifiedText) }
        let naive = NaiveTree(leaves)
        #expect(leaves.count == 21)
        for (place, issued) in all.enumerated() {
            for isFresh in [false, true] {
                let file = try vendor.workspace.delivery(of: issued.id, isFresh ? .newest : .ofIssue).file
                let found = try proof(in: file)
                let size = Int(found.head.size.value)
                #expect(found.index.value == Int64(place + 1) && issued.license.record.leaf == found.index.value)
                #expect(size == (isFresh ? 21 : place + 2))
                #expect(found.path == naive.path(place + 1, size) && found.head.root == naive.root(size))
                #expect(try found.checkpoint.verified(by: [log]).signers.count == 1 && found.head.origin == log.name)
            }
            let chosen = try proof(in: vendor.workspace.delivery(of: issued.id, .log(size: 21)).file)
            #expect(chosen.head.size.value == 21)
        }
        #expect(
            ledgerError { _ = try vendor.workspace.delivery(of: all[0].id, .log(size: 22)) }
                == .noProof(license: all[0].id.text.string, size: 22))
    }

    @Test func `while the log's key is away licenses wait, and the next who has it lets them go out`() throws {
        let before = try vendor.issue(1)
        let order = try vendor.order([2], number: "4711")
        let waiting = try vendor.issue(order, open: Self.openWithoutLog)
        let id = waiting.license.terms.id
        let queued = LedgerError.queued(license: id.text.string)
        for isFresh in [false, true] {
            #expect(ledgerError { _ = try vendor.workspace.delivery(of: id, isFresh ? .newest : .ofIssue) } == queued)
        }
        let size = before.license.record.leaves
        #expect(
            ledgerError { _ = try vendor.workspace.delivery(of: id, .log(size: size)) }
                == .noProof(license: id.text.string, size: size))
        // Asked for again it waits on, and what went out before can be had.
        #expect(try vendor.issue(order, open: Self.openWithoutLog).wasKnown)
        #expect(ledgerError { _ = try vendor.workspace.delivery(of: id) } == queued)
        #expect(try vendor.workspace.delivery(of: before.id) == before.delivery)
        let second = try vendor.issue(vendor.order([3]), open: Self.openWithoutLog).license.terms.id
        let next = try vendor.issue(4)
        let files = try [id, second].map { try vendor.workspace.delivery(of: $0).file }
        for file in files + [next.file] {
            #expect(try proof(in: file).head.size.value == next.license.record.leaves)
        }
        try vendor.issue(5)
        #expect(try [id, second].map { try vendor.workspace.delivery(of: $0).file } == files)
    }

    @Test func `a key of the log that is there and cannot be opened stops the issue`() throws {
        let before = try vendor.everyRow()
        let order = try vendor.order([1])
        let wrong = { (role: String, key: VerifierKey, path: String) throws(KeyError) -> SigningKey in
            guard role != "log" else { throw .wrongPassphrase(source: path) }
            return try TestWorkspace.open(role, key, path)
        }
        guard case .key(.wrongPassphrase) = signerError({ _ = try vendor.issue(order, open: wrong) }) else {
            Issue.record("issued without the log's key")
            return
        }
        #expect(try vendor.everyRow() == before)
    }

    @Test func `no file goes out with a wrong proof, whatever happened to the ledger`() throws {
        let issued = try (1...3).map { try vendor.issue($0) }
        let (id, number) = (issued[1].id, issued[1].license.record.number)
        let copy = vendor.folder("w/good.sqlite")
        try vendor.workspace.backUp(to: copy)
        let tile = try #require(try vendor.ask("SELECT hex(hashes) FROM tile").first)
        let changes = [
            "UPDATE tile SET hashes = zeroblob(length(hashes))", "UPDATE tile SET hashes = zeroblob(10)",
            "DELETE FROM tile", "UPDATE record SET body = replace(body, 'ACME SA', 'ACME SB') WHERE number = \(number)",
            "UPDATE record SET body = 'nothing' WHERE number = \(number)",
            "UPDATE record SET leaves = leaves + 1 WHERE number = \(number)",
            "UPDATE record SET detail = 'nothing' WHERE number = \(number)",
            "UPDATE record SET body = 'nothing' WHERE kind = 'checkpoint'",
            "UPDATE record SET name = 'x' WHERE kind = 'checkpoint'",
            "UPDATE record SET body = replace(body, '—', '-') WHERE kind = 'keyring'",
        ]
        for change in changes {
            try vendor.run(change)
            #expect(throws: LedgerError.self, "\(change)") { _ = try vendor.workspace.delivery(of: id) }
            try vendor.restore(from: copy)
            #expect(try vendor.workspace.delivery(of: id) == issued[1].delivery)
        }
        #expect(changes.count == 10 && !tile.isEmpty)
        #expect(
            ledgerError { _ = try vendor.workspace.delivery(of: .of("01M7YQ1WE0MNGMA9RCWTSVXF8X")) }
                == .unknownLicense("01M7YQ1WE0MNGMA9RCWTSVXF8X"))
    }

    @Test func `a keyring is the next one, vouched for by the roots in force, or it is refused`() throws {
        let note = try vendor.nextKeyring()
        let altered = try SignedNote(
            parsing: note.bytes.string.replacingOnce("\nversion 2\n", "\nversion 3\n").bytes)
        guard
            case .keyringNotSigned = signerError({
                _ = try vendor.workspace.publish(
                    altered, reason: "", now: .of(TestWorkspace.start), open: TestWorkspace.open)
            })
        else {
            Issue.record("published")
            return
        }
        let stranger = try TestVendor(label: "stranger").keyringNote(version: 2)
        let refused = { (note: SignedNote) in
            ledgerError {
                _ = try vendor.workspace.publish(
                    note, reason: "", now: .of(TestWorkspace.start), open: Self.openWithoutLog)
            }
        }
        #expect(refused(stranger) == .notTheNextKeyring(held: "1", found: "2"))
        let before = try vendor.everyRow()
        #expect(try refused(vendor.workspace.currentKeyring().note) == .notTheNextKeyring(held: "1", found: "1"))
        #expect(try vendor.everyRow() == before)
        try vendor.publishKeyring()
        #expect(refused(note) == .notTheNextKeyring(held: "2", found: "2"))
        #expect(try vendor.workspace.keyrings().map(\.keyring.version.value) == [1, 2])
        #expect(try vendor.newest(.keyring, "2")?.leaf == 1)
    }
}
