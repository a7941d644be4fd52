internal import LicenseFormat
internal import SignedNote

/// What may be passed on of the reason why something could not be read: the words that operating systems and databases
/// use for everybody, and nothing around them.
enum PlainReason {
    /// The first of the plain reasons that stands in a text, in any case.
    static func found(in text: Bytes) -> StaticString {
        let lowered = text.map { ASCII.lowered($0) }
        for reason in all where lowered.indices.contains(where: { lowered[$0...].hasPrefix(reason) }) { return reason }
        return "the reason stays where it was found"
    }

    private static let all: [StaticString] = [
        "permission denied", "operation not permitted", "access denied", "open_basedir restriction", "no such file",
        "not a directory", "is a directory", "is not a file", "symbolic link", "input/output error",
        "read-only file system", "too many open files", "stale file handle", "is not base64", "connection refused",
        "connection timed out", "server has gone away", "no such table", "is locked",
    ]
}
