internal import Glibc

/// Who owns a file or folder, and what may be done with it (stat(2)).
public struct FileStatus: Equatable, Sendable {
    /// The owner's user ID.
    public let owner: UInt32
    /// The permission bits.
    public let mode: UInt32
    /// How many bytes a file has.
    public let size: Int64
    /// Whether this process may write there, by the permissions and the file system (access(2)).
    public let isWritable: Bool

    /// Asks about a path; links are followed.
    public init(of path: String) throws(FileError) {
        var status = stat()
        guard !path.utf8.contains(0), !path.isEmpty else { throw .notFound(path: path) }
        guard stat(path, &status) == 0 else { throw FileError("examine", path: path, errno: errno) }
        owner = status.st_uid
        mode = status.st_mode & 0o7777
        size = Int64(status.st_size)
        isWritable = access(path, W_OK) == 0
    }

    /// Whether the owner is the user that this process acts as.
    public var isOwn: Bool { owner == geteuid() }

    /// The permission bits in octal: `0700`.
    public var modeText: String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
