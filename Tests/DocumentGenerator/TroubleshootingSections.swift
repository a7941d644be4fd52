import LicenseVerifier

/// The sections of docs/troubleshooting.md, one a code, each with the code as its heading and so as its anchor.
enum TroubleshootingSections {
    static var text: String {
        zip(Row.all(in: .english), Row.all(in: .french)).map(section).joined(separator: "\n")
    }

    private static func section(_ english: Row, _ french: Row) -> String {
        """
        ### \(english.name)

        **\(english.severity)** \(english.shownMessage)\\
        *What to do:* \(english.shownRemedy)

        **\(french.severity)** \(french.shownMessage)\\
        *Que faire\u{A0}:* \(french.shownRemedy)

        """
    }
}
