internal import Glibc

/// A question before something that cannot be undone.
public enum Confirmation {
    /// Asks on the terminal, and goes on after `y` or `yes` only.
    ///
    /// - Parameters:
    ///   - question: what is about to happen, as a question.
    ///   - option: the option that says yes beforehand, for whoever is no terminal.
    public static func ask(_ question: String, option: String) throws(Failure) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
            throw Failure(
                "this cannot be undone, and nobody can be asked: standard input is not a terminal",
                hint: "say yes beforehand with \(option)", status: .usage)
        }
        Console.prompt("\(Console.safe(question)) [y/N] ")
        let answer = (readLine() ?? "").lowercased()
        guard ["y", "yes"].contains(answer) else {
            throw Failure("nothing was changed", hint: "answer 'yes' to go on, or pass \(option)")
        }
    }

    /// Waits for Enter where somebody sits before the terminal; goes on at once elsewhere.
    public static func pause(_ prompt: String) {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return }
        Console.prompt(prompt)
        _ = readLine()
    }
}
