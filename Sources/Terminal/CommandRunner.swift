public import ArgumentParser
internal import Glibc

/// Runs a command line: parses, runs, and tells what goes wrong in one voice.
public enum CommandRunner {
    /// Runs `command` over the process's arguments and ends the process.
    public static func run(_ command: (some ParsableCommand).Type, program: String) -> Never {
        signal(SIGPIPE, SIG_DFL)
        do {
            var parsed = try command.parseAsRoot()
            try parsed.run()
            exit(EXIT_SUCCESS)
        } catch let failure as Failure {
            end(failure, program: program)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            end(error, of: command, program: program)
        }
    }

    /// Tells a failure and ends the process with its status.
    public static func end(_ failure: Failure, program: String) -> Never {
        Console.report(failure, program: program)
        exit(failure.status.rawValue)
    }

    /// Help, version and completions are results; everything else is a usage error.
    private static func end(_ error: any Error, of command: (some ParsableCommand).Type, program: String) -> Never {
        if command.exitCode(for: error) == .success {
            Console.result(command.fullMessage(for: error))
            exit(EXIT_SUCCESS)
        }
        var message = command.message(for: error)
        while message.hasSuffix(".") { message.removeLast() }
        let lowered = message.prefix(1).lowercased() + message.dropFirst()
        end(Failure(lowered, hint: "run '\(program) --help'", status: .usage), program: program)
    }
}
