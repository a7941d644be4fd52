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
    private(set) var life: Life
    private(set) var loads: [Load] = []
    private(set) var imports: [Import] = []
    private(set) var record: Record
    private var knowledge: Knowledge
    private var clock = ClockHistory()
    private var backups: [String: (life: Life, knowledge: Knowledge, clock: ClockHistory)] = [:]
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
        if isNoon { record.day(time, verdict, license: name) }
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

extension Play {
    /// Does what an event says.
    ///
    /// - Returns: what came of it, where that is worth recording.
    private mutating func perform(_ verb: String, _ arguments: [String], at time: Timestamp) throws -> String? {
        func argument() throws -> String {
            guard arguments.count == 1, let first = arguments.first else { throw FixtureFailure("one argument") }
            return first
        }
        switch verb {
        case "install":
            let name = try argument()
            life.product = try documents.releases[name].orFail("release \(name)").bytes
            knowledge.release = name
        case "begin": try life.begin(at: time)
        case "request": try life.ask(for: arguments, at: time)
        case "import": return try take(arguments, at: time)
        case "return":
            let name = try argument()
            try life.give(back: try documents.licenses[name].orFail("license \(name)").id, at: time)
            knowledge.giveBack(name)
        case "url": life.url = try argument() == "none" ? nil : argument()
        case "host": life.host = arguments == ["none"] ? nil : try .of(arguments.joined(separator: " "))
        case "machine": life.machine = try argument()
        case "ask": life.features = try arguments.filter { $0 != "nothing" }.map { try .of($0) }
        case "clock":
            let offset = try ClockHistory.offset(argument(), at: time)
            clock.set(offset, from: life.offset, at: time)
            life.offset = offset
        case "evidence": life.tellsEvidence = try argument() == "on"
        case "disk": life.canStore = try argument() != "full"
        case "backup": backups[try argument()] = (life, knowledge, clock)
        case "restore":
            // What comes back is the database; the program and the machine stay what they are.
            let name = try argument()
            let backup = try backups[name].orFail("backup \(name)")
            let release = knowledge.release
            (life.state, knowledge, clock) = (backup.life.state, backup.knowledge, backup.clock)
            knowledge.release = release
        case "lose", "spoil":
            life.state = verb == "lose" ? .absent : .blob("latchkey/state@v1\nspoiled".bytes)
            knowledge.forgetEverything()
        case "loads": break
        default: throw FixtureFailure("verb")
        }
        return nil
    }

    private mutating func take(_ names: [String], at time: Timestamp) throws -> String {
        let before = try life.verdict(at: time).mode
        let file = try documents.file(names, request: life.request)
        let (report, changed) = life.take(file, at: time)
        // Items come in the file's order, so that each has its name in the script.
        if report.items.count == names.count {
            for (name, item) in zip(names, report.items) where item.isInstalled && item.finding == nil {
                let plain = Documents.plainName(name)
                knowledge.install(plain)
                if documents.repairs[plain] != nil { clock.repair() }
            }
        }
        imports.append(
            Import(
                time: time, names: names, report: report, before: before, after: try life.verdict(at: time).mode,
                changed: changed,
                mayTake: names.contains {
                    documents.lists[$0] != nil || documents.rings[$0]?.compromised.isEmpty == false
                }))
        return Record.outcome(of: report, names)
    }
}
