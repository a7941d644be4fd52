import Fixtures
import Foundation
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

/// Every member of what is answered in JSON, as another program's reader sees it.
@Suite("JSON members")
struct JSONMembersTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    private func members(_ write: (inout JSONText) -> Void) throws -> NSDictionary {
        var json = JSONText()
        json.object { write(&$0) }
        return try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? NSDictionary)
    }

    private func codes(_ members: NSDictionary) -> [String] {
        (members["findings"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    }

    @Test("a report has its outcome, its items and its findings")
    func reports() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(1))
        let report = try installation.take(vendor.signed(1), vendor.signed(2))
        let shown = try members { report.write(membersTo: &$0) }
        let items: [[String: Any]] = [
            [
                "document": "license", "name": try vendor.license(1).id.text.string, "installed": true,
                "code": "already-installed",
            ],
            ["document": "license", "name": try vendor.license(2).id.text.string, "installed": true],
        ]
        #expect(shown["outcome"] as? String == "imported")
        #expect(shown["items"] as? NSArray == items as NSArray)
        #expect(codes(shown) == ["already-installed"])
        #expect(Set(shown.allKeys.compactMap { $0 as? String }) == ["outcome", "items", "findings"])
    }

    @Test("a clock has its readings, and nothing where nothing is known")
    func clocks() throws {
        let (system, present) = (try Timestamp.of("2026-12-01T10:00:00Z"), try Timestamp.of("2026-12-02T10:00:00Z"))
        let unknown = try members { ClockText.write(to: &$0, system: system, present: present, record: nil) }
        let nothing: [String: Any] = [
            "system": "2026-12-01T10:00:00Z", "time": "2026-12-02T10:00:00Z", "seen": NSNull(), "floor": NSNull(),
            "step": NSNull(),
        ]
        #expect(unknown == ["clock": nothing] as NSDictionary)
        let believed = ClockRecord(floor: present, seen: system)
        let settled = try members { ClockText.write(to: &$0, system: system, present: present, record: believed) }
        let floor: [String: Any] = [
            "system": "2026-12-01T10:00:00Z", "time": "2026-12-02T10:00:00Z", "seen": "2026-12-01T10:00:00Z",
            "floor": "2026-12-02T10:00:00Z", "step": NSNull(),
        ]
        #expect(settled == ["clock": floor] as NSDictionary)
    }

    @Test("a clock that a state has seen once has a step and no floor")
    func firstClocks() throws {
        var installation = try Installation(vendor.product())
        #expect(installation.state.clock == nil)
        try installation.take(vendor.signed())
        try installation.visit(at: "2026-12-06T12:00:00Z")
        let (record, now) = (installation.state.clock, try Timestamp.of("2026-12-06T13:00:00Z"))
        let shown = try members { ClockText.write(to: &$0, system: now, present: now, record: record) }
        let expected: [String: Any] = [
            "system": "2026-12-06T13:00:00Z", "time": "2026-12-06T13:00:00Z", "seen": "2026-12-06T12:00:00Z",
            "floor": NSNull(), "step": ["start": "2026-12-06T12:00:00Z", "count": 1] as [String: Any],
        ]
        #expect(shown == ["clock": expected] as NSDictionary)
    }

    @Test("a verdict has its license, its dates and what it allows")
    func verdicts() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        let verdict = try installation.verdict { $0.features = [try .of("reports"), try .of("colors")] }
        let shown = try members { verdict.write(membersTo: &$0) }
        let expected: [String: Any] = [
            "mode": "full", "product": "glpi-escalade", "license": try vendor.license().id.text.string,
            "kind": "subscription", "customer": "ACME SA",
            "installation": InstallationID(of: installation.key).text.string, "starts": "2026-11-21T00:00:00Z",
            "expires": "2027-11-22T12:00:00Z", "lastDay": "2027-11-21", "time": "2026-12-01T10:00:00Z",
            "features": ["reports"], "limits": ["seats": 50], "allowed": ["reports": true, "colors": false],
        ]
        for (name, value) in expected { #expect((shown[name] as? NSObject) == (value as? NSObject), "\(name)") }
        #expect(shown["daysLeft"] as? Int == 355)
        #expect(codes(shown) == ["feature-not-licensed"])
        #expect(shown.count == expected.count + 2)
        let plain = try members { json in try? installation.verdict().write(membersTo: &json) }
        #expect(plain["allowed"] == nil && codes(plain) == [])
    }
}
