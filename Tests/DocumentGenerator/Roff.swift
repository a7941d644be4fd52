/// Text for the man macros, in ASCII, so that every formatter reads it without being told an encoding.
enum Roff {
    /// Lines of at most 78 bytes, broken between words.
    static func paragraph(_ text: String) -> String {
        var lines: [String] = []
        for word in text.split(separator: " ").map({ escaped(String($0)) }) {
            if let last = lines.last, last.utf8.count + 1 + word.utf8.count <= 78 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines.map { guarded($0) + "\n" }.joined()
    }

    /// Lines that are shown as they stand.
    static func example(_ lines: [String]) -> String {
        ".PP\n.nf\n.RS 4\n" + lines.map { guarded(escaped($0)) + "\n" }.joined() + ".RE\n.fi\n"
    }

    /// A term, and what it is about.
    static func entry(_ term: String, _ text: String) -> String { ".TP\n.B \(escaped(term))\n" + paragraph(text) }

    /// A heading of the first or second level.
    static func section(_ title: String) -> String { ".SH \"\(escaped(title))\"\n" }
    static func subsection(_ title: String) -> String { ".SS \"\(escaped(title))\"\n" }

    /// The last section: pages, each with its number in parentheses.
    static func seeAlso(_ pages: [String]) -> String {
        let lines = pages.map { ".BR \(escaped($0).replacing("(", with: " ("))" }
        return section("SEE ALSO") + lines.joined(separator: ",\n") + "\n"
    }

    /// A page without the paragraphs that begin where a section begins one anyway.
    static func tidied(_ page: String) -> String {
        let lines = page.split(separator: "\n")
        return zip([""] + lines, lines).filter { !($0.hasPrefix(".S") && $1 == ".PP") }.map { $1 + "\n" }.joined()
    }

    /// The head of a page.
    static func head(_ name: String, _ number: Int, revised: String, _ purpose: String) -> String {
        """
        .\\" Written by 'make documents'.
        .TH \(escaped(name.uppercased())) \(number) "\(revised)" "Latchkey" "Latchkey"
        .ad l
        .nh
        .SH NAME

        """ + paragraph("\(name) - \(purpose)")
    }

    /// A line that begins with a full stop or an apostrophe would be a request.
    private static func guarded(_ line: String) -> String {
        (line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" : "") + line
    }

    static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\e"
            case "-": "\\-"
            case "'": "\\(aq"
            case "\"": "\\(dq"
            case "^": "\\(ha"
            case "~": "\\(ti"
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
