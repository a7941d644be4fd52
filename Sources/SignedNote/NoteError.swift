/// What can be wrong with a note or a verifier key, as a fact.
public enum NoteError: Error, Equatable, Sendable {
    /// More bytes than a note can have.
    case tooLarge(limit: Int)
    /// Not UTF-8, or an ASCII control character other than newline.
    case notText
    /// No empty line followed by signature lines up to the end.
    case notANote
    /// A signature line that is not em dash, space, key name, space, Base64 of at least five bytes.
    case malformedSignatureLine(number: Int)
    /// More signature lines than a note can have.
    case tooManySignatures(limit: Int)
    /// Not `NAME+HEX+BASE64`, or the key ID is not that of the name and key.
    case malformedVerifierKey
    /// A key name that is empty, too long, not UTF-8 or holds a space or a plus sign.
    case malformedKeyName
    /// A verifier key of another algorithm than Ed25519 (type 0x01).
    case unsupportedKeyType(UInt8)
    /// A key that is known by name and ID signed something else: the text or the signature was changed.
    case invalidSignature(number: Int)
    /// No signature is by a known key.
    case noKnownSigner
}
