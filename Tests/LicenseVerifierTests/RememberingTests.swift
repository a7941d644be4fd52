import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("What a verdict has remembered, and what is settled by it")
struct RememberingTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    /// An installation with a license for another site that is tolerated for five days.
    private func tolerant() throws -> Installation {
        var installation = try Installation(vendor.product())
        try installation.take(
            vendor.signed {
                $0.urls = [try .of("https://other.example/")]
                $0.mismatchDays = try .of("5")
            })
        return installation
    }

    @Test("a first sight is stored with the next revision, and counts from then on")
    func firstSight() throws {
        let installation = try tolerant()
        let held = try installation.held()
        let verdict = try installation.verdict()
        let next = try verdict.state.orFail()
        #expect(verdict.mode == .readOnly && next.revision.value == held.revision.value + 1)
        #expect(next.sights.map(\.time.text.string) == ["2026-12-01T10:00:00Z"])
        let context = Context(now: try TestVendor.now(), url: Array("https://glpi.acme.example/".utf8))
        let settled = settledVerdict(product: installation.product[...], state: installation.state, context: context)
        #expect(settled.verdict.mode == .full && settled.verdict.codes == [.mismatchTolerated])
        #expect(settled.state == .blob(next.bytes[...]))
        let again = settledVerdict(product: installation.product[...], state: settled.state, context: context)
        #expect(again.state == settled.state && again.verdict == settled.verdict)
    }

    @Test("a clock that was set back begins a first sight, and writes over none")
    func setBack() throws {
        var installation = try tolerant()
        var state = try installation.held()
        state.clock = ClockRecord(floor: try .of("2026-12-11T10:00:00Z"), seen: try .of("2026-12-11T10:00:00Z"))
        installation.state = .blob(state.bytes[...])
        let back = "2026-12-01T10:00:00Z"
        let begun = try installation.verdict(at: back)
        #expect(begun.codes.contains(.clockBehind))
        let (now, sights) = (begun.time, begun.state?.sights ?? [])
        #expect(sights == [FirstSight(license: try vendor.license().id, time: now)])
        let ahead = FirstSight(license: try vendor.license().id, time: now.adding(days: 30))
        state.sights = [ahead]
        installation.state = .blob(state.bytes[...])
        #expect(try installation.verdict(at: back).state.map { $0.sights } ?? [ahead] == [ahead])
        // Another license's sight is no reason to leave this one out.
        state.sights = [FirstSight(license: try vendor.license(2).id, time: now)]
        installation.state = .blob(state.bytes[...])
        #expect(try installation.verdict(at: back).state?.sights.count == 2)
    }

    @Test("a clock that was never believed is remembered from the second instant on")
    func firstInstant() throws {
        #expect(ClockRecord.reading(nil, at: .first, built: .first).next == nil)
        let second = try Timestamp.of("1970-01-01T00:00:01Z")
        #expect(ClockRecord.reading(nil, at: second, built: .first).next == ClockRecord(floor: second, seen: second))
    }

    @Test("a step ahead is told as what ended a license from its end on, and not a second before")
    func stepToTheEnd() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed { $0.expires = try .of("2027-11-22T12:00:00Z") })
        var state = try installation.held()
        state.clock = ClockRecord(floor: try .of("2027-11-01T00:00:00Z"), seen: try .of("2027-11-01T00:00:00Z"))
        installation.state = .blob(state.bytes[...])
        #expect(try installation.verdict(at: "2027-11-22T12:00:00Z").codes.contains(.clockAhead))
        #expect(try !installation.verdict(at: "2027-11-22T11:59:59Z").codes.contains(.clockAhead))
    }

    @Test("a state that was begun by a clock ahead is begun now, also where the clock itself is known")
    func begunAhead() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        try installation.visit(at: "2026-12-01T10:00:00Z")
        #expect(try installation.verdict(at: "2026-12-01T10:00:00Z").state == nil)
        var state = try installation.held()
        state.created = try .of("2030-01-01T00:00:00Z")
        installation.state = .blob(state.bytes[...])
        let next = try installation.verdict(at: "2026-12-01T10:00:00Z").state.orFail()
        #expect(next.created.text.string == "2026-12-01T10:00:00Z")
        state.created = next.created
        state.revision = next.revision
        #expect(next == state)
    }

    @Test("a verdict is undecided where product file or state cannot be read, and only there")
    func undecided() throws {
        let undecided: Set<FindingCode> = [.productFileUnreadable, .stateUnreadable, .stateNewer]
        for code in FindingCode.allCases {
            #expect(Finding(code).isUndecided == undecided.contains(code), "\(code)")
        }
        let now = try TestVendor.now()
        #expect(Verdict(.off, at: now, [Finding(.expired), Finding(.stateNewer)]).isUndecided)
        #expect(!Verdict(.off, at: now, [Finding(.expired)]).isUndecided && !Verdict(.full, at: now, []).isUndecided)
    }

    @Test("a trial's days are counted from the present, and a license's from its issue where that is later")
    func daysLeft() throws {
        let now = try Timestamp.of("2026-11-19T10:00:00Z")
        let product = try vendor.product { $0.trialDays = try .of("10") }
        let license = try TrustedKeys(product).verify(SignedLicense(vendor.signed()))
        let trial = try Trial(of: product, from: now, at: now).orFail()
        #expect(Verdict(.trial, license: license, trial: trial, at: now, []).daysLeft == 10)
        #expect(Verdict(.full, license: license, at: now, []).daysLeft == 365)
        var json = JSONText()
        Verdict(.trial, license: license, trial: trial, at: now, []).write(to: &json)
        let text = json.bytes.string
        #expect(text.contains(#""kind": "trial""#) && text.contains(#""starts": null"#))
    }

    @Test("the roots that a state was last used with may be the product file's own, whatever keyrings it holds")
    func roots() throws {
        let other = try TestVendor(label: "other ")
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        let roots = try other.rootKeys()
        try installation.take(vendor.keyringNote(version: 2, by: vendor.roots + other.roots) { $0.roots = roots })
        var state = try installation.held()
        let product = try vendor.product()
        #expect(state.rootsDigest == roots.digest && state.trustsRoots(of: product))
        #expect(try !installation.verdict().codes.contains(.stateForOtherKeys))
        state.rootsDigest = product.roots.digest
        installation.state = .blob(state.bytes[...])
        #expect(state.trustsRoots(of: product))
        #expect(try !installation.verdict().codes.contains(.stateForOtherKeys))
        let unusable = try vendor.product(keyring: other.keyringNote())
        state.rootsDigest = roots.digest
        #expect(!state.trustsRoots(of: unusable))
    }

    @Test("a product file's keyring has its root keys")
    func keyringOfProduct() throws {
        let product = try vendor.product(keyring: TestVendor(label: "other ").keyringNote())
        #expect {
            try TrustedKeys(product)
        } throws: { error in
            let error = error as? FormatError
            return error?.line == 1 && error?.key.string == "root"
        }
    }
}
