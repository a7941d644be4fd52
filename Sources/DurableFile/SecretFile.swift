internal import Glibc

extension OpenFile {
    /// Opens a file that holds a secret: a regular file, reached without a symbolic link at its name, owned by the
    /// process's user or by root, closed to group and others, of at most `limit` bytes.
    ///
    /// All of that is asked of the open descriptor, so that a file swapped in meanwhile is not believed.
    package static func secret(_ path: String, limit: Int) throws(FileError) -> OpenFile {
        let file = try regular(path, followingLinks: false)
        let status = try file.status()
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw .wrongOwner(path: path, owner: status.st_uid)
        }
        guard status.st_mode & 0o077 == 0 else { throw .permissions(path: path, mode: status.st_mode & 0o777) }
        guard status.st_size <= limit else { throw .tooLarge(path: path, limit: limit) }
        return file
    }
}
