internal import ArgumentParser
internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote
internal import Terminal
internal import VerdictText

/// `latchkey explain`: what a code means, and what to do.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what the code of a finding means, and what to do.",
        discussion: """
            Without a code, lists every one. Words between ‹ and › stand for what a finding fills in. Example:

              latchkey explain in-grace
            """)

    @Argument(help: "The code, as JSON shows it.", completion: .list(FindingCode.allCases.map(\.word)))
    var code: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        let language = Language.ofUser
        if let code {
            let found = try Self.find(code)
            if output.json {
                Console.result { json in found.write(to: &json) }
            } else {
                let sentences = found.text.sentences(in: language)
                Page().row(
                    found.text.severity, FindingText.shown(sentences.message),
                    next: FindingText.shown(sentences.remedy), in: language)
            }
        } else if output.json {
            Console.result { json in
                json.object { json in
                    json.array("findings", FindingCode.allCases) { json, code in code.write(to: &json) }
                }
            }
        } else {
            for code in FindingCode.allCases { Console.result(code.line(in: language)) }
        }
    }

    private static func find(_ word: String) throws(Failure) -> FindingCode {
        if let code = FindingCode.allCases.first(where: { $0.word == word }) { return code }
        throw Failure(
            "'\(word)' is not the code of a finding",
            hint: FindingCode.nearest(to: word).map { "did you mean \($0.word)?" } ?? "see them all: latchkey explain",
            status: .usage)
    }
}

extension FindingCode {
    fileprivate var word: String { [UInt8](name).string }

    /// One line: code, severity, what is wrong.
    fileprivate func line(in language: Language) -> String {
        let severity = [UInt8](text.severity.name(in: language)).string
        let message = FindingText.shown(text.sentences(in: language).message).string
        return Self.padded(word, to: 25) + Self.padded(severity, to: 15) + message
    }

    private static func padded(_ word: String, to width: Int) -> String {
        word + String(repeating: " ", count: max(1, width - word.utf8.count))
    }

    /// The row as JSON, in English, with the names of its values in braces.
    fileprivate func write(to json: inout JSONText) {
        json.object { json in
            json.string("code", [UInt8](name))
            json.name("severity", text.severity.name)
            json.string("message", [UInt8](text.message))
            json.string("remedy", [UInt8](text.remedy))
        }
    }

    /// The code that a misspelled word was probably meant to be: at most a third of its letters are wrong.
    fileprivate static func nearest(to word: String) -> FindingCode? {
        let word = Array(word.lowercased().utf8)
        guard word.count <= Limits.tokenBytes else { return nil }
        let ranked = allCases.map { (code: $0, distance: distance(word, [UInt8]($0.name))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= max(2, word.count / 3) else {
            return nil
        }
        return best.code
    }

    /// How many letters must be put in, taken out or replaced to turn one word into the other (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
