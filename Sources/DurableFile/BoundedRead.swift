internal import Glibc

/// Reading with a bound on bytes and without ever waiting on something that is not a file.
public enum BoundedRead {
    /// Another bound for bytes of another kind, which are known by how they begin.
    public struct Exception {
        let limit: Int
        let applies: ([UInt8]) -> Bool

        /// - Parameters:
        ///   - limit: the bound where it applies, in bytes.
        ///   - applies: asked once, with the first bytes, one more than the usual bound.
        public init(limit: Int, applies: @escaping ([UInt8]) -> Bool) {
            (self.limit, self.applies) = (limit, applies)
        }
    }

    /// All bytes of a regular file of at most `limit` bytes.
    ///
    /// What is checked is the open file, not its name. A file that grows while it is read stops at the bound as well.
    ///
    /// - Throws: ``FileError/notRegular(path:kind:)`` for a folder, pipe, device or socket, at once;
    ///   ``FileError/tooLarge(path:limit:)`` before anything is read when the size says so.
    public static func file(_ path: String, limit: Int, unless exception: Exception? = nil) throws(FileError) -> [UInt8]
    {
        let file = try OpenFile.regular(path)
        guard try file.status().st_size <= exception?.limit ?? limit else { throw .tooLarge(path: path, limit: limit) }
        return try bytes(of: file.descriptor, path: path, limit: limit, unless: exception)
    }

    /// All bytes of standard input, of which there are at most `limit`; stops at the bound, so that endless input ends.
    public static func standardInput(limit: Int, unless exception: Exception? = nil) throws(FileError) -> [UInt8] {
        try bytes(of: STDIN_FILENO, path: "standard input", limit: limit, unless: exception)
    }

    static func bytes(
        of descriptor: Int32, path: String, limit: Int, unless exception: Exception? = nil
    ) throws(FileError) -> [UInt8] {
        var (limit, exception) = (limit, exception)
        var bytes: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 1)
        defer { chunk.deallocate() }
        while bytes.count <= limit {
            let wanted = min(limit - bytes.count, chunk.count - 1) + 1
            let part = UnsafeMutableRawBufferPointer(rebasing: chunk.prefix(wanted))
            let count = try OpenFile.read(descriptor, path: path, into: part)
            if count == 0 { return bytes }
            bytes.append(contentsOf: part.prefix(count))
            if bytes.count > limit, let other = exception, other.applies(bytes) {
                (limit, exception) = (other.limit, nil)
            }
        }
        throw .tooLarge(path: path, limit: limit)
    }
}
