internal import DurableFile
internal import Glibc
public import LicenseFormat

/// Standard output for results, standard error for talk. What is shown is free of terminal escapes.
public enum Console {
    /// Writes a result line. Ends the process when it cannot be written: half an answer is none.
    public static func result(_ line: String) {
        answer(Array(line.utf8) + [UInt8(ascii: "\n")])
    }

    /// Writes a document as it is.
    public static func result(bytes: [UInt8]) throws(Failure) {
        let failure = write(bytes, to: STDOUT_FILENO)
        if failure != 0 {
            throw Failure(FileError.system(path: "standard output", operation: "write to", errno: failure))
        }
    }

    /// Writes JSON and a newline. Ends the process when it cannot be written.
    public static func result(json: (inout JSONText) -> Void) {
        var text = JSONText()
        json(&text)
        answer(text.bytes + [UInt8(ascii: "\n")])
    }

    /// Writes JSON on a line of its own, for answers of many lines. Ends the process when it cannot be written.
    public static func line(json: (inout JSONText) -> Void) {
        var text = JSONText(.compact)
        json(&text)
        answer(text.bytes + [UInt8(ascii: "\n")])
    }

    /// Writes a line of talk.
    public static func talk(_ line: String) {
        _ = write(Array(line.utf8) + [UInt8(ascii: "\n")], to: STDERR_FILENO)
    }

    /// Writes a question, and leaves the cursor behind it.
    static func prompt(_ question: String) {
        _ = write(Array(question.utf8), to: STDERR_FILENO)
    }

    private static func answer(_ bytes: [UInt8]) {
        do throws(Failure) { try result(bytes: bytes) } catch {
            let path = CommandLine.arguments.first ?? ""
            CommandRunner.end(error, program: path.split(separator: "/").last.map(String.init) ?? path)
        }
    }

    /// Writes `PROGRAM: error: …` and `PROGRAM: hint: …`.
    static func report(_ failure: Failure, program: String) {
        talk("\(program): error: \(safe(failure.message))")
        if let hint = failure.hint { talk("\(program): hint: \(safe(hint))") }
    }

    /// A number of things, `1 file` or `2 files`.
    public static func count(_ number: some BinaryInteger, _ thing: String, many: String? = nil) -> String {
        "\(number) \(number == 1 ? thing : many ?? thing + "s")"
    }

    /// Text without control characters, as `DisplayText` makes it but of any length.
    public static func safe(_ text: String) -> String {
        // Nearly every text.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { DisplayText.isSafe($0.value) ? $0 : "\u{FFFD}" }))
    }

    /// Writes all of `bytes`; the error number that stopped it, or 0.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
