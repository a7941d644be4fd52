import Fixtures
import LicenseFormat
import LicenseVerifier

extension Play {
    /// What the record shows and nobody wants to read off it: every promise that this life broke, with the instant.
    var broken: [String] {
        answers + nothingTaken + nothingGiven + warnings + writes + importsNeverWorse
    }

    private func list(_ what: String, _ isBroken: (Load) -> Bool) -> [String] {
        loads.filter(isBroken).filter { load in !isException(load.time.date) }.map {
            "\($0.time.text.string) \(what): \($0.verdict.mode.name) \($0.verdict.findings.map(Record.told)), \($0.valid)"
        }
    }

    private func isException(_ day: CivilDate) -> Bool {
        script.exceptions.contains { ($0.from.dayNumber...$0.to.dayNumber).contains(day.dayNumber) }
    }

    /// No day passes without an answer, and an answer that takes something away says why.
    private var answers: [String] {
        let days = loads.filter { $0.isNoon }.map { $0.time.date.dayNumber }
        let all = Array(script.first.dayNumber...script.last.dayNumber)
        return (days == all ? [] : ["a day without an answer"])
            + list("no reason") { !$0.verdict.mode.allowsUse && $0.verdict.findings.isEmpty }
    }

    /// While a good license is installed, nobody is locked out, unless the clock was believed when it was ahead.
    private var nothingTaken: [String] {
        let isLockedOut = { (load: Load) in
            !load.valid.isEmpty && load.isClockHonest && !load.verdict.mode.allowsUse
        }
        let idle = script.exceptions.filter { days in
            !loads.contains { isLockedOut($0) && $0.time.date == days.from }
        }
        return list("locked out", isLockedOut) + idle.map { "\($0.from.text.string) is no exception" }
    }

    /// Without a good one there is never full function, but for days of tolerance, and for a present that lags.
    private var nothingGiven: [String] {
        list("given for nothing") {
            $0.valid.isEmpty && $0.verdict.mode == .full && !$0.isTolerant && $0.verdict.time >= $0.time
        }
    }

    /// Who imported a renewal in time is not warned of the end of the license before.
    private var warnings: [String] {
        list("needless warning") { load in
            load.isRenewed && load.verdict.findings.contains { $0.code == .expiresSoon || $0.code == .inGrace }
        }
    }

    /// However many pages are viewed, the state is written once an hour at most. An event may add one: a clock that is
    /// set, a site that is first seen.
    private var writes: [String] {
        let writes = loads.filter { $0.stored }
        return zip(writes, writes.dropFirst()).compactMap { first, next in
            let isSoon = next.time.seconds - first.time.seconds < 3600
            return isSoon && first.event == next.event
                ? "\(next.time.text.string) written again, \(first.time.text.string)" : nil
        }
    }

    /// Nothing that is imported makes an answer worse, but for lists of revoked licenses and stolen keys; and a file of
    /// which nothing is taken leaves the state as it was.
    private var importsNeverWorse: [String] {
        imports.compactMap { entry in
            let isWorse = entry.after < entry.before && !entry.mayTake
            let isChanged = entry.changed != (entry.report.outcome == .imported)
            return isWorse || isChanged ? "\(entry.time.text.string) import \(entry.names): worse, or in part" : nil
        }
    }
}
