internal import Glibc

/// An open descriptor and the path it is called by in errors; closed when its life ends.
package struct OpenFile: ~Copyable {
    /// The descriptor.
    package let descriptor: Int32
    /// What errors call the file.
    package let path: String

    /// Opens `path` with the flags of open(2), of which O_CLOEXEC is always set; a relative path starts at `folder`.
    init(
        _ path: String, in folder: Int32 = AT_FDCWD, flags: Int32, mode: UInt32 = 0, calling shown: String? = nil
    ) throws(FileError) {
        let shown = shown ?? path
        // A zero byte would end the name early.
        guard !path.utf8.contains(0) else { throw .notFound(path: shown) }
        let opened = retrying { openat(folder, path, flags | O_CLOEXEC, mode) }
        guard opened >= 0 else {
            // Opening a socket answers ENXIO.
            guard errno != ENXIO else { throw .notRegular(path: shown, kind: .socket) }
            throw FileError("open", path: shown, errno: errno)
        }
        descriptor = opened
        self.path = shown
    }

    /// Opens a regular file for reading and never waits: a pipe, device, socket or folder is refused at once.
    package static func regular(_ path: String, followingLinks: Bool = true) throws(FileError) -> OpenFile {
        let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (followingLinks ? 0 : O_NOFOLLOW)
        let file = try OpenFile(path, flags: flags)
        if let kind = FileError.Kind(mode: try file.status().st_mode) { throw .notRegular(path: path, kind: kind) }
        return file
    }

    deinit { _ = close(descriptor) }

    /// What fstat(2) says about the open file, not about whatever has its name now.
    func status() throws(FileError) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError("examine", path: path, errno: errno) }
        return status
    }

    /// Reads once into `buffer`: the count of bytes, 0 at the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        try Self.read(descriptor, path: path, into: buffer)
    }

    /// Reads once from a descriptor that somebody else owns; `path` is what errors call it.
    package static func read(
        _ descriptor: Int32, path: String, into buffer: UnsafeMutableRawBufferPointer
    ) throws(FileError) -> Int {
        let count = retrying { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
        guard count >= 0 else { throw FileError("read", path: path, errno: errno) }
        return count
    }

    /// Writes all of `bytes`, however many calls that takes.
    func write(_ bytes: RawSpan) throws(FileError) {
        let failure = bytes.withUnsafeBytes { buffer -> Int32 in
            var rest = buffer[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = retrying { Glibc.write(descriptor, part.baseAddress, part.count) }
                guard count > 0 else { return count < 0 ? errno : EIO }
                rest = rest.dropFirst(count)
            }
            return 0
        }
        guard failure == 0 else { throw FileError("write", path: path, errno: failure) }
    }

    /// Brings the file to the disk. A failure is final: the kernel may have dropped what could not be written, so
    /// that a second call would wrongly succeed.
    func sync() throws(FileError) {
        guard retrying({ fsync(descriptor) }) == 0 else { throw FileError("sync", path: path, errno: errno) }
    }
}

extension FileError.Kind {
    /// What the mode of stat(2) stands for, nil for a regular file.
    init?(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: return nil
        case S_IFDIR: self = .folder
        case S_IFIFO: self = .fifo
        case S_IFCHR, S_IFBLK: self = .device
        case S_IFSOCK: self = .socket
        default: self = .other
        }
    }
}

/// Calls until a signal no longer interrupts.
package func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}
