import Fixtures
import Foundation
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

/// UTC everywhere, in 64 bits, by a calendar of its own.
@Suite("Time")
struct TimeTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    static let folder = "/usr/share/zoneinfo"

    /// The names of the time zones that this machine knows.
    static let zones: [String] = {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return paths.filter { path in
            !["posix/", "right/"].contains { path.hasPrefix($0) }
                && FileManager.default.contents(atPath: "\(folder)/\(path)")?.starts(with: Data("TZif".utf8)) == true
        }.sorted()
    }()

    @Test("S22: a last day ends at noon UTC of the next day, on leap days, at year ends, in 2038, in 2100 and beyond")
    func lastDays() throws {
        let days: [(String, next: String)] = [
            ("2027-02-28", "2027-03-01"), ("2028-02-28", "2028-02-29"), ("2028-02-29", "2028-03-01"),
            ("2026-12-31", "2027-01-01"), ("2027-12-31", "2028-01-01"), ("2038-01-18", "2038-01-19"),
            ("2038-01-19", "2038-01-20"), ("2099-12-31", "2100-01-01"), ("2100-02-28", "2100-03-01"),
            ("2106-02-07", "2106-02-08"), ("2400-02-29", "2400-03-01"), ("9999-12-30", "9999-12-31"),
        ]
        for (day, next) in days {
            var installation = try Installation(vendor.product())
            try installation.take(
                vendor.signed {
                    $0.expires = .at(Timestamp.end(ofLastDay: try .of(day)))
                    $0.graceDays = .zero
                })
            for (now, mode) in [
                ("\(day)T00:00:00Z", Mode.full), ("\(day)T23:59:59Z", .full), ("\(next)T00:00:00Z", .full),
                ("\(next)T11:59:59Z", .full), ("\(next)T12:00:00Z", .readOnly), ("\(next)T23:59:59Z", .readOnly),
            ] {
                let verdict = try installation.verdict(at: now)
                #expect(verdict.mode == mode, "\(day) at \(now)")
                #expect(verdict.codes == [mode == .full ? .expiresSoon : .expired])
                #expect(verdict.lastDay?.text.string == day)
                #expect((verdict.daysLeft ?? -1) == (mode == .full ? 0 : -1))
            }
        }
        #expect(days.count == 12)
        assure("S22", tried: 6 * days.count, "moments around a last day")
    }

    @Test("S22: ten years of days either way, each is judged by the calendar alone, and none is left out")
    func tenYears() throws {
        var installation = try Installation(vendor.product { $0.built = try .of("1990-01-01T00:00:00Z") })
        try installation.take(
            vendor.signed { license in
                // One restriction alone: the license is issued at the beginning and ends on a leap day.
                license.issued = try .of("2026-01-01T00:00:00Z")
                license.starts = try .of("2026-01-01T00:00:00Z")
                license.expires = .at(Timestamp.end(ofLastDay: try .of("2028-02-29")))
                license.graceDays = .zero
            })
        let (first, middle) = try (Timestamp.of("2026-01-01T00:00:00Z"), Timestamp.of("2028-02-29T00:00:00Z"))
        var full = 0
        for day in -3653...Int64(3653) {
            let now = middle.adding(days: day)
            let verdict = try installation.verdict(at: now.text.string)
            // A clock behind the license's own time of issue counts as that; the last morning counts as the last day.
            let gone = max(0, now.seconds - first.seconds) / 86400
            #expect(verdict.daysLeft == (day == 1 ? 0 : 789 - gone), "\(now.text.string)")
            if verdict.mode == .full { full += 1 }
        }
        #expect(full == 3653 + 1 + 1)
        assure("S22", tried: 2 * 3653 + 1, "days, one after the other")
    }

    @Test("S22: every time zone of this machine gives one verdict")
    func timeZones() throws {
        var installation = try Installation(vendor.product())
        try installation.take(
            vendor.signed(1) { $0.expires = .at(Timestamp.end(ofLastDay: try .of("2028-02-29"))) },
            vendor.signed(2) {
                $0.expires = .at(Timestamp.end(ofLastDay: try .of("2038-01-19")));
                $0.starts = try .of("2028-02-29T00:00:00Z")
            },
            vendor.signed(3) {
                $0.expires = .at(Timestamp.end(ofLastDay: try .of("2100-02-28")));
                $0.starts = try .of("2038-01-19T00:00:00Z")
            })
        let instants = [
            "2026-12-01T10:00:00Z", "2028-02-28T23:59:59Z", "2028-02-29T00:00:00Z", "2028-03-01T11:59:59Z",
            "2028-03-01T12:00:00Z",
            "2038-01-19T03:14:07Z", "2038-01-19T03:14:08Z", "2038-01-20T12:00:00Z", "2099-12-31T23:59:59Z",
            "2100-01-01T00:00:00Z",
            "2100-02-28T23:59:59Z", "2100-03-01T11:59:59Z", "2100-03-01T12:00:00Z", "2100-03-08T12:00:00Z",
        ]
        func answers() throws -> [[UInt8]] {
            try instants.map { now in
                var json = JSONText()
                try installation.verdict(at: now).write(to: &json)
                return json.bytes
            }
        }
        let expected = try answers()
        let modes = try instants.map { try installation.verdict(at: $0).mode }
        #expect(modes == Array(repeating: .full, count: 13) + [.readOnly])
        let zones = Self.zones + ["", "right/UTC", "EST5EDT", "XYZ-14:30", "no such zone"]
        for zone in zones {
            withTimeZone(zone) { #expect((try? answers()) == expected, "\(zone)") }
        }
        #expect(Self.zones.count > 300 || !FileManager.default.fileExists(atPath: Self.folder))
        if Self.zones.count > 300 { assure("S22", tried: 300, "time zones at least, at 14 moments each") }
    }
}
