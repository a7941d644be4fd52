/// What a reading of the clock makes of the present, and what is remembered of it, row by row of the table in
/// docs/spec/verdict.md, "Time".
let clockVectors: [VectorCase] = firstReadings + aheadRows + stepRows + behindRows + clockOthers

/// The floor of these tables.
private let floor = "2026-12-10T10:00:00Z"

/// A row: name, lines of the state, the system clock, answer, what is told besides, reason.
private typealias Row = (name: String, clock: [String], time: String, expect: String, keeps: String, comment: String)

private func vectors(_ rows: [Row]) -> [VectorCase] {
    rows.map { name, clock, time, expect, keeps, comment in
        let kept = keeps.isEmpty || keeps.hasPrefix("created") ? keeps : "created 2026-11-20T09:00:00Z, \(keeps)"
        let words = expect.split(separator: " ").map(String.init)
        let answer = [words[0], "now=[\(words[1])]", "keeps=[\(kept)]"] + words.dropFirst(2)
        return Scene().with {
            $0.state = Document(Document.state.lines + clock).blob([license])
            $0.time = time
            $0.show = "now keeps"
        }.verifying("clock", name, answer.joined(separator: " "), comment)
    }
}

private let firstReadings = vectors([
    (
        "first", [], "2026-12-15T10:00:00Z", "full 2026-12-15T10:00:00Z",
        "clock 1970-01-01T00:00:00Z 2026-12-15T10:00:00Z, step 2026-12-15T10:00:00Z 1",
        "the first reading is a step that nothing is told about"
    ),
    (
        "first-near-build", [], "2026-06-03T00:00:00Z", "full 2026-06-03T00:00:00Z",
        "created 2026-06-03T00:00:00Z, clock 2026-06-03T00:00:00Z 2026-06-03T00:00:00Z",
        "48 hours after the product's build are no step"
    ),
    (
        "first-at-build", [], "2026-06-01T00:00:00Z", "full 2026-06-01T00:00:00Z",
        "created 2026-06-01T00:00:00Z, clock 2026-06-01T00:00:00Z 2026-06-01T00:00:00Z",
        "the first clock that is believed is remembered at once"
    ),
    (
        "first-1970", [], "1970-01-01T00:00:00Z", "full 2026-06-01T00:00:00Z clock-behind", "",
        "a dead clock is behind the product's build"
    ),
    (
        "first-1970-within-hour", [], "1970-01-01T00:59:59Z", "full 2026-06-01T00:59:59Z clock-behind", "",
        "time runs on from the build by the clock's own progress"
    ),
    (
        "first-1970-hour", [], "1970-01-01T01:00:00Z", "full 2026-06-01T01:00:00Z clock-behind",
        "clock 2026-06-01T01:00:00Z 1970-01-01T01:00:00Z", "an hour of it is remembered"
    ),
    (
        "first-1970-step", [], "1970-01-03T00:00:00Z", "full 2026-06-03T00:00:00Z clock-behind",
        "clock 2026-06-03T00:00:00Z 1970-01-03T00:00:00Z", "48 hours of progress"
    ),
    (
        "first-1970-beyond-step", [], "1970-01-03T00:00:01Z", "full 2026-06-01T00:00:00Z clock-behind",
        "clock 2026-06-01T00:00:00Z 1970-01-03T00:00:01Z", "a second more is a leap and no progress"
    ),
])

private let aheadRows = vectors([
    ("at-floor", known(), floor, "full \(floor)", "", "the floor itself"),
    ("within-hour", known(), "2026-12-10T10:59:59Z", "full 2026-12-10T10:59:59Z", "", "less than an hour after it"),
    (
        "hour", known(), "2026-12-10T11:00:00Z", "full 2026-12-10T11:00:00Z",
        "clock 2026-12-10T11:00:00Z 2026-12-10T11:00:00Z", "an hour after it"
    ),
    (
        "step", known(), "2026-12-12T10:00:00Z", "full 2026-12-12T10:00:00Z",
        "clock 2026-12-12T10:00:00Z 2026-12-12T10:00:00Z", "48 hours after it are no step"
    ),
    (
        "beyond-step", known(), "2026-12-12T10:00:01Z", "full 2026-12-12T10:00:01Z",
        "clock \(floor) 2026-12-12T10:00:01Z, step 2026-12-12T10:00:01Z 1",
        "a second more than 48 hours is a step: it counts for the present, not for the floor"
    ),
    (
        "step-kept-within-hour", stepping("2026-12-15T10:00:00Z", 5, seen: "2026-12-15T15:00:00Z"),
        "2026-12-10T10:59:59Z", "full 2026-12-10T10:59:59Z", "",
        "a clock that came back within an hour of the floor leaves nothing to remember"
    ),
    (
        "step-goes-after-hour", stepping("2026-12-15T10:00:00Z", 5, seen: "2026-12-15T15:00:00Z"),
        "2026-12-10T11:00:00Z", "full 2026-12-10T11:00:00Z", "clock 2026-12-10T11:00:00Z 2026-12-10T11:00:00Z",
        "a clock that comes back forgets the step"
    ),
    (
        "far-ahead", known(), "2040-01-01T00:00:00Z", "read-only 2040-01-01T00:00:00Z expired clock-ahead",
        "clock \(floor) 2040-01-01T00:00:00Z, step 2040-01-01T00:00:00Z 1", "a clock that runs ahead counts at once"
    ),
    (
        "last-instant", known(), "9999-12-31T23:59:59Z", "read-only 9999-12-31T23:59:59Z expired clock-ahead",
        "clock \(floor) 9999-12-31T23:59:59Z, step 9999-12-31T23:59:59Z 1", "the last instant that can be written"
    ),
])

