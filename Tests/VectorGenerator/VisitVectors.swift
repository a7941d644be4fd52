/// Loads one after the other, each of them remembered: what a clock does in the course of days.
let visitVectors: [VectorCase] = [
    visit(
        "step-72-hours-hourly", hours(0..<72), "2026-12-18T10:00:00Z",
        "full now=[2026-12-18T10:00:00Z] keeps=[\(created), clock 2026-12-18T10:00:00Z 2026-12-18T10:00:00Z]",
        "a clock that stands by its step for three days is believed"),
    visit(
        "step-believed-told-no-more", hours(0..<73), "2026-12-18T11:00:00Z",
        "full now=[2026-12-18T11:00:00Z] keeps=[\(created), clock 2026-12-18T11:00:00Z 2026-12-18T11:00:00Z]",
        "and then told no more"),
    visit(
        "step-24-times-in-a-day", hours(0..<23), "2026-12-16T09:00:00Z",
        "full now=[2026-12-16T09:00:00Z] keeps=[\(created), clock \(floor) 2026-12-16T09:00:00Z, step \(start) 24]",
        "24 times, but not in three days"),
    visit(
        "step-23-times-in-three-days", hours(stride(from: 0, to: 66, by: 3)), "2026-12-18T10:00:00Z",
        "full now=[2026-12-18T10:00:00Z] keeps=[\(created), clock \(floor) 2026-12-18T10:00:00Z, step \(start) 23]",
        "three days, but 23 times"),
    visit(
        "step-24-times-in-three-days", hours(stride(from: 0, to: 69, by: 3)), "2026-12-18T10:00:00Z",
        "full now=[2026-12-18T10:00:00Z] keeps=[\(created), clock 2026-12-18T10:00:00Z 2026-12-18T10:00:00Z]",
        "just often and just long enough"),
    visit(
        "step-many-times-an-hour", (0..<60).map { "2026-12-15T10:\($0 < 10 ? "0" : "")\($0):00Z" },
        "2026-12-15T10:59:59Z", "full now=[2026-12-15T10:59:59Z] keeps=[]",
        "sixty loads in an hour count once"),
    visit(
        "step-fell-back", hours(0..<60, year: 2030), "2026-12-01T11:00:00Z",
        "full now=[2026-12-01T11:00:00Z] keeps=[\(created), clock 2026-12-01T11:00:00Z 2026-12-01T11:00:00Z]",
        "a clock that ran ahead for sixty hours comes back, and nothing is left of it"),
    visit(
        "step-fell-back-and-again", hours(0..<60, year: 2030) + ["2026-12-01T11:00:00Z"], "2030-12-18T10:00:00Z",
        "read-only now=[2030-12-18T10:00:00Z] keeps=[\(created), clock 2026-12-01T11:00:00Z 2030-12-18T10:00:00Z, step 2030-12-18T10:00:00Z 1] expired clock-ahead",
        "after that the next step begins anew"),
    visit(
        "step-to-another-year", hours(0..<40) + ["2031-01-01T00:00:00Z"], "2031-01-01T01:00:00Z",
        "read-only now=[2031-01-01T01:00:00Z] keeps=[\(created), clock \(floor) 2031-01-01T01:00:00Z, step 2031-01-01T00:00:00Z 2] expired clock-ahead",
        "a step on a step begins anew"),
    visit(
        "ran-ahead-for-days", hours(0..<73, year: 2030), "2026-12-02T10:00:00Z",
        "read-only now=[2030-12-18T10:00:00Z] keeps=[\(created), clock 2030-12-18T10:00:00Z 2026-12-02T10:00:00Z] expired clock-behind",
        "a clock that ran ahead for three days binds: the vendor's clock repair undoes that"),
    visit(
        "set-back-a-year", ["2026-12-01T12:00:00Z"], "2025-12-01T12:00:00Z",
        "full now=[2026-12-01T12:00:00Z] keeps=[\(created), clock 2026-12-01T12:00:00Z 2025-12-01T12:00:00Z] clock-behind",
        "the license goes on, by the floor"),
    visit(
        "set-back-a-year-and-running", ["2026-12-01T12:00:00Z", "2025-12-01T12:00:00Z", "2025-12-02T12:00:00Z"],
        "2025-12-03T12:00:00Z",
        "full now=[2026-12-03T12:00:00Z] keeps=[\(created), clock 2026-12-03T12:00:00Z 2025-12-03T12:00:00Z] clock-behind",
        "time runs on as fast as the clock does"),
    visit(
        "set-back-and-corrected", ["2026-12-01T12:00:00Z", "2025-12-01T12:00:00Z", "2025-12-02T12:00:00Z"],
        "2026-12-02T13:00:00Z",
        "full now=[2026-12-02T13:00:00Z] keeps=[\(created), clock 2026-12-02T13:00:00Z 2026-12-02T13:00:00Z]",
        "a clock that was set right is believed at once"),
    visit(
        "set-back-25-hours", ["2026-12-01T12:00:00Z"], "2026-11-30T11:00:00Z",
        "full now=[2026-12-01T12:00:00Z] keeps=[] clock-behind",
        "more than a day back is told; the present waits for the clock"),
    visit(
        "set-back-23-hours", ["2026-12-01T12:00:00Z"], "2026-11-30T13:00:00Z",
        "full now=[2026-12-01T12:00:00Z] keeps=[]", "less than a day back is a time zone or a summer"),
    visit(
        "battery-dead-twice", ["1970-01-01T00:00:00Z", "1970-01-01T05:00:00Z", "1970-01-01T00:00:00Z"],
        "1970-01-01T05:00:00Z",
        "full now=[2026-12-01T20:00:00Z] keeps=[\(created), clock 2026-12-01T20:00:00Z 1970-01-01T05:00:00Z] clock-behind",
        "each start at 1970 adds the hours that the machine was on"),
    visit(
        "battery-replaced", ["1970-01-01T00:00:00Z", "1970-01-01T05:00:00Z"], "2026-12-02T10:00:00Z",
        "full now=[2026-12-02T10:00:00Z] keeps=[\(created), clock 2026-12-02T10:00:00Z 2026-12-02T10:00:00Z]",
        "and nothing is left of that"),
    visit(
        "unused-for-a-month", [], "2027-01-05T10:00:00Z",
        "full now=[2027-01-05T10:00:00Z] keeps=[\(created), clock \(floor) 2027-01-05T10:00:00Z, step 2027-01-05T10:00:00Z 1]",
        "nobody looked for a month: told, and nothing is taken away"),
]

private let created = "created 2026-11-20T09:00:00Z"
private let floor = "2026-12-01T10:00:00Z"
private let start = "2026-12-15T10:00:00Z"

/// These hours after ten o'clock on 15 December.
private func hours(_ hours: some Sequence<Int>, year: Int = 2026) -> [String] {
    hours.map { hour in
        let (day, rest) = (15 + (hour + 10) / 24, (hour + 10) % 24)
        return "\(year)-12-\(day)T\(rest < 10 ? "0" : "")\(rest):00:00Z"
    }
}

private func visit(
    _ name: String, _ visits: [String], _ time: String, _ expect: String, _ comment: String
) -> VectorCase {
    Scene().with {
        $0.state = Document.state.appending("clock \(floor) \(floor)").blob([Document.license.signed(.license)])
        $0.visits = visits
        $0.time = time
        $0.show = "now keeps"
    }.verifying("clock", "visits-\(name)", expect, comment)
}
