public import LicenseFormat
public import SignedNote

extension FormatError {
    /// Where and what, for a message: `line 7, url: the value is not written in its one way`.
    public var text: [UInt8] {
        var text = [UInt8]("line ", line)
        if !key.isEmpty { text.append(contentsOf: [UInt8](", ") + DisplayText.safe(key[...])) }
        return text + [UInt8](": ") + [UInt8](reason.text)
    }
}

extension FormatError.Reason {
    /// What, for a message.
    public var text: StaticString {
        switch self {
        case .wrongType: "the first line does not say what the document is"
        case .tooManyLines: "there are too many lines"
        case .malformedLine: "the line is not a key, a space and a value"
        case .missingKey: "the key is missing here"
        case .unexpectedKey: "the key does not belong here"
        case .invalidValue: "the value is not written in its one way"
        case .unsorted: "repeated keys are not sorted, or stand twice"
        case .tooMany: "the key stands too often"
        case .inconsistent: "the value contradicts another one"
        case .note: "what follows the body is not a signed note"
        }
    }
}

extension NoteError {
    /// What is wrong, for a message.
    public var text: [UInt8] {
        switch self {
        case .tooLarge(let limit): [UInt8]("it is larger than ", limit, " bytes")
        case .notText: [UInt8]("it is not text, or holds control characters")
        case .notANote: [UInt8]("its signature lines are missing")
        case .malformedSignatureLine(let number): [UInt8]("its signature line ", number, " is incomplete")
        case .tooManySignatures(let limit): [UInt8]("it has more than ", limit, " signature lines")
        case .malformedVerifierKey, .malformedKeyName, .unsupportedKeyType: [UInt8]("a key in it cannot be read")
        case .invalidSignature(let number): [UInt8]("its signature ", number, " does not match")
        case .noKnownSigner: [UInt8]("its signer is not known")
        }
    }
}
