public import SignedNote

/// What happened to a document on its way, and was undone.
public enum Repair: CaseIterable, Sendable {
    /// Saved as UTF-16.
    case encoding
    /// A byte order mark at the start.
    case byteOrderMark
    /// Lines that end in CR LF or CR.
    case lineEndings
    /// No-break, zero-width and other blanks, and tabs.
    case blanks
    /// Quote marks `> ` before the lines.
    case quoteMarks
    /// Text before, between or after the documents, or empty lines where none belong.
    case surroundings
    /// Blanks at the ends of lines.
    case trailingBlanks
    /// A hyphen or another dash where signature lines begin.
    case dashes
    /// Lines broken in two.
    case wrappedLines
    /// Curly quotes for straight ones.
    case quotes
    /// Angle brackets around URLs.
    case angleBrackets

    /// How a message names it.
    public var name: StaticString {
        switch self {
        case .encoding: "UTF-16"
        case .byteOrderMark: "byte order mark"
        case .lineEndings: "line endings"
        case .blanks: "blanks"
        case .quoteMarks: "quote marks"
        case .surroundings: "text around it"
        case .trailingBlanks: "blanks at line ends"
        case .dashes: "dashes"
        case .wrappedLines: "broken lines"
        case .quotes: "curly quotes"
        case .angleBrackets: "angle brackets"
        }
    }
}

/// A reading of a damaged file, and what was undone to get it. Only a signature says whether it is right.
public struct RepairedFile: Equatable, Sendable {
    /// The file as it may have been sent.
    public let bytes: [UInt8]
    /// What was undone.
    public let repairs: [Repair]
}

/// Undoes what mail, chat and editors do to documents on their way (docs/spec/import.md, "Repair").
public enum TransportRepair {
    /// The readings of `file` that differ from it, likeliest first, at most sixteen.
    ///
    /// Each reading holds documents of this project only, rebuilt from their first lines, key lines and signature
    /// lines; what is around them is left out.
    public static func readings(of file: Bytes) -> [RepairedFile] {
        guard file.count <= Limits.fileBytes else { return [] }
        var text = RepairText(decoding: file)
        guard !text.hasTooManyLines else { return [] }
        text.unifyBlanks()
        text.unquote()
        text.trimLines()
        var readings: [RepairedFile] = []
        for straightenQuotes in [false, true] {
            for joint in DocumentAssembly.Joint.allCases {
                guard readings.count < Limits.repairCandidates else { break }
                var candidate = text
                if straightenQuotes { candidate.straightenQuotes() }
                guard let bytes = DocumentAssembly.assemble(&candidate, joint: joint), bytes[...] != file,
                    !readings.contains(where: { $0.bytes == bytes })
                else { continue }
                candidate.note(.surroundings, if: candidate.repairs.isEmpty)
                readings.append(
                    RepairedFile(bytes: bytes, repairs: Repair.allCases.filter(candidate.repairs.contains)))
            }
        }
        return readings
    }
}
