import DurableFile
import Fixtures
import LicenseFormat
import LicenseSigner
import SignedNote
import Testing

@testable import LicenseLedger

@Suite(.timeLimit(.minutes(10))) struct WorkspaceTests {
    private func plan(roots: Int = 1, threshold: Int = 1) throws -> WorkspacePlan {
        WorkspacePlan(
            vendor: try .of("vendor.example"), roots: roots, threshold: threshold, label: try .of("2026"),
            now: try .of(TestWorkspace.start))
    }

    private func create(_ plan: WorkspacePlan, _ path: String) throws -> Workspace {
        try Workspace.create(plan, in: path, actor: "Ada") { (key, path) throws(KeyError) in
            try SecretKeyFile.createUnprotected(path, key: key)
        }
    }

    @Test func `a new workspace has its keys, a keyring in the log, and a signed head of it`() throws {
        let vendor = try TestWorkspace()
        #expect(
            Set(try vendor.folder.contents("w").keys.filter { !$0.hasPrefix("log/") }) == [
                ".lock", "ledger.sqlite", "vendor", "keys/.gitignore", "keys/license-2026.key", "keys/log-2026.key",
                "keys/repair-2026.key", "keys/revocation-2026.key", "keys/root-1.key",
            ])
        #expect(vendor.folder.mode("w/ledger.sqlite") == 0o600 && vendor.folder.mode("w/keys") == 0o700)
        #expect(try vendor.records().map(\.content.kind) == [.keyring, .checkpoint, .product])
        let roles = try vendor.workspace.currentKeyring().keyring.keys.map(\.role.text.string)
        #expect(roles.sorted() == ["license", "log", "repair", "revocation"])
        #expect(try vendor.workspace.storage.faults() == [])
    }

    @Test func `what cannot be made whole is not made`() throws {
        let folder = TemporaryFolder()
        let wanted = { (key: borrowing SecretKey, path: String) throws(KeyError) in
            guard !path.contains("/log-") else { throw .wrongPassphrase(source: path) }
            try SecretKeyFile.createUnprotected(path, key: key)
        }
        guard
            case .key(.wrongPassphrase) = signerError({
                _ = try Workspace.create(plan(), in: folder("w"), actor: "Ada", store: wanted)
            })
        else {
            Issue.record("made")
            return
        }
        #expect(try folder.contents("w").isEmpty)
        for (roots, threshold) in [(0, 0), (1, 0), (1, 2), (17, 1), (3, 4)] {
            #expect(
                try signerError { _ = try create(plan(roots: roots, threshold: threshold), folder("x")) }
                    == .impossibleThreshold(threshold: threshold, roots: roots))
        }
        let made = try create(plan(roots: 3, threshold: 2), folder("y"))
        #expect(try made.currentKeyring().note.signatures.count == 2)
        #expect(ledgerError { _ = try create(plan(), folder("y")) } == .alreadyAWorkspace(folder: folder("y")))
    }

    @Test func `a ledger that is not there, is none, or is of a newer release is told`() throws {
        let vendor = try TestWorkspace()
        let path = vendor.folder("w/ledger.sqlite")
        let open = { (folder: String) in
            ledgerError { _ = try Workspace(folder: folder, actor: "Ada").currentKeyring() }
        }
        #expect(open(vendor.folder("none")) == .notAWorkspace(folder: vendor.folder("none")))
        try vendor.run("INSERT INTO grdb_migrations VALUES ('v99')")
        #expect(open(vendor.folder("w")) == .newerLedger(path: path))
        for content in ["nothing at all", "SQLite format 3\0", String(repeating: "\0", count: 4096)] {
            try vendor.folder.put(Array(content.utf8), at: "w/ledger.sqlite")
            guard case .storage(path, _) = open(vendor.folder("w")) else {
                Issue.record("\(content.prefix(20)): \(String(describing: open(vendor.folder("w"))))")
                continue
            }
        }
        try vendor.folder.remove("w/ledger.sqlite")
        #expect(open(vendor.folder("w")) == .storage(path: path, reason: "it does not exist"))
        #expect(vendor.folder.text("w/ledger.sqlite") == nil)
    }

    @Test func `a backup is a ledger that answers the same, and nothing is written over`() throws {
        let vendor = try TestWorkspace()
        let issued = try vendor.issue(1)
        try vendor.workspace.backUp(to: vendor.folder("copy"))
        try vendor.issue(2)
        #expect(throws: LedgerError.self) { try vendor.workspace.backUp(to: vendor.folder("copy")) }
        let copy = try SQLiteStorage(folder: vendor.folder.path, name: "copy")
        let records = try copy.read { rows throws(LedgerError) in try rows.records(from: 1, limit: 1000) }
        #expect(try records == Array(vendor.records().prefix(records.count)))
        #expect(records.last?.end.leaves == 2 && records.contains(issued.license.record))
        #expect(try copy.faults() == [])
    }
}
