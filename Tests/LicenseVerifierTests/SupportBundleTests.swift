import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Support bundles")
struct SupportBundleTests {
    let vendor: TestVendor
    let program: HostRelease

    init() throws {
        vendor = try TestVendor()
        program = try .of("latchkey 0.1.0")
    }

    private func bundle(
        state: StateBlob? = nil, _ edit: (inout Context) throws -> Void = { _ in }
    ) throws -> (bundle: SupportBundle, verdict: Verdict) {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        if let state { installation.state = state }
        var context = Context(now: try TestVendor.now(), url: Array("https://glpi.acme.example/".utf8))
        try edit(&context)
        let verdict = verify(product: installation.product[...], state: installation.state, context: context)
        return (
            SupportBundle(
                program: program, context: context, product: installation.product, state: installation.state,
                verdict: verdict), verdict
        )
    }

    /// Every kind of context and state that a bundle can hold.
    private func specimens() throws -> [(bundle: SupportBundle, verdict: Verdict)] {
        let fact = HostFact(
            name: try .of("machine"), value: "m".bytes,
            installation: InstallationID(of: try TestVendor.installationSeed().publicKey))
        return [
            try bundle(), try bundle { $0.url = nil }, try bundle { $0.url = [] },
            try bundle { $0.url = Array("https://other.example/?q#f".utf8) }, try bundle { $0.version = [] },
            try bundle { $0.version = Array("0.9 (dev)\u{1B}".utf8) }, try bundle { $0.host = try .of("glpi 10.0.18") },
            try bundle { $0.features = [try .of("absent"), try .of("export"), try .of("reports")] },
            try bundle { $0.facts = [fact] }, try bundle { $0.evidence = try .of("2027-12-01T00:00:00Z") },
            try bundle { $0.now = .first }, try bundle(state: .absent),
            try bundle(state: .unreadable(Array("no 'state'\n".utf8))), try bundle(state: .blob("garbage".bytes)),
            try bundle(state: .blob([])), try bundle(state: .unreadable([])),
        ]
    }

    @Test("a bundle reads back as it was written, and gives the verdict that was given")
    func roundTrip() throws {
        let specimens = try specimens()
        for (index, (bundle, verdict)) in specimens.enumerated() {
            let read = try SupportBundle(parsing: bundle.bytes[...])
            let (isSame, agrees) = (read == bundle && read.bytes == bundle.bytes, read.agrees(with: read.verdict()))
            #expect(isSame && agrees, "\(index)")
            let holdsFiles = read.product == bundle.product && read.state == bundle.state
            #expect(holdsFiles && read.context == bundle.context && read.program == bundle.program, "\(index)")
            if read.context.url.map({ $0.contains(UInt8(ascii: "?")) }) != true {
                #expect(read.verdict() == verdict, "\(index)")
            }
            #expect(read.diagnosis().verdict == read.verdict())
        }
        #expect(specimens.count == 16)
    }

    @Test("another instant leaves the record of the clock aside, and can come out differently")
    func anotherInstant() throws {
        let (bundle, verdict) = try bundle()
        let late = bundle.verdict(at: try .of("2028-06-01T00:00:00Z"))
        #expect(verdict.mode == .full && late.mode == .readOnly && late.codes == [.expired])
        let agreesLate = bundle.agrees(with: late)
        #expect(!agreesLate)
        var warned = verdict
        warned.tell([.stateNotWritten(Array("no space".utf8))])
        let agreesWarned = bundle.agrees(with: warned)
        #expect(agreesWarned)
    }

