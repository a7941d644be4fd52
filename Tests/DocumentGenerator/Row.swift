import LicenseVerifier

/// A row of the table in one language, as strings.
struct Row {
    let code: FindingCode
    private let sentences: FindingText.Sentences
    private let language: Language

    init(_ code: FindingCode, in language: Language) {
        self.code = code
        self.language = language
        sentences = code.text.sentences(in: language)
    }

    static func all(in language: Language) -> [Row] { FindingCode.allCases.map { Row($0, in: language) } }

    var name: String { "\(code.name)" }
    var severity: String { "\(code.text.severity.name(in: language))" }
    /// The sentences as they stand in the sources, with names in braces.
    var message: String { "\(sentences.message)" }
    var remedy: String { "\(sentences.remedy)" }
    /// The sentences for somebody who has no values: `‹found›`.
    var shownMessage: String { String(decoding: FindingText.shown(sentences.message), as: UTF8.self) }
    var shownRemedy: String { String(decoding: FindingText.shown(sentences.remedy), as: UTF8.self) }
}
