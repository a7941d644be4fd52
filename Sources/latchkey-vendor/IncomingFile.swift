internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

extension IncomingRequest {
    /// Reads a request; what is wrong with it names the file.
    static func read(_ file: FileArgument) throws(Failure) -> IncomingRequest {
        let bytes = try file.read(limit: Limits.fileBytes)
        do throws(SignerError) { return try IncomingRequest(bytes[...]) } catch { throw file.failure(error) }
    }
}

extension IncomingReceipt {
    /// Reads a return receipt; what is wrong with it names the file.
    static func read(_ file: FileArgument) throws(Failure) -> IncomingReceipt {
        let bytes = try file.read(limit: Limits.fileBytes)
        do throws(SignerError) { return try IncomingReceipt(bytes[...]) } catch { throw file.failure(error) }
    }
}

extension FileArgument {
    /// What is wrong with the file that was named.
    func failure(_ error: SignerError) -> Failure { Failure("\(name): \(error.message)", hint: error.hint) }

    /// Says what was undone to read a document.
    static func tell(_ repairs: [Repair], of document: String) {
        if repairs.isEmpty { return }
        Console.talk(
            "the \(document) was changed on its way and could be repaired: "
                + repairs.map { [UInt8]($0.name).string }.joined(separator: ", "))
    }
}
