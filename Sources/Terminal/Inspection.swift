public import ArgumentParser
internal import DurableFile
internal import LicenseFormat
public import SignedNote

/// The options of `inspect`, the same on both command lines.
public struct InspectionOptions: ParsableArguments {
    @Argument(help: "The file; - is standard input.")
    var file: FileArgument

    @Option(name: .long, help: ArgumentHelp("Write each item into a file in this new folder.", valueName: "dir"))
    var split: String?

    /// Defaults.
    public init() {}

    /// Shows the file, and splits it where that is asked.
    ///
    /// - Parameter knownKeys: the keys whose signatures can be judged.
    public func run(knownKeys: [VerifierKey], json: Bool) throws(Failure) {
        let bytes = try file.read(limit: Limits.fileBytes)
        let items = try Inspection.items(of: bytes, name: file.name, knownKeys: knownKeys)
        if json {
            Console.result { json in
                json.object { json in
                    json.array("items", items) { json, item in item.write(to: &json) }
                }
            }
        } else {
            for item in items { item.show() }
        }
        if let split { try Inspection.write(items, into: split) }
    }
}

/// One item of a file, as `inspect` shows it.
struct Inspection {
    let document: DocumentType
    let text: Bytes
    let bytes: Bytes
    let signatures: [(signature: SignedNote.Signature, state: StaticString)]

    /// The items of a license file, a request or a product file.
    static func items(of file: [UInt8], name: String, knownKeys: [VerifierKey]) throws(Failure) -> [Inspection] {
        if DocumentType(of: file[...]) == .product {
            do throws(FormatError) {
                let product = try Product(parsing: file[...])
                let body = file.dropLast(product.keyringNote.count + 1)
                let keyring = (try? SignedNote(parsing: product.keyringNote)).map { note in
                    Inspection(note, bytes: product.keyringNote, knownKeys: knownKeys)
                }
                return [Inspection(document: .product, text: body, bytes: body, signatures: [])]
                    + (keyring.map { [$0] } ?? [])
            } catch {
                throw notReadable(name)
            }
        }
        let items: [Bytes]
        do throws(LicenseFile.Malformation) { items = try LicenseFile(parsing: file[...]).items } catch {
            throw notReadable(name)
        }
        return try items.map { item throws(Failure) in
            if let note = try? SignedNote(parsing: item) { return Inspection(note, bytes: item, knownKeys: knownKeys) }
            // A proof is no note of its own.
            guard DocumentType(of: item) == .logProof else { throw notReadable(name) }
            return Inspection(document: .logProof, text: item, bytes: item, signatures: [])
        }
    }

    private init(document: DocumentType, text: Bytes, bytes: Bytes, signatures: [(SignedNote.Signature, StaticString)])
    {
        self.document = document
        self.text = text
        self.bytes = bytes
        self.signatures = signatures
    }

    private init(_ note: SignedNote, bytes: Bytes, knownKeys: [VerifierKey]) {
        let keys = knownKeys + Self.ownKey(of: note)
        let signatures = note.signatures.map { signature in
            guard let key = keys.first(where: { signature.claims($0) }) else {
                return (signature, "unknown key" as StaticString)
            }
            return (
                signature,
                key.publicKey.isValidSignature(signature.bytes[...], for: note.unverifiedText) ? "good" : "BAD"
            )
        }
        self.init(
            document: DocumentType(of: note.unverifiedText), text: note.unverifiedText, bytes: bytes,
            signatures: signatures)
    }

    /// Requests and return receipts bring their own key.
    private static func ownKey(of note: SignedNote) -> [VerifierKey] {
        let key =
            (try? ActivationRequest(parsing: note.unverifiedText))?.signingKey
            ?? (try? ReturnReceipt(parsing: note.unverifiedText))?.signingKey
        return key.map { [$0] } ?? []
    }

    private static func notReadable(_ name: String) -> Failure {
        Failure(
            "\(name) is not a license file, a request or a product file",
            hint: "if it was pasted out of a message, 'latchkey import' can repair it")
    }

    func show() {
        Console.result("# \([UInt8](document.name).string)")
        for line in text.split(separator: newline) { Console.result(Console.safe(line.string)) }
        for (signature, state) in signatures {
            Console.result("# signed by \(Console.safe(signature.name.string)): \([UInt8](state).string)")
        }
    }

    func write(to json: inout JSONText) {
        json.object { json in
            json.string("document", [UInt8](document.name))
            json.string("text", Array(text))
            json.array("signatures", signatures) { json, signature in
                json.object { json in
                    json.string("key", signature.signature.name)
                    json.string("keyID", Digest.hex(signature.signature.keyIDBytes))
                    json.string("state", [UInt8](signature.state))
                }
            }
        }
    }

    /// Writes `1-license.note`, `2-keyring.note`, … into a new folder.
    static func write(_ items: [Inspection], into folder: String) throws(Failure) {
        do throws(FileError) {
            try Folder.create(folder)
            for (index, item) in items.enumerated() {
                let kind = [UInt8](item.document.name).string.split(separator: " ").joined(separator: "-")
                try AtomicWrite.create("\(folder)/\(index + 1)-\(kind).note", Array(item.bytes))
            }
        } catch {
            throw Failure(error)
        }
        Console.talk("wrote \(items.count) files into \(folder)")
    }
}
