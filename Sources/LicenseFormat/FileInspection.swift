public import SignedNote

/// What is in a license file, a request, a receipt or a product file, item by item; nothing of it is trusted for being
/// shown.
public struct FileInspection: Sendable {
    /// What a signature line is worth.
    public enum SignatureState: Sendable {
        /// By a known key, and it matches.
        case good
        /// By a known key, and it does not match.
        case bad
        /// By a key that is not known here.
        case unknownKey

        /// The words in JSON and on terminals.
        public var name: StaticString {
            switch self {
            case .good: "good"
            case .bad: "BAD"
            case .unknownKey: "unknown key"
            }
        }
    }

    /// One item of the file.
    public struct Item: Sendable {
        /// What it is.
        public let document: DocumentType
        /// What is signed, or the whole item where nothing is.
        public let text: Bytes
        /// The item as it stands in the file.
        public let bytes: Bytes
        /// Its signature lines, each with what it is worth.
        public let signatures: [(signature: SignedNote.Signature, state: SignatureState)]
    }

    /// The items in the file's order; never none.
    public let items: [Item]

    /// Takes a file apart; nil when it is none of those.
    ///
    /// - Parameter knownKeys: the keys whose signatures can be judged; requests and receipts bring their own.
    public init?(_ file: Bytes, knownKeys: [VerifierKey]) {
        if DocumentType(of: file) == .product {
            guard let product = try? Product(parsing: file) else { return nil }
            let body = file.dropLast(product.keyringNote.count + 1)
            let head = Item(document: .product, text: body, bytes: body, signatures: [])
            items = [head] + [Item(product.keyringNote, knownKeys: knownKeys)].compactMap { $0 }
            return
        }
        guard let split = try? LicenseFile(parsing: file).items else { return nil }
        items = split.compactMap { Item($0, knownKeys: knownKeys) }
        guard items.count == split.count else { return nil }
    }

    /// Writes `items`.
    public func write(membersTo json: inout JSONText) {
        json.array("items", items) { json, item in
            json.object { json in
                json.name("document", item.document.name)
                json.string("text", item.text)
                json.array("signatures", item.signatures) { json, signature in
                    json.object { json in
                        json.string("key", signature.signature.name)
                        json.string("keyID", Digest.hex(signature.signature.keyIDBytes))
                        json.name("state", signature.state.name)
                    }
                }
            }
        }
    }
}

extension FileInspection.Item {
    /// Nil when the item is no note by its form.
    fileprivate init?(_ item: Bytes, knownKeys: [VerifierKey]) {
        guard let note = try? SignedNote(parsing: item) else { return nil }
        let keys = knownKeys + Self.ownKey(of: note)
        // The signatures of a proof are those of its checkpoint.
        let signed = (try? LogProof(parsing: item))?.checkpoint.unverifiedText ?? note.unverifiedText
        self.init(
            document: DocumentType(of: note.unverifiedText), text: note.unverifiedText, bytes: item,
            signatures: note.signatures.map { signature in
                guard let key = keys.first(where: { signature.claims($0) }) else { return (signature, .unknownKey) }
                let isGood = key.publicKey.isValidSignature(signature.bytes[...], for: signed)
                return (signature, isGood ? .good : .bad)
            })
    }

    /// Requests and return receipts bring their own key.
    private static func ownKey(of note: SignedNote) -> [VerifierKey] {
        let key =
            (try? ActivationRequest(parsing: note.unverifiedText))?.signingKey
            ?? (try? ReturnReceipt(parsing: note.unverifiedText))?.signingKey
        return key.map { [$0] } ?? []
    }
}
