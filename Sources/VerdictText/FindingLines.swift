public import LicenseVerifier
internal import SignedNote
public import Terminal

extension Page {
    /// Severity and sentence of each finding, and what to do below it.
    ///
    /// - Parameters:
    ///   - isFirstDone: whether what to do about the first one was said before.
    ///   - indent: how far they stand from the left.
    public func findings(
        _ findings: [Finding], in language: Language = .english, isFirstDone: Bool = false, indent: Int = 0
    ) {
        for (index, finding) in findings.enumerated() {
            row(
                finding.severity, finding.message(in: language),
                next: index > 0 || !isFirstDone ? finding.remedy(in: language) : nil, in: language, indent: indent)
        }
    }

    /// How much something matters and what is wrong, and what to do.
    public func row(
        _ severity: Severity, _ message: [UInt8], next remedy: [UInt8]?, in language: Language, indent: Int = 0
    ) {
        let margin = String(repeating: " ", count: indent)
        let name = [UInt8](severity.name(in: language)).string
        line("\(margin)\(name)\(language.colon) ", message.string, severity.color)
        if let remedy { line("\(margin)  \(language.nextStep)\(language.colon) ", remedy.string, .quiet) }
    }
}

extension Language {
    /// A colon with the blank before it that the language asks for.
    public var colon: String {
        switch self {
        case .english: ":"
        case .french: "\u{A0}:"
        }
    }

    /// What stands before a remedy.
    public var nextStep: String {
        switch self {
        case .english: "next"
        case .french: "à faire"
        }
    }
}

extension Severity {
    /// How it looks.
    fileprivate var color: Style.Color {
        switch self {
        case .error: .bad
        case .warning: .caution
        case .notice: .quiet
        }
    }
}
