public import LicenseFormat
public import SignedNote

/// A return receipt whose signature is good.
public struct IncomingReceipt: Equatable, Sendable {
    /// What it gives back.
    public let receipt: ReturnReceipt
    /// The receipt as the installation made it.
    public let note: SignedNote
    /// What was undone to read it.
    public let repairs: [Repair]

    /// Reads a receipt as it came, as ``IncomingRequest/init(_:)`` reads requests.
    public init(_ file: Bytes) throws(SignerError) {
        let incoming = try IncomingDocument<ReturnReceipt>(file)
        receipt = incoming.document
        note = incoming.note
        repairs = incoming.repairs
    }
}
