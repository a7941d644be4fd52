import Fixtures
import LicenseFormat
import LicenseVerifier
import SignedNote

/// The record of a life, `lives/NAME.txt`: a line for each day, days that are alike in one line that says from when to
/// when, and between them what happened.
struct Record {
    private enum Entry {
        case days(from: CivilDate, to: CivilDate, String)
        case event(String)
    }

    let name: String
    private var entries: [Entry] = []

    init(_ name: String) { self.name = name }

    /// Records the verdict at noon of a day.
    mutating func day(_ time: Timestamp, _ verdict: Verdict, license: String?, built: Timestamp?) {
        let text = Self.text(verdict, license, at: time, built)
        let day = time.date
        if case .days(let from, let to, text)? = entries.last, to.dayNumber + 1 == day.dayNumber {
            entries[entries.count - 1] = .days(from: from, to: day, text)
        } else {
            entries.append(.days(from: day, to: day, text))
        }
    }

    /// Records an event and what came of it. How often somebody looks is none.
    mutating func event(_ event: Script.Event, _ outcome: String?) {
        if event.verb == "loads" { return }
        let time = event.time.text.string
        let words = ([event.verb] + event.arguments).joined(separator: " ")
        entries.append(
            .event("\(time.prefix(10)) \(time.dropFirst(11).prefix(5))  # \(words)\(outcome.map { ": \($0)" } ?? "")"))
    }

    var text: String {
        let lines = entries.map { entry in
            switch entry {
            case .event(let text): return text
            case .days(let from, let to, let text):
                let until = from == to ? "            " : "… \(to.text.string)"
                return "\(from.text.string) \(until)  \(text)"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Mode, codes, and the license with its last day; and how many days the present is from the true one, where
    /// that is not near, or that it stands where the release was built.
    private static func text(
        _ verdict: Verdict, _ license: String?, at time: Timestamp, _ built: Timestamp?
    ) -> String {
        let mode = "\(verdict.mode.name)"
        var words = [mode + String(repeating: " ", count: 9 - mode.utf8.count)]
        words += verdict.findings.isEmpty ? ["-"] : verdict.findings.map(told)
        if let license { words.append("license=\(license)") }
        if let day = verdict.lastDay { words.append("until=\(day.text.string)") }
        if verdict.mode.allowsUse { words.append("features=\(verdict.features.count)") }
        let days = Int64((Double(verdict.time.seconds - time.seconds) / Double(Timestamp.day)).rounded())
        if verdict.time == built {
            words.append("present=built")
        } else if days != 0 {
            words.append("present=\(days > 0 ? "+" : "")\(days)d")
        }
        return words.joined(separator: " ")
    }

    /// A finding's code, with the value that says the most where it has one that does not change from day to day.
    static func told(_ finding: Finding) -> String {
        let telling: [FindingCode: StaticString] = [
            .expiresSoon: "stage", .inGrace: "until", .trialRunning: "until", .trialEnded: "until",
            .mismatchTolerated: "until", .otherURL: "part", .copySuspected: "facts", .revoked: "since",
            .maintenanceEnded: "until", .versionNotCovered: "found", .hostNotCovered: "found", .notYetValid: "starts",
            .featureNotLicensed: "feature", .featureNeedsVersion: "found", .clockAhead: "floor", .repaired: "repairs",
            .clockRepaired: "floor", .keyCompromised: "signer", .unknownKey: "signer", .urlTrimmed: "found",
        ]
        let value = telling[finding.code].flatMap { name in
            finding.values.first { "\($0.name)" == "\(name)" }?.text.string
        }
        return "\(finding.code.name)" + (value.map { "(\($0))" } ?? "")
    }

    /// What came of an import: the outcome, and each finding with the name of its document in the script.
    static func outcome(of report: ImportReport, _ names: [String]) -> String {
        var told = report.findings.map(Self.told)
        for (index, item) in report.items.enumerated() {
            guard let finding = item.finding else { continue }
            let name = report.items.count == names.count ? names[index] : item.name.string
            told.append("\(name) \(Self.told(finding))")
        }
        return (["\(report.outcome.name)"] + told).joined(separator: ", ")
    }

    /// Every day that a record's text answers for, in its order.
    static func days(in text: String) throws -> [CivilDate] {
        try text.split(separator: "\n").filter { !$0.contains("  # ") }.flatMap { line in
            let from: CivilDate = try .of(String(line.prefix(10)))
            let rest = line.dropFirst(11)
            let to: CivilDate = rest.hasPrefix("… ") ? try .of(String(rest.dropFirst(2).prefix(10))) : from
            guard from.dayNumber <= to.dayNumber else { throw FixtureFailure("order of days: \(line)") }
            return (from.dayNumber...to.dayNumber).map { CivilDate(dayNumber: $0) }
        }
    }
}
