// The functions of latchkey.h, under the names and with the promises that stand there.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

internal import CCallMemory
public import CLatchkey
internal import SignedNote

@c @implementation
public func latchkey_abi_version() -> Int32 { LATCHKEY_ABI_VERSION }

@c @implementation
public func latchkey_version() -> UnsafePointer<CChar>? {
    releaseName.withUTF8Buffer { UnsafeRawPointer($0.baseAddress)?.assumingMemoryBound(to: CChar.self) }
}

@c @implementation
public func latchkey_supports(_ type: latchkey_bytes) -> Int32 {
    var answer: Int32 = 0
    withCallMemory {
        if let type = try? type.copied(atMost: Limits.tokenBytes), Call.supports(type) { answer = 1 }
    }
    return answer
}

@c @implementation
public func latchkey_verify(
    _ product: latchkey_bytes, _ state: latchkey_bytes, _ context: latchkey_bytes,
    _ answer: UnsafeMutablePointer<latchkey_answer>?
) -> latchkey_outcome {
    respond(into: answer) { () throws(NullPointer) in
        try Call(product: product, state: state, context: context).verdict()
    }
}

@c @implementation
public func latchkey_status(
    _ product: latchkey_bytes, _ state: latchkey_bytes, _ context: latchkey_bytes,
    _ answer: UnsafeMutablePointer<latchkey_answer>?
) -> latchkey_outcome {
    respond(into: answer) { () throws(NullPointer) in
        try Call(product: product, state: state, context: context).status()
    }
}

@c @implementation
public func latchkey_import(
    _ product: latchkey_bytes, _ state: latchkey_bytes, _ seed: latchkey_bytes, _ file: latchkey_bytes,
    _ context: latchkey_bytes, _ answer: UnsafeMutablePointer<latchkey_answer>?
) -> latchkey_outcome {
    respond(into: answer) { () throws(NullPointer) in
        var call = try Call(product: product, state: state, context: context)
        call.seed = try seed.copied(atMost: Ed25519Seed.byteCount)
        call.file = try file.copied(atMost: Limits.fileBytes)
        return call.importing()
    }
}

@c @implementation
public func latchkey_request(
    _ product: latchkey_bytes, _ state: latchkey_bytes, _ seed: latchkey_bytes, _ nonce: latchkey_bytes,
    _ context: latchkey_bytes, _ answer: UnsafeMutablePointer<latchkey_answer>?
) -> latchkey_outcome {
    respond(into: answer) { () throws(NullPointer) in
        var call = try Call(product: product, state: state, context: context)
        call.seed = try seed.copied(atMost: Ed25519Seed.byteCount)
        call.nonce = try nonce.copied(atMost: Int(LATCHKEY_NONCE_BYTES))
        return call.request()
    }
}

@c @implementation
public func latchkey_return(
    _ product: latchkey_bytes, _ state: latchkey_bytes, _ seed: latchkey_bytes, _ license: latchkey_bytes,
    _ context: latchkey_bytes, _ answer: UnsafeMutablePointer<latchkey_answer>?
) -> latchkey_outcome {
    respond(into: answer) { () throws(NullPointer) in
        var call = try Call(product: product, state: state, context: context)
        call.seed = try seed.copied(atMost: Ed25519Seed.byteCount)
        call.license = try license.copied(atMost: Limits.tokenBytes)
        return call.giveBack()
    }
}

@c @implementation
public func latchkey_inspect(
    _ product: latchkey_bytes, _ file: latchkey_bytes, _ answer: UnsafeMutablePointer<latchkey_answer>?
) -> latchkey_outcome {
    respond(into: answer) { () throws(NullPointer) in
        var call = Call()
        call.product = try product.copied(atMost: Limits.fileBytes)
        call.file = try file.copied(atMost: Limits.fileBytes)
        return call.inspection()
    }
}

@c @implementation
public func latchkey_support(
    _ product: latchkey_bytes, _ state: latchkey_bytes, _ context: latchkey_bytes,
    _ answer: UnsafeMutablePointer<latchkey_answer>?
) -> latchkey_outcome {
    respond(into: answer) { () throws(NullPointer) in
        try Call(product: product, state: state, context: context).support()
    }
}

@c @implementation
public func latchkey_answer_free(_ answer: UnsafeMutablePointer<latchkey_answer>?) {
    guard let answer else { return }
    free_answer(answer.pointee.memory)
    answer.pointee = latchkey_answer()
}
