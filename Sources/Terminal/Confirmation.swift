internal import Glibc

/// A question before something that cannot be undone.
public enum Confirmation {
    /// Asks on the terminal, and goes on after `y` or `yes` only.
    ///
    /// - Parameters:
    ///   - question: what is about to happen, as a question.
    ///   - option: the option that says yes beforehand, for whoever is no terminal.
    public static func ask(_ question: String, option: String) throws(Failure) {
        guard Keyboard.isThere, isatty(STDERR_FILENO) == 1 else {
            throw Failure(
                "this cannot be undone, and nobody can be asked: standard input is not a terminal",
                hint: "say yes beforehand with \(option)", status: .usage)
        }
        guard Keyboard.agrees(to: question) else {
            throw Failure("nothing was changed", hint: "answer 'yes' to go on, or pass \(option)")
        }
    }
}
