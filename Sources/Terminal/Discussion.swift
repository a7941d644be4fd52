/// What a command's definition says beyond its first sentence: paragraphs, and examples that are typed as they stand.
public struct Discussion: Sendable {
    /// Lines to type, and the sentence that leads to them.
    public struct Example: Sendable {
        /// `Example:`, or what it is about.
        public let lead: String
        /// The lines, without their indentation.
        public let lines: [String]
    }

    /// Paragraphs, each in one line.
    public private(set) var paragraphs: [String] = []
    /// What stands behind the examples.
    public private(set) var remarks: [String] = []
    /// The examples.
    public private(set) var examples: [Example] = []

    /// Paragraphs stand between empty lines; examples are indented, and the sentence before them ends with a colon.
    init(_ text: String) {
        for block in Self.blocks(text) {
            if block.allSatisfy({ $0.hasPrefix("  ") }) {
                examples.append(Example(lead: takeLead(), lines: block.map { String($0.dropFirst(2)) }))
            } else if examples.isEmpty {
                paragraphs.append(block.joined(separator: " "))
            } else {
                remarks.append(block.joined(separator: " "))
            }
        }
    }

    /// Takes the last sentence off the last paragraph.
    private mutating func takeLead() -> String {
        guard var words = paragraphs.popLast()?.split(separator: " ") else { return "Example:" }
        let rest = words.dropLast().lastIndex { $0.hasSuffix(".") }.map { $0 + 1 } ?? 0
        let lead = words[rest...].joined(separator: " ")
        words.removeSubrange(rest...)
        if !words.isEmpty { paragraphs.append(words.joined(separator: " ")) }
        return lead
    }

    private static func blocks(_ text: String) -> [[Substring]] {
        text.split(separator: "\n", omittingEmptySubsequences: false).split(separator: "").map(Array.init)
    }
}
