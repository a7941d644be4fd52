import Foundation
import Terminal

/// docs/man/PROGRAM.1: what `--help` says of a program and of each of its commands, and what only a page has room for.
struct ProgramPage {
    let program: CommandDescription
    let facts: ProgramFacts
    /// Options that several commands have are explained once.
    private let common: [ArgumentDescription]

    /// Asks a built program for its definition.
    init(asking binary: URL, _ facts: ProgramFacts) throws {
        let process = Process()
        let answer = Pipe()
        process.executableURL = binary
        process.arguments = ["--experimental-dump-help"]
        process.standardOutput = answer
        try process.run()
        let json = answer.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0, let program = CommandDescription(json: Array(json)) else {
            throw CocoaError(.fileReadCorruptFile)
        }
        self.program = program
        self.facts = facts
        var common: [ArgumentDescription] = []
        let all = Self.leaves(below: [program]).flatMap(\.last.arguments).filter { !$0.isPositional }
        for argument in all where all.count(where: argument.isSame) >= 3 && !common.contains(where: argument.isSame) {
            common.append(argument)
        }
        self.common = common
    }

    var text: String { Roff.tidied(composed) }

    private var composed: String {
        let name = program.commandName
        return Roff.head(name, 1, revised: facts.revised, Self.purpose(program.abstract))
            + Roff.section("SYNOPSIS") + ".B \(Roff.escaped(name))\n" + Roff.paragraph("<command> [<options>]")
            + Roff.section("DESCRIPTION") + paragraphs(facts.description + program.discussion.paragraphs)
            + Roff.section("COMMANDS") + Self.leaves(below: [program]).map(section).joined()
            + Roff.section("OPTIONS") + Roff.paragraph("These are the same on every command that has them.")
            + common.map { Roff.entry($0.label, $0.text) }.joined()
            + entries("EXIT STATUS", facts.exitStatus) + entries("ENVIRONMENT", facts.environment)
            + entries("FILES", facts.files)
            + Roff.section("EXAMPLES") + program.discussion.examples.map(example).joined()
            + Roff.seeAlso(facts.seeAlso)
    }

    /// A command, with the words that lead to it.
    struct Leaf {
        let words: [String]
        let last: CommandDescription
    }

    private static func leaves(below path: [CommandDescription]) -> [Leaf] {
        guard let last = path.last else { return [] }
        if last.subcommands.isEmpty { return [Leaf(words: path.map(\.commandName), last: last)] }
        return last.subcommands.flatMap { leaves(below: path + [$0]) }
    }

    private static let everywhere = ["--version", "-h, --help"]

    /// `Issue licenses.` as the head of a page has it: `issue licenses`.
    private static func purpose(_ abstract: String) -> String {
        abstract.prefix(1).lowercased() + abstract.dropFirst().trimmingSuffix(".")
    }

    private func section(_ leaf: Leaf) -> String {
        let command = leaf.last
        let isCommon = { (argument: ArgumentDescription) in common.contains(where: argument.isSame) }
        let also = command.arguments.filter { isCommon($0) && !Self.everywhere.contains($0.label) }.map(\.label)
        return Roff.subsection((leaf.words + command.usage).joined(separator: " "))
            + paragraphs([command.abstract] + command.discussion.paragraphs)
            + command.arguments.filter { !isCommon($0) }.map { Roff.entry($0.label, $0.text) }.joined()
            + (also.isEmpty ? "" : paragraphs(["Also: " + also.joined(separator: "; ") + "."]))
            + command.discussion.examples.map(example).joined()
    }

    private func example(_ example: Discussion.Example) -> String {
        paragraphs([example.lead]) + Roff.example(example.lines)
    }

    private func paragraphs(_ texts: [String]) -> String { texts.map { ".PP\n" + Roff.paragraph($0) }.joined() }

    private func entries(_ title: String, _ rows: [(String, String)]) -> String {
        rows.isEmpty ? "" : Roff.section(title) + rows.map { Roff.entry($0.0, $0.1) }.joined()
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ suffix: String) -> Substring { hasSuffix(suffix) ? dropLast(suffix.count) : self }
}
