internal import DurableFile

/// A long answer written a part at a time: to standard output, or to a file that has its name only when it is whole.
public final class OutputStream {
    private let target: FileArgument
    private let force: Bool
    private let file: GrowingFile?
    private var waiting: [UInt8] = []

    fileprivate init(_ target: FileArgument, force: Bool) throws(Failure) {
        self.target = target
        self.force = force
        do throws(FileError) { file = target.path == "-" ? nil : try GrowingFile(target.path) } catch {
            throw Failure(error)
        }
    }

    /// Adds bytes.
    public func write(_ bytes: [UInt8]) throws(Failure) {
        waiting += bytes
        if waiting.count >= 1 << 16 { try flush() }
    }

    /// Writes what is left, and gives the file its name.
    public func finish() throws(Failure) {
        try flush()
        do throws(FileError) { try file?.finish(replacing: force) } catch { throw Failure(error) }
    }

    private func flush() throws(Failure) {
        defer { waiting = [] }
        guard let file else {
            try Console.result(bytes: waiting)
            return
        }
        do throws(FileError) { try file.write(waiting) } catch { throw Failure(error) }
    }
}

extension FileArgument {
    /// A stream into the file.
    ///
    /// - Parameter force: whether a file that exists is replaced in the end.
    public func stream(force: Bool) throws(Failure) -> OutputStream { try OutputStream(self, force: force) }
}
