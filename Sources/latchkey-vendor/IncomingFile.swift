internal import Couriers
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

extension IncomingRequest {
    /// Reads a request, as a file or from pictures; what is wrong with it names the file.
    static func read(_ files: [FileArgument]) throws(Failure) -> IncomingRequest {
        try read(IncomingDocument(reading: files))
    }

    /// Takes what arrived for a request; what is wrong with it names the file.
    static func read(_ document: IncomingDocument) throws(Failure) -> IncomingRequest {
        do throws(SignerError) { return try IncomingRequest(document.bytes[...]) } catch {
            throw document.failure(error)
        }
    }
}

extension IncomingReceipt {
    /// Takes what arrived for a return receipt; what is wrong with it names the file.
    static func read(_ document: IncomingDocument) throws(Failure) -> IncomingReceipt {
        do throws(SignerError) { return try IncomingReceipt(document.bytes[...]) } catch {
            throw document.failure(error)
        }
    }
}

extension IncomingDocument {
    /// What is wrong with the document that was named.
    func failure(_ error: SignerError) -> Failure { Failure("\(name): \(error.message)", hint: error.hint) }
}

extension FileArgument {
    /// Says what was undone to read a document.
    static func tell(_ repairs: [Repair], of document: String) {
        if repairs.isEmpty { return }
        Console.talk(
            "the \(document) was changed on its way and could be repaired: "
                + repairs.map { [UInt8]($0.name).string }.joined(separator: ", "))
    }
}
