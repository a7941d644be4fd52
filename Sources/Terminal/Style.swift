internal import Glibc

/// How results may look: color, wrapped lines and drawings are for terminals; whatever reads a pipe gets plain lines.
public struct Style: Sendable {
    /// What a color says.
    public enum Color: Sendable {
        /// All is well.
        case good
        /// Something will be wrong.
        case caution
        /// Something is wrong.
        case bad
        /// Of less weight than the rest.
        case quiet
        /// Of more weight than the rest.
        case strong

        fileprivate var code: String {
            switch self {
            case .good: "32"
            case .caution: "33"
            case .bad: "31"
            case .quiet: "2"
            case .strong: "1"
            }
        }
    }

    /// The columns of the terminal; nil where the output is none.
    public let width: Int?
    /// Whether to color.
    public let isColored: Bool
    /// Whether the terminal shows more than ASCII.
    public let isUnicode: Bool

    /// Puts a style together.
    public init(width: Int?, isColored: Bool = false, isUnicode: Bool = false) {
        self.width = width
        self.isColored = isColored
        self.isUnicode = isUnicode
    }

    /// The style of standard output: `NO_COLOR` (no-color.org) and a dumb or unnamed terminal go without color.
    public static func standardOutput() -> Style {
        guard isatty(STDOUT_FILENO) == 1 else { return Style(width: nil) }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(environment).first { !$0.isEmpty } ?? ""
        let charset = locale.lowercased()
        return Style(
            width: TerminalSize.standardOutput()?.columns ?? 80,
            isColored: canMoveCursor(on: STDOUT_FILENO) && environment("NO_COLOR").isEmpty,
            isUnicode: charset.hasSuffix("utf-8") || charset.hasSuffix("utf8"))
    }

    /// Whether a descriptor is a terminal that understands escapes.
    static func canMoveCursor(on descriptor: Int32) -> Bool {
        isatty(descriptor) == 1 && !["", "dumb"].contains(environment("TERM"))
    }

    /// The text in a color, where there are colors.
    public func paint(_ text: String, _ color: Color?) -> String {
        guard isColored, let color, !text.isEmpty else { return text }
        return "\u{1B}[\(color.code)m\(text)\u{1B}[0m"
    }

    /// The text in lines that leave `indent` columns free, broken at spaces; one line where there is no terminal.
    public func wrap(_ text: String, indent: Int) -> [String] {
        guard let width, text.count + indent > width else { return [text] }
        let room = max(width - indent, 10)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !line.isEmpty, line.count + 1 + word.count > room {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
            while line.count > room {
                lines.append(String(line.prefix(room)))
                line = String(line.dropFirst(room))
            }
        }
        return lines + [line]
    }

    private static func environment(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
}
