import Fixtures
import LicenseFormat
import LicenseVerifier
import SignedNote

extension Play {
    /// Does what an event says.
    ///
    /// - Returns: what came of it, where that is worth recording.
    mutating func perform(_ verb: String, _ arguments: [String], at time: Timestamp) throws -> String? {
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
