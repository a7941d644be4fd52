internal import CStreams
internal import VectorRunner

/// Reads one vector on standard input, at most a mebibyte, and prints the answer in one line.
@c(main)
public func vectorMain(_ count: Int32, _ arguments: UnsafeMutableRawPointer?) -> Int32 {
    var vector: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let length = read(0, &chunk, chunk.count)
        guard length >= 0, vector.count <= 1 << 20 else { return 2 }
        if length == 0 { break }
        vector.append(contentsOf: chunk.prefix(length))
    }
    let answer = run(vector) + [UInt8(ascii: "\n")]
    return write(1, answer, answer.count) == answer.count ? 0 : 2
}
