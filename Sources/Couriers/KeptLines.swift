internal import DurableFile
internal import SignedNote
internal import Terminal

/// The lines that were typed so far, as they are printed, in a file of mode 0600 that survives an interruption.
struct KeptLines {
    /// Room for the most lines that there can be.
    private static let limit = 64 * 1024

    private let folder: String
    private var path: String { folder + "/typed-lines" }

    init(folder: String) {
        self.folder = folder
    }

    /// The lines; none where there is no file.
    func lines() throws(Failure) -> [Bytes] {
        do throws(FileError) {
            return try BoundedRead.file(path, limit: Self.limit)[...].split(separator: newline)
        } catch {
            if case .notFound = error { return [] }
            throw Failure(error)
        }
    }

    /// Puts these lines in the place of those that are there.
    func keep(_ lines: [[UInt8]]) throws(FileError) {
        try Folder.create(folder, mode: 0o700)
        try AtomicWrite.replace(path, lines.flatMap { $0 + [newline] }, mode: 0o600)
    }

    /// Drops the lines.
    func remove() { if FileError.isTaken(path) { AtomicWrite.remove(path) } }
}
