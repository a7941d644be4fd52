internal import Glibc
internal import VectorRunner

/// Answers vectors (docs/spec/conformance.md): with `--one` the one that is standard input, else many.
///
/// Many stand one after the other, each behind a line with its length in decimal; standard output gets one line for
/// each, in their order. Ends with 0 at the end of the input, and with 2 where it is not such.
@main
struct VectorServer {
    static func main() {
        var input = Input()
        if CommandLine.arguments.dropFirst() == ["--one"] {
            send(run(input.everything()) + [UInt8(ascii: "\n")])
            return
        }
        while let length = input.line() {
            guard let length = Int(length), let vector = input.bytes(length) else { exit(2) }
            send(run(vector) + [UInt8(ascii: "\n")])
        }
    }

    private static func send(_ answer: [UInt8]) {
        var sent = 0
        while sent < answer.count {
            let count = answer[sent...].withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            guard count > 0 else { exit(2) }
            sent += count
        }
    }
}

/// Standard input, read in chunks.
private struct Input {
    private var buffer: [UInt8] = []
    private var position = 0

    /// The next line without its newline; nil at the end of the input.
    mutating func line() -> String? {
        var end = position
        while true {
            if end == buffer.count {
                end -= position
                guard fill() else { return nil }
            }
            if buffer[end] == UInt8(ascii: "\n") { break }
            end += 1
        }
        defer { position = end + 1 }
        return String(decoding: buffer[position..<end], as: UTF8.self)
    }

    /// What is left of the input.
    mutating func everything() -> [UInt8] {
        while fill() {}
        return buffer
    }

    /// So many bytes; nil when there are not as many.
    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard count >= 0 else { return nil }
        while buffer.count - position < count {
            guard fill() else { return nil }
        }
        defer { position += count }
        return Array(buffer[position..<position + count])
    }

    /// Forgets what was read and appends another chunk; false at the end of the input.
    private mutating func fill() -> Bool {
        buffer.removeFirst(position)
        position = 0
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(0, &chunk, chunk.count)
        guard count > 0 else { return false }
        buffer += chunk[..<count]
        return true
    }
}
