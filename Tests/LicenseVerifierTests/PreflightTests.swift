import Fixtures
import LicenseFormat
import LicenseVerifier
import SignedNote
import Testing

@Suite("What a file would do at a customer's, without the customer's state")
struct PreflightTests {
    private static func asked(
        _ file: [UInt8], _ product: [UInt8], installation: InstallationID? = nil
    ) throws -> (report: ImportReport, verdict: Verdict) {
        let context = Context(now: try TestVendor.now(), url: Array("https://glpi.acme.example/".utf8))
        return preflight(file[...], product: product[...], installation: installation, context: context)
    }

    @Test("it answers as the import and the next load at that customer's do")
    func asAtTheCustomer() throws {
        let vendor = try TestVendor()
        let product = try vendor.product()
        for edit: @Sendable (inout LicenseTerms) throws -> Void in [
            { _ in }, { $0.urls = [try .of("https://other.example/")] }, { $0.installations = [] },
            { $0.expires = .at(try .of("2026-11-25T12:00:00Z")) },
        ] {
            let file = TestVendor.file(try vendor.signed(1, edit))
            var installation = try Installation(product)
            let report = try installation.take(file)
            let asked = try Self.asked(file, product.bytes)
            #expect(asked.report.outcome == report.outcome)
            #expect(asked.report.codes == report.codes)
            #expect(asked.verdict.mode == (try installation.verdict()).mode)
            #expect(asked.verdict.codes == (try installation.verdict()).codes)
            #expect(asked.verdict.state == nil)
        }
    }

    @Test("a license for another installation is told as such where the customer's is named")
    func otherInstallation() throws {
        let vendor = try TestVendor()
        let other = InstallationID(of: try TestKey.seed("another").publicKey)
        let file = TestVendor.file(try vendor.signed())
        let asked = try Self.asked(file, vendor.product().bytes, installation: other)
        #expect(asked.report.codes.contains(.otherInstallation))
        #expect(asked.verdict.mode == .readOnly)
    }

    @Test("what cannot be read is told, and grants nothing")
    func unreadable() throws {
        let vendor = try TestVendor()
        let file = TestVendor.file(try vendor.signed())
        let noProduct = try Self.asked(file, Array("none\n".utf8))
        #expect(noProduct.verdict.codes == [.productFileUnreadable])
        #expect(noProduct.verdict.mode == .off)
        let noFile = try Self.asked(Array("none\n".utf8), vendor.product().bytes)
        #expect(noFile.report.outcome == .refused)
        #expect(noFile.verdict.mode == .readOnly)
    }
}
