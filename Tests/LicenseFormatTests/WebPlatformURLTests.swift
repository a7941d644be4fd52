import Fixtures
import LicenseFormat
import Testing

/// The WHATWG URL standard's own test data, read from the folder that `LATCHKEY_VECTORS` names.
@Suite("Site URLs and the web platform")
struct WebPlatformURLTests {
    /// Skipped without LATCHKEY_VECTORS: urltestdata.json of the web platform tests.
    @Test(
        "S23: every URL that must fail is refused, and every accepted one has the standard's host, port and path",
        .enabled(if: WebPlatformCases.folder != nil, "urltestdata.json needs LATCHKEY_VECTORS"))
    func urls() throws {
        let report = try WebPlatformCases.urls { try? SiteURL(canonicalizing: $0.bytes) }
        print("urltestdata.json: \(report)")
        #expect(report.wronglyAccepted == [] && report.different == [])
        #expect(report.cases == 891)
        #expect(report.mustFail == 267)
        #expect(report.mustFailOfHTTP == 198)
        #expect(report.accepted == 49)
        assure("S23", tried: report.cases, "URLs of web-platform-tests (foreign)")
    }

    /// Skipped without LATCHKEY_VECTORS: toascii.json of the web platform tests.
    @Test(
        "S23: every URL that must fail is refused, and every accepted one has the standard's host, port and path",
        .enabled(if: WebPlatformCases.folder != nil, "urltestdata.json needs LATCHKEY_VECTORS"))
    func domains() throws {
        let report = try WebPlatformCases.domains { try? SiteURL(canonicalizing: $0.bytes) }
        print("toascii.json: \(report)")
        #expect(report.wronglyAccepted == [] && report.different == [])
        #expect(report.cases == 87)
        #expect(report.accepted == 17)
        assure("S23", tried: report.cases, "hosts of web-platform-tests (foreign)")
    }
}
