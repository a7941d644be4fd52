internal import SignedNote

/// `ok NAME…` with the names of the known signers, or the error.
func answerNote(_ vector: Vector) -> [UInt8]? {
    do throws(NoteError) {
        var keys: [VerifierKey] = []
        for text in vector.values("vkey") { keys.append(try VerifierKey(parsing: text)) }
        let note = try SignedNote(parsing: vector.payload)
        guard note.bytes[...] == vector.payload else { return [UInt8]("not-round-trip") }
        let verified = try note.verified(by: keys)
        return joined([[UInt8]("ok")] + verified.signers.map { $0.name })
    } catch {
        return error.name
    }
}

/// `ok NAME HEX`, or the error.
func answerVerifierKey(_ vector: Vector) -> [UInt8]? {
    do throws(NoteError) {
        let key = try VerifierKey(parsing: vector.line)
        guard key.text[...] == vector.line else { return [UInt8]("not-round-trip") }
        return ok(key.name, Array(key.nameAndID.suffix(8)))
    } catch {
        return error.name
    }
}

/// `ok HEX`, or `invalid`.
func answerBase64(_ vector: Vector) -> [UInt8]? {
    let isURLSafe = vector.value("variant")?.equals("url-safe") ?? false
    guard let bytes = Base64.decode(vector.line, isURLSafe ? .urlSafe : .standard) else { return [UInt8]("invalid") }
    return ok(Digest.hex(bytes))
}

/// `ok` for a valid signature by a key of the prime-order subgroup, `ok off-subgroup` by another, or `invalid`.
func answerEd25519(_ vector: Vector) -> [UInt8]? {
    guard let key = vector.value("key").flatMap({ Digest.decodeHex($0) }),
        let message = vector.value("message").flatMap({ Digest.decodeHex($0) }),
        let signature = vector.value("signature").flatMap({ Digest.decodeHex($0) })
    else { return nil }
    guard let key = Ed25519PublicKey(key) else { return [UInt8]("invalid-key") }
    guard key.isValidSignature(signature[...], for: message[...]) else { return [UInt8]("invalid") }
    return key.isInPrimeOrderSubgroup ? ok() : ok([UInt8]("off-subgroup"))
}