/// Three days after a step that began at ten o'clock on the 15th.
private let stepRows = vectors([
    (
        "step-goes-on", stepping(first, 7, seen: "2026-12-15T16:00:00Z"), "2026-12-15T17:00:00Z",
        "full 2026-12-15T17:00:00Z", "clock \(floor) 2026-12-15T17:00:00Z, step \(first) 8",
        "an hour later it counts once more"
    ),
    (
        "step-within-hour", stepping(first, 7, seen: "2026-12-15T16:00:00Z"), "2026-12-15T16:59:59Z",
        "full 2026-12-15T16:59:59Z", "", "less than an hour later it does not"
    ),
    (
        "step-believed", stepping(first, 23, seen: "2026-12-18T09:00:00Z"), "2026-12-18T10:00:00Z",
        "full 2026-12-18T10:00:00Z", "clock 2026-12-18T10:00:00Z 2026-12-18T10:00:00Z",
        "24 times in 72 hours: it is the floor"
    ),
    (
        "step-too-early", stepping(first, 23, seen: "2026-12-18T08:59:59Z"), "2026-12-18T09:59:59Z",
        "full 2026-12-18T09:59:59Z", "clock \(floor) 2026-12-18T09:59:59Z, step \(first) 24",
        "24 times, but a second less than 72 hours"
    ),
    (
        "step-too-seldom", stepping(first, 22, seen: "2026-12-18T09:00:00Z"), "2026-12-18T10:00:00Z",
        "full 2026-12-18T10:00:00Z", "clock \(floor) 2026-12-18T10:00:00Z, step \(first) 23",
        "72 hours, but 23 times"
    ),
    (
        "step-believed-late", stepping(first, 40, seen: "2026-12-18T09:30:00Z"), "2026-12-18T10:30:00Z",
        "full 2026-12-18T10:30:00Z", "clock 2026-12-18T10:30:00Z 2026-12-18T10:30:00Z",
        "more often and later than needed"
    ),
    (
        "step-at-start", stepping(first, 7, seen: "2026-12-15T16:00:00Z"), first, "full \(first)", "",
        "back to the step's start: it goes on, and nothing is new"
    ),
    (
        "step-before-start", stepping(first, 7, seen: "2026-12-15T16:00:00Z"), "2026-12-15T09:59:59Z",
        "full 2026-12-15T09:59:59Z", "clock \(floor) 2026-12-15T09:59:59Z, step 2026-12-15T09:59:59Z 1",
        "a second before its start it begins anew"
    ),
    (
        "step-back-24-hours", stepping(first, 7, seen: "2026-12-17T16:00:00Z"), "2026-12-16T16:00:00Z",
        "full 2026-12-16T16:00:00Z", "", "24 hours before it was last seen it goes on"
    ),
    (
        "step-back-more", stepping(first, 7, seen: "2026-12-17T16:00:00Z"), "2026-12-16T15:59:59Z",
        "full 2026-12-16T15:59:59Z", "clock \(floor) 2026-12-16T15:59:59Z, step 2026-12-16T15:59:59Z 1",
        "a second more than 24 hours back it begins anew"
    ),
    (
        "step-after-48-hours", stepping(first, 7, seen: "2026-12-15T16:00:00Z"), "2026-12-17T16:00:00Z",
        "full 2026-12-17T16:00:00Z", "clock \(floor) 2026-12-17T16:00:00Z, step \(first) 8",
        "48 hours after it was last seen it goes on"
    ),
    (
        "step-after-more", stepping(first, 7, seen: "2026-12-15T16:00:00Z"), "2026-12-17T16:00:01Z",
        "full 2026-12-17T16:00:01Z", "clock \(floor) 2026-12-17T16:00:01Z, step 2026-12-17T16:00:01Z 1",
        "a second more than 48 hours after it begins anew: a leap is no standing by it"
    ),
])

