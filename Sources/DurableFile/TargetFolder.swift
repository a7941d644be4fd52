internal import CPosix
internal import Glibc
internal import SystemPackage

/// The open folder of a file that is about to be written, and the moves inside it. Every name is looked up in the open
/// folder, so that a folder renamed in the meantime changes nothing.
struct TargetFolder: ~Copyable {
    let folder: OpenFile
    /// The file's name in the folder.
    let name: String
    /// The file's whole path, for errors.
    let path: String

    init(of path: String) throws(FileError) {
        guard !path.utf8.contains(0) else { throw .notFound(path: path) }
        let whole = FilePath(path)
        guard let last = whole.lastComponent, last.kind == .regular else {
            throw path.isEmpty ? .notFound(path: path) : .notRegular(path: path, kind: .folder)
        }
        let parent = whole.removingLastComponent().string
        folder = try OpenFile(parent.isEmpty ? "." : parent, flags: O_RDONLY | O_DIRECTORY)
        name = last.string
        self.path = path
    }

    /// A name that nothing has.
    static func temporaryName() -> String {
        ".latchkey-" + String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// Writes `bytes` to a new file on the disk and returns its name; leaves nothing behind on failure.
    ///
    /// - Parameter secret: the mode must come out exactly as asked, and the file stays the process's own.
    func writeTemporary(_ bytes: RawSpan, mode: UInt32, secret: Bool = false) throws(FileError) -> String {
        let temporary = Self.temporaryName()
        let file = try openTemporary(temporary, mode: mode, secret: secret)
        do throws(FileError) {
            try file.write(bytes)
            try file.sync()
        } catch {
            remove(temporary)
            throw error
        }
        return temporary
    }

    /// A new file with its mode and owner; it leaves nothing behind on failure.
    func openTemporary(_ temporary: String, mode: UInt32, secret: Bool = false) throws(FileError) -> OpenFile {
        let file = try OpenFile(
            temporary, in: folder.descriptor, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode, calling: path
        )
        do throws(FileError) {
            try setMode(of: file, to: mode, secret: secret)
            if !secret { try giveToFolderOwner(file) }
        } catch {
            remove(temporary)
            throw error
        }
        return file
    }

    /// The user's mask may take rights from others, never from the owner.
    private func setMode(of file: borrowing OpenFile, to mode: UInt32, secret: Bool) throws(FileError) {
        let found = try file.status().st_mode & 0o777
        let wanted = secret ? mode : found | (mode & 0o700)
        if found != wanted, fchmod(file.descriptor, wanted) != 0 {
            throw FileError("set the mode of", path: path, errno: errno)
        }
        guard secret else { return }
        // Some file systems have no modes and say yes to everything.
        let final = try file.status().st_mode & 0o777
        guard final == mode else { throw .permissions(path: path, mode: final) }
    }

    /// What root writes into somebody's folder is that somebody's, else a web server would be locked out.
    func giveToFolderOwner(_ file: borrowing OpenFile) throws(FileError) {
        guard geteuid() == 0 else { return }
        let owner = try folder.status()
        let status = try file.status()
        guard status.st_uid != owner.st_uid || status.st_gid != owner.st_gid else { return }
        guard fchown(file.descriptor, owner.st_uid, owner.st_gid) == 0 else {
            throw FileError("set the owner of", path: path, errno: errno)
        }
    }

    /// Gives a temporary file its name, unless something has that name.
    func placeNew(_ temporary: String) throws(FileError) {
        if linux_rename_no_replace(folder.descriptor, temporary, name) == 0 { return }
        // Network file systems and old kernels know only links.
        guard errno == EINVAL || errno == ENOSYS else { throw FileError("create", path: path, errno: errno) }
        guard linkat(folder.descriptor, temporary, folder.descriptor, name, 0) == 0 else {
            throw FileError("create", path: path, errno: errno)
        }
        remove(temporary)
    }

    /// Renames over whatever has the new name.
    func rename(_ old: String, to new: String) throws(FileError) {
        guard renameat(folder.descriptor, old, folder.descriptor, new) == 0 else {
            throw FileError("replace", path: path, errno: errno)
        }
    }

    /// Makes the file `name` available as `other` too, in one step; false when there is no such file.
    ///
    /// - Parameter copying: whether to copy where the file system has no hard links; else that answers false.
    func keep(_ name: String, as other: String, mode: UInt32, copying: Bool) throws(FileError) -> Bool {
        var temporary = Self.temporaryName()
        if linkat(folder.descriptor, name, folder.descriptor, temporary, 0) != 0 {
            switch errno {
            case ENOENT: return false
            case EPERM, EOPNOTSUPP, ENOSYS, EMLINK:
                guard copying else { return false }
                temporary = try copy(name, mode: mode)
            default: throw FileError("keep", path: path, errno: errno)
            }
        }
        // Renaming a link over another link of the same file leaves both.
        defer { remove(temporary) }
        try rename(temporary, to: other)
        return true
    }

    private func copy(_ name: String, mode: UInt32) throws(FileError) -> String {
        let old = try OpenFile(
            name, in: folder.descriptor, flags: O_RDONLY | O_NONBLOCK | O_NOFOLLOW, calling: path)
        if let kind = FileError.Kind(mode: try old.status().st_mode) { throw .notRegular(path: path, kind: kind) }
        let bytes = try BoundedRead.bytes(of: old.descriptor, path: path, limit: 1 << 30)
        return try writeTemporary(bytes.span.bytes, mode: mode)
    }

    func remove(_ name: String) {
        _ = unlinkat(folder.descriptor, name, 0)
    }

    /// Brings the names to the disk. A file system that cannot do that for folders answers EINVAL and is left alone.
    func sync() throws(FileError) {
        guard retrying({ fsync(folder.descriptor) }) == 0 || errno == EINVAL else {
            throw FileError("sync the folder of", path: path, errno: errno)
        }
    }
}
