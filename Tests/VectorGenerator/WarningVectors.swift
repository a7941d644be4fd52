/// The stages of the warning before a license ends; its last day is 21 November 2027.
let warningVectors: [VectorCase] =
    [
        ("61-days", "2027-09-21T23:59:59Z", "full days-left=[61]", "too early"),
        ("60-days", "2027-09-22T00:00:00Z", soon(60, stage: 60), "the first stage begins"),
        ("31-days", "2027-10-21T23:59:59Z", soon(31, stage: 60), "the first stage ends"),
        ("30-days", "2027-10-22T00:00:00Z", soon(30, stage: 30), "the second stage begins"),
        ("8-days", "2027-11-13T23:59:59Z", soon(8, stage: 30), "the second stage ends"),
        ("7-days", "2027-11-14T00:00:00Z", soon(7, stage: 7), "the third stage begins"),
        ("1-day", "2027-11-20T12:00:00Z", soon(1, stage: 7), "tomorrow is the last day"),
        ("0-days", "2027-11-21T00:00:00Z", soon(0, stage: 7), "the last day"),
        ("last-second", "2027-11-22T11:59:59Z", soon(0, stage: 7), "never below 0 while it is in force"),
        ("in-grace", "2027-11-22T12:00:00Z", "full days-left=[-1] in-grace", "no stage once it has ended"),
        ("grace-last-second", "2027-11-29T11:59:59Z", "full days-left=[-8] in-grace", "the last second of grace"),
    ].map { name, time, expect, comment in
        Scene(installed: Document.license.signed(.license)).with {
            $0.time = time
            $0.show = "days-left days stage"
        }.verifying("warning", name, expect, comment)
    }
    + [
        Scene(installed: Document.license.with("starts", "2027-11-01T00:00:00Z").signed(.license)).with {
            $0.time = "2027-10-31T23:59:59Z"
        }.verifying("warning", "waiting", "off not-yet-valid", "a license that has not begun warns of nothing"),
        Scene(installed: Document.license.with("issued", "2027-11-01T00:00:00Z").signed(.license)).with {
            $0.time = "2027-01-01T00:00:00Z"
            $0.show = "days-left days stage"
        }.verifying(
            "warning", "issued-ahead", soon(20, stage: 30), "days are counted from the license's own present"),
        Scene(installed: Document.license.with("expires", "2026-12-16T00:00:00Z").signed(.license)).with {
            $0.show = "days-left days stage"
        }.verifying(
            "warning", "ends-at-midnight", soon(0, stage: 7), "an end at midnight has its last day 36 hours before"),
    ]

private func soon(_ days: Int, stage: Int) -> String {
    "full days-left=[\(days)] expires-soon days=[\(days)] stage=[\(stage)]"
}