private let behindRows = vectors([
    ("second-behind", known(), "2026-12-10T09:59:59Z", "full \(floor)", "", "a second before the floor, which counts"),
    (
        "day-behind", known(), "2026-12-09T10:00:00Z", "full \(floor)", "",
        "24 hours before the floor are nothing to tell"
    ),
    (
        "more-than-day-behind", known(), "2026-12-09T09:59:59Z", "full \(floor) clock-behind", "",
        "a second more than 24 hours is told; the present waits for the clock"
    ),
    (
        "two-days-behind", known(), "2026-12-08T10:00:00Z", "full \(floor) clock-behind", "",
        "48 hours behind, as far as a clock may have been ahead, are waited for"
    ),
    (
        "more-than-two-days-behind", known(), "2026-12-08T09:59:59Z", "full \(floor) clock-behind",
        "clock \(floor) 2026-12-08T09:59:59Z", "a second more, and time runs on from the floor"
    ),
    (
        "behind-build-only", ["clock 2026-05-20T10:00:00Z 2026-05-20T10:00:00Z"], "2026-05-29T23:59:59Z",
        "full 2026-06-01T00:00:00Z clock-behind", "clock 2026-06-01T00:00:00Z 2026-05-29T23:59:59Z",
        "a build later than the floor counts as one"
    ),
    (
        "behind-at-seen", behind, "2026-11-30T10:00:00Z", "full \(floor) clock-behind", "",
        "the clock has not moved since it was seen"
    ),
    (
        "behind-within-hour", behind, "2026-11-30T10:59:59Z", "full 2026-12-10T10:59:59Z clock-behind", "",
        "time runs on from the floor by the clock's own progress"
    ),
    (
        "behind-hour", behind, "2026-11-30T11:00:00Z", "full 2026-12-10T11:00:00Z clock-behind",
        "clock 2026-12-10T11:00:00Z 2026-11-30T11:00:00Z", "an hour later the floor runs on"
    ),
    (
        "behind-48-hours", behind, "2026-12-02T10:00:00Z", "full 2026-12-12T10:00:00Z clock-behind",
        "clock 2026-12-12T10:00:00Z 2026-12-02T10:00:00Z", "48 hours of progress"
    ),
    (
        "behind-leap", behind, "2026-12-02T10:00:01Z", "full \(floor) clock-behind",
        "clock \(floor) 2026-12-02T10:00:01Z", "a second more than 48 hours is a leap and no progress"
    ),
    (
        "behind-further-back", behind, "2026-11-30T09:59:59Z", "full \(floor) clock-behind",
        "clock \(floor) 2026-11-30T09:59:59Z", "a clock that was set back once more"
    ),
    (
        "behind-drops-step", behind + ["step 2026-12-20T10:00:00Z 5"], "2026-11-30T09:59:59Z",
        "full \(floor) clock-behind", "clock \(floor) 2026-11-30T09:59:59Z", "a clock that fell back forgets the step"
    ),
    (
        "behind-progress-drops-step", behind + ["step 2026-12-20T10:00:00Z 5"], "2026-11-30T11:00:00Z",
        "full 2026-12-10T11:00:00Z clock-behind", "clock 2026-12-10T11:00:00Z 2026-11-30T11:00:00Z",
        "a clock that fell back forgets the step"
    ),
    (
        "battery-dead", known(), "1970-01-01T00:00:00Z", "full \(floor) clock-behind",
        "clock \(floor) 1970-01-01T00:00:00Z", "a clock whose battery is dead locks nobody out"
    ),
    (
        "ended-and-set-back", ["clock 2027-12-10T10:00:00Z 2027-12-10T10:00:00Z"], "2026-12-15T10:00:00Z",
        "read-only 2027-12-10T10:00:00Z expired clock-behind", "clock 2027-12-10T10:00:00Z 2026-12-15T10:00:00Z",
        "a clock that was set back does not bring a license back"
    ),
])

