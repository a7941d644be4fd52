import Fixtures
import Foundation
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("The order of a timeline, and its JSON")
struct TimelineOrderTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    private func timeline(_ licenses: [(number: Int, starts: String, expires: String)]) throws -> Timeline {
        var installation = try Installation(vendor.product())
        for (number, starts, expires) in licenses {
            try installation.take(
                vendor.signed(number) {
                    $0.starts = try .of(starts)
                    $0.expires = try .of(expires)
                    guard expires == "never" else { return }
                    $0.kind = .perpetual
                    $0.maintenanceUntil = .never
                })
        }
        let context = Context(now: try TestVendor.now(), url: Array("https://glpi.acme.example/".utf8))
        return try LicenseVerifier.timeline(
            product: installation.product[...], state: installation.state, context: context
        ).orFail()
    }

    private let early = "2026-11-21T00:00:00Z"
    private let late = "2026-11-22T00:00:00Z"
    private let short = "2027-11-22T12:00:00Z"
    private let long = "2028-11-22T12:00:00Z"

    @Test("by start, then by end, then by ID, and never comes last")
    func order() throws {
        let licenses = [
            (1, late, short), (2, early, "never"), (3, early, long), (4, early, short), (6, early, short),
            (5, early, short), (7, late, short),
        ]
        let sorted = [4, 5, 6, 3, 2, 1, 7]
        for order in [licenses, licenses.reversed()] {
            #expect(try timeline(order).entries.map(\.license.id) == sorted.map { try vendor.license($0).id })
        }
    }

    @Test("of equal terms the lower ID comes first, in whatever order the state holds them")
    func equalTerms() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(1), vendor.signed(2), vendor.signed(3))
        var state = try installation.held()
        let context = Context(now: try TestVendor.now(), url: Array("https://glpi.acme.example/".utf8))
        for order in [[1, 2, 3], [3, 2, 1], [2, 1, 3], [3, 1, 2]] {
            state.notes = try order.map { try vendor.signed($0) }
            let found = try LicenseVerifier.timeline(
                product: installation.product[...], state: .blob(state.bytes[...]), context: context
            ).orFail()
            #expect(try found.entries.map(\.license.id) == [1, 2, 3].map { try vendor.license($0).id }, "\(order)")
        }
        for (bad, good) in [(1, 2), (2, 1)] {
            state.notes = [
                try TestVendor("stranger.example").license.sign(vendor.license(bad).text), try vendor.signed(good),
            ]
            let found = try LicenseVerifier.timeline(
                product: installation.product[...], state: .blob(state.bytes[...]), context: context
            ).orFail()
            #expect(try found.entries.map(\.license.id) == [1, 2].map { try vendor.license($0).id })
            #expect(found.entries.map { $0.standing == .unverified } == [bad == 1, bad == 2])
        }
    }

    @Test("of two that go on, the one that ends later counts, in whatever order they are looked at")
    func longer() throws {
        let first = (1, early, short)
        for expires in [long, "never"] {
            let end = try Deadline.of(expires)
            for (number, other) in [(2, 3), (3, 2)] {
                let found = try timeline([
                    first, (number, "2027-11-22T00:00:00Z", expires),
                    (other, "2027-11-22T00:00:00Z", "2028-06-01T12:00:00Z"),
                ])
                #expect(found.coveredUntil == end, "\(number) until \(expires)")
            }
        }
    }

    @Test("every member of the JSON")
    func json() throws {
        let found = try timeline([(1, early, short)])
        func members(_ timeline: Timeline?) throws -> NSDictionary {
            var json = JSONText()
            json.object { Timeline.write(timeline, membersTo: &$0) }
            return try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? NSDictionary)
        }
        let entry: [String: Any] = [
            "license": try vendor.license().id.text.string, "kind": "subscription", "starts": early, "expires": short,
            "lastDay": "2027-11-21", "standing": "in-force", "deciding": true, "findings": [] as [String],
        ]
        #expect(try members(found) == ["coveredUntil": short, "installed": [entry]] as NSDictionary)
        #expect(try members(nil) == ["coveredUntil": NSNull(), "installed": [] as [String]] as NSDictionary)
    }

    @Test("a license that does not verify never decides")
    func unverified() throws {
        var installation = try Installation(vendor.product())
        let forged = try TestVendor("stranger.example").license.sign(vendor.license(2).text)
        try installation.take(vendor.signed())
        var state = try installation.held()
        state.notes.append(forged)
        let context = Context(now: try TestVendor.now(), url: Array("https://glpi.acme.example/".utf8))
        let found = try LicenseVerifier.timeline(
            product: installation.product[...], state: .blob(state.bytes[...]), context: context
        ).orFail()
        #expect(found.entries.map(\.isDeciding) == [true, false])
        #expect(found.entries.map(\.standing) == [.inForce, .unverified])
    }
}
