import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("What people ask of a state")
struct StateQuestionTests {
    @Test("it trusts the root keys that it was last used with, and those that a keyring in it leads to")
    func trustedRoots() throws {
        let vendor = try TestVendor()
        let other = try TestVendor(label: "other ")
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        let state = try installation.held()
        #expect(state.trustsRoots(of: try vendor.product()))
        #expect(!state.trustsRoots(of: try other.product()))
        // Signed by the thresholds of both root sets, as every change of roots is.
        let roots = try other.rootKeys()
        let next = try vendor.keyringNote(version: 2, by: vendor.roots + other.roots) { $0.roots = roots }
        try installation.take(next)
        let moved = try installation.held()
        #expect(moved.rootsDigest == roots.digest)
        #expect(moved.trustsRoots(of: try vendor.product()))
    }

    @Test("its history shows the lists of revoked licenses that came")
    func lists() throws {
        let vendor = try TestVendor()
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(), vendor.revocations(epoch: 3))
        let lists = try installation.held().history.orFail().revocationLists
        #expect(lists.map(\.epoch.value) == [3])
    }

    @Test("a spelling beyond ASCII is remembered, and known again at a load; ASCII needs no remembering")
    func spelling() throws {
        let vendor = try TestVendor()
        let url = try SiteURL(canonicalizing: Array("https://xn--bcher-kva.example/".utf8)[...])
        let typed = Array("https://bücher.example".utf8)
        #expect(SiteAlias(typed: url.text[...], url: url) == nil)
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed { $0.urls = [LicensedURL(url)] })
        #expect(try installation.verdict { $0.url = typed }.codes.contains(.urlUnreadable))
        var state = try installation.held()
        state.aliases = [try SiteAlias(typed: typed[...], url: url).orFail()]
        installation.state = .blob(state.bytes[...])
        #expect(try installation.verdict { $0.url = typed }.mode == .full)
    }

    @Test("a table shows the values of a sentence as names in angle quotes")
    func sentences() {
        #expect(FindingText.shown("covered {covered}, found {found}").string == "covered ‹covered›, found ‹found›")
    }

    @Test("neither a request nor a return is signed with another key than the state's")
    func otherKey() throws {
        let vendor = try TestVendor()
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        let (seed, now) = (try TestKey.seed("another"), try TestVendor.now())
        #expect {
            try giveBack(
                vendor.license().id, product: installation.product[...], state: installation.state, seed: seed, now: now
            )
        } throws: { ($0 as? Finding)?.code == .stateUnreadable }
        #expect {
            try makeRequest(
                product: installation.product[...], state: installation.state, seed: seed,
                context: Context(now: now, url: nil),
                urls: [.of("https://glpi.acme.example/")], nonce: [UInt8](repeating: 1, count: 16))
        } throws: { ($0 as? Finding)?.code == .stateUnreadable }
    }

    @Test("a diagnosis compares facts by name, and says why a URL cannot be used")
    func diagnosis() throws {
        let vendor = try TestVendor()
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var state = try installation.held()
        func fact(_ name: String, _ value: String) throws -> HostFact {
            HostFact(name: try .of(name), value: Array(value.utf8)[...], installation: state.installation)
        }
        state.facts = [try fact("a", "1"), try fact("b", "1"), try fact("c", "1")]
        var context = Context(now: try TestVendor.now(), url: Array("ftp://glpi.acme.example/".utf8))
        context.facts = [try fact("a", "1"), try fact("b", "2"), try fact("d", "1")]
        let blob = StateBlob.blob(state.bytes[...])
        let diagnosis = Diagnosis(product: installation.product[...], state: blob, context: context)
        let told = diagnosis.facts.map { "\($0.name.text.string) \([UInt8]($0.comparison.name).string)" }
        #expect(told == ["a same", "b changed", "c missing", "d new"])
        let site = try diagnosis.site.orFail()
        #expect(site.canonical == nil && site.problem != nil && site.covering == nil)
    }
}
