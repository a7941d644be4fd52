public import ArgumentParser
internal import FoundationEssentials

/// A command as its definition says: what `--help`, the manual page and the suggestions are made from.
public struct CommandDescription: Decodable, Sendable {
    /// The word that runs it.
    public let commandName: String
    /// What it does, in a sentence.
    public let abstract: String
    /// More about it, and examples.
    public let discussion: Discussion
    /// What it takes, in the order of its definition.
    public let arguments: [ArgumentDescription]
    /// The commands below it.
    public let subcommands: [CommandDescription]

    private enum CodingKeys: String, CodingKey {
        case commandName, abstract, discussion, arguments, subcommands
    }

    /// Reads what `--experimental-dump-help` writes.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        commandName = try values.decode(String.self, forKey: .commandName)
        abstract = try values.decodeIfPresent(String.self, forKey: .abstract) ?? ""
        discussion = Discussion(try values.decodeIfPresent(String.self, forKey: .discussion) ?? "")
        arguments = try values.decodeIfPresent([ArgumentDescription].self, forKey: .arguments) ?? []
        let all = try values.decodeIfPresent([CommandDescription].self, forKey: .subcommands) ?? []
        subcommands = all.filter { $0.commandName != "help" }
    }

    /// Reads a command, or a group of options; nil only when its definition contradicts itself.
    public init?(of type: any ParsableArguments.Type) {
        self.init(json: Array(type._dumpHelp().utf8))
    }

    /// Reads what a program answers to `--experimental-dump-help`.
    public init?(json: [UInt8]) {
        struct Tool: Decodable { let command: CommandDescription }
        guard let tool = try? JSONDecoder().decode(Tool.self, from: Data(json)) else { return nil }
        self = tool.command
    }

    /// What stands behind its words in a line of usage: what has a place of its own, or cannot be left out.
    public var usage: [String] {
        arguments.filter { $0.isPositional || !$0.isOptional }.map(\.usage) + ["[<options>]"]
    }

    /// This command and those below it that the words of a command line lead to, and the first word that leads nowhere.
    func path(of words: [String]) -> (commands: [CommandDescription], stranger: String?) {
        var path = [self]
        for word in words.drop(while: { $0 == "help" }) where !word.hasPrefix("-") {
            guard let last = path.last, !last.subcommands.isEmpty else { break }
            guard let next = last.subcommands.first(where: { $0.commandName == word }) else { return (path, word) }
            path.append(next)
        }
        return (path, nil)
    }
}

/// An option, a flag or a positional argument.
public struct ArgumentDescription: Decodable, Hashable, Sendable {
    private struct Name: Decodable, Hashable {
        let kind: String
        let name: String
    }

    private let kind: String
    private let names: [Name]?
    private let valueName: String?
    private let defaultValue: String?
    /// What it says, in a sentence.
    public let abstract: String?
    /// Whether it can be left out.
    public let isOptional: Bool
    private let isRepeating: Bool
    /// The heading that it stands under.
    public let sectionTitle: String?

    /// Whether it is a word at a place of its own.
    public var isPositional: Bool { kind == "positional" }

    /// Its names with their dashes, the short ones first.
    public var spellings: [String] {
        let names = names ?? []
        return names.filter { $0.kind == "short" }.map { "-" + $0.name }
            + names.filter { $0.kind != "short" }.map { "--" + $0.name }
    }

    /// The longest of its names; empty for a positional argument.
    var spelling: String { spellings.last ?? "" }

    /// Its value: `<file>`; nothing for a flag.
    public var value: String? { kind == "flag" ? nil : valueName.map { "<\($0)>" } }

    /// All there is to type: `-o, --output <file>`, `<file>...`.
    public var label: String {
        let dots = isPositional && isRepeating ? "..." : ""
        return ([spellings.joined(separator: ", "), value ?? ""].filter { !$0.isEmpty }).joined(separator: " ") + dots
    }

    /// As it stands in a line of usage.
    public var usage: String {
        (isOptional ? "[\(reference)]" : reference) + (isPositional && isRepeating ? "..." : "")
    }

    /// As a message names it.
    var reference: String { [spelling, value ?? ""].filter { !$0.isEmpty }.joined(separator: " ") }

    /// What it says, with what holds where it is left out.
    public var text: String { (abstract ?? "") + (defaultValue.map { " (default: \($0))" } ?? "") }

    /// Whether it is the same option, under whatever heading.
    public func isSame(_ other: Self) -> Bool {
        names == other.names && value == other.value && abstract == other.abstract
    }
}
