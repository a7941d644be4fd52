public import LicenseFormat
internal import SignedNote

/// Something worth telling: what is wrong, what to do, and the values that differ.
public struct Finding: Error, Equatable, Sendable {
    /// A named value in a finding's sentences.
    public struct Value: Sendable, Equatable {
        /// The name between braces.
        public let name: StaticString
        /// The value, safe to show.
        public let text: [UInt8]

        /// Equal names and equal texts.
        public static func == (left: Value, right: Value) -> Bool {
            [UInt8](left.name) == [UInt8](right.name) && left.text == right.text
        }
    }

    /// Which finding it is.
    public let code: FindingCode
    /// The values, in the order in which the table names them.
    public let values: [Value]

    /// Puts a finding together; whatever could trouble a terminal or mislead a reader is taken out of the values.
    init(_ code: FindingCode, _ values: (StaticString, [UInt8])...) {
        self.code = code
        self.values = values.map { Value(name: $0.0, text: DisplayText.safe($0.1[...])) }
    }

    /// How much it matters.
    public var severity: Severity { code.text.severity }
    /// One sentence on what is wrong, in English, without a full stop.
    public var message: [UInt8] { message(in: .english) }
    /// One sentence on what to do next, in English, without a full stop.
    public var remedy: [UInt8] { remedy(in: .english) }

    /// One sentence on what is wrong, without a full stop.
    public func message(in language: Language) -> [UInt8] {
        fill(code.text.sentences(in: language).message, in: language)
    }

    /// One sentence on what to do next, without a full stop.
    public func remedy(in language: Language) -> [UInt8] {
        fill(code.text.sentences(in: language).remedy, in: language)
    }

    /// Writes the finding as JSON: code, severity, message, remedy and values. The values are the same in every
    /// language, in English where they are words.
    public func write(to json: inout JSONText, in language: Language = .english) {
        json.object { json in
            json.name("code", code.name)
            json.name("severity", severity.name)
            json.string("message", message(in: language))
            json.string("remedy", remedy(in: language))
            json.object("values") { json in
                for value in values { json.string(value.name, value.text) }
            }
        }
    }

    private func fill(_ template: StaticString, in language: Language) -> [UInt8] {
        var filled: [UInt8] = []
        var rest = [UInt8](template)[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            filled.append(contentsOf: rest[..<open])
            let name = rest[(open + 1)..<close]
            let value = values.first { name.equals($0.name) }
            filled.append(contentsOf: value.map { text(of: $0, in: language) } ?? [UInt8]("?"))
            rest = rest[(close + 1)...]
        }
        return filled + rest
    }

    /// How a sentence shows a value.
    private func text(of value: Value, in language: Language) -> [UInt8] {
        switch language {
        case .english: value.text
        case .french: Glossary.french(value, of: code)
        }
    }
}
