import LicenseVerifier

/// docs/man/latchkey-findings.7, in the man macros and ASCII, so that every formatter reads it without being told an
/// encoding.
enum ManualPage {
    /// When somebody last looked the page over; changed by hand.
    private static let revised = "2026-11-21"

    static var text: String {
        let head = #"""
            .\" Written by 'make documents'.
            .TH LATCHKEY\-FINDINGS 7 "\#(revised)" "Latchkey" "Latchkey"
            .ad l
            .nh
            .SH NAME
            latchkey\-findings \- what the findings of Latchkey mean, and what to do
            .SH DESCRIPTION
            """#
        let description = [
            "Whatever Latchkey has to tell about a license is a finding: a code that never changes, how much it matters, one sentence on what is wrong, and one on what to do.",
            "An error takes something away now; a warning will, or already takes a little; a notice is worth knowing.",
            "Words between ‹ and › stand for what a finding fills in.",
        ]
        let constats =
            "Les mêmes constats en français, tels que les affiche latchkey quand la langue du terminal est le français."
        return head + "\n" + description.map(paragraph).joined()
            + ".SH FINDINGS\n" + Row.all(in: .english).map { entry($0, "To do:") }.joined()
            + ".SH CONSTATS\n" + paragraph(constats) + Row.all(in: .french).map { entry($0, "À faire\u{A0}:") }.joined()
            + ".SH \"SEE ALSO\"\n" + paragraph("latchkey explain, latchkey status")
    }

    private static func entry(_ row: Row, _ label: String) -> String {
        let severity = row.severity + (label.contains("\u{A0}") ? "\u{A0}:" : ":")
        return ".TP\n.B \(escaped(row.name))\n" + paragraph("\(severity) \(row.shownMessage)") + ".br\n"
            + paragraph("\(label) \(row.shownRemedy)")
    }

    /// Lines of at most 78 bytes, broken between words.
    private static func paragraph(_ text: String) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ").map({ escaped(String($0)) }) {
            if let last = lines.last, last.utf8.count + 1 + word.utf8.count <= 78 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        // A line that begins with a full stop or an apostrophe would be a request.
        return lines.map { (($0.hasPrefix(".") || $0.hasPrefix("'")) ? "\\&" : "") + $0 + "\n" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\e"
            case "-": "\\-"
            case "'": "\\(aq"
            case "\u{A0}": "\\~"
            case _ where scalar.isASCII: String(scalar)
            default: "\\[u" + hexadecimal(scalar.value) + "]"
            }
        }.joined()
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
