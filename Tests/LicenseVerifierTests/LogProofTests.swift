import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

/// What an installation does with log proofs (docs/spec/log.md). The conformance vectors hold every single mistake.
@Suite("An installation and log proofs")
struct LogProofTests {
    let vendor: TestVendor

    init() throws { vendor = try TestVendor() }

    /// A license of a number and its proof in a tree of nine leaves.
    func proven(_ number: Int, at index: Int = 4) throws -> (license: SignedNote, proof: LogProof) {
        let license = try vendor.signed(number)
        return (license, try log(number, at: index).proof(of: index, by: vendor.log))
    }

    func log(_ number: Int, at index: Int = 4) throws -> TestLog {
        TestLog(size: 9, holding: try vendor.license(number).text[...], at: index)
    }

    func file(_ numbers: some Sequence<Int>) throws -> [UInt8] {
        try LicenseFile.bytes(
            of: numbers.flatMap { number in
                let (license, proof) = try proven(number)
                return [license.bytes, proof.bytes]
            })
    }

    func demanding() throws -> Installation { try Installation(vendor.product { $0.requiresLogProof = true }) }

    /// A keyring that says which keys fell when the log had six leaves.
    func keyring(_ fallen: TestKey..., in log: TestLog) throws -> SignedNote {
        let root = Base64.encode(log.root(of: 6)[...]).string
        return try vendor.keyringNote(version: 2) { keyring in
            keyring.compromised = try fallen.map { try .of("\($0.key.nameAndID.string) 6 \(root)") }
        }
    }

    @Test("a state holds each license with its proof behind it, and comes back byte for byte")
    func held() throws {
        var installation = try demanding()
        try installation.take(file([1, 2]))
        let held = try installation.held()
        #expect(held.notes.map { DocumentType(of: $0.unverifiedText) } == [.license, .logProof, .license, .logProof])
        #expect(held.bytes == installation.blob)
        #expect(held.licenses.count == 2 && held.licenses.allSatisfy { $0.proof != nil })
        #expect(try installation.verdict().mode == .full)
    }

    @Test("sixty-four licenses with a proof each fit, and a sixty-fifth takes the place of the first that ended")
    func full() throws {
        var installation = try demanding()
        for first in stride(from: 1, through: 64, by: 16) {
            #expect(try installation.take(file(first..<(first + 16))).outcome == .imported)
        }
        #expect(try installation.held().notes.count == 128)
        let refused = try installation.take(file([65]))
        #expect(refused.codes == [.stateFull, .proofNotUsed])
        let later = try Timestamp.of("2028-06-01T00:00:00Z")
        #expect(try installation.take(file([65]), at: later).outcome == .imported)
        let held = try installation.held()
        #expect(held.notes.count == 128 && held.licenses.count == 64)
        #expect(held.licenses.allSatisfy { $0.proof != nil })
    }

