import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

extension DocumentGenerator {
    /// A state with every line that there can be, or without, and a history behind it.
    mutating func state() throws -> InstallationState {
        var state = InstallationState(
            for: try product(), key: try Ed25519Seed(numbers.bytes(32)).orFail().publicKey, created: instant())
        state.rootsDigest = numbers.bytes(32)
        state.revision = try decimal()
        state.urls = try sites(atMost: 5, wildcard: true)
        state.aliases = try some(atMost: 3) { generator in
            let hash = Digest.hex(generator.numbers.bytes(16)).string
            return try .of("\(hash) \(generator.url(wildcard: false).url.text.string)")
        }
        state.host = try maybe { HostRelease(application: try $0.token(), version: try $0.version()) }
        state.facts = try some(atMost: 4) { try $0.fact() }
        state.clock = maybe { $0.clock() }
        state.repaired = maybe { $0.instant() }
        state.sights = try some(atMost: 3) { FirstSight(license: try $0.licenseID(), time: $0.instant()) }
        state.epochs = try some(atMost: 3) { generator in
            RevocationEpoch(
                key: try generator.nameAndID(), scope: try generator.scope(), epoch: try generator.decimal())
        }
        state.hits = try some(atMost: 3) { generator in
            RevocationHit(
                license: try generator.licenseID(), key: try generator.nameAndID(), time: generator.instant(),
                reason: try generator.token())
        }
        let signer = try TestKey("vendor.example/license/2026")
        state.notes = try some(atMost: 3) { generator in
            let license = try signer.sign(generator.license().text)
            let proof = try generator.maybe { try SignedNote(parsing: $0.logProof().bytes[...]) }
            return [license] + (proof.map { [$0] } ?? [])
        }.flatMap { $0 }
        var history = History()
        history.imports = try some(atMost: 3) { generator in
            let hash = Digest.hex(generator.numbers.bytes(16)).string
            return try .of("\(generator.instant().text.string) imported \(hash)")
        }
        history.notes = try some(atMost: 3) {
            try signer.sign($0.numbers.once(in: 2) ? $0.revocations().text : $0.receipt().text)
        }
        if numbers.once(in: 2) { state.keep(history) }
        return state
    }

    private mutating func clock() -> ClockRecord {
        let step = maybe { ClockRecord.Step(start: $0.instant(), count: (try? $0.decimal()) ?? .zero) }
        return ClockRecord(floor: instant(), seen: instant(), step: step)
    }
}

@Suite("States come back byte for byte")
struct StateRoundTripTests {
    /// The keys of lines that need not be there.
    private static let optional = [
        "url", "alias", "host", "fact", "clock", "step", "repaired", "sight", "epoch", "hit", "history", "import",
    ]

    @Test("a thousand generated states with every line are read, and written as they were")
    func generated() throws {
        var generator = DocumentGenerator(51)
        var seen: [String: Int] = [:]
        var blobs: Set<[UInt8]> = []
        for _ in 0..<1000 {
            let blob = try generator.state().bytes
            blobs.insert(blob)
            let read = try InstallationState(parsing: blob[...])
            #expect(read.bytes == blob)
            #expect(read.history != nil)
            for key in Self.optional where blob.string.contains("\n\(key) ") { seen[key, default: 0] += 1 }
        }
        #expect(blobs.count == 1000)
        for key in Self.optional { #expect(seen[key, default: 0] > 100, "\(key)") }
    }

    @Test("a changed state under a checksum of its own is refused, or is another one that comes back byte for byte")
    func mutated() throws {
        var generator = DocumentGenerator(52)
        var numbers = SeededGenerator(53)
        var (refused, accepted) = (0, 0)
        var wrong: [String] = []
        func checked(_ state: InstallationState) -> [UInt8] {
            var state = state
            state.keep(History())
            let blob = state.bytes
            let lines = blob.split(separator: newline, maxSplits: 2, omittingEmptySubsequences: false)
            return lines.count == 3 ? Array(lines[2]) : []
        }
        var other = checked(try generator.state())
        for _ in 0..<250 {
            let text = checked(try generator.state())
            for mutation in Mutation.allCases {
                let changed = mutation.apply(to: text, other: other, &numbers)
                let header = "latchkey/state@v1\nchecksum \(Digest.hex(Digest.checksum(changed[...])).string) "
                let blob = Array("\(header)\(changed.count)\n".utf8) + changed
                guard let read = try? InstallationState(parsing: blob[...]) else {
                    refused += 1
                    continue
                }
                accepted += 1
                if read.bytes != blob { wrong.append(changed.string) }
            }
            other = text
        }
        #expect(wrong == [])
        #expect(refused + accepted == 250 * 9)
        #expect(refused > 700 && accepted > 150, "\(refused) refused, \(accepted) accepted")
    }

    @Test("whatever a readable state remembers, verify answers, an import works, and what is kept can be read again")
    func answered() throws {
        let vendor = try TestVendor()
        var generator = DocumentGenerator(54)
        var kept = 0
        for _ in 0..<300 {
            var installation = try Installation(vendor.product())
            try installation.take(vendor.signed())
            let strange = try generator.state()
            var state = try installation.held()
            (state.clock, state.repaired, state.sights) = (strange.clock, strange.repaired, strange.sights)
            (state.epochs, state.hits, state.created) = (strange.epochs, strange.hits, strange.created)
            state.revision = strange.revision
            installation.state = .blob(state.bytes[...])
            let now = generator.instant().text.string
            let verdict = try installation.verdict(at: now)
            #expect(verdict.license != nil)
            if let next = verdict.state {
                kept += 1
                #expect(try InstallationState(parsing: next.bytes[...]) == next)
            }
            #expect(try installation.take(vendor.signed(2), at: .of(now)).outcome == .imported)
            #expect(throws: Never.self) { try installation.held() }
        }
        #expect(kept > 100)
    }
}
