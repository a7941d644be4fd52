internal import CCallMemory
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

/// Makes a call and writes its answer into the caller's struct. All else that the call allocated goes back as a whole.
func respond(
    into target: UnsafeMutablePointer<latchkey_answer>?, _ body: () throws(NullPointer) -> Answer
) -> latchkey_outcome {
    guard let target else { return LATCHKEY_BAD_CALL }
    target.pointee = latchkey_answer()
    withCallMemory {
        do throws(NullPointer) { target.pointee.keep(try body()) } catch {
            target.pointee.keep(Answer(.badCall, .contextUnreadable("a null pointer has a length"), in: .english))
        }
    }
    return target.pointee.outcome
}

/// Runs what leaves no object behind. Never inlined: nothing of it may be read when its memory is gone.
@inline(never)
func withCallMemory(_ body: () -> Void) {
    body()
    #if hasFeature(Embedded)
        free_call_memory()
    #endif
}

extension latchkey_answer {
    /// Takes over what an answer says, with its bytes in one block of memory.
    fileprivate mutating func keep(_ answer: Answer) {
        outcome = latchkey_outcome(UInt32(answer.outcome.rawValue))
        mode = latchkey_mode(UInt32(answer.mode))
        allowed = answer.allowed ? 1 : 0
        findings = answer.findings
        expires = answer.expires
        let parts = [answer.text, answer.state, answer.document]
        // Each part is followed by a zero byte.
        memory = allocate_answer(parts.reduce(0) { $0 + $1.count + 1 })
        var next = memory.assumingMemoryBound(to: UInt8.self)
        json = Self.copy(parts[0], to: &next)
        state = Self.copy(parts[1], to: &next)
        document = Self.copy(parts[2], to: &next)
    }

    private static func copy(_ part: [UInt8], to next: inout UnsafeMutablePointer<UInt8>) -> latchkey_bytes {
        let start = next
        part.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: start, count: part.count).copyMemory(from: $0) }
        start[part.count] = 0
        next = start + part.count + 1
        return part.isEmpty ? latchkey_bytes() : latchkey_bytes(bytes: start, count: part.count)
    }
}
