internal import Glibc

/// A file or standard input, read a part at a time.
public final class FileReader {
    /// How many bytes there are; nil where nobody knows, as for a pipe.
    public let size: Int?
    private let source: Source

    private enum Source: ~Copyable {
        case file(OpenFile)
        case standardInput
    }

    /// Opens a regular file; whatever else has the name is refused at once.
    public init(_ path: String) throws(FileError) {
        let file = try OpenFile.regular(path)
        size = try file.status().st_size
        source = .file(file)
    }

    /// Takes standard input from where it stands.
    public init() {
        var status = stat()
        let isRegular = fstat(STDIN_FILENO, &status) == 0 && FileError.Kind(mode: status.st_mode) == nil
        size = isRegular ? status.st_size : nil
        source = .standardInput
    }

    /// The next bytes, as many as one call of read(2) gives; none at the end.
    public func next() throws(FileError) -> [UInt8] {
        var failure: FileError?
        let bytes = [UInt8](unsafeUninitializedCapacity: 64 * 1024) { buffer, count in
            do throws(FileError) { count = try read(into: UnsafeMutableRawBufferPointer(buffer)) } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    private func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        switch source {
        case .file(let file): try file.read(into: buffer)
        case .standardInput: try OpenFile.read(STDIN_FILENO, path: "standard input", into: buffer)
        }
    }
}
