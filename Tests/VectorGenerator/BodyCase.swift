/// A table's row about a document's text: name, text, answer, reason.
struct BodyCase {
    let name: String
    let text: [UInt8]
    let expect: String
    let comment: String

    init(_ name: String, _ document: Document, _ expect: String, _ comment: String) {
        self.init(name, document.text, expect, comment)
    }

    init(_ name: String, _ text: [UInt8], _ expect: String, _ comment: String) {
        self.name = name
        self.text = text
        self.expect = expect
        self.comment = comment
    }

    /// The vector about a document of a type.
    func vector(_ type: String) -> VectorCase {
        VectorCase(
            area: "body-\(type)", name: name, comment: comment, operation: "body", headers: [.init("type", type)],
            payload: text, expect: expect)
    }

    /// A document without each of its keys; the line is where the key should have stood.
    static func missing(_ document: Document, _ keys: [(String, Int)]) -> [BodyCase] {
        keys.map { key, line in
            BodyCase(
                "missing-\(key)", document.without(key), "missing-key \(line) \(key)", "\(key) must be there")
        }
    }

    /// A document whose line of a key has values that are refused in that line.
    static func refused(
        _ document: Document, _ key: String, line: Int, _ values: [(name: String, value: String, comment: String)]
    ) -> [BodyCase] {
        values.map { name, value, comment in
            BodyCase(
                "\(key.replacing(" ", with: "-"))-\(name)", document.replacing(key, by: "\(key) \(value)"),
                "invalid-value \(line) \(key.prefix { $0 != " " })", comment)
        }
    }

    /// A document whose line of a key has values that are accepted.
    static func accepted(
        _ document: Document, _ key: String, _ values: [(name: String, value: String, comment: String)]
    ) -> [BodyCase] {
        values.map { name, value, comment in
            BodyCase("\(key)-\(name)", document.replacing(key, by: "\(key) \(value)"), "ok", comment)
        }
    }
}

/// Numbers with as many digits each, so that they sort as they count.
func padded(_ count: Int) -> [String] { (0..<count).map { "\(1000 + $0)" } }
