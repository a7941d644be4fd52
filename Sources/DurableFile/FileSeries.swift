internal import CPosix
internal import Glibc
internal import Synchronization

/// Writing many files into one folder and bringing them to the disk together, which is many times faster than one by one.
///
/// A file counts once ``sync()`` has returned. What a crash left half written before that is recognised, and written anew.
public final class FileSeries: Sendable {
    private let folder: OpenFile
    private let path: String
    private let state = Mutex(State())

    private struct State {
        /// The files that this series wrote and that are not on the disk yet.
        var waiting: [String] = []
        /// Whether there is something to bring to the disk, be it of a run before this one that was killed.
        var isDirty = false
    }

    /// Opens a folder.
    public init(folder path: String) throws(FileError) {
        self.path = path
        folder = try OpenFile(path, flags: O_RDONLY | O_DIRECTORY)
    }

    deinit { for name in state.withLock({ $0.waiting }) { _ = unlinkat(folder.descriptor, name, 0) } }

    /// Writes a file; one that is there with the same bytes stays, and one that holds their beginning only is replaced.
    ///
    /// - Throws: ``FileError/alreadyExists(path:)`` when the name is taken by something else.
    public func write(_ name: String, _ bytes: [UInt8]) throws(FileError) {
        let file: OpenFile
        do throws(FileError) {
            file = try OpenFile(
                name, in: folder.descriptor, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o644,
                calling: "\(path)/\(name)")
        } catch {
            guard case .alreadyExists = error else { throw error }
            try complete("\(path)/\(name)", bytes)
            return
        }
        state.withLock { state in
            state.waiting.append(name)
            state.isDirty = true
        }
        try file.write(bytes.span.bytes)
    }

    private func complete(_ file: String, _ bytes: [UInt8]) throws(FileError) {
        guard let held = try? BoundedRead.file(file, limit: bytes.count), bytes.starts(with: held) else {
            throw .alreadyExists(path: file)
        }
        state.withLock { $0.isDirty = true }
        if held.count < bytes.count { try AtomicWrite.replace(file, bytes) }
    }

    /// Brings all files and their names to the disk.
    ///
    /// - Throws: what failed; the files since the last call are then removed when the series ends.
    public func sync() throws(FileError) {
        if !state.withLock(\.isDirty) { return }
        // A failure is final, as with fsync(2): the kernel may have dropped what could not be written.
        guard retrying({ linux_sync_file_system(folder.descriptor) }) == 0 else {
            throw FileError("sync", path: path, errno: errno)
        }
        state.withLock { $0 = State() }
    }
}
