import Fixtures
import LicenseFormat
import SignedNote

/// The script of a life, read from `scripts/NAME.txt`: a table of what is made, and of what happens when.
///
///     days 2026-11-20 2031-12-31
///     license first issued=2026-11-21T09:30 from=2026-11-21 to=2027-11-21
///     2026-11-21 11:00  import first
///
/// `#` begins a comment. Every instant is true time in UTC; what the installation's clock makes of it is its own
/// affair. The verbs are those of `Play.perform`, the documents and their keys those of `Definition.keys`.
struct Script {
    /// Something that the vendor makes.
    struct Definition {
        let kind: String
        let name: String
        var values: [String: String]

        /// Every kind of document, and what can be said about it.
        static let keys: [String: Set<String>] = [
            "license": [
                "like", "id", "product", "kind", "installation", "url", "versions", "host", "issued", "from", "to",
                "maintenance", "grace", "mismatch", "features", "limits", "on-expiry", "on-revocation", "by",
            ],
            "ring": ["version", "roots", "threshold", "keys", "compromised", "signed"],
            "release": ["built", "ring", "trial-days", "trial-features", "unlicensed"],
            "list": ["epoch", "scope", "issued", "revoked", "by"],
            "repair": ["issued", "by"],
        ]

        func text(_ key: String) throws -> String { try values[key].orFail("\(kind) \(name): \(key)") }
        func words(_ key: String) -> [String] { values[key].map(Script.words) ?? [] }
    }

    /// Something that happens to the installation.
    struct Event {
        let time: Timestamp
        let verb: String
        let arguments: [String]
    }

    private(set) var first: CivilDate
    private(set) var last: CivilDate
    /// Whose life it is: the label that the installation's key is derived from.
    private(set) var installation = "installation"
    /// When a promise does not hold, and the script says why: the first and the last day.
    private(set) var exceptions: [(from: CivilDate, to: CivilDate)] = []
    private(set) var definitions: [Definition] = []
    private(set) var events: [Event] = []

    init(parsing text: String) throws {
        let lines = text.split(separator: "\n").map { $0.prefix { $0 != "#" } }.map(String.init).map(Self.words)
            .filter { !$0.isEmpty }
        let days = try lines.first { $0.first == "days" }.orFail("line of days")
        guard days.count == 3 else { throw FixtureFailure("\(days)") }
        (first, last) = (try .of(days[1]), try .of(days[2]))
        for line in lines where line.first != "days" { try read(line) }
        for (event, next) in zip(events, events.dropFirst()) where next.time < event.time {
            throw FixtureFailure("order of events: \(next)")
        }
        guard let beginning = events.first?.time, beginning >= first.midnight else {
            throw FixtureFailure("event on or after the first day")
        }
    }

    private mutating func read(_ line: [String]) throws {
        guard line.count >= 2 else { throw FixtureFailure("\(line)") }
        if line[0] == "installation" {
            installation = line[1]
        } else if line[0] == "except" {
            guard line.count == 3 else { throw FixtureFailure("\(line)") }
            exceptions.append((try .of(line[1]), try .of(line[2])))
        } else if line[0].first?.isNumber == true {
            guard line.count >= 3 else { throw FixtureFailure("\(line)") }
            events.append(
                Event(
                    time: try .of("\(line[0])T\(line[1]):00Z"), verb: line[2], arguments: Array(line.dropFirst(3))))
        } else {
            definitions.append(try definition(line))
        }
    }

    private func definition(_ line: [String]) throws -> Definition {
        let known = try Definition.keys[line[0]].orFail("kind of document: \(line[0])")
        var values: [String: String] = [:]
        var key = ""
        for word in line.dropFirst(2) {
            if let parts = Self.beginning(word) {
                key = parts.key
                guard known.contains(key), values[key] == nil else { throw FixtureFailure("\(line[1]): \(word)") }
                values[key] = parts.value
            } else {
                guard let value = values[key] else { throw FixtureFailure("\(line[1]): \(word)") }
                values[key] = value + " " + word
            }
        }
        if let model = values["like"] {
            let other = try definitions.first { $0.name == model }.orFail("document \(model)")
            values.merge(other.values) { mine, _ in mine }
        }
        if definitions.contains(where: { $0.name == line[1] }) { throw FixtureFailure("\(line[1]) stands twice") }
        return Definition(kind: line[0], name: line[1], values: values)
    }

    /// The key and the first word of the value, where a word begins one: `to=2027-11-21`, but not `>=2.0`.
    private static func beginning(_ word: String) -> (key: String, value: String)? {
        guard let equals = word.firstIndex(of: "="), equals != word.startIndex,
            word[..<equals].allSatisfy({ $0.isLetter || $0 == "-" })
        else { return nil }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }

    static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// A day, which begins at midnight, or a day and a time.
    static func instant(_ text: String) throws -> Timestamp {
        try .of(text.utf8.count == 10 ? text + "T00:00:00Z" : text + ":00Z")
    }

    /// The end of a term by its last day.
    static func end(_ text: String) throws -> Deadline {
        if text == "never" { return .never }
        return .at(.end(ofLastDay: try .of(text)))
    }
}
