public import ArgumentParser
public import LicenseTransport
internal import SignedNote
public import Terminal

/// The options of commands that take a file which may be typed instead.
public struct TypedOptions: ParsableArguments {
    /// Whether to take lines.
    @Flag(name: .customLong("typed"), help: "Take the lines that are read aloud to you.")
    public var isWanted = false

    /// Whether to begin anew.
    @Flag(name: .long, help: "With --typed: drop lines from before.")
    public var startOver = false

    /// Defaults.
    public init() {}

    /// Refuses what contradicts itself.
    public func validate() throws {
        if startOver, !isWanted { throw ValidationError("--start-over needs --typed") }
    }

    /// Refuses a file beside typed lines, and neither of them where one is needed.
    public func validate(beside files: [FileArgument], isNeeded: Bool = true) throws {
        if isWanted, !files.isEmpty { throw ValidationError("--typed and a file exclude each other") }
        if isNeeded, !isWanted, files.isEmpty { throw ValidationError("no file is named; name one, or use --typed") }
    }

    /// Reads the file, the pictures of its codes, or its lines from the keyboard.
    ///
    /// - Parameters:
    ///   - folder: where lines are kept until the file is whole.
    ///   - context: what is known here.
    public func read(
        _ files: [FileArgument], keepingIn folder: String, knowing context: ReaderContext = .nothing
    ) throws(Failure) -> IncomingDocument {
        guard isWanted else { return try IncomingDocument(reading: files) }
        let kept = KeptLines(folder: folder)
        var typing = try Typing(kept, startingOver: startOver, context: context)
        return IncomingDocument(typed: try typing.file(), kept: kept)
    }
}
