internal import LicenseFormat
public import LicenseVerifier
internal import SignedNote
public import Terminal

/// The terms of the installed licenses as bars over a common axis, with today's mark.
///
/// ```
///   * decides                     2026-11-21                   2028-11-28
///   * 01M7YNAZK8CBF13R7KVDBMHMA1  |==================--                   in force
///     01M7YNAZK8CBF13R7KVDBMHMA2                    ===================--  waiting
///                                 | today
/// ```
public struct TimelineChart: Sendable {
    /// What draws it.
    private struct Glyphs {
        let term, grace, goesOn, today, todayInTerm: Character
        static let ascii = Glyphs(term: "=", grace: "-", goesOn: ">", today: "|", todayInTerm: "|")
        static let lines = Glyphs(term: "━", grace: "╌", goesOn: "▸", today: "│", todayInTerm: "┿")
    }

    /// The columns that the bars leave to mark, number and standing.
    private static let margin = 2 + 26 + 2 + 2 + 9
    private static let barStart = 2 + 26 + 2

    private let timeline: Timeline
    private let style: Style
    private let glyphs: Glyphs
    private let columns: Int
    private let first: Int64
    private let last: Int64

    /// Nil where there is no terminal, no room, or nothing to show: plain lines are the better answer then.
    public init?(_ timeline: Timeline, style: Style) {
        guard let width = style.width, width - Self.margin >= 24, !timeline.entries.isEmpty else { return nil }
        self.timeline = timeline
        self.style = style
        glyphs = style.isUnicode ? .lines : .ascii
        columns = min(width - Self.margin, 100)
        let today = timeline.time.date.dayNumber
        let starts = timeline.entries.map { $0.license.starts.date.dayNumber }
        let first = min(starts.min() ?? today, today)
        // One that never ends is drawn a year beyond everything that does.
        let ends = timeline.entries.map { entry in
            Self.day(entry.license.graceEnds) ?? max(entry.license.starts.date.dayNumber, today) + 365
        }
        self.first = first
        last = max(ends.max() ?? today, today, first + 1)
    }

    /// The lines, none wider than the terminal.
    public var lines: [String] { [axis] + timeline.entries.map(row) + [today] }

    private var axis: String {
        let (from, to) = (date(first), date(last))
        let gap = String(repeating: " ", count: columns - from.count - to.count)
        let head = Self.padded("* decides", to: Self.barStart)
        return style.paint(head + from + gap + to, .quiet)
    }

    private func row(_ entry: Timeline.Entry) -> String {
        let mark = entry.isDeciding ? "* " : "  "
        let head = mark + Self.padded(entry.license.id.text.string, to: 28)
        return style.paint(head, entry.isDeciding ? .strong : nil)
            + style.paint(bar(of: entry.license), entry.standing.color) + "  "
            + style.paint(entry.standing.phrase, entry.standing.color)
    }

    private var today: String {
        let column = self.column(timeline.time.date.dayNumber)
        let label = "today"
        let text =
            column + 2 + label.count <= columns
            ? String(repeating: " ", count: column) + "\(glyphs.today) \(label)"
            : String(repeating: " ", count: column - label.count - 1) + "\(label) \(glyphs.today)"
        return style.paint(String(repeating: " ", count: Self.barStart) + text, .quiet)
    }

    private func bar(of license: License) -> String {
        var cells = [Character](repeating: " ", count: columns)
        let start = column(license.starts.date.dayNumber)
        let end = license.lastDay.map { column($0.dayNumber) } ?? columns - 1
        let graceEnd = Self.day(license.graceEnds).map { column($0) } ?? columns - 1
        for index in cells.indices where index >= start && index <= max(graceEnd, end) {
            cells[index] = index <= end ? glyphs.term : glyphs.grace
        }
        if license.lastDay == nil { cells[columns - 1] = glyphs.goesOn }
        let now = column(timeline.time.date.dayNumber)
        cells[now] = cells[now] == " " ? glyphs.today : glyphs.todayInTerm
        return String(cells)
    }

    private func column(_ day: Int64) -> Int {
        Int(min(max(day - first, 0), last - first) * Int64(columns - 1) / (last - first))
    }

    private func date(_ day: Int64) -> String { CivilDate(dayNumber: day).text.string }

    /// The last day of a deadline.
    private static func day(_ deadline: Deadline) -> Int64? {
        if case .at(let end) = deadline { end.lastDay.dayNumber } else { nil }
    }

    private static func padded(_ text: String, to count: Int) -> String {
        text + String(repeating: " ", count: max(0, count - text.count))
    }
}

extension Page {
    /// The chart on a terminal, a line for each license elsewhere; and why a license does not count.
    public func terms(_ timeline: Timeline, in language: Language = .english) {
        let chart = TimelineChart(timeline, style: style)
        if let chart {
            heading("terms")
            for line in chart.lines { Console.result(line) }
        }
        for entry in timeline.entries {
            if chart == nil { field("installed", entry.line) }
            guard let reason = entry.reason(in: language) else { continue }
            if chart == nil {
                field("", reason)
            } else {
                Console.result("  \(entry.license.id.text.string) is \(entry.standing.phrase):")
                line("    ", reason)
            }
        }
    }
}
