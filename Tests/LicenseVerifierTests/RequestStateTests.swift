import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("What a request says, and what the state keeps of it")
struct RequestStateTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    private func request(
        _ installation: Installation, at now: String = "2026-12-03T10:00:00Z",
        _ edit: (inout Context) throws -> Void = { _ in }
    ) throws -> (request: ActivationRequest, state: InstallationState) {
        var context = Context(now: try .of(now))
        try edit(&context)
        let url = try SiteURL(canonicalizing: Array("https://xn--bcher-kva.example/".utf8)[...])
        let (note, state) = try makeRequest(
            product: installation.product[...], state: installation.state, seed: TestVendor.installationSeed(),
            context: context, urls: [LicensedURL(url)],
            aliases: [SiteAlias(typed: Array("https://bücher.example/".utf8)[...], url: url).orFail()],
            nonce: [UInt8](repeating: 7, count: 16))
        return (try ActivationRequest(parsing: note.unverifiedText), state)
    }

    private func fact(_ name: String, _ value: String, _ installation: Installation) throws -> HostFact {
        HostFact(
            name: try .of(name), value: Array(value.utf8)[...], installation: InstallationID(of: installation.key))
    }

    @Test("the state keeps sites, spellings, host and facts, and counts on")
    func kept() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var held = try installation.held()
        held.facts = [try fact("machine", "old", installation), try fact("path", "old", installation)]
        installation.state = .blob(held.bytes[...])
        let now = try fact("machine", "new", installation)
        let (request, state) = try request(installation) {
            $0.version = Array("v2.5".utf8)
            $0.host = try .of("glpi 10.0.18")
            $0.facts = [now]
        }
        #expect(state.urls.map(\.text.string) == ["https://xn--bcher-kva.example/"])
        #expect(state.aliases.map(\.url.text.string) == ["https://xn--bcher-kva.example/"])
        #expect(state.host?.text.string == "glpi 10.0.18")
        #expect(try state.facts == [now, fact("path", "old", installation)])
        #expect(state.revision.value == held.revision.value + 1)
        #expect(state.created == held.created && state.notes == held.notes)
        #expect(request.version.text.string == "2.5")
        #expect(
            request.accepts.map(\.text.string) == [
                "latchkey/clock-repair@v1", "latchkey/keyring@v1", "latchkey/license@v1", "latchkey/revocations@v1",
            ])
    }

    @Test("without a state one is begun now, or when the product was built where the clock is behind that")
    func begun() throws {
        let installation = try Installation(vendor.product())
        #expect(try request(installation).state.created.text.string == "2026-12-03T10:00:00Z")
        #expect(
            try request(installation, at: "2026-01-01T00:00:00Z").state.created.text.string == "2026-06-01T00:00:00Z")
        #expect(try request(installation).request.version.text.string == "2.1.0")
    }

    @Test("a damaged state is begun anew, and one of another product or a newer release is left alone")
    func otherStates() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        let good = installation.blob
        installation.state = .blob(good.prefix(good.count / 2))
        #expect(try request(installation).state.licenses.isEmpty)
        var other = try InstallationState(parsing: good[...])
        other.product = try .of("other")
        installation.state = .blob(other.bytes[...])
        #expect { try request(installation) } throws: { ($0 as? Finding)?.code == .stateForOtherProduct }
        let newer = try String(decoding: good, as: UTF8.self).replacingOnce("state@v1", "state@v2")
        installation.state = .blob(newer.bytes)
        #expect { try request(installation) } throws: { ($0 as? Finding)?.code == .stateNewer }
    }

    @Test("a release that cannot be read is named")
    func unreadableVersion() throws {
        let installation = try Installation(vendor.product())
        #expect {
            try request(installation) { $0.version = Array("dev-main".utf8) }
        } throws: { error in
            let finding = error as? Finding
            return finding?.code == .versionUnreadable && finding?.value("found").string == "dev-main"
        }
    }

    @Test("a context holds what it is given")
    func context() throws {
        let (now, evidence) = (try TestVendor.now(), try Timestamp.of("2027-01-01T00:00:00Z"))
        let context = Context(
            now: now, version: Array("2.5".utf8), host: try .of("glpi 10.0.18"), evidence: evidence)
        #expect(context.version?.string == "2.5" && context.host?.text.string == "glpi 10.0.18")
        #expect(context.now == now && context.evidence == evidence && !context.namesFacts)
    }

    @Test("facts as they were found are compared as their hashes are")
    func observations() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var held = try installation.held()
        held.facts = [try fact("machine", "old", installation)]
        installation.state = .blob(held.bytes[...])
        for (value, codes) in [("old", []), ("new", [FindingCode.copySuspected])] {
            let verdict = try installation.verdict {
                $0.observations = [HostObservation(name: try .of("machine"), value: Array(value.utf8))]
            }
            #expect(verdict.codes == codes, "\(value)")
        }
    }
}
