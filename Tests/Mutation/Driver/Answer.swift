internal import VectorRunner

/// The answer to a vector, put at `target`; how many bytes it has, or −1 where there is no room for it.
@_cdecl("answer_vector")
public func answerVector(
    _ vector: UnsafePointer<UInt8>, _ count: Int, _ target: UnsafeMutablePointer<UInt8>, _ room: Int
) -> Int {
    let answer = run(Array(UnsafeBufferPointer(start: vector, count: count)))
    guard answer.count <= room else { return -1 }
    target.update(from: answer, count: answer.count)
    return answer.count
}
