public import DurableFile

/// Why a command ends without doing what was asked: one line on what is wrong, one on what to do.
public struct Failure: Error, Sendable {
    /// How a program ends (docs/cli.md, "Exit status").
    public enum Status: Int32, Sendable {
        /// Read-only, off or refused.
        case refused = 1
        /// Could not decide: something could not be read or written.
        case undecided = 2
        /// The command was not understood.
        case usage = 64
    }

    /// What is wrong: lower case, no full stop, names the file or option.
    public let message: String
    /// The next step.
    public let hint: String?
    /// The exit status.
    public let status: Status

    /// Puts a failure together.
    public init(_ message: String, hint: String? = nil, status: Status = .refused) {
        self.message = message
        self.hint = hint
        self.status = status
    }

    /// A file that could not be read or written.
    public init(_ error: FileError) {
        self.init(error.message, hint: error.hint, status: .undecided)
    }
}
