import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("The history in a state")
struct HistoryTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    private func record(_ number: Int) throws -> ImportRecord {
        ImportRecord(
            time: try Timestamp.of("2026-01-01T00:00:00Z").adding(days: Int64(number)), outcome: try .of("imported"),
            file: [])
    }

    private func receipt(_ number: Int) throws -> SignedNote {
        let key = try TestKey("installation/test", label: "installation")
        return try key.sign(
            ReturnReceipt(
                installation: InstallationID(of: key.seed.publicKey), key: key.seed.publicKey, vendor: .of(vendor.name),
                product: .of("glpi-escalade"), license: vendor.license(number).id, time: TestVendor.now()
            ).text)
    }

    @Test("the last fifty imports are kept, oldest first, each once, in whatever order clocks put them")
    func imports() throws {
        var history = History()
        for number in [3, 1, 2, 3] { history.record(try record(number)) }
        #expect(history.imports == (try [1, 2, 3].map { try record($0) }))
        for number in 4...60 { history.record(try record(number)) }
        #expect(history.imports == (try (11...60).map { try record($0) }))
    }

    @Test("sixty-four receipts are kept, and the oldest goes")
    func receipts() throws {
        var history = History()
        history.notes = [try vendor.revocations()]
        let receipts = try (1...66).map { try receipt($0) }
        for receipt in receipts.prefix(64) { history.keep(receipt: receipt) }
        #expect(history.receipts.map(\.note) == Array(receipts.prefix(64)))
        for receipt in receipts.suffix(2) { history.keep(receipt: receipt) }
        #expect(history.receipts.map(\.note) == Array(receipts.suffix(64)))
        #expect(history.revocationLists.count == 1 && history.notes.count == 65)
    }

    @Test("it reads back, and nothing else is read")
    func reading() throws {
        var history = History()
        #expect(history.isEmpty)
        history.notes = [try vendor.revocations()]
        #expect(!history.isEmpty && History(history.bytes[...]) == history)
        history = History()
        history.record(try record(1))
        #expect(!history.isEmpty && History(history.bytes[...]) == history)
        let line = try record(1).text.string
        for text in [
            "latchkey/history@v1\nx-more 1\n", "latchkey/history@v2\n", "latchkey/history@v1\nimport \(line)00\n",
            "latchkey/history@v1\nimport \(line.dropLast(2))\n", "latchkey/history@v1\n\nlatchkey/license@v1\n",
        ] {
            #expect(History(text.bytes) == nil, "\(text)")
        }
    }

    @Test("a state without a history has no line about one")
    func none() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var state = try installation.held()
        #expect(String(decoding: state.bytes, as: UTF8.self).contains("\nhistory "))
        state.keep(History())
        #expect(!String(decoding: state.bytes, as: UTF8.self).contains("\nhistory "))
        #expect(state.history == History())
    }

    @Test("a license that is taken out takes its own log proof along, and no other one's")
    func proofs() throws {
        let (first, second) = try (vendor.signed(), vendor.signed(2))
        let log = TestLog(size: 3, holding: first.unverifiedText, at: 1)
        let proof = try SignedNote(parsing: log.proof(of: 1, by: vendor.log).bytes[...])
        for (notes, rest) in [
            ([first, proof], []), ([first, proof, second], [second]), ([first, second, proof], [second, proof]),
            ([first, proof, second, proof], [second, proof]), ([second, proof, first], [second, proof]),
        ] {
            var state = InstallationState(
                for: try vendor.product(), key: try TestVendor.installationSeed().publicKey, created: .first)
            state.notes = notes
            state.remove(license: first)
            #expect(state.notes == rest)
        }
    }

    @Test("a state holds as many documents as it may, and as many bytes")
    func limits() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var state = try installation.held()
        let most = Limits.stateLicenses * 2 + Limits.keyringChain
        state.notes = Array(repeating: try vendor.signed(), count: most)
        #expect(try InstallationState(parsing: state.bytes[...]).notes.count == 144)
        state.notes.append(try vendor.signed())
        #expect { try InstallationState(parsing: state.bytes[...]) } throws: {
            ($0 as? Finding)?.value("reason").string == "its documents cannot be told apart"
        }
        var blob = installation.blob
        blob += [UInt8](repeating: 0x0A, count: 8 * 1024 * 1024 - blob.count)
        #expect(try InstallationState(parsing: blob[...]).licenses.count == 1)
        blob.append(0x0A)
        #expect { try InstallationState(parsing: blob[...]) } throws: {
            ($0 as? Finding)?.value("reason").string == "it is larger than 8 MiB"
        }
    }
}