    @Test("a bundle that was cut, grew or was changed in a letter is refused or is the bundle that it says")
    func strict() throws {
        let bytes = try bundle { $0.features = [try .of("reports")] }.bundle.bytes
        for count in 0..<bytes.count where (try? SupportBundle(parsing: bytes[..<count])) != nil {
            // Lines at the end can go missing, and what is left is a bundle.
            #expect(bytes[count - 1] == newline, "\(count)")
        }
        var refused = 0
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var changed = bytes
            changed[index] ^= 1
            guard let read = try? SupportBundle(parsing: changed[...]) else {
                refused += 1
                continue
            }
            let isSame = read.bytes == changed
            #expect(isSame, "\(index)")
        }
        #expect(refused > 10)
        for addition in ["\n", "finding A\n", "finding b\nfinding a\n", "x-a b\n", "mode full\n", " "] {
            #expect(isRefused(bytes + Array(addition.utf8)), "\(addition)")
        }
        #expect(isRefused(bytes + [UInt8](repeating: 0x61, count: Limits.bundleBytes)))
    }

    /// URLs as typed, and as a bundle holds them.
    static let masks = [
        ("https://glpi.acme.example/", "https://glpi.acme.example/"),
        ("https://admin:s3cret@glpi.acme.example/glpi", "https://xxxxx:xxxxxx@glpi.acme.example/glpi"),
        ("https://glpi.acme.example/?token=abc#d-1", "https://glpi.acme.example/?xxxxx=xxx#x-x"),
        ("https://a.example#k", "https://a.example#x"), ("a:b@c", "x:x@c"), ("", ""), ("?a", "?x"),
        ("https://a@b@c.example/@d", "https://x@x@c.example/@d"), ("https://a.example/p@q", "https://a.example/p@q"),
        ("https://éa:b@c.example/", "https://éx:x@c.example/"), ("https://é.example/?a", "https://é.example/?a"),
    ]

    @Test("what may be secret in a URL is masked, and the site is judged as before")
    func masks() throws {
        for (typed, masked) in Self.masks {
            #expect(URLMask.masked(Array(typed.utf8)).string == masked)
            func judged(_ text: String) -> String {
                do throws(SiteURLError) {
                    return try SiteURL(canonicalizing: text.bytes).text.string
                } catch {
                    return "\(error)"
                }
            }
            #expect(judged(typed) == judged(masked), "\(typed)")
        }
        #expect(Self.masks.count == 11)
    }

    @Test("facts as they were found go in as hashes for the state's installation, and nowhere without one")
    func observations() throws {
        let observed = [
            HostObservation(name: try .of("path"), value: Array("/srv/www".utf8)),
            HostObservation(name: try .of("machine"), value: Array("m".utf8)),
        ]
        let installation = InstallationID(of: try TestVendor.installationSeed().publicKey)
        let hashed = observed.map { HostFact(name: $0.name, value: $0.value[...], installation: installation) }
        let (bundle, verdict) = try bundle { $0.observations = observed }
        #expect(bundle.context.facts == [hashed[1], hashed[0]] && bundle.context.observations.isEmpty)
        let read = try SupportBundle(parsing: bundle.bytes[...])
        #expect(read == bundle && read.verdict() == verdict)
        for state in [StateBlob.absent, .unreadable([]), .blob("garbage".bytes)] {
            let context = try self.bundle(state: state) { $0.observations = observed }.bundle.context
            #expect(context.facts.isEmpty && context.observations.isEmpty)
        }
    }

    @Test("features in any order, and what is larger than it may be, make a bundle that reads back")
    func anyOrderAndSize() throws {
        let names = try ["zeta", "alpha", "reports"].map { try Token.of($0) }
        let large = StateBlob.blob([UInt8](repeating: 0xFF, count: Limits.stateBytes + 1)[...])
        let (whole, verdict) = try bundle(state: large) { $0.features = names }
        #expect(whole.context.features == [names[1], names[2], names[0]])
        #expect(whole.state == .unreadable(Array("it is larger than 8 MiB".utf8)))
        let read = try SupportBundle(parsing: whole.bytes[...])
        let isSame = read == whole && read.verdict().findings == verdict.findings
        #expect(isSame)
        let file = [UInt8](repeating: 0xFF, count: Limits.fileBytes + 1)
        let answer = verify(product: file[...], state: .absent, context: whole.context)
        let bare = SupportBundle(
            program: program, context: whole.context, product: file, state: .absent, verdict: answer)
        let again = try SupportBundle(parsing: bare.bytes[...])
        #expect(again == bare && bare.product.isEmpty && again.agrees(with: again.verdict()))
    }

    @Test("a state of the greatest size fits into a bundle that is accepted")
    func greatest() throws {
        let state = StateBlob.blob([UInt8](repeating: 0xFF, count: Limits.stateBytes)[...])
        let context = Context(now: try TestVendor.now())
        let product = [UInt8](repeating: 0xFF, count: Limits.fileBytes)
        let bundle = SupportBundle(
            program: program, context: context, product: product, state: state,
            verdict: Verdict(.off, at: context.now, []))
        #expect(bundle.bytes.count < Limits.bundleBytes)
        let isSame = try SupportBundle(parsing: bundle.bytes[...]) == bundle
        #expect(isSame)
        let (written, larger) = (Base64.encode(product[...]).string, Base64.encode((product + [0])[...]).string)
        #expect(isRefused(Array(try bundle.bytes.string.replacingOnce(written, larger).utf8)))
    }

    /// A bundle is megabytes long: no failure may try to show it.
    private func isRefused(_ bytes: [UInt8]) -> Bool { (try? SupportBundle(parsing: bytes[...])) == nil }
}
