import Fixtures
import HostNames
import LicenseFormat
import SignedNote
import Testing

/// The WHATWG URL standard's own test data, read from the folder that `LATCHKEY_VECTORS` names.
@Suite("Typed URLs and the web platform")
struct WebPlatformTests {
    /// Skipped without LATCHKEY_VECTORS: urltestdata.json of the web platform tests.
    @Test(
        "every typed URL that must fail is refused, and every accepted one has the standard's host, port and path",
        .enabled(if: WebPlatformCases.folder != nil, "urltestdata.json needs LATCHKEY_VECTORS"))
    func urls() throws {
        var unlike: Set<String> = []
        var plain = 0
        let report = try WebPlatformCases.urls { typed in
            let url = try? TypedURL.siteURL(typed)
            if typed.utf8.allSatisfy({ $0 < 0x80 }), !typed.lowercased().contains("xn--") {
                plain += 1
                if url != (try? SiteURL(canonicalizing: typed.bytes)) { unlike.insert(typed) }
            }
            return url
        }
        print("urltestdata.json, typed: \(report)")
        #expect(report.wronglyAccepted == [] && report.different == [])
        // Without a letter beyond ASCII and without an A-label, nothing is read otherwise than without this module.
        #expect(unlike == [] && plain == 830)
        #expect(report.cases == 891)
        #expect(report.mustFail == 267)
        #expect(report.accepted == 47)
    }

    /// Skipped without LATCHKEY_VECTORS: toascii.json of the web platform tests.
    @Test(
        "every typed domain that must fail is refused, and every accepted one is the standard's",
        .enabled(if: WebPlatformCases.folder != nil, "toascii.json needs LATCHKEY_VECTORS"))
    func domains() throws {
        let report = try WebPlatformCases.domains { try? TypedURL.siteURL($0) }
        print("toascii.json, typed: \(report)")
        #expect(report.wronglyAccepted == [] && report.different == [])
        #expect(report.cases == 87)
        #expect(report.mustFail == 19)
        #expect(report.accepted == 34)
    }
}
