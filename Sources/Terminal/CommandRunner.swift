public import ArgumentParser
internal import DurableFile
internal import Glibc

/// Runs a command line: parses, runs, and tells what goes wrong in one voice.
public struct CommandRunner {
    private let command: any ParsableCommand.Type
    private let program: String
    private let shared: [any ParsableArguments.Type]
    private let words: [String]

    /// Runs `command` over the process's arguments and ends the process.
    ///
    /// - Parameter shared: the options that most commands have, which `--help` explains once.
    public static func run(
        _ command: any ParsableCommand.Type, program: String, shared: [any ParsableArguments.Type]
    ) -> Never {
        let words = Array(CommandLine.arguments.dropFirst())
        CommandRunner(command: command, program: program, shared: shared, words: words).run()
    }

    private func run() -> Never {
        signal(SIGPIPE, SIG_DFL)
        do {
            var parsed = try command.parseAsRoot(words)
            try parsed.run()
            exit(EXIT_SUCCESS)
        } catch let failure as Failure {
            Self.end(failure, program: program)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            end(error)
        }
    }

    /// Tells a failure and ends the process with its status.
    public static func end(_ failure: Failure, program: String) -> Never {
        Console.report(failure, program: program)
        exit(failure.status.rawValue)
    }

    /// Help, version and completions are results; everything else is a usage error.
    private func end(_ error: any Error) -> Never {
        let path = CommandDescription(of: command)?.path(of: words)
        if command.exitCode(for: error) == .success {
            let message = command.fullMessage(for: error)
            if let path, message.hasPrefix("OVERVIEW: ") {
                if let stranger = path.stranger { Self.end(Failure(stranger, of: path.commands), program: program) }
                let shared = self.shared.compactMap { CommandDescription(of: $0) }.flatMap(\.sharedArguments)
                let columns = min(TerminalSize.standardOutput()?.columns ?? 80, 80)
                Console.result(HelpPage(path.commands, shared: shared, columns: columns).text)
            } else {
                Console.result(message)
            }
            exit(EXIT_SUCCESS)
        }
        let message = command.message(for: error)
        let failure =
            if let path, let stranger = path.stranger, message.contains("nexpected argument") {
                Failure(stranger, of: path.commands)
            } else {
                Failure(misuse: message, of: path?.commands ?? [], words)
            }
        Self.end(failure, program: program)
    }
}

extension CommandDescription {
    /// The arguments of a group of options, without those that every command has.
    fileprivate var sharedArguments: [ArgumentDescription] { arguments.filter { !$0.spellings.contains("--help") } }

    /// The first of the words that looks like an option and is none of this command.
    fileprivate func unknownOption(in words: [String]) -> String? {
        let known = arguments.flatMap(\.spellings) + ["--generate-completion-script"]
        let options = words.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
        return options.map { String($0.prefix { $0 != "=" }) }.first { !known.contains($0) }
    }
}

extension Failure {
    /// A word that stands where a command does, and is none.
    fileprivate init(_ stranger: String, of path: [CommandDescription]) {
        let names = path.last?.subcommands.map(\.commandName) ?? []
        self.init(
            "'\(stranger)' is not a command of '\(Self.name(of: path))'",
            hint: Self.hint(Spelling.nearest(to: stranger, among: names), of: path), status: .usage)
    }

    /// A command line that was not understood.
    ///
    /// - Parameters:
    ///   - message: what the parser says of it.
    ///   - path: the command that was meant, behind those that it stands below.
    fileprivate init(misuse message: String, of path: [CommandDescription], _ words: [String]) {
        if let option = path.last?.unknownOption(in: words) {
            let known = path.last?.arguments.flatMap(\.spellings) ?? []
            self.init(
                "unknown option '\(option)'", hint: Self.hint(Spelling.nearest(to: option, among: known), of: path),
                status: .usage)
            return
        }
        let help = Self.hint(nil, of: path)
        // What the parser speaks of is a name in quotes.
        let about = path.last?.arguments.first { argument in
            ["'", " ..."].contains { message.contains("'\(argument.reference)\($0)") }
        }
        self.init(
            Self.clause(message), hint: about.map { "\($0.reference): \(Self.clause($0.text)); \(help)" } ?? help,
            status: .usage)
    }

    /// A sentence as errors and hints have it: in one line, lower case, no full stop.
    private static func clause(_ sentence: String) -> String {
        var clause = sentence.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while clause.hasSuffix(".") { clause.removeLast() }
        return clause.prefix(1).lowercased() + clause.dropFirst()
    }

    private static func hint(_ meant: String?, of path: [CommandDescription]) -> String {
        meant.map { "did you mean '\($0)'?" } ?? "run '\(name(of: path)) --help'"
    }

    private static func name(of path: [CommandDescription]) -> String {
        path.map(\.commandName).joined(separator: " ")
    }
}
