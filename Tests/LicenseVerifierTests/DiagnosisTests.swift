import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("A diagnosis, a trial run of a file, and French")
struct DiagnosisTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    private func diagnosis(_ url: String, _ edit: (inout InstallationState) throws -> Void = { _ in }) throws
        -> Diagnosis
    {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var state = try installation.held()
        try edit(&state)
        let context = Context(now: try TestVendor.now(), url: Array(url.utf8))
        return Diagnosis(product: installation.product[...], state: .blob(state.bytes[...]), context: context)
    }

    @Test("it shows the site in its canonical form, and the licensed URL that covers it")
    func sites() throws {
        let plain = try diagnosis("https://GLPI.acme.example").site.orFail()
        #expect(plain.canonical?.text.string == "https://glpi.acme.example/" && plain.problem == nil)
        #expect(try diagnosis("").site == nil)
        #expect(try diagnosis("https://elsewhere.example/").site.orFail().covering == nil)
        let spelled = try diagnosis("https://bücher.example/") {
            let url = try SiteURL(canonicalizing: Array("https://xn--bcher-kva.example/".utf8)[...])
            $0.aliases = [try SiteAlias(typed: Array("https://bücher.example/".utf8)[...], url: url).orFail()]
        }
        #expect(spelled.site?.canonical?.text.string == "https://xn--bcher-kva.example/")
    }

    @Test("of two licenses that cover a site the one that decides comes first, and one that is not verified counts not")
    func covering() throws {
        var installation = try Installation(vendor.product())
        let expired = try vendor.signed(2) {
            $0.starts = try .of("2025-11-21T00:00:00Z")
            $0.issued = try .of("2026-01-01T00:00:00Z")
            $0.expires = try .of("2026-06-22T12:00:00Z")
            $0.urls = [try .of("https://glpi.acme.example/ staging")]
        }
        try installation.take(vendor.signed(), expired)
        let context = Context(now: try TestVendor.now(), url: Array("https://glpi.acme.example/".utf8))
        func covering(_ state: StateBlob) throws -> String? {
            Diagnosis(product: installation.product[...], state: state, context: context).site?.covering?.text.string
        }
        #expect(try covering(installation.state) == "https://glpi.acme.example/")
        var state = try installation.held()
        state.notes = [expired]
        #expect(try covering(.blob(state.bytes[...])) == "https://glpi.acme.example/ staging")
        state.notes = [try TestVendor("stranger.example").license.sign(vendor.license().text)]
        #expect(try covering(.blob(state.bytes[...])) == nil)
    }

    @Test("a license that ended covers a site, too, where the one that decides does not")
    func coveringOther() throws {
        var installation = try Installation(vendor.product())
        try installation.take(
            vendor.signed {
                $0.urls = [try .of("https://other.example/")]
                $0.mismatchDays = try .of("5")
            },
            vendor.signed(2) {
                $0.starts = try .of("2025-11-21T00:00:00Z")
                $0.issued = try .of("2026-01-01T00:00:00Z")
                $0.expires = try .of("2026-06-22T12:00:00Z")
            })
        try installation.visit(at: "2026-12-01T10:00:00Z")
        #expect(try installation.verdict().license?.id == vendor.license().id)
        let context = Context(now: try .of("2026-12-01T10:00:00Z"), url: Array("https://glpi.acme.example/".utf8))
        let found = Diagnosis(product: installation.product[...], state: installation.state, context: context)
        #expect(found.site?.covering?.text.string == "https://glpi.acme.example/")
    }

    @Test("it shows the state's history, and that it is damaged")
    func history() throws {
        #expect(try diagnosis("https://glpi.acme.example/").history?.imports.count == 1)
        var installation = try Installation(vendor.product())
        let context = Context(now: try TestVendor.now())
        let empty = Diagnosis(product: installation.product[...], state: .absent, context: context)
        #expect(empty.history == History())
        try installation.take(vendor.signed())
        let damaged = StateBlob.blob(installation.blob.dropLast()[...])
        #expect(Diagnosis(product: installation.product[...], state: damaged, context: context).history == nil)
    }

    @Test("a file is tried out as the next load but one answers, from the day on which the product was built")
    func preflights() throws {
        let product = try vendor.product().bytes
        func tried(_ file: [UInt8], at now: String) throws -> Verdict {
            preflight(
                file[...], product: product[...], installation: nil,
                context: Context(now: try .of(now), url: Array("https://glpi.acme.example/".utf8))
            ).verdict
        }
        let tolerant = try vendor.signed {
            $0.urls = [try .of("https://other.example/")]
            $0.mismatchDays = try .of("5")
        }
        let verdict = try tried(tolerant.bytes, at: "2026-12-01T10:00:00Z")
        #expect(verdict.mode == .full && verdict.codes == [.mismatchTolerated] && verdict.state == nil)
        #expect(try tried(vendor.signed().bytes, at: "2026-12-01T10:00:00Z").state == nil)
        #expect(try tried([], at: "2026-01-01T00:00:00Z").time.text.string == "2026-06-01T00:00:00Z")
        #expect(try tried([], at: "2026-12-01T10:00:00Z").time.text.string == "2026-12-01T10:00:00Z")
    }

    @Test("French leaves what it does not know as it is")
    func unknown() {
        for (name, text, code): (StaticString, String, FindingCode) in [
            ("licensed", "empty", .urlNotConfigured), ("reason", "this: that", .damaged),
            ("reason", "it is SMALLER than 5 bytes", .damaged), ("reason", "it is larger than 5 BYTES", .damaged),
            ("reason", "it is larger than : bytes", .damaged), ("reason", "it is larger than / bytes", .damaged),
        ] {
            #expect(GlossaryTests.french(name, Array(text.utf8), of: code) == text)
        }
        for number in ["0", "9", "409"] {
            let text = Array("it is larger than \(number) bytes".utf8)
            #expect(GlossaryTests.french("reason", text) == "la taille dépasse \(number) octets")
        }
    }
}
