internal import Glibc

/// What a person types, a line at a time.
public enum Keyboard {
    /// Whether somebody can be asked: standard input is a terminal.
    public static var isThere: Bool { isatty(STDIN_FILENO) == 1 }

    /// Whether results are shown on a terminal, and not written elsewhere.
    public static var seesResults: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Asks, and waits for a line; nil when there is no more.
    public static func line(_ question: String) -> String? {
        Console.prompt(Console.safe(question))
        return readLine()
    }

    /// Waits for Enter where somebody sits before the terminal; goes on at once elsewhere.
    public static func pause(_ prompt: String) {
        guard isThere, isatty(STDOUT_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return }
        _ = line(prompt)
    }

    /// Asks, and says whether the answer is `y` or `yes`.
    public static func agrees(to question: String) -> Bool {
        ["y", "yes"].contains((line("\(question) [y/N] ") ?? "").lowercased())
    }
}
