internal import ArgumentParser
internal import DurableFile
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
            hint: Spelling.nearest(to: word, among: FindingCode.allCases.map(\.word)).map { "did you mean '\($0)'?" }
                ?? "see them all: latchkey explain",
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
}
