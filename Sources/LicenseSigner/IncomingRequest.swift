public import LicenseFormat
public import SignedNote

/// An activation request whose signature is good.
public struct IncomingRequest: Equatable, Sendable {
    /// What it asks for.
    public let request: ActivationRequest
    /// The request as the installation made it.
    public let note: SignedNote
    /// What was undone to read it.
    public let repairs: [Repair]

    /// Reads a request as it came: strictly first, then the first repaired reading whose signature verifies; when
    /// none does, the error is about the original.
    public init(_ file: Bytes) throws(SignerError) {
        let incoming = try IncomingDocument<ActivationRequest>(file)
        request = incoming.document
        note = incoming.note
        repairs = incoming.repairs
    }
}
