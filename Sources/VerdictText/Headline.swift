public import LicenseFormat
public import LicenseVerifier
internal import SignedNote
public import Terminal

/// The most important line of an answer: until when, or why not.
public struct Headline: Sendable {
    /// The line.
    public let text: String
    /// How it looks.
    public let color: Style.Color

    /// The headline of a verdict.
    ///
    /// - Parameters:
    ///   - timeline: what goes on where the deciding license ends counts where it is given.
    ///   - language: that of the reason, where there is one.
    public init(_ verdict: Verdict, _ timeline: Timeline?, in language: Language = .english) {
        let reason = verdict.findings.first.map { language.colon + " " + $0.message(in: language).string } ?? ""
        switch verdict.mode {
        case .off: (text, color) = ("off" + reason, .bad)
        case .readOnly: (text, color) = ("read-only" + reason, .bad)
        case .trial:
            let following = Self.following(verdict, timeline?.coveredUntil)
            (text, color) = ("trial " + Self.end(verdict, verdict.expires) + following, .caution)
        case .full:
            let end = timeline?.coveredUntil ?? verdict.expires
            let grace = Self.grace(verdict, end)
            let isCalm = verdict.findings.allSatisfy { $0.severity == .notice }
            (text, color) = ("licensed " + Self.end(verdict, end) + grace, isCalm ? .good : .caution)
        }
    }

    /// `until 2027-11-21, in 365 days`.
    private static func end(_ verdict: Verdict, _ deadline: Deadline?) -> String {
        guard case .at(let end)? = deadline else { return "for ever" }
        let days = end.lastDay.dayNumber - verdict.time.date.dayNumber
        return "until " + Day.relative(end.lastDay, days: verdict.time < end ? max(days, 0) : days)
    }

    /// `; other licenses go on until 2028-11-21`, where a trial is not the last term.
    private static func following(_ verdict: Verdict, _ deadline: Deadline?) -> String {
        guard verdict.trial == nil, let deadline, deadline != verdict.expires else { return "" }
        guard case .at(let end) = deadline else { return "; another license goes on for ever" }
        return "; other licenses go on until \(end.lastDay.text.string)"
    }

    /// `; everything works until 2027-11-28`, in days of grace.
    private static func grace(_ verdict: Verdict, _ deadline: Deadline?) -> String {
        guard case .at(let end)? = deadline, verdict.time >= end, case .at(let graceEnd)? = verdict.license?.graceEnds
        else { return "" }
        return "; everything works until \(graceEnd.lastDay.text.string)"
    }
}

/// Days as people count them.
public enum Day {
    /// `2027-11-21, in 365 days`.
    public static func relative(_ day: CivilDate, days: Int64) -> String {
        let distance =
            switch days {
            case ..<(-1): "\(-days) days ago"
            case -1: "yesterday"
            case 0: "today"
            case 1: "tomorrow"
            default: "in \(days) days"
            }
        return "\(day.text.string), \(distance)"
    }
}
