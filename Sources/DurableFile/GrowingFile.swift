/// A file that is written a part at a time and has its name only when it is whole and on the disk.
public final class GrowingFile {
    private let target: TargetFolder
    private let file: OpenFile
    private let temporary: String
    private var isPlaced = false

    /// Begins a file that will have this path.
    public init(_ path: String, mode: UInt32 = 0o644) throws(FileError) {
        let target = try TargetFolder(of: path)
        temporary = TargetFolder.temporaryName()
        file = try target.openTemporary(temporary, mode: mode)
        self.target = target
    }

    deinit { if !isPlaced { target.remove(temporary) } }

    /// Adds bytes.
    public func write(_ bytes: [UInt8]) throws(FileError) { try file.write(bytes.span.bytes) }

    /// Brings the file to the disk, and gives it its name.
    ///
    /// - Parameter replacing: whether a file of that name is replaced; else it is an error.
    public func finish(replacing: Bool) throws(FileError) {
        try file.sync()
        if replacing { try target.rename(temporary, to: target.name) } else { try target.placeNew(temporary) }
        isPlaced = true
        try target.sync()
    }
}
