public import LicenseFormat
public import SignedNote

/// An activation request whose signature is good.
public struct IncomingRequest: Equatable, Sendable {
    /// What it asks for.
    public let request: ActivationRequest
    /// What was undone to read it.
    public let repairs: [Repair]

    /// Reads a request as it came: strictly first, then the first repaired reading whose signature verifies; when
    /// none does, the error is about the original.
    public init(_ file: Bytes) throws(SignerError) {
        do throws(SignerError) {
            request = try Self.verified(file)
            repairs = []
        } catch {
            for reading in TransportRepair.readings(of: file) {
                if let repaired = try? Self.verified(reading.bytes[...]) {
                    request = repaired
                    repairs = reading.repairs
                    return
                }
            }
            throw error
        }
    }

    /// A request in its one spelling, signed by the key that it names, which must be a proper one.
    private static func verified(_ file: Bytes) throws(SignerError) -> ActivationRequest {
        let note: SignedNote
        do throws(NoteError) { note = try SignedNote(parsing: file) } catch { throw .damagedRequest }
        let type = DocumentType(of: note.unverifiedText)
        guard type == .request else { throw .notARequest(type) }
        let request: ActivationRequest
        do throws(FormatError) { request = try ActivationRequest(parsing: note.unverifiedText) } catch {
            throw .alteredRequest
        }
        guard let key = request.signingKey, (try? note.verified(by: [key])) != nil else { throw .alteredRequest }
        guard request.key.isInPrimeOrderSubgroup else { throw .weakInstallationKey }
        return request
    }
}
