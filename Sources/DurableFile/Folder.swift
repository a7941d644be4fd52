internal import Glibc
internal import SystemPackage

/// Folders.
public enum Folder {
    /// Creates a folder and those above it that are missing; one that exists is left as it is.
    ///
    /// What root creates takes the owner of the folder above. The folders above get mode 0755; the umask applies.
    ///
    /// - Throws: ``FileError/notFolder(path:)`` when something else has the name, or that of a folder above.
    public static func create(_ path: String, mode: UInt32 = 0o755) throws(FileError) {
        guard !path.utf8.contains(0), !path.isEmpty else { throw .notFound(path: path) }
        let whole = FilePath(path)
        var missing: [FilePath] = []
        var ancestor = whole
        while !ancestor.isEmpty, try !isFolder(ancestor.string) {
            missing.append(ancestor)
            guard ancestor.removeLastComponent() else { break }
        }
        for folder in missing.reversed() {
            try createOne(folder.string, mode: folder == whole ? mode : 0o755)
        }
    }

    /// Whether there is a folder of this name; links are followed.
    public static func exists(_ path: String) -> Bool {
        (try? isFolder(path)) ?? false
    }

    private static func isFolder(_ path: String) throws(FileError) -> Bool {
        var status = stat()
        guard !path.utf8.contains(0) else { throw .notFound(path: path) }
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return false }
            if errno == ENOTDIR { throw .notFolder(path: path) }
            throw FileError("examine", path: path, errno: errno)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .notFolder(path: path) }
        return true
    }

    private static func createOne(_ path: String, mode: UInt32) throws(FileError) {
        let parent = try TargetFolder(of: path)
        guard mkdirat(parent.folder.descriptor, parent.name, mode) == 0 else {
            // Another process was faster.
            if errno == EEXIST, exists(path) { return }
            throw FileError("create", path: path, errno: errno)
        }
        let folder = try OpenFile(
            parent.name, in: parent.folder.descriptor, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW, calling: path)
        try parent.giveToFolderOwner(folder)
        try parent.sync()
    }
}

extension Folder {
    /// The folder in which the running program lies, links followed; nil where the system does not tell.
    public static func ofProgram() -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0, count < buffer.count else { return nil }
        let path = buffer.prefix(count).map(UInt8.init(bitPattern:))
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return slash == 0 ? "/" : String(decoding: path[..<slash], as: UTF8.self)
    }

    /// The names in a folder that do not begin with a dot, sorted; none where there is no such folder.
    public static func names(in path: String) -> [String] {
        allNames(in: path).filter { !$0.hasPrefix(".") }
    }

    /// All names in a folder, sorted; none where there is no such folder, or where it has more than a number of them.
    static func allNames(in path: String, atMost limit: Int = .max) -> [String] {
        guard !path.utf8.contains(0), let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
            if names.count > limit { return [] }
        }
        return names.sorted()
    }
}

extension FileError {
    /// Whether something has this name already, be it a dangling link.
    public static func isTaken(_ path: String) -> Bool {
        var status = stat()
        return !path.utf8.contains(0) && lstat(path, &status) == 0
    }

    /// Refuses a name that is a pipe's, a device's or a socket's: replacing `/dev/null` would take it from everybody.
    ///
    /// - Throws: ``FileError/notReplaced(path:kind:)``.
    public static func refuseSpecial(_ path: String) throws(FileError) {
        var status = stat()
        guard !path.utf8.contains(0), lstat(path, &status) == 0, let kind = Kind(mode: status.st_mode) else { return }
        switch kind {
        case .fifo, .device, .socket: throw .notReplaced(path: path, kind: kind)
        case .folder, .other: return
        }
    }
}
