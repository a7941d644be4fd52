public import ArgumentParser
public import DurableFile

/// A file on the command line; `-` is standard input or output.
public struct FileArgument: ExpressibleByArgument, Sendable {
    /// The path, or `-`.
    public let path: String

    /// Takes any path.
    public init(argument: String) {
        path = argument
    }

    /// Shells complete names of files.
    public static var defaultCompletionKind: CompletionKind { .file() }

    /// How `--help` shows it.
    public var defaultValueDescription: String { path }

    /// How a message names it.
    public var name: String { path == "-" ? "standard input" : path }

    /// Reads the whole file, at most `limit` bytes; only regular files and standard input.
    public func read(limit: Int, unless exception: BoundedRead.Exception? = nil) throws(Failure) -> [UInt8] {
        do throws(FileError) {
            return path == "-"
                ? try BoundedRead.standardInput(limit: limit, unless: exception)
                : try BoundedRead.file(path, limit: limit, unless: exception)
        } catch {
            throw Failure(error)
        }
    }

    /// Refuses an output before any work is done for it: one whose folder is not there, and unless `force` is set one
    /// that exists.
    public func refuseUnwritable(force: Bool) throws(Failure) {
        if !force, path != "-", FileError.isTaken(path) { throw Self.taken(.alreadyExists(path: path)) }
        try refuseUnwritable()
    }

    /// Refuses an output that exists, of a command that never replaces one.
    public func refuseTaken() throws(Failure) {
        if path != "-", FileError.isTaken(path) { throw Failure(.alreadyExists(path: path)) }
        try refuseUnwritable()
    }

    private func refuseUnwritable() throws(Failure) {
        if path == "-" { return }
        do throws(FileError) { try FileError.refuseSpecial(path) } catch { throw Failure(error) }
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let folder = String(path[..<slash])
        if !FileError.isTaken(folder) {
            throw Failure(
                "the folder '\(folder)' does not exist", hint: "make it, or name another place with -o",
                status: .undecided)
        }
    }

    private static func taken(_ error: FileError) -> Failure {
        Failure(error.message, hint: "choose another name, or pass --force to replace it", status: .undecided)
    }

    /// Writes the whole file or nothing. A file that exists stays unless `force` is set.
    public func write(_ bytes: [UInt8], force: Bool) throws(Failure) {
        if path == "-" {
            try Console.result(bytes: bytes)
            return
        }
        do throws(FileError) {
            if force { try AtomicWrite.replace(path, bytes) } else { try AtomicWrite.create(path, bytes) }
        } catch {
            if case .alreadyExists = error { throw Self.taken(error) }
            throw Failure(error)
        }
    }
}

/// Options that every command which answers something has.
public struct OutputOptions: ParsableArguments {
    /// Whether to answer in JSON.
    @Flag(name: .long, help: "Answer in JSON.")
    public var json = false

    /// Defaults.
    public init() {}

    /// Refuses an answer in JSON beside a document that goes to standard output as well.
    public func validate(beside output: FileArgument?) throws {
        if json, output?.path == "-" {
            throw ValidationError("--json needs -o FILE: both would go to standard output")
        }
    }
}
