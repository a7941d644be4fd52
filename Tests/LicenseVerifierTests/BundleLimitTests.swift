import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("What a support bundle takes, tells and leaves out")
struct BundleLimitTests {
    let vendor: TestVendor
    let context: Context

    init() throws {
        vendor = try TestVendor()
        context = Context(now: try TestVendor.now(), url: Array("https://glpi.acme.example/?secret".utf8))
    }

    private func bundle(
        product: [UInt8] = [], state: StateBlob = .absent, mode: Mode = .off, _ findings: [Finding] = []
    ) throws -> SupportBundle {
        SupportBundle(
            program: try .of("latchkey 0.1.0"), context: context, product: product, state: state,
            verdict: Verdict(mode, at: context.now, findings))
    }

    @Test("findings are told by name, sorted, each once")
    func codes() throws {
        let bundle = try bundle([Finding(.expired), Finding(.damaged), Finding(.expired)])
        #expect(bundle.codes.map(\.text.string) == ["damaged", "expired"])
    }

    @Test("it agrees with a verdict of the same mode and findings, stored or not, and with no other")
    func agreement() throws {
        let bundle = try bundle(mode: .readOnly, [Finding(.expired)])
        func verdict(_ mode: Mode, _ codes: FindingCode...) -> Verdict {
            Verdict(mode, at: context.now, codes.map { Finding($0) })
        }
        #expect(bundle.agrees(with: verdict(.readOnly, .expired)))
        #expect(bundle.agrees(with: verdict(.readOnly, .expired, .stateNotWritten)))
        #expect(!bundle.agrees(with: verdict(.off, .expired)))
        #expect(!bundle.agrees(with: verdict(.readOnly)))
        #expect(!bundle.agrees(with: verdict(.readOnly, .expired, .revoked)))
        #expect(!bundle.agrees(with: verdict(.readOnly, .revoked)))
    }

    @Test("a secret in a URL is masked, whatever stands before or behind it")
    func masks() throws {
        #expect(try bundle().context.url?.string == "https://glpi.acme.example/?xxxxxx")
        for (typed, masked) in [
            ("https://me:pass@host/a://b@c", "https://xx:xxxx@host/a://b@c"),
            ("https://host/\u{7F}?secret", "https://host/\u{7F}?xxxxxx"), ("host?a#b", "host?x#x"),
            ("host#a?b", "host#x?x"), ("me@host", "xx@host"),
            ("https://bücher.example/?a", "https://bücher.example/?a"),
        ] {
            #expect(URLMask.masked(Array(typed.utf8)).string == masked, "\(typed)")
        }
        let beyond = Array("https://host/".utf8) + [0x80] + Array("?a".utf8)
        #expect(URLMask.masked(beyond) == beyond)
    }

    @Test("a product file goes in up to its greatest size")
    func products() throws {
        let greatest = [UInt8](repeating: 0x41, count: Limits.fileBytes)
        let whole = try bundle(product: greatest)
        // Of large values no expectation shows what they are.
        let (isWhole, isRead) = try (
            whole.product == greatest, SupportBundle(parsing: whole.bytes[...]).product == greatest
        )
        #expect(isWhole && isRead)
        #expect(try bundle(product: greatest + [0x41]).product.isEmpty)
        let (written, beyond) = (Base64.encode(greatest[...]).string, Base64.encode((greatest + [0x41])[...]).string)
        let larger = try whole.bytes.string.replacingOnce(written, beyond)
        #expect(throws: FormatError.self) { try SupportBundle(parsing: larger.bytes) }
    }

    @Test("a state that cannot be read stays as it lay there, up to the greatest size")
    func states() throws {
        let small = StateBlob.blob("garbage".bytes)
        #expect(try bundle(state: small).state == small)
        let greatest = StateBlob.blob([UInt8](repeating: 0x41, count: Limits.stateBytes)[...])
        let stays = try bundle(state: greatest).state == greatest
        #expect(stays)
        let beyond = StateBlob.blob([UInt8](repeating: 0x41, count: Limits.stateBytes + 1)[...])
        let isLeftOut = try bundle(state: beyond).state == .unreadable(Array("it is larger than 8 MiB".utf8))
        #expect(isLeftOut)
        #expect(
            throws: FormatError.self, "no other word stands before a reason",
            performing: {
                let text = try String(decoding: bundle(state: .unreadable([65])).bytes, as: UTF8.self)
                return try SupportBundle(parsing: text.replacingOnce("state unreadable ", "state unwritable ").bytes)
            })
    }

    @Test("a file beyond the greatest size is refused for that alone")
    func greatest() {
        for (count, isTooLarge) in [(Limits.bundleBytes, false), (Limits.bundleBytes + 1, true)] {
            let file = [UInt8](repeating: 0x41, count: count)
            let error = #expect(throws: FormatError.self) { try SupportBundle(parsing: file[...]) }
            #expect((error?.reason == .note(.tooLarge(limit: Limits.bundleBytes))) == isTooLarge)
            #expect(!isTooLarge || error?.line == 1)
        }
    }

    @Test("a fact is told once")
    func facts() throws {
        let installation = InstallationID(of: try TestVendor.installationSeed().publicKey)
        let facts = try ["1", "2"].map {
            HostFact(name: try .of("machine"), value: $0.bytes, installation: installation)
        }.ordered { $0.text.precedes($1.text) }
        func bundle(with facts: ArraySlice<HostFact>) throws -> SupportBundle {
            let lines = facts.map { "fact \($0.text.string)\n" }.joined()
            let file = try self.bundle().bytes.string.replacingOnce("product -", "\(lines)product -")
            return try SupportBundle(parsing: file.bytes)
        }
        #expect(throws: FormatError.self) { try bundle(with: facts[...]) }
        #expect(try bundle(with: facts.prefix(1)).context.facts == Array(facts.prefix(1)))
    }

    @Test("another instant is answered without what the state knows of the clock")
    func otherInstant() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var state = try installation.held()
        state.clock = ClockRecord(floor: try .of("2026-12-11T10:00:00Z"), seen: try .of("2026-12-11T10:00:00Z"))
        installation.state = .blob(state.bytes[...])
        #expect(try installation.held().clock != nil && installation.state.withoutClock.clock == nil)
        #expect(StateBlob.absent.withoutClock == .absent)
        let bundle = try bundle(product: installation.product, state: installation.state)
        let earlier = try Timestamp.of("2026-11-25T10:00:00Z")
        #expect(!bundle.verdict(at: earlier).codes.contains(.clockBehind))
        #expect(bundle.diagnosis(at: earlier).verdict.time == earlier)
        let behind = try bundle.bytes.string.replacingOnce(
            "time \(context.now.text.string)", "time \(earlier.text.string)")
        #expect(try SupportBundle(parsing: behind.bytes).verdict().codes.contains(.clockBehind))
    }
}