    @Test(
        "of several that ended, the one that ended first makes room",
        arguments: [[70, 71, 72], [72, 70, 71], [71, 72, 70]])
    func firstEnded(order: [Int]) throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var state = try installation.held()
        let ended = try order.map { number in
            try vendor.signed(number) {
                $0.starts = try .of("2025-11-21T00:00:00Z")
                $0.issued = try .of("2026-01-01T00:00:00Z")
                $0.expires = try .of("2026-0\(number - 68)-22T12:00:00Z")
            }
        }
        state.notes = try ended + (1...61).map { try vendor.signed($0) }
        installation.state = .blob(state.bytes[...])
        #expect(try installation.take(vendor.signed(80)).outcome == .imported)
        let held = try installation.held().licenses.map(\.claims.id)
        #expect(try held.contains(vendor.license(80).id) && held.count == 64)
        #expect(try !held.contains(vendor.license(70).id))
    }

    @Test("a proof that cannot be read is refused with its reason")
    func reason() throws {
        let (license, proof) = try proven(1)
        let broken = Array(proof.bytes.string.replacing("index 4\n", with: "index 04\n").utf8)
        var reason: [UInt8] = []
        do throws(FormatError) { _ = try LogProof(parsing: broken[...]) } catch { reason = error.text }
        for product in [try vendor.product(), try vendor.product { $0.requiresLogProof = true }] {
            let (_, report) = try Installation(product).importing(LicenseFile.bytes(of: [license.bytes, broken]))
            #expect(report.codes == [.damaged] && report.allFindings.map { $0.value("reason") } == [reason])
        }
        #expect(!reason.isEmpty)
    }

    @Test("a checkpoint of another log is told with the key that signed it")
    func anotherLog() throws {
        var installation = try demanding()
        try installation.take(file([1]))
        var state = try installation.held()
        let checkpoint = try log(1).checkpoint(origin: "vendor.example/log/other", by: vendor.log)
        let proof = try LogProof(index: .of("4"), path: log(1).path(of: 4), checkpoint: checkpoint)
        state.notes = [try vendor.signed(1), try SignedNote(parsing: proof.bytes[...])]
        installation.state = .blob(state.bytes[...])
        let finding = try installation.verdict().findings.first { $0.code == .wrongRole }
        #expect(finding?.value("signer") == vendor.log.key.name)
    }

    @Test("a license that is given back takes its proof along")
    func givenBack() throws {
        var installation = try demanding()
        try installation.take(file([1, 2]))
        let next = try giveBack(
            vendor.license(1).id, product: installation.product[...], state: installation.state,
            seed: TestVendor.installationSeed(), now: TestVendor.now()
        ).state
        #expect(try next.orFail().notes == [proven(2).license, SignedNote(parsing: proven(2).proof.bytes[...])])
    }

    @Test("a new keyring goes before the licenses, and parts none from its proof")
    func newKeyring() throws {
        var installation = try demanding()
        try installation.take(file([1]))
        try installation.take(vendor.keyringNote(version: 2))
        let types = try installation.held().notes.map { DocumentType(of: $0.unverifiedText) }
        #expect(types == [.keyring, .license, .logProof])
        #expect(try installation.verdict().mode == .full)
    }

    @Test("no changed byte of a proof is taken for the proof")
    func everyByte() throws {
        let (license, proof) = try proven(1)
        let bytes = proof.bytes
        var installed = 0
        for index in bytes.indices {
            for bit in [0x01, 0x20] as [UInt8] {
                var changed = bytes
                changed[index] ^= bit
                var installation = try demanding()
                try installation.take(LicenseFile.bytes(of: [license.bytes, changed]))
                if try installation.verdict().mode != .full { continue }
                // Repaired, to what the log signed.
                installed += 1
                #expect(try installation.held().licenses.first?.proof.map { Array($0) } == bytes)
            }
        }
        #expect(installed < 10)
    }

    @Test("a proof of an honest log, or of a tree that the keyring names, brings back a license of a stolen key")
    func stolenKey() throws {
        for (index, counts) in [(0, true), (5, true), (6, false), (8, false)] {
            let log = try log(1, at: index)
            let license = try vendor.signed(1)
            let keyring = try keyring(vendor.license, in: log)
            var installation = try Installation(vendor.product())
            try installation.take(
                LicenseFile.bytes(
                    of: [license.bytes, try log.proof(of: index, by: vendor.log).bytes]))
            try installation.take(keyring)
            #expect(try installation.verdict().mode == (counts ? .full : .readOnly), "leaf \(index)")
            #expect(try installation.verdict().codes == (counts ? [] : [.keyCompromised]), "leaf \(index)")
        }
    }

    @Test("where the log key was stolen too, only a fresh proof in the tree of the keyring does, and a later one not")
    func bothKeys() throws {
        let log = try log(1)
        let license = try vendor.signed(1)
        var installation = try Installation(vendor.product())
        try installation.take(LicenseFile.bytes(of: [license.bytes, log.proof(of: 4, by: vendor.log).bytes]))
        try installation.take(keyring(vendor.license, vendor.log, in: log))
        #expect(try installation.verdict().codes == [.keyCompromised])
        for (size, outcome) in [(7, ImportReport.Outcome.refused), (6, .imported), (9, .refused)] {
            let proof = try log.proof(of: 4, in: size, by: TestKey("thief.example/log"))
            let report = try installation.take(LicenseFile.bytes(of: [license.bytes, proof.bytes]))
            #expect(report.outcome == outcome, "\(size) leaves")
            #expect(try installation.verdict().mode == (size == 7 ? .readOnly : .full), "\(size) leaves")
        }
    }

    @Test("a forged license of a stolen key finds no leaf, whatever proof stands behind it")
    func forged() throws {
        let log = try log(1)
        let forged = try vendor.signed(2) { $0.limits = [try .of("seats 5000")] }
        let thief = TestLog(size: 9, holding: forged.unverifiedText, at: 4)
        var proofs: [LogProof] = []
        for key in [vendor.log, vendor.license, try TestKey(vendor.log.key.name.string, label: "thief")] {
            for size in 5...9 {
                // The true tree with the forged license's path, and the thief's tree with a signature that is none.
                let head = try log.checkpoint(of: size, by: key)
                proofs.append(try LogProof(index: .of("4"), path: thief.path(of: 4, in: size), checkpoint: head))
                proofs.append(try LogProof(index: .of("4"), path: log.path(of: 4, in: size), checkpoint: head))
                let signature = head.signatures
                let own = try thief.checkpoint(of: size, origin: vendor.log.key.name.string, by: vendor.license)
                proofs.append(
                    try LogProof(
                        index: .of("4"), path: thief.path(of: 4, in: size),
                        checkpoint: SignedNote(text: Array(own.unverifiedText), signatures: signature)))
            }
        }
        #expect(proofs.count == 45)
        for fallen in [[vendor.license], [vendor.license, vendor.log]] {
            let keyring =
                fallen.count == 1
                ? try keyring(vendor.license, in: log) : try keyring(vendor.license, vendor.log, in: log)
            for proof in proofs {
                var installation = try Installation(vendor.product())
                try installation.take(keyring)
                let report = try installation.take(LicenseFile.bytes(of: [forged.bytes, proof.bytes]))
                #expect(report.outcome == .refused)
                #expect(try installation.verdict().license == nil)
            }
        }
    }

    @Test("a proof is repaired with its license, however it was carried")
    func repaired() throws {
        let text = try file([1]).string
        let wrapped = text.replacing("/log/2026 ", with: "/log/2026\n")
        for changed in [
            text.replacing("\n", with: "\r\n"), text.replacing("\n", with: " \n"), "Hello,\n\n\(text)\nRegards\n",
            text.replacing("—", with: "-"), text.replacing("—", with: "--"), wrapped,
            text.replacing("\n", with: "\n\n"),
        ] {
            var installation = try demanding()
            #expect(changed != text)
            let report = try installation.take([UInt8](changed.utf8))
            #expect(report.codes == [.repaired], "\(changed)")
            #expect(try installation.verdict().mode == .full)
        }
    }

    @Test("licenses and proofs mixed in any order: a proof is kept exactly where its license stands before it")
    func mixed() throws {
        var numbers = SeededGenerator(71)
        let parts: [(number: Int, size: Int?, bytes: [UInt8])] = try [1, 2].flatMap { number in
            try [(number, nil, vendor.signed(number).bytes)]
                + [7, 8, 9].map { size in
                    (number, size, try log(number).proof(of: 4, in: size, by: vendor.log).bytes)
                }
        }
        var (refused, kept) = (0, 0)
        for _ in 0..<600 {
            var installation = try Installation(vendor.product())
            var expected: [Int: Int] = [:]
            for _ in 0...numbers.below(3) {
                let mix = (0...numbers.below(5)).map { _ in numbers.pick(parts) }
                try installation.take(LicenseFile.bytes(of: mix.map(\.bytes)))
                let pairs = zip(mix, mix.dropFirst()).filter { $0.size == nil && $1.size != nil }
                if pairs.contains(where: { $0.number != $1.number }) {
                    refused += 1
                    continue
                }
                for (license, proof) in pairs {
                    expected[license.number] = max(expected[license.number] ?? 0, proof.size ?? 0)
                }
            }
            for license in (try? installation.held().licenses) ?? [] {
                let number = try [1, 2].first { try vendor.license($0).id == license.claims.id }.orFail()
                let held = try license.proof.map { try LogProof(parsing: $0) }
                #expect(held?.head.size.value == expected[number].map { Int64($0) })
                #expect(held?.leads(from: license.note.unverifiedText) != false)
                if held != nil { kept += 1 }
            }
        }
        #expect(refused > 50 && kept > 100, "\(refused) refused, \(kept) kept")
    }

    @Test("an inspection judges the signatures of a proof by its checkpoint")
    func inspected() throws {
        let file = try file([1])
        let items = try FileInspection(file[...], knownKeys: [vendor.license.key, vendor.log.key]).orFail().items
        #expect(items.map(\.document) == [.license, .logProof])
        #expect(items.map { $0.signatures.map(\.state) } == [[.good], [.good]])
        #expect(items.last?.text.string.hasPrefix("c2sp.org/tlog-proof@v1\nindex 4\n") == true)
        let altered = file.string.replacing("\n9\n", with: "\n8\n")
        let states = FileInspection(altered.bytes, knownKeys: [vendor.log.key])?.items.last?.signatures.map(\.state)
        #expect(states == [.bad])
    }
}
