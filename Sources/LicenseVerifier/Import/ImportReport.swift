public import LicenseFormat
internal import SignedNote

/// What came of an import.
public struct ImportReport: Equatable, Sendable {
    /// What came of the file as a whole.
    public enum Outcome: Sendable {
        /// Something new is installed.
        case imported
        /// Everything in the file was installed already.
        case unchanged
        /// Nothing of the file is installed; the state is as it was.
        case refused

        /// The name in JSON.
        public var name: StaticString {
            switch self {
            case .imported: "imported"
            case .unchanged: "unchanged"
            case .refused: "refused"
            }
        }
    }

    /// What came of one item of the file.
    public struct Item: Equatable, Sendable {
        /// What the item is.
        public let document: DocumentType
        /// The license's ID or the keyring's version, for display.
        public let name: [UInt8]
        /// Whether it is in the state now.
        public let isInstalled: Bool
        /// Why not, or what there is to know.
        public let finding: Finding?
    }

    /// What came of the file as a whole.
    public var outcome: Outcome
    /// What came of each item, in the file's order.
    public var items: [Item]
    /// What there is to tell about the file as a whole: what was repaired, or why it was refused.
    public var findings: [Finding]

    /// Everything there is to tell.
    public var allFindings: [Finding] { findings + items.compactMap { $0.finding } }

    /// Writes the report's members as JSON.
    public func write(membersTo json: inout JSONText, in language: Language = .english) {
        json.name("outcome", outcome.name)
        json.array("items", items) { json, item in
            json.object { json in
                json.name("document", item.document.name)
                json.string("name", DisplayText.safe(item.name[...]))
                json.boolean("installed", item.isInstalled)
                if let finding = item.finding { json.name("code", finding.code.name) }
            }
        }
        json.array("findings", allFindings) { json, finding in finding.write(to: &json, in: language) }
    }
}
