import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

/// Nothing that is read can trap: a trap behind the C ABI kills the host's process.
@Suite("Answers to nonsense")
struct RobustnessTests {
    let vendor: TestVendor
    let product: [UInt8]
    let state: [UInt8]
    let file: [UInt8]

    init() throws {
        vendor = try TestVendor()
        product = try vendor.product().bytes
        file = try TestVendor.file(vendor.signed(), vendor.keyringNote(version: 2))
        var installation = try Installation(vendor.product())
        try installation.take(file)
        state = installation.blob
    }

    private func context(_ numbers: inout SeededGenerator) -> Context {
        let urls = ["", "https://glpi.acme.example/", "http://[::1]/", "\u{1B}", "https://a..b/", "x"]
        return Context(
            now: Timestamp(clamping: Int64.random(in: -1_000_000...300_000_000_000, using: &numbers)),
            url: Array(numbers.pick(urls).utf8),
            version: numbers.pick([nil, Array("2.1".utf8), Array("v9-rc1".utf8), numbers.bytes(5)]))
    }

    /// Several mutations one after the other, sometimes nothing but random bytes.
    private func mutated(_ bytes: [UInt8], _ other: [UInt8], _ numbers: inout SeededGenerator) -> [UInt8] {
        if numbers.once(in: 20) { return numbers.bytes(numbers.below(600)) }
        var changed = bytes
        for _ in 0...numbers.below(3) {
            changed = numbers.pick(Mutation.allCases).apply(to: changed, other: other, &numbers)
        }
        return changed
    }

    /// The verdict is one that can be shown: written as JSON, with nothing granted that was not signed.
    private func isSound(_ verdict: Verdict) -> Bool {
        var json = JSONText()
        verdict.write(to: &json)
        return !json.bytes.isEmpty
            && (verdict.mode < .trial || verdict.license?.features.map(\.text.string) == ["reports"])
            && (verdict.license != nil || !verdict.findings.isEmpty)
    }

    @Test("seven thousand changed product files")
    func products() throws {
        var numbers = SeededGenerator(20)
        var outcomes: [Mode: Int] = [:]
        for _ in 0..<7000 {
            let verdict = verify(
                product: mutated(product, file, &numbers)[...], state: .blob(state[...]), context: context(&numbers))
            #expect(isSound(verdict))
            outcomes[verdict.mode, default: 0] += 1
        }
        #expect(outcomes[.off, default: 0] > 3000 && outcomes[.full, default: 0] > 0)
    }

    @Test("seven thousand changed states, each with a checksum of its own")
    func states() throws {
        var numbers = SeededGenerator(21)
        let header = Array("latchkey/state@v1\nchecksum ".utf8)
        let headStart = try state[header.count...].firstIndex(of: newline).orFail() + 1
        let history = try InstallationState(parsing: state[...]).history.orFail()
        let historyStart = state.count - history.bytes.count
        var read = 0
        var wrong: [String] = []
        for _ in 0..<7000 {
            let head = mutated(Array(state[headStart..<historyStart]), file, &numbers)
            let checksum = Digest.hex(Digest.checksum(head[...])) + Array(" \(head.count)\n".utf8)
            let blob = header + checksum + head + state[historyStart...]
            let verdict = verify(product: product[...], state: .blob(blob[...]), context: context(&numbers))
            #expect(isSound(verdict))
            guard let parsed = try? InstallationState(parsing: blob[...]) else { continue }
            read += 1
            // What no line announces behind the checked part is left out.
            if !blob.starts(with: parsed.bytes) { wrong.append(blob.string) }
        }
        #expect(wrong == [])
        #expect(read > 500)
    }

    @Test("seven thousand changed license files: the state is unchanged, or holds what was signed")
    func files() throws {
        var numbers = SeededGenerator(22)
        let signed = try [vendor.signed(), vendor.keyringNote(version: 2)].map(\.unverifiedText)
        let key = try TestVendor.installationSeed().publicKey
        var imported = 0
        for _ in 0..<7000 {
            let changed = mutated(file, state, &numbers)
            let held: StateBlob = numbers.once(in: 2) ? .absent : .blob(state[...])
            let (next, report) = importFile(
                changed[...], into: held, product: product[...], key: key, now: context(&numbers).now)
            var json = JSONText()
            json.object { report.write(membersTo: &$0) }
            #expect((next != nil) == (report.outcome == .imported))
            guard let next else { continue }
            imported += 1
            #expect(next.notes.allSatisfy { signed.contains($0.unverifiedText) })
        }
        #expect(imported > 20)
    }
}
