internal import SystemPackage

/// What can be wrong with a file, as a fact.
public enum FileError: Error, Equatable, Sendable {
    /// What a path leads to when it is no regular file.
    public enum Kind: String, Sendable {
        /// A directory.
        case folder = "a folder"
        /// A named pipe.
        case fifo = "a named pipe"
        /// A character or block device.
        case device = "a device"
        /// A socket.
        case socket = "a socket"
        /// Anything else.
        case other = "a special file"
    }

    /// Nothing has this name.
    case notFound(path: String)
    /// Not a regular file.
    case notRegular(path: String, kind: Kind)
    /// A pipe, device or socket, which a new file would displace.
    case notReplaced(path: String, kind: Kind)
    /// Not a folder.
    case notFolder(path: String)
    /// More bytes than may be read.
    case tooLarge(path: String, limit: Int)
    /// The name is taken, and nothing may be overwritten.
    case alreadyExists(path: String)
    /// A secret file that others may read or write; `mode` is its permission bits.
    case permissions(path: String, mode: UInt32)
    /// A secret file of another user; `owner` is that user's ID.
    case wrongOwner(path: String, owner: UInt32)
    /// A symbolic link where none is followed, or too many of them.
    case symbolicLink(path: String)
    /// Somebody else holds the lock.
    case locked(path: String)
    /// A system call failed: `operation` is what was tried, such as `write`; `errno` is its error number.
    case system(path: String, operation: String, errno: Int32)

    /// The fact behind the error number of a failed call.
    init(_ operation: String, path: String, errno number: Int32) {
        self =
            switch Errno(rawValue: number) {
            case .noSuchFileOrDirectory: .notFound(path: path)
            case .fileExists: .alreadyExists(path: path)
            case .isDirectory: .notRegular(path: path, kind: .folder)
            case .tooManySymbolicLinkLevels: .symbolicLink(path: path)
            default: .system(path: path, operation: operation, errno: number)
            }
    }
}

extension FileError {
    /// What is wrong, in one sentence that names the file; lower case, no full stop.
    public var message: String {
        switch self {
        case .notFound(let path): "'\(path)' does not exist"
        case .notRegular(let path, let kind): "'\(path)' is \(kind.rawValue), not a regular file"
        case .notReplaced(let path, let kind): "'\(path)' is \(kind.rawValue), and only a file is replaced"
        case .notFolder(let path): "'\(path)' is not a folder"
        case .tooLarge(let path, let limit): "'\(path)' is larger than \(limit) bytes"
        case .alreadyExists(let path): "'\(path)' already exists"
        case .permissions(let path, let mode):
            "'\(path)' can be read or written by others (mode 0\(String(mode, radix: 8)))"
        case .wrongOwner(let path, let owner): "'\(path)' belongs to another user (user ID \(owner))"
        case .symbolicLink(let path): "'\(path)' is a symbolic link, which is not followed here"
        case .locked(let path): "'\(path)' is locked by another process"
        case .system(let path, let operation, let number):
            "cannot \(operation) '\(path)': \(Errno(rawValue: number).description.lowercased())"
        }
    }

    /// What to do next, where there is something to say.
    public var hint: String? {
        switch self {
        case .notFound(let path): Neighbor.of(path).map { "did you mean '\($0)'?" } ?? "check the spelling of the path"
        case .notRegular(_, .folder): "name a file in that folder"
        case .notRegular(_, .fifo), .notRegular(_, .device), .notRegular(_, .socket):
            "copy it into a regular file, or pass '-' and pipe it in"
        case .notReplaced: "name a file, or pass '-' for standard output"
        case .tooLarge: "check that this is the file you meant"
        case .alreadyExists: "choose another name, or move the old file away first"
        case .permissions(let path, _): "run: chmod 600 '\(path)'"
        case .wrongOwner: "run as the user that owns the file, or give the file to yourself with chown"
        case .symbolicLink: "name the file itself"
        case .locked: "wait until the other process is done, then try again"
        case .system(_, _, let number): Self.hint(for: Errno(rawValue: number))
        case .notRegular, .notFolder: nil
        }
    }

    private static func hint(for number: Errno) -> String? {
        switch number {
        case .permissionDenied, .notPermitted: "check the permissions of the file and of the folders above it"
        case .noSpace: "make room on the disk, then try again"
        case .readOnlyFileSystem: "choose a folder that can be written to"
        case .ioError: "check the disk: what was written may be lost"
        default: nil
        }
    }
}
