internal import CPosix
internal import Glibc

/// Writing many files into one folder and bringing them to the disk together, which is much faster than one by one.
///
/// A file gets its name only after its content is on the disk, in ``sync()``. Until then it has a temporary name
/// (`.latchkey-…`), as it has when the process is killed.
public final class FileSeries {
    private let folder: OpenFile
    private let path: String
    private var waiting: [(temporary: String, name: String)] = []

    /// Opens a folder.
    public init(folder path: String) throws(FileError) {
        self.path = path
        folder = try OpenFile(path, flags: O_RDONLY | O_DIRECTORY)
    }

    deinit {
        for (temporary, _) in waiting { _ = unlinkat(folder.descriptor, temporary, 0) }
    }

    /// Writes a file that will have a name of the folder; one that is there with the same bytes stays.
    ///
    /// - Throws: ``FileError/alreadyExists(path:)`` when the name is taken by something else.
    public func write(_ name: String, _ bytes: [UInt8]) throws(FileError) {
        let whole = "\(path)/\(name)"
        if faccessat(folder.descriptor, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 {
            let held = try? BoundedRead.file(whole, limit: bytes.count)
            guard held == bytes else { throw .alreadyExists(path: whole) }
            return
        }
        let temporary = TargetFolder.temporaryName()
        let file = try OpenFile(
            temporary, in: folder.descriptor, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o644,
            calling: whole)
        waiting.append((temporary, name))
        try file.write(bytes.span.bytes)
    }

    /// Brings all files to the disk, and then gives them their names.
    ///
    /// - Throws: what failed; files that did not get their names are gone.
    public func sync() throws(FileError) {
        if waiting.isEmpty { return }
        // A failure is final, as with fsync(2): the kernel may have dropped what could not be written.
        guard retrying({ linux_sync_file_system(folder.descriptor) }) == 0 else { throw FileError("sync", path: path, errno: errno) }
        while let (temporary, name) = waiting.last {
            if linux_rename_no_replace(folder.descriptor, temporary, name) != 0 {
                guard errno == EINVAL || errno == ENOSYS else {
                    throw FileError("create", path: "\(path)/\(name)", errno: errno)
                }
                guard linkat(folder.descriptor, temporary, folder.descriptor, name, 0) == 0 else {
                    throw FileError("create", path: "\(path)/\(name)", errno: errno)
                }
                _ = unlinkat(folder.descriptor, temporary, 0)
            }
            waiting.removeLast()
        }
        guard retrying({ fsync(folder.descriptor) }) == 0 || errno == EINVAL else {
            throw FileError("sync", path: path, errno: errno)
        }
    }
}
