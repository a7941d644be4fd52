internal import SignedNote

let noteTargets = [
    Target("note") { holdNote($0) },
    Target("vkey") { holdVerifierKey($0) },
    Target("base64") { holdBase64($0) },
]

private func holdNote(_ bytes: Bytes) {
    guard let note = try? SignedNote(parsing: bytes) else { return }
    hold(note.bytes[...] == bytes, "a note is written as it was read")
    hold(SignedNote.unverifiedText(of: bytes) == note.unverifiedText, "both readers see one text")
    hold((1...Limits.noteSignatures).contains(note.signatures.count), "a note has 1 to 16 signatures")
    let signed = SignedNote(text: Array(note.unverifiedText), signatures: [signature(of: note.unverifiedText)])
    let again = try? SignedNote(parsing: signed.bytes[...])
    hold(again == signed, "a signed text is read as it was signed")
    hold((try? again?.verified(by: [fuzzKey]))?.signers == [fuzzKey], "a good signature verifies")
    hold((try? note.verified(by: [fuzzKey])) == nil, "no input is signed by the fuzzer's key")
}

private func holdVerifierKey(_ text: Bytes) {
    guard let key = try? VerifierKey(parsing: text) else { return }
    hold(key.text[...] == text, "a key is written as it was read")
    hold((try? VerifierKey(trusting: text)) == key, "both readers see one key")
    hold(VerifierKey.isNameAndID(key.nameAndID[...]), "name and ID are such")
}

private func holdBase64(_ text: Bytes) {
    for variant in [Base64.Variant.standard, .urlSafe] {
        let bytes = Base64.decode(text, variant)
        hold(bytes == Base64.decodeSecret(text, variant), "both decoders agree")
        if let bytes { hold(Base64.encode(bytes[...], variant)[...] == text, "what is decoded is encoded as it was") }
        let encoded = Base64.encode(text, variant)
        hold(Base64.decode(encoded[...], variant) == Array(text), "what is encoded is decoded as it was")
    }
}

private let fuzzName = [UInt8]("vendor.example/fuzz/1")
private let fuzzSeed = Ed25519Seed(Digest.blake2b(fuzzName[...]))
private let fuzzKey: VerifierKey = {
    guard let seed = fuzzSeed, let key = try? VerifierKey(name: fuzzName, publicKey: seed.publicKey) else {
        fatalError("a hash is a seed")
    }
    return key
}()

/// A good signature over a text.
func signature(of text: Bytes) -> SignedNote.Signature {
    guard let note = fuzzSeed?.sign(Array(text), as: fuzzName) else { fatalError("a seed signs everything") }
    return note.signatures[0]
}
