/// A note whose text is known to be signed. Only ``SignedNote/verified(by:)`` makes one.
public struct VerifiedNote: Equatable, Sendable {
    /// The signed bytes.
    public let text: Bytes
    /// The distinct known keys that signed, in the order of their first line; never empty.
    public let signers: [VerifierKey]

    fileprivate init(text: Bytes, signers: [VerifierKey]) {
        self.text = text
        self.signers = signers
    }
}

extension SignedNote {
    /// Verifies every signature by a known key and ignores the others (c2sp.org/signed-note, "Signatures").
    ///
    /// - Throws: ``NoteError/invalidSignature(number:)`` when a known key's line does not verify, even if another
    ///   one does; ``NoteError/noKnownSigner`` when no line is by a known key.
    public func verified(by keys: [VerifierKey]) throws(NoteError) -> VerifiedNote {
        var signers: [VerifierKey] = []
        for (index, signature) in signatures.enumerated() {
            guard let key = keys.first(where: { signature.claims($0) }) else { continue }
            guard key.publicKey.isValidSignature(signature.bytes[...], for: unverifiedText) else {
                throw .invalidSignature(number: index + 1)
            }
            if !signers.contains(key) { signers.append(key) }
        }
        guard !signers.isEmpty else { throw .noKnownSigner }
        return VerifiedNote(text: unverifiedText, signers: signers)
    }
}
