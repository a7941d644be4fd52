import LicenseVerifier

/// Sources/php/library/src/FindingTable.php: the rows of the findings that PHP tells by itself, because the verifier
/// cannot be asked or what it has to remember cannot be stored.
enum PHPTable {
    private static let codes = FindingCode.allCases.filter { $0.places == "PHP" || $0 == .stateNotWritten }

    static var text: String {
        let head = """
            <?php

            // Written by 'make documents': code, severity, and message and remedy in each language.

            declare(strict_types=1);

            return [

            """
        return head + codes.map(row).joined() + "];\n"
    }

    private static func row(_ code: FindingCode) -> String {
        """
            '\(code.name)' => [
                '\(code.text.severity.name)',
                [
        \(sentences(Row(code, in: .english), "en"))
        \(sentences(Row(code, in: .french), "fr"))
                ],
            ],

        """
    }

    private static func sentences(_ row: Row, _ language: String) -> String {
        """
                    '\(language)' => [
                        \(literal(row.message)),
                        \(literal(row.remedy)),
                    ],
        """
    }

    /// A string of PHP, in pieces that leave no line longer than 120 columns.
    private static func literal(_ text: String) -> String {
        var pieces: [String] = []
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if let last = pieces.last, last.count + word.count < 80 {
                pieces[pieces.count - 1] = last + " " + word
            } else {
                if let last = pieces.popLast() { pieces.append(last + " ") }
                pieces.append(String(word))
            }
        }
        return pieces.map(quoted).joined(separator: "\n" + String(repeating: " ", count: 20) + ". ")
    }

    /// In single quotes; in double ones where a blank must be seen that does not look like one.
    private static func quoted(_ text: String) -> String {
        let isPlain = !text.contains("\u{A0}")
        let special: Set<Character> = isPlain ? ["\\", "'"] : ["\\", "\"", "$"]
        let escaped = text.map { special.contains($0) ? "\\\($0)" : $0 == "\u{A0}" ? "\\u{A0}" : String($0) }.joined()
        return isPlain ? "'\(escaped)'" : "\"\(escaped)\""
    }
}
