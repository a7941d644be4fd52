internal import CPosix
internal import SignedNote

/// What is read: files and standard input, never more than a limit.
enum Input {
    /// What became of reading.
    enum Result {
        case bytes(Bytes)
        case absent
        case unreadable(StaticString)
    }

    /// Reads a file in one piece, at most one byte more than `limit`.
    static func file(_ path: [UInt8], limit: Int) -> Result {
        let path = path.map { CChar(bitPattern: $0) } + [0]
        let file = posix_open_to_read(path)
        guard file >= 0 else { return posix_is_missing() != 0 ? .absent : .unreadable("it cannot be opened") }
        defer { posix_close(file) }
        let size = posix_file_size(file)
        guard size >= 0 else { return .unreadable("it is not a file") }
        var bytes = [UInt8](repeating: 0, count: min(Int(size), limit) + 1)
        let count = posix_read(file, &bytes, bytes.count)
        guard count >= 0 else { return .unreadable("it cannot be read") }
        return .bytes(bytes.prefix(count))
    }

    /// Reads standard input to its end; nil when it is more than `limit`, or fails.
    static func standard(limit: Int) -> Bytes? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = posix_read(0, &chunk, chunk.count)
            if count == 0 { return bytes[...] }
            guard count > 0, bytes.count + count <= limit else { return nil }
            bytes.append(contentsOf: chunk.prefix(count))
        }
    }
}

/// What is written: answers on standard output, complaints on standard error.
enum Output {
    /// Writes everything; false when that fails.
    static func write(_ bytes: [UInt8], to file: Int32 = 1) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            guard var next = bytes.baseAddress else { return true }
            var left = bytes.count
            while left > 0 {
                let count = posix_write(file, next, left)
                guard count > 0 else { return false }
                next += count
                left -= count
            }
            return true
        }
    }

    /// Shows a text and ends well.
    static func show(_ text: StaticString) -> Int32 { write([UInt8](text)) ? 0 : 2 }

    /// Says what is wrong with the command line.
    static func complain(_ error: UsageError) {
        var line = [UInt8]("latchkey-verify: error: ")
        if !error.word.isEmpty {
            line += [UInt8(ascii: "'")] + error.word.filter { $0 > 0x20 && $0 < 0x7F } + [UInt8]("' ")
        }
        line += [UInt8](error.message) + [newline]
        _ = write(line, to: 2)
    }
}
