internal import LicenseFormat
internal import SignedNote

/// A document that an installation signs with its own key, which the document names.
protocol InstallationDocument {
    static var type: DocumentType { get }
    /// The installation's public key.
    var key: Ed25519PublicKey { get }
    /// The key that must have signed the document.
    var signingKey: VerifierKey? { get }

    /// Reads the one spelling.
    init(parsing text: Bytes) throws(FormatError)
}

extension ActivationRequest: InstallationDocument {
    static var type: DocumentType { .request }
}

extension ReturnReceipt: InstallationDocument {
    static var type: DocumentType { .receipt }
}

/// An installation's document whose signature is good, however it was carried.
struct IncomingDocument<Document: InstallationDocument> {
    let document: Document
    /// The note as the installation made it.
    let note: SignedNote
    /// What was undone to read it.
    let repairs: [Repair]

    /// Reads a document as it came: strictly first, then the first repaired reading whose signature verifies; when
    /// none does, the error is about the original.
    init(_ file: Bytes) throws(SignerError) {
        do throws(SignerError) {
            (document, note) = try Self.verified(file)
            repairs = []
        } catch {
            for reading in TransportRepair.readings(of: file) {
                if let repaired = try? Self.verified(reading.bytes[...]) {
                    (document, note) = repaired
                    repairs = reading.repairs
                    return
                }
            }
            throw error
        }
    }

    /// A document in its one spelling, signed by the key that it names, which must be a proper one.
    private static func verified(_ file: Bytes) throws(SignerError) -> (Document, SignedNote) {
        let note: SignedNote
        do throws(NoteError) { note = try SignedNote(parsing: file) } catch { throw .damagedDocument(Document.type) }
        let type = DocumentType(of: note.unverifiedText)
        guard type == Document.type else { throw .wrongDocument(found: type, expected: Document.type) }
        let document: Document
        do throws(FormatError) { document = try Document(parsing: note.unverifiedText) } catch {
            throw .alteredDocument(Document.type)
        }
        guard let key = document.signingKey, (try? note.verified(by: [key])) != nil else {
            throw .alteredDocument(Document.type)
        }
        guard document.key.isInPrimeOrderSubgroup else { throw .weakInstallationKey }
        return (document, note)
    }
}
