import Fixtures
import LicenseFormat
import Testing

@Suite("Days and instants")
struct TimestampTests {
    static let lastDayNumber: Int64 = 2_932_896

    static func daysInMonth(_ month: Int64, _ year: Int64) -> Int64 {
        let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Int(month) - 1]
    }

    @Test("every day from 1970 to 9999 has its number, in the calendar's own order")
    func everyDay() {
        var (year, month, day): (Int64, Int64, Int64) = (1970, 1, 1)
        var wrong: [Int64] = []
        for number in 0...Self.lastDayNumber {
            let date = CivilDate(dayNumber: number)
            if date.year != year || date.month != month || date.day != day || date.dayNumber != number {
                wrong.append(number)
            }
            day += 1
            if day > Self.daysInMonth(month, year) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(wrong == [])
        #expect(year == 10000 && month == 1 && day == 1)
    }

    @Test("every day from 1970 to 9999 is written and read in one way, and so is the end of a term on it")
    func everyDayAsText() {
        var wrong: [Int64] = []
        for number in 0...Self.lastDayNumber {
            let date = CivilDate(dayNumber: number)
            if CivilDate(date.text[...]) != date { wrong.append(number) }
            if number < Self.lastDayNumber, Timestamp.end(ofLastDay: date).lastDay != date { wrong.append(number) }
        }
        #expect(wrong == [])
    }

    /// Seconds by `calendar.timegm` in Python.
    static let instants: [(String, Int64)] = [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:01Z", 1),
        ("1970-12-31T23:59:59Z", 31_535_999),
        ("1999-12-31T23:59:59Z", 946_684_799),
        ("2000-02-29T12:00:00Z", 951_825_600),
        ("2000-03-01T00:00:00Z", 951_868_800),
        ("2024-02-29T23:59:59Z", 1_709_251_199),
        ("2026-11-21T09:30:00Z", 1_795_253_400),
        ("2038-01-19T03:14:07Z", 2_147_483_647),
        ("2038-01-19T03:14:08Z", 2_147_483_648),
        ("2100-02-28T23:59:59Z", 4_107_542_399),
        ("2100-03-01T00:00:00Z", 4_107_542_400),
        ("2106-02-07T06:28:16Z", 4_294_967_296),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
    ]

    @Test("instants have the seconds of the table")
    func instants() throws {
        for (text, seconds) in Self.instants {
            let instant = try Timestamp.of(text)
            #expect(instant.seconds == seconds, "\(text)")
            #expect(instant.text == Array(text.utf8))
            #expect(Timestamp(clamping: seconds) == instant)
        }
        #expect(Self.instants.count == 14)
        #expect(Timestamp.last.text == Array("9999-12-31T23:59:59Z".utf8))
    }

    @Test(
        "other spellings of an instant are refused",
        arguments: [
            "", "2026-11-21", "2026-11-21T09:30:00", "2026-11-21T09:30Z", "2026-11-21t09:30:00Z",
            "2026-11-21T09:30:00z",
            "2026-11-21 09:30:00Z", "2026-11-21T09:30:00+00:00", "2026-11-21T09:30:00.0Z", "2026-11-21T24:00:00Z",
            "2026-11-21T23:60:00Z", "2026-12-31T23:59:60Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z", "2026-04-31T00:00:00Z", "2026-02-29T00:00:00Z",
            "2100-02-29T00:00:00Z", "1969-12-31T23:59:59Z", "0000-00-00T00:00:00Z", "10000-01-01T00:00:00Z",
            "+2026-11-21T09:30:0Z", "2026/11/21T09:30:00Z", "2026-11-21T09-30-00Z", " 2026-11-21T09:30:00Z",
            "2026-11-21T09:30:00Z ", "20261-1-21T09:30:00Z", "2026-1-121T09:30:00Z", "２026-11-21T09:30:0Z",
            "2026-11-21T09:30:0aZ", "2026-11-21T 9:30:00Z", "2026-11-21T+9:30:00Z", "2026-11-21T-9:30:00Z",
            "2026-11-21T09-30:00Z", "2026-11-21T09:30-00Z", "20xx-11-21T09:30:00Z", "xx26-11-21T09:30:00Z",
            "2026-11-1:T09:30:00Z", "2026-11-21T1::30:00Z", "2026-11-21T09:/0:00Z",
        ])
    func badInstants(text: String) {
        #expect(Timestamp(text.bytes) == nil)
    }

    @Test(
        "other spellings of a day are refused",
        arguments: [
            "", "2026-11-2", "2026-11-021", "2026-11-31", "2026-02-29", "2100-02-29", "1969-12-31", "2026-11-21Z",
            "26-11-21", "2026 11-21", "21-11-2026", "2026-11-21T00:00:00Z",
            "2026-11/21", "2026/11-21", "20xx-11-21", "xx26-11-21", "2026-11-1:", "2026-0:-21", "2026-11-/1",
        ])
    func badDays(text: String) {
        #expect(CivilDate(text.bytes) == nil)
    }

    @Test("only days that exist can be made, and February has its leap days")
    func leapDays() {
        var leapYears: Int64 = 0
        for year in Int64(1970)...9999 {
            for month in Int64(1)...12 {
                let count = Self.daysInMonth(month, year)
                guard CivilDate(year: year, month: month, day: count) != nil,
                    CivilDate(year: year, month: month, day: count + 1) == nil,
                    CivilDate(year: year, month: month, day: 0) == nil
                else {
                    Issue.record("\(year)-\(month)")
                    return
                }
                if month == 2, count == 29 { leapYears += 1 }
            }
        }
        #expect(leapYears == 1947)
        for (year, month) in [(1969, 1), (10000, 1), (2026, 0), (2026, 13), (-1, 1), (Int64.max, 1), (2026, Int64.min)]
        {
            #expect(CivilDate(year: Int64(year), month: Int64(month), day: 1) == nil)
        }
    }

    @Test("a term's last day ends everywhere on Earth, at noon UTC of the next day")
    func ends() throws {
        let table = [
            ("2027-11-21", "2027-11-22T12:00:00Z"), ("2027-12-31", "2028-01-01T12:00:00Z"),
            ("2028-02-28", "2028-02-29T12:00:00Z"), ("2028-02-29", "2028-03-01T12:00:00Z"),
            ("2038-01-18", "2038-01-19T12:00:00Z"), ("2038-01-19", "2038-01-20T12:00:00Z"),
            ("2100-02-28", "2100-03-01T12:00:00Z"), ("2099-12-31", "2100-01-01T12:00:00Z"),
            ("9999-12-30", "9999-12-31T12:00:00Z"),
        ]
        for (day, end) in table {
            #expect(Timestamp.end(ofLastDay: try .of(day)) == (try Timestamp.of(end)))
            #expect(try Timestamp.of(end).lastDay == CivilDate.of(day))
        }
        #expect(Timestamp.end(ofLastDay: try .of("9999-12-31")) == .last)
    }

    @Test("moving an instant or a day stays within what can be written, whatever the number")
    func moving() throws {
        let instant = try Timestamp.of("2026-11-21T09:30:00Z")
        #expect(instant.adding(days: 7).text == Array("2026-11-28T09:30:00Z".utf8))
        #expect(instant.adding(days: -1).text == Array("2026-11-20T09:30:00Z".utf8))
        for days in [Int64.max, Int64.max / 86_400, 1 << 50, 3_000_000] { #expect(instant.adding(days: days) == .last) }
        for days in [Int64.min, Int64.min / 86_400, -(1 << 50), -3_000_000] {
            #expect(instant.adding(days: days).seconds == 0)
        }
        #expect(Timestamp(clamping: .max) == .last)
        #expect(Timestamp(clamping: .min).seconds == 0)
        #expect(CivilDate(dayNumber: .max).text == Array("9999-12-31".utf8))
        #expect(CivilDate(dayNumber: .min).text == Array("1970-01-01".utf8))
        let months: [(String, Int64, String)] = [
            ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2028-02-29", 12, "2029-02-28"),
            ("2028-02-29", 48, "2032-02-29"), ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"),
            ("2026-11-21", 0, "2026-11-21"), ("2026-11-21", .max, "9999-12-21"), ("2026-11-21", .min, "1970-01-21"),
        ]
        for (day, count, moved) in months {
            #expect(try CivilDate.of(day).adding(months: count) == CivilDate.of(moved), "\(day) + \(count)")
        }
    }
}
