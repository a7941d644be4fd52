internal import Glibc

/// An exclusive lock between processes, on a file of its own in a folder (flock(2)); let go when its life ends, and by
/// the kernel when the process dies.
public struct FileLock: ~Copyable {
    /// What to do when somebody else holds the lock.
    public enum Wait: Sendable {
        /// Wait for as long as it takes.
        case blocking
        /// Fail at once.
        case `try`
    }

    private let file: OpenFile

    /// Takes the lock; the file is created with mode 0600 and stays when the lock is let go.
    ///
    /// - Throws: ``FileError/locked(path:)`` when it is taken and `wait` is `try`.
    public init(folder: String, name: String = "lock", wait: Wait) throws(FileError) {
        let path = folder + "/" + name
        let target = try TargetFolder(of: path)
        let file = try OpenFile(
            target.name, in: target.folder.descriptor, flags: O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, mode: 0o600,
            calling: path)
        try target.giveToFolderOwner(file)
        let operation = LOCK_EX | (wait == .try ? LOCK_NB : 0)
        guard retrying({ flock(file.descriptor, operation) }) == 0 else {
            throw errno == EWOULDBLOCK ? .locked(path: path) : FileError("lock", path: path, errno: errno)
        }
        self.file = file
    }
}
