/// Why a command did not sign, as a fact (docs/keys-elsewhere.md).
public enum KeyCommandError: Error, Equatable, Sendable {
    /// The system did not start the shell, or gave it no input and output.
    case notStarted(errno: Int32)
    /// It took longer than it may.
    case tooSlow(seconds: Int64)
    /// It ended with another status than 0.
    case status(Int32)
    /// A signal ended it.
    case signal(Int32)
    /// It answered more bytes than any signature has.
    case answerTooLong(limit: Int)
    /// It answered something else than a signature.
    case notASignature
    /// It answered a signature that is not this key's over this text.
    case foreignSignature
}

extension KeyCommandError {
    /// What is wrong, behind the words "the command that signs for KEY".
    var message: String {
        switch self {
        case .notStarted(let number): "could not be started (error \(number))"
        case .tooSlow(let seconds): "did not answer within \(seconds) seconds"
        case .status(let status): "ended with status \(status)"
        case .signal(let signal): "was ended by signal \(signal)"
        case .answerTooLong(let limit): "answered more than \(limit) bytes"
        case .notASignature: "did not answer a signature"
        case .foreignSignature: "answered a signature that is not this key's over this text"
        }
    }

    /// What to do next, where there is something to say.
    var hint: String? {
        switch self {
        case .notStarted: nil
        case .tooSlow: "see what it waits for; it is run by /bin/sh and reads the text from standard input"
        case .status(127): "check the spelling of the command: the shell does not find it"
        case .status(126): "make the program executable: the shell may not run it"
        case .status: "see what it says on standard error"
        case .signal: "run it by hand to see why"
        case .answerTooLong, .notASignature:
            "it has to answer 64 bytes, or one line of Base64 or of 128 hexadecimal digits, and nothing else"
        case .foreignSignature:
            "check which key it uses, and that it signs what it reads as it is: Ed25519, nothing hashed before"
        }
    }
}
