internal import DurableFile

/// A long file or standard input, of which a part is in memory at a time.
public final class InputStream {
    private let file: FileReader
    /// What was read and not taken.
    private var window: ArraySlice<UInt8> = []
    /// How many bytes were taken.
    public private(set) var count = 0

    fileprivate init(_ file: FileReader) {
        self.file = file
    }

    /// The share that was taken, 0 to 1; nil where nobody knows how much there is.
    public var share: Double? {
        file.size.map { $0 == 0 ? 1 : Double(count) / Double($0) }
    }

    /// The next byte, which stays; nil at the end.
    public func peek() throws(Failure) -> UInt8? {
        if window.isEmpty { window = try more() }
        return window.first
    }

    /// The bytes that are next, which stay: `size` of them, or all there are.
    public func preview(_ size: Int) throws(Failure) -> ArraySlice<UInt8> {
        while window.count < size {
            let part = try more()
            if part.isEmpty { break }
            window += part
        }
        return window.prefix(size)
    }

    /// Takes bytes that were seen.
    public func skip(_ size: Int) {
        window = window.dropFirst(size)
        count += size
    }

    /// Takes what `bytes` is true of, up to the first byte that it is not true of.
    ///
    /// - Returns: nil when that is more than `limit` bytes.
    public func take(atMost limit: Int, while bytes: (UInt8) -> Bool) throws(Failure) -> [UInt8]? {
        var taken: [UInt8] = []
        while try peek() != nil {
            let part = window.prefix(while: bytes)
            guard taken.count + part.count <= limit else { return nil }
            taken += part
            skip(part.count)
            if !window.isEmpty { break }
        }
        return taken
    }

    private func more() throws(Failure) -> ArraySlice<UInt8> {
        do throws(FileError) { return try file.next()[...] } catch { throw Failure(error) }
    }
}

extension FileArgument {
    /// A stream of what the file holds; only of a regular file and of standard input.
    public func input() throws(Failure) -> InputStream {
        do throws(FileError) { return InputStream(path == "-" ? FileReader() : try FileReader(path)) } catch {
            throw Failure(error)
        }
    }
}
