/// What `--help` shows: a screen about one command. Options that most commands of a program have are explained on the
/// program's own page, and named on the others.
struct HelpPage {
    /// The command, behind those that it stands below.
    private let path: [CommandDescription]
    private let command: CommandDescription
    private let shared: [ArgumentDescription]
    private let style: Style
    private var lines: [String] = []

    /// Composes a page; no line is wider than `columns`, but for examples and very long names.
    init(_ path: [CommandDescription], shared: [ArgumentDescription], columns: Int = 80) {
        self.path = path
        self.command = path[path.count - 1]
        self.shared = shared
        self.style = Style(width: columns)
        compose()
    }

    /// The page, without a line break at its end.
    var text: String { lines.joined(separator: "\n") }

    private var isProgram: Bool { path.count == 1 && !command.subcommands.isEmpty }

    private mutating func compose() {
        paragraph(command.abstract)
        usage()
        lines += command.discussion.remarks.flatMap { style.wrap($0, indent: 0) }
        command.discussion.paragraphs.forEach { paragraph($0) }
        let own = command.arguments.filter { !isFolded($0) }
        rows(own.filter { $0.sectionTitle == nil }.map(Row.init), under: nil)
        for title in own.compactMap(\.sectionTitle).uniqued() {
            rows(own.filter { $0.sectionTitle == title }.map(Row.init), under: "\(title):")
        }
        rows(command.subcommands.map(Row.init), under: "Commands:")
        if isProgram {
            rows(
                shared.map(Row.init) + command.arguments.map(Row.init),
                under: "Options of most commands:")
        } else {
            also()
        }
        for example in command.discussion.examples {
            gap()
            lines += style.wrap(example.lead, indent: 0) + example.lines.map { "  " + $0 }
        }
    }

    /// Whether an option is explained elsewhere.
    private func isFolded(_ argument: ArgumentDescription) -> Bool {
        isProgram || Self.everywhere.contains(argument.spelling) || shared.contains { $0.isSame(argument) }
    }

    private static let everywhere = ["--version", "--help"]

    private mutating func usage() {
        let words =
            path.map(\.commandName)
            + (command.subcommands.isEmpty ? command.usage : ["<command>", "[<options>]"])
        hanging("Usage: ", words.joined(separator: " "))
    }

    private mutating func also() {
        let folded = command.arguments.filter { !Self.everywhere.contains($0.spelling) && isFolded($0) }
        guard !folded.isEmpty else { return }
        let names = folded.map { [$0.spelling, $0.value].compactMap(\.self).joined(separator: Self.bond) }
        hanging("Also:  ", names.joined(separator: ", ") + "; see '\(path[0].commandName)\(Self.bond)--help'")
    }

    /// A blank at which no line is broken, until it is shown.
    private static let bond = "\u{A0}"

    private mutating func paragraph(_ text: String) {
        gap()
        lines += style.wrap(text, indent: 0)
    }

    private mutating func hanging(_ head: String, _ text: String) {
        gap()
        let blank = String(repeating: " ", count: head.count)
        lines += style.wrap(text, indent: head.count).enumerated().map { index, line in
            (index == 0 ? head : blank) + String(line.map { $0 == "\u{A0}" ? " " : $0 })
        }
    }

    /// A name, and what it is about.
    private struct Row {
        let label: String
        let text: String

        init(_ argument: ArgumentDescription) { (label, text) = (argument.label, argument.text) }
        init(_ command: CommandDescription) { (label, text) = (command.commandName, command.abstract) }
    }

    private mutating func rows(_ rows: [Row], under title: String?) {
        guard !rows.isEmpty else { return }
        gap()
        if let title { lines.append(title) }
        let start = min(rows.map(\.label.count).max() ?? 0, 26) + 4
        for row in rows {
            let head = "  " + row.label
            let texts = style.wrap(row.text, indent: start)
            let isBeside = head.count + 2 <= start
            if !isBeside { lines.append(head) }
            for (index, text) in texts.enumerated() {
                let before = isBeside && index == 0 ? head : ""
                lines.append(before + String(repeating: " ", count: start - before.count) + text)
            }
        }
    }

    private mutating func gap() {
        if !lines.isEmpty { lines.append("") }
    }
}

extension Sequence where Element: Hashable {
    /// Each element where it stands first.
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
