import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Facts about the machine")
struct HostFactTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    /// What collectors find out on one machine.
    private let raw = [
        "machine": "4c4c4544004b3510805ac7c04f4e3232", "host-application": "Wn8dVh2Kq0SxTzRb", "path": "/var/www/glpi",
    ]

    private func facts(for installation: InstallationID) throws -> [HostFact] {
        try raw.map { name, value in
            HostFact(name: try .of(name), value: value.bytes, installation: installation)
        }.sorted { $0.text.precedes($1.text) }
    }

    @Test("S24: host facts are keyed hashes: one machine looks different to every installation, and alike to one")
    func keyed() throws {
        var seen: Set<[UInt8]> = []
        for number in 0..<50 {
            let installation = InstallationID(of: try TestKey.seed("installation \(number)").publicKey)
            let facts = try facts(for: installation)
            #expect(try facts == self.facts(for: installation))
            seen.formUnion(facts.map(\.hash))
        }
        #expect(seen.count == 150)
        // The name is part of what is hashed: one value under two names is two hashes.
        let here = InstallationID(of: try TestVendor.installationSeed().publicKey)
        let names = try ["machine", "path"].map {
            HostFact(name: try .of($0), value: "x".bytes, installation: here).hash
        }
        #expect(names[0] != names[1])
        // No boundary between name and value can be moved.
        let moved = HostFact(name: try .of("a"), value: "b c".bytes, installation: here)
        #expect(moved.hash != HostFact(name: try .of("a"), value: " b c".bytes, installation: here).hash)
        // An unkeyed hash, which a list of known machines could be compared with, is not what is sent.
        for (name, value) in raw {
            let fact = HostFact(name: try .of(name), value: value.bytes, installation: here)
            for text in [value, "\(name) \(value)"] {
                #expect(fact.hash != Array(Digest.blake2b(text.bytes).prefix(16)))
                #expect(fact.hash != Array(Digest.sha256(text.bytes).prefix(16)))
            }
        }
        assure("S24", tried: 150, "facts of fifty installations")
    }

    @Test("S24: no raw fact stands in a request, a state, or a verdict")
    func neverRaw() throws {
        let seed = try TestVendor.installationSeed()
        let here = InstallationID(of: seed.publicKey)
        var installation = try Installation(vendor.product())
        var context = Context(now: try TestVendor.now(), url: Array("https://glpi.acme.example/".utf8))
        context.facts = try facts(for: here)
        let (request, state) = try makeRequest(
            product: installation.product[...], state: .absent, seed: seed, context: context, urls: [],
            nonce: [UInt8](repeating: 1, count: 16))
        installation.state = .blob(state.bytes[...])
        try installation.take(vendor.signed())
        // The next request, from a machine that differs in everything, carries both sets.
        var copy = context
        copy.facts = try raw.keys.map { try .of("\($0) 00112233445566778899aabbccddeeff") }
        let next = try makeRequest(
            product: installation.product[...], state: installation.state, seed: seed, context: copy, urls: [],
            nonce: [UInt8](repeating: 2, count: 16))
        let parsed = try ActivationRequest(parsing: next.request.unverifiedText)
        #expect(parsed.facts.count == 3 && parsed.formerFacts == context.facts)
        let verdict = try installation.verdict { $0.facts = copy.facts }
        #expect(verdict.mode == .full && verdict.codes == [.copySuspected])
        var json = JSONText()
        verdict.write(to: &json)
        for bytes in [request.bytes, state.bytes, installation.blob, next.request.bytes, next.state.bytes, json.bytes] {
            let text = bytes.string
            for value in raw.values { #expect(!text.contains(value)) }
        }
        // The hashes are there.
        for fact in context.facts { #expect(installation.blob.string.contains(fact.text.string)) }
        assure("S24", tried: 6 * raw.count, "raw facts, looked for in what is written")
    }
}
