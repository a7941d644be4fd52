import Fixtures
import LicenseFormat
import LicenseVerifier
import SignedNote

/// A script that was played to its end: what the installation did hour by hour, and the record of it.
struct Play {
    /// One page view.
    struct Load {
        let time: Timestamp
        let verdict: Verdict
        /// Whether the verdict came with a state to keep, and that was stored.
        let stored: Bool
        /// The script's event before it, counted from 1.
        let event: Int
        /// The good licenses that are installed, as the script knows them.
        let valid: [String]
        /// Whether one of the others goes on where the deciding license ends.
        let isRenewed: Bool
        /// Whether some days of tolerance may count.
        let isTolerant: Bool
        /// Whether nothing that the clock did makes the present later than it is.
        let isClockHonest: Bool
        /// The recorded one of its day.
        let isNoon: Bool
    }

    /// One import.
    struct Import {
        let time: Timestamp
        let names: [String]
        let report: ImportReport
        let before: Mode
        let after: Mode
        let changed: Bool
        /// Whether the file may take something away: a revocation list, or a keyring that calls keys stolen.
        let mayTake: Bool
    }

    let script: Script
    let documents: Documents
    var life: Life
    private(set) var loads: [Load] = []
    var imports: [Import] = []
    private(set) var record: Record
    var knowledge: Knowledge
    var clock = ClockHistory()
    var backups: [String: (life: Life, knowledge: Knowledge, clock: ClockHistory)] = [:]
    private var events = 0

    init(_ script: Script, name: String) throws {
        self.script = script
        documents = try Documents(script)
        life = Life(documents.installation)
        knowledge = Knowledge(documents)
        record = Record(name)
        var habit = Habit.every(seconds: Timestamp.day / 2)
        for number in script.first.dayNumber...script.last.dayNumber {
            let day = CivilDate(dayNumber: number)
            let today = script.events.filter { $0.time.date == day }
            for event in today where event.verb == "loads" { habit = try Habit(event.arguments) }
            try live(through: day, today, habit)
        }
        guard events == script.events.count else { throw FixtureFailure("events after the last day") }
    }

    private mutating func live(through day: CivilDate, _ events: [Script.Event], _ habit: Habit) throws {
        var waiting = events[...]
        for view in habit.views(on: day) {
            while let event = waiting.first, event.time <= view.time {
                try happen(event)
                waiting = waiting.dropFirst()
            }
            if !life.product.isEmpty { try load(at: view.time, isNoon: view.isNoon, isKept: view.isKept) }
        }
        for event in waiting { try happen(event) }
    }

    private mutating func load(at time: Timestamp, isNoon: Bool, isKept: Bool) throws {
        let verdict = isKept ? try life.load(at: time) : try life.verdict(at: time)
        let name = verdict.license.flatMap { decided in documents.licenses.first { $0.value == decided }?.key }
        if verdict.license != nil, name == nil { throw FixtureFailure("license of the script") }
        loads.append(
            Load(
                time: time, verdict: verdict, stored: verdict.state != nil && life.canStore && isKept, event: events,
                valid: knowledge.valid(at: time, for: life),
                isRenewed: name.map { knowledge.goesOn(after: $0, for: life) } ?? false,
                isTolerant: knowledge.isTolerant, isClockHonest: clock.isHonest(at: time, life.offset), isNoon: isNoon))
        if isNoon {
            let built = knowledge.release.flatMap { documents.releases[$0]?.built }
            record.day(time, verdict, license: name, built: built)
        }
    }

    private mutating func happen(_ event: Script.Event) throws {
        events += 1
        do {
            let outcome = try perform(event.verb, event.arguments, at: event.time)
            record.event(event, outcome)
        } catch let failure as FixtureFailure {
            throw FixtureFailure("\(event.time.text.string) \(event.verb): \(failure.what)")
        }
    }
}
