import LicenseVerifier

/// docs/man/latchkey-findings.7.
enum FindingsPage {
    /// When somebody last looked the page over; changed by hand.
    private static let revised = "2026-11-21"

    static var text: String {
        let description = [
            "Whatever Latchkey has to tell about a license is a finding: a code that never changes, how much it matters, one sentence on what is wrong, and one on what to do.",
            "An error takes something away now; a warning will, or already takes a little; a notice is worth knowing.",
            "Words between ‹ and › stand for what a finding fills in.",
        ]
        let constats =
            "Les mêmes constats en français, tels que les affiche latchkey quand la langue du terminal est le français."
        return Roff.head(
            "latchkey-findings", 7, revised: revised, "what the findings of Latchkey mean, and what to do")
            + Roff.section("DESCRIPTION") + description.map(Roff.paragraph).joined()
            + Roff.section("FINDINGS") + Row.all(in: .english).map { entry($0, "To do:") }.joined()
            + Roff.section("CONSTATS") + Roff.paragraph(constats)
            + Row.all(in: .french).map { entry($0, "À faire\u{A0}:") }.joined()
            + Roff.seeAlso(["latchkey(1)"])
    }

    private static func entry(_ row: Row, _ label: String) -> String {
        let severity = row.severity + (label.contains("\u{A0}") ? "\u{A0}:" : ":")
        return Roff.entry(row.name, "\(severity) \(row.shownMessage)") + ".br\n"
            + Roff.paragraph("\(label) \(row.shownRemedy)")
    }
}
