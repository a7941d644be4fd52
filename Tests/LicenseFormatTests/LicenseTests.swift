import Fixtures
import LicenseFormat
import SignedNote
import Testing

/// What one license may say, and that it says what it was made of.
@Suite("The terms of a license")
struct LicenseTests {
    static func put(_ license: License) -> License {
        License(
            id: license.id, vendor: license.vendor, product: license.product, kind: license.kind,
            customer: license.customer, installations: license.installations, urls: license.urls,
            versions: license.versions, host: license.host, issued: license.issued, starts: license.starts,
            expires: license.expires, maintenanceUntil: license.maintenanceUntil, graceDays: license.graceDays,
            mismatchDays: license.mismatchDays, features: license.features, limits: license.limits,
            onExpiry: license.onExpiry, onRevocation: license.onRevocation, note: license.note,
            extensions: license.extensions)
    }

    @Test("a license that is put together says what it was put together from")
    func parts() throws {
        let perpetual = try BodyTests.license.replacingOnce("kind subscription", "kind perpetual")
            .replacingOnce("expires 2027-11-22T12:00:00Z", "expires never\nmaintenance-until 2027-11-22T12:00:00Z")
        for text in [BodyTests.license, perpetual] {
            let license = try License(parsing: text.bytes)
            #expect(Self.put(license) == license)
            #expect(Self.put(license).text[...] == text.bytes)
        }
    }

    @Test("a license is equal to another of the same text, and to no other")
    func equality() throws {
        let vendor = try TestVendor()
        let (one, same, other) = (try vendor.license(), try vendor.license(), try vendor.license(2))
        #expect(one == same && one == one && one != other)
    }

    @Test("sites that differ in host, in port or in path alone are several")
    func sites() throws {
        let url = "url https://glpi.acme.example/"
        for other in [
            "url https://glpi.acme.example:8443/", "url https://glpi.acme.example/b", "url https://glpj.acme.example/",
        ] {
            let lines = [url, other].sorted().joined(separator: "\n")
            #expect(BodyTests.error(try BodyTests.license.replacingOnce(url, lines)) == nil, "\(other)")
        }
    }

    @Test("a mismatch is borne for a day or more, or not at all")
    func mismatchDays() throws {
        for (days, isAllowed) in [("0", false), ("1", true), ("3653", true), ("3654", false)] {
            let text = try BodyTests.license.replacingOnce("mismatch-days 14", "mismatch-days \(days)")
            #expect((BodyTests.error(text) == nil) == isAllowed, "\(days)")
        }
    }
}
