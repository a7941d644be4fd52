import Fixtures
import LicenseFormat
import LicenseSigner
import SignedNote
import Testing

@testable import LicenseLedger

@Suite(.timeLimit(.minutes(10))) struct LogFolderTests {
    let vendor: TestWorkspace

    init() throws { vendor = try TestWorkspace() }

    /// Adds so many leaves at once, signed by the log's key where it is here.
    private func fill(_ count: Int, sealed: Bool = true) throws {
        let time = try Timestamp.of(TestWorkspace.start)
        let note = try vendor.workspace.currentKeyring().note
        let current = try vendor.workspace.currentKeyring()
        let log =
            sealed ? try vendor.workspace.logKey(in: current, at: time, open: TestWorkspace.open) : LogKey(nil)
        try vendor.workspace.write(now: time, log: log) { desk throws(LedgerError) in
            for number in 0..<count { try desk.append(.revocations, "filler \(number)", note) }
        }
    }

    /// The documents of the log, as the records have them.
    private func entries() throws -> [[UInt8]] {
        try vendor.records().filter { $0.content.kind.isLogged }.map { LogLeaf.data(of: try $0.note().unverifiedText) }
    }

    /// What the log's folder must hold: tiles of so many hashes, the entries below them, the size and the checkpoint.
    private func expected(checkpoint: SignedNote) throws -> [String: [UInt8]] {
        let entries = try entries()
        var files = ["size": Array("\(entries.count)\n".utf8), "checkpoint": checkpoint.bytes, ".lock": []]
        let naive = NaiveTree(entries.map { MerkleHash.leaf($0[...]) })
        var (level, width) = (0, 1)
        while entries.count / width > 0 {
            let hashes = (0..<entries.count / width).map { naive.hash($0 * width..<($0 + 1) * width) }
            for start in stride(from: 0, to: hashes.count, by: 256) {
                let part = hashes[start..<min(start + 256, hashes.count)]
                let name =
                    "\(start / 256 < 10 ? "00" : "0")\(start / 256)" + (part.count < 256 ? ".p/\(part.count)" : "")
                files["tile/\(level)/\(name)"] = part.flatMap { $0 }
                if level == 0 {
                    files["tile/entries/\(name)"] = entries[start..<start + part.count].flatMap {
                        [UInt8($0.count >> 8), UInt8($0.count & 255)] + $0
                    }
                }
            }
            (level, width) = (level + 1, width * 256)
        }
        return files
    }

    private func published() throws -> [String: [UInt8]] { try vendor.folder.contents("w/log") }

    private func lastCheckpoint() throws -> SignedNote {
        try vendor.records().filter { $0.content.kind == .checkpoint }.last.orFail("checkpoint").note()
    }

    @Test func `the log's folder is what the records make, at every size`() throws {
        for count in [1, 1, 2, 250, 1, 1, 1, 254, 1, 1, 100] {
            try fill(count)
            #expect(try published() == expected(checkpoint: lastCheckpoint()))
        }
        #expect(try entries().count == 614)
        let head = try Checkpoint(parsing: lastCheckpoint().unverifiedText)
        #expect(head.size.value == 614 && head.origin == Array("vendor.example/log/2026".utf8))
    }

    @Test func `what was lost of the folder, or never written, is made again by the next who writes`() throws {
        try fill(300)
        let backUps: [() throws -> Void] = [
            { try vendor.folder.remove("w/log") }, { try vendor.folder.remove("w/log/checkpoint") },
            // A crash between the ledger and its folder: the folder is that of before.
            {
                let before = try published()
                try fill(10)
                try vendor.folder.remove("w/log")
                for (name, bytes) in before { try vendor.folder.put(bytes, at: "w/log/\(name)") }
            },
        ]
        for backUp in backUps {
            try backUp()
            try fill(5)
            #expect(try published() == expected(checkpoint: lastCheckpoint()))
        }
        #expect(backUps.count == 3)
    }

    @Test func `without the log's key the tiles grow and the checkpoint stays`() throws {
        try fill(3)
        let head = try lastCheckpoint()
        try fill(300, sealed: false)
        #expect(try lastCheckpoint() == head && published() == expected(checkpoint: head))
        try fill(1)
        #expect(try lastCheckpoint() != head && published() == expected(checkpoint: lastCheckpoint()))
    }

    @Test func `the tiles of the folder lead to the checkpoint's root`() throws {
        try fill(600)
        let folder = TileFolder(vendor.workspace.logFolder)
        var tree = try folder.tree()
        let head = try Checkpoint(parsing: #require(try folder.checkpoint()).unverifiedText)
        #expect(try folder.size() == 601 && tree.root(of: 601) == head.root)
        let naive = NaiveTree(try entries().map { MerkleHash.leaf($0[...]) })
        for leaf in [0, 255, 256, 511, 512, 600] {
            #expect(try tree.inclusionPath(of: Int64(leaf), in: 601) == naive.path(leaf, 601))
        }
        #expect(try tree.consistencyPath(from: 300, to: 601) == naive.proof(300, 601))
        for damage in ["", "x\n", "601", "0601\n", "-1\n"] {
            try vendor.folder.put(Array(damage.utf8), at: "w/log/size")
            #expect(ledgerError { _ = try folder.size() } == .damagedTiles(path: folder.path), "\(damage)")
        }
        try vendor.folder.put(Array("nothing".utf8), at: "w/log/checkpoint")
        #expect(ledgerError { _ = try folder.checkpoint() } == .foreignCheckpoint(source: folder.path + "/checkpoint"))
        #expect(
            try TileFolder(vendor.folder("none")).size() == 0 && TileFolder(vendor.folder("none")).checkpoint() == nil)
    }
}

extension Appender {
    /// Adds a document of the log.
    fileprivate mutating func append(_ kind: RecordKind, _ name: String, _ note: SignedNote) throws(LedgerError) {
        try append(kind, name: Array(name.utf8), body: note.bytes)
    }
}
