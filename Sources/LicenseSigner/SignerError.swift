public import LicenseFormat
internal import SignedNote

/// Why the vendor's side could not do what was asked.
public enum SignerError: Error, Equatable, Sendable {
    /// A key could not be made, opened or used.
    case key(KeyError)
    /// A file of the workspace is not what it should be.
    case damaged(path: String, FormatError)
    /// A keyring's signatures are not those of its roots.
    case keyringNotSigned(path: String)
    /// Not 1 ≤ threshold ≤ roots ≤ 16.
    case impossibleThreshold(threshold: Int, roots: Int)
    /// A feature that the product does not have.
    case unknownFeature(String, known: [String])
    /// No key of a role may sign now, or its secret half is not here.
    case noSigningKey(role: String)
    /// The file is not the installation's document any more that it should be.
    case damagedDocument(DocumentType)
    /// The document does not match its signature.
    case alteredDocument(DocumentType)
    /// The file is something else than what belongs here.
    case wrongDocument(found: DocumentType, expected: DocumentType)
    /// The document is for another vendor.
    case otherVendor(DocumentType, found: String, expected: String)
    /// The document is for another product.
    case otherProduct(DocumentType, found: String, expected: String)
    /// The installation cannot read this version's licenses.
    case cannotReadLicenses
    /// The installation's key is not in the prime-order subgroup.
    case weakInstallationKey
    /// A wildcard over a suffix under which anybody can have a name.
    case publicSuffix(String)
    /// Terms that contradict each other.
    case contradiction(FormatError)
    /// A term that ends after the year 9999.
    case endsTooLate
    /// A value that cannot be written into a license.
    case invalidValue(String, of: String)
}

extension SignerError {
    /// What is wrong: lower case, no full stop.
    public var message: String {
        switch self {
        case .key(let error): error.message
        case .damaged(let path, let error): "'\(path)' cannot be read: line \(error.line)"
        case .keyringNotSigned(let path): "'\(path)' does not carry the signatures of its root keys"
        case .impossibleThreshold(let threshold, let roots): "\(threshold) of \(roots) root keys cannot be asked for"
        case .unknownFeature(let name, _): "the product has no feature '\(name)'"
        case .noSigningKey(let role): "no \(role) key can sign here now"
        case .damagedDocument(let type): "this is not \(type.phraseText) any more"
        case .alteredDocument(let type): "the \(type.text) does not match its signature: it was changed on its way"
        case .wrongDocument(let found, let expected): "this is \(found.phraseText), not \(expected.phraseText)"
        case .otherVendor(let type, let found, let expected), .otherProduct(let type, let found, let expected):
            "the \(type.text) is for \(found), not for \(expected)"
        case .cannotReadLicenses: "the installation cannot read licenses of this version"
        case .weakInstallationKey: "the installation's key is not a proper Ed25519 key"
        case .publicSuffix(let name): "a wildcard over '\(name)' would cover everybody's sites"
        case .contradiction(let error): "the terms contradict each other at '\(error.key.string)'"
        case .endsTooLate: "the term ends after the year 9999"
        case .invalidValue(let value, let key): "'\(value)' cannot be the \(key)"
        }
    }

    /// What to do next.
    public var hint: String? {
        switch self {
        case .key(let error): error.hint
        case .damaged, .keyringNotSigned: "restore the file from a backup"
        case .impossibleThreshold: "choose a threshold from 1 to the number of roots, and at most 16 roots"
        case .unknownFeature(_, let known):
            known.isEmpty ? "the product was added without features" : "known are: \(known.joined(separator: ", "))"
        case .noSigningKey: "see 'latchkey-vendor keys list'"
        case .damagedDocument: "ask for the file again, as an attachment or on a stick"
        case .alteredDocument(let type): "ask for the file as '\(type.writer)' wrote it"
        case .wrongDocument(_, let expected): "name the file that '\(expected.writer)' wrote"
        case .otherVendor: "name the workspace of that vendor with -C"
        case .otherProduct(.request, _, _): "issue it in the workspace that sells this product, or check --product"
        case .otherProduct: "ask which license is meant"
        case .cannotReadLicenses: "issue with the release that the installation understands, or have it updated"
        case .weakInstallationKey: "ask for a request from a new installation"
        case .publicSuffix: "name the sites one by one, or a wildcard under the customer's own domain"
        case .contradiction: "check the dates and terms"
        case .endsTooLate: "name a shorter term, or --perpetual"
        case .invalidValue: nil
        }
    }
}

extension DocumentType {
    fileprivate var text: String { [UInt8](name).string }
    fileprivate var phraseText: String { [UInt8](phrase).string }

    /// The command that writes the document.
    fileprivate var writer: String { self == .receipt ? "latchkey return" : "latchkey request" }
}
