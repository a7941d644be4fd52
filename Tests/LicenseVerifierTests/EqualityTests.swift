import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Equality")
struct EqualityTests {
    @Test("verdicts are equal when all that they tell is, and differ when one thing does")
    func verdicts() throws {
        let vendor = try TestVendor()
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        let verdict = try installation.verdict()
        #expect(try verdict == installation.verdict())
        let (other, later) = (InstallationID(of: .none), try Timestamp.of("2026-12-02T10:00:00Z"))
        let product = try vendor.product { $0.trialDays = try .of("30") }
        let trial = try Trial(of: product, from: later, at: later).orFail()
        let asked = try Token.of("reports")
        let changes: [(inout Verdict) -> Void] = [
            { $0.mode = .trial }, { $0.product = asked }, { $0.installation = other }, { $0.time = later },
            { $0.findings = [.otherKeys] }, { $0.trial = trial }, { $0.asked = [asked] }, { $0.state = nil },
        ]
        for (index, change) in changes.enumerated() {
            var changed = verdict
            change(&changed)
            #expect(changed != verdict && changed == changed, "\(index)")
        }
        let keys = try TrustedKeys(vendor.product())
        let verdicts = try [1, 2].map { number in
            Verdict(.full, license: try keys.verify(SignedLicense(vendor.signed(number))), at: later, [])
        }
        #expect(verdicts[0] != verdicts[1] && verdicts[0] == verdicts[0])
    }

    @Test("values of findings are equal when name and text are")
    func values() {
        let finding = Finding(.damaged, ("reason", Array("cut".utf8)))
        #expect(finding == Finding(.damaged, ("reason", Array("cut".utf8))))
        #expect(finding != Finding(.damaged, ("reason", Array("long".utf8))))
        #expect(finding != Finding(.damaged, ("found", Array("cut".utf8))))
        #expect(finding != Finding(.damaged, ("found", Array("long".utf8))))
    }

    @Test("states and support bundles are equal when their bytes are")
    func bytes() throws {
        let vendor = try TestVendor()
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        let state = try installation.held()
        var other = state
        other.revision = try .of("9")
        #expect(try state == installation.held() && state != other)
        let bundles = try ["1.0.0", "1.0.0", "1.0.1"].map { release in
            SupportBundle(
                program: try .of("latchkey \(release)"), context: Context(now: try TestVendor.now()),
                product: installation.product, state: installation.state, verdict: try installation.verdict())
        }
        #expect(bundles[0] == bundles[1] && bundles[0] != bundles[2])
    }

    @Test("a license is the same one whatever log proof stands behind it, and another note is another one")
    func licenses() throws {
        let vendor = try TestVendor()
        let (first, second) = try (vendor.signed(), vendor.signed(2))
        #expect(try SignedLicense(first) == SignedLicense(first, proof: second.bytes[...]))
        #expect(try SignedLicense(first) != SignedLicense(second))
    }
}