private let clockOthers = [
    Scene(installed: license).with { $0.evidence = "2026-12-16T10:00:00Z" }.verifying(
        "clock", "evidence-24-hours", "full", "a day ahead of the present is no contradiction"),
    Scene(installed: license).with {
        $0.evidence = "2026-12-16T10:00:01Z"; $0.show = "clock evidence now"
    }
    .verifying(
        "clock", "evidence-more",
        "full now=[2026-12-15T10:00:00Z] clock-contradicted clock=[2026-12-15] evidence=[2026-12-16]",
        "a second more is one, and changes nothing else"),
    Scene(installed: license).with { $0.evidence = "9999-12-31T23:59:59Z" }.verifying(
        "clock", "evidence-far", "full clock-contradicted", "what a host application recorded takes nothing away"),
    Scene(installed: license).with { $0.evidence = "2020-01-01T00:00:00Z" }.verifying(
        "clock", "evidence-old", "full", "nobody used the host application for years"),
    Scene().with {
        $0.state = Document(Document.state.lines + known()).blob([license])
        $0.time = "2025-12-10T10:00:00Z"; $0.evidence = "2026-12-11T10:00:00Z"; $0.show = "clock floor"
    }
    .verifying(
        "clock", "evidence-after-floor", "full clock-behind clock=[2025-12-10] floor=[2026-12-10]",
        "evidence is compared with the present, not with a clock that was set back"),
    Scene().with {
        $0.state = Document(Document.state.lines + known()).blob([license])
        $0.time = "2027-12-15T10:00:00Z"; $0.show = "clock floor"
    }
    .verifying(
        "clock", "ahead-values", "read-only expired clock-ahead floor=[2026-12-10] clock=[2027-12-15]",
        "the step is what ended the license; both days are named"),
    Scene().with {
        $0.state = Document(Document.state.lines + known()).blob([license])
        $0.time = "2027-11-23T10:00:00Z"
    }
    .verifying("clock", "ahead-into-grace", "full in-grace clock-ahead", "the step is what ended the term"),
    Scene().with {
        $0.state = Document(
            Document.state.lines + ["clock 2027-11-22T12:00:00Z 2027-11-22T12:00:00Z"]
        ).blob([license])
        $0.time = "2027-12-15T10:00:00Z"
    }
    .verifying("clock", "ahead-after-the-end", "read-only expired", "the term was over before the step"),
    Scene().with {
        $0.state = Document.state.blob([license]); $0.time = "2027-12-15T10:00:00Z"
    }
    .verifying("clock", "ahead-of-nothing", "read-only expired", "no clock was believed before"),
    Scene().with {
        $0.products = [trialProductFile]
        $0.state = Document(Document.state.lines + ["clock 2026-11-25T10:00:00Z 2026-11-25T10:00:00Z"]).blob()
    }
    .verifying("clock", "ahead-ends-trial", "off trial-ended clock-ahead", "the step is what ended the trial"),
    Scene().with {
        $0.state = Document.state.with("created", "2026-12-16T10:00:01Z").blob([license]); $0.show = "keeps"
    }
    .verifying(
        "clock", "created-ahead",
        "full keeps=[created 2026-12-15T10:00:00Z, clock 1970-01-01T00:00:00Z 2026-12-15T10:00:00Z, step 2026-12-15T10:00:00Z 1]",
        "a begin that a wrong clock wrote more than a day ahead is set to the present"),
    Scene().with {
        $0.state = Document(
            Document.state.with("created", "2026-12-16T10:00:01Z").lines
                + ["clock 2026-12-15T10:00:00Z 2026-12-12T09:00:00Z"]
        ).blob([license])
        $0.time = "2026-12-12T09:30:00Z"; $0.show = "keeps"
    }
    .verifying(
        "clock", "created-ahead-of-a-clock-set-back", "full keeps=[] clock-behind",
        "a clock that was set back does not correct what a right one wrote"),
    Scene(Document.license.with("id", "01KAJ0Q6Y4ZC9C4N2B8M4T7X60").signed(.license)).with {
        $0.state = Document(Document.state.lines + ["clock 2028-01-01T00:00:00Z 2028-01-01T00:00:00Z"]).blob(
            (1000..<1064).map {
                Document.license.with("id", "01KAJ0Q6Y4ZC9C4N2B8M4T\($0)").signed(.license)
            })
    }
    .importing(
        "clock", "import-makes-room", "imported", "the present of an import is the reading too: they have ended"),
]

private let first = "2026-12-15T10:00:00Z"

/// The floor was the clock when it was last seen.
private func known() -> [String] { ["clock \(floor) \(floor)"] }

/// A step that is not believed yet.
private func stepping(_ start: String, _ count: Int, seen: String) -> [String] {
    ["clock \(floor) \(seen)", "step \(start) \(count)"]
}

/// The clock was set back ten days.
private let behind = ["clock \(floor) 2026-11-30T10:00:00Z"]
private let license = Document.license.signed(.license)
