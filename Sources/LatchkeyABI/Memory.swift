internal import CLatchkey
internal import LicenseVerifier
internal import SignedNote

/// A null pointer with a length.
struct NullPointer: Error {}

extension latchkey_bytes {
    /// The bytes, at most one more than `limit`: whoever reads them sees that they are too many, and nobody copies the
    /// rest.
    func copied(atMost limit: Int) throws(NullPointer) -> Bytes {
        if count == 0 { return [] }
        guard let bytes else { throw NullPointer() }
        return [UInt8](copying: UnsafeRawBufferPointer(start: bytes, count: min(count, limit + 1)))[...]
    }
}

extension Call {
    /// Copies what every call but an inspection brings.
    init(product: latchkey_bytes, state: latchkey_bytes, context: latchkey_bytes) throws(NullPointer) {
        self.init()
        self.product = try product.copied(atMost: Limits.fileBytes)
        self.state = state.bytes == nil && state.count == 0 ? nil : try state.copied(atMost: Limits.stateBytes)
        self.context = try context.copied(atMost: Limits.contextBytes)
    }
}

/// Writes an answer into the caller's struct, with its bytes in one block of memory.
func respond(
    into target: UnsafeMutablePointer<latchkey_answer>?, _ body: () throws(NullPointer) -> Answer
) -> latchkey_outcome {
    guard let target else { return LATCHKEY_BAD_CALL }
    target.pointee = latchkey_answer()
    let answer: Answer
    do throws(NullPointer) { answer = try body() } catch {
        answer = Answer(.badCall, .contextUnreadable("a null pointer has a length"), in: .english)
    }
    let parts = [answer.text, answer.state, answer.document]
    // Each part is followed by a zero byte.
    let size = parts.reduce(0) { $0 + $1.count + 1 }
    // Aligned to a cache line: such memory outlives its call (support.c).
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64).assumingMemoryBound(to: UInt8.self)
    var next = memory
    func keep(_ part: [UInt8]) -> latchkey_bytes {
        let start = next
        part.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: start, count: part.count).copyMemory(from: $0) }
        start[part.count] = 0
        next = start + part.count + 1
        return part.isEmpty ? latchkey_bytes() : latchkey_bytes(bytes: start, count: part.count)
    }
    target.pointee.outcome = latchkey_outcome(UInt32(answer.outcome.rawValue))
    target.pointee.mode = latchkey_mode(UInt32(answer.mode))
    target.pointee.allowed = answer.allowed ? 1 : 0
    target.pointee.findings = answer.findings
    target.pointee.expires = answer.expires
    target.pointee.json = keep(answer.text)
    target.pointee.state = keep(answer.state)
    target.pointee.document = keep(answer.document)
    target.pointee.memory = UnsafeMutableRawPointer(memory)
    return target.pointee.outcome
}
