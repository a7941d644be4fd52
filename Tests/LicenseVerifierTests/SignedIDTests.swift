import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("What is known by its signed ID")
struct SignedIDTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    @Test("S7: a license is known by its signed ID, whatever the file or its signatures")
    func deduplication() throws {
        var installation = try Installation(vendor.product())
        let license = try vendor.signed()
        try installation.take(license)
        let another = try TestKey("vendor.example/license/2027")
        let twice = SignedNote(
            text: Array(license.unverifiedText),
            signatures: try another.sign(Array(license.unverifiedText)).signatures + license.signatures)
        let crlf = Array(license.bytes.string.replacing("\n", with: "\r\n").utf8)
        let prose = Array("Hello,\n\n".utf8) + license.bytes + Array("\nRegards\n".utf8)
        for file in [twice.bytes, crlf, prose, LicenseFile.bytes(of: [license.bytes, license.bytes])] {
            let (state, report) = try installation.importing(file)
            #expect(state == nil && report.outcome == .unchanged)
            #expect(report.codes.contains(.alreadyInstalled))
        }
        let other = try installation.importing(vendor.signed { $0.customer = try .of("Other") }.bytes)
        #expect(other.state == nil && other.report.codes == [.sameIDOtherText])
        assure("S7", tried: 5, "installed licenses in other bytes, or with another text")
    }

    /// A license as other bytes: signed once more, wrapped by mail, beside others.
    private func disguises(of license: SignedNote) throws -> [[UInt8]] {
        let text = Array(license.unverifiedText)
        let another = try TestKey("other.example/license/2027")
        let twice = SignedNote(
            text: text, signatures: try another.sign(text).signatures + license.signatures)
        return [
            license.bytes, twice.bytes, Array(license.bytes.string.replacing("\n", with: "\r\n").utf8),
            Array("Hello,\n\n".utf8) + license.bytes + Array("\nRegards\n".utf8),
            try TestVendor.file(vendor.signed(9), license),
        ]
    }

    @Test("S7: revocation goes by the signed ID, whatever bytes a license comes in, before or after the list")
    func revocation() throws {
        let license = try vendor.signed()
        let list = try vendor.revocations().bytes
        var tried = 0
        for file in try disguises(of: license) {
            for order in [[file, list], [list, file]] {
                var installation = try Installation(vendor.product())
                for each in order { #expect(try installation.take(each).outcome == .imported) }
                #expect(try installation.held().hits.map(\.license) == [vendor.license().id])
                // Where another license stands beside it, that one decides.
                let verdict = try installation.verdict()
                let isDecidedByIt = try verdict.license?.id == vendor.license().id
                #expect(verdict.codes.contains(.revoked) == isDecidedByIt)
                #expect((verdict.mode == .full) == !isDecidedByIt)
                tried += 1
            }
        }
        #expect(tried == 10)
        assure("S7", tried: tried, "revoked licenses in other bytes and orders")
    }

    @Test("S7: another text under a revoked ID is revoked as well")
    func sameID() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.revocations())
        try installation.take(vendor.signed { $0.customer = try .of("Other") })
        #expect(try installation.verdict().codes == [.revoked])
    }

    @Test("S7: a license that was given back does not come back, whatever bytes it comes in")
    func givenBack() throws {
        let license = try vendor.signed()
        var tried = 0
        for file in try disguises(of: license) {
            var installation = try Installation(vendor.product())
            try installation.take(license)
            let (receipt, next) = try giveBack(
                vendor.license().id, product: installation.product[...], state: installation.state,
                seed: TestVendor.installationSeed(), now: TestVendor.now())
            installation.state = .blob(try next.orFail().bytes[...])
            let report = try installation.take(file)
            #expect(report.codes.contains(.givenBack))
            #expect(try !installation.held().licenses.contains { $0.claims.id == (try vendor.license().id) })
            // Asked again, the same receipt comes back, and the state stays as it is.
            let again = try giveBack(
                vendor.license().id, product: installation.product[...], state: installation.state,
                seed: TestVendor.installationSeed(), now: .of("2026-12-09T00:00:00Z"))
            #expect(again.receipt == receipt && again.state == nil)
            tried += 1
        }
        #expect(tried == 5)
        assure("S7", tried: tried, "returned licenses in other bytes")
    }
}
