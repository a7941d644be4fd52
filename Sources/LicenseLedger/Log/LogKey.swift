internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote

/// The key that signs the heads of the log, where it is at hand.
struct LogKey: ~Copyable {
    private enum Source: ~Copyable {
        case own(SigningKey)
        case new(NewKeys.Key)
        case elsewhere
    }

    private let source: Source

    /// A key; nil where it is kept elsewhere.
    init(_ key: consuming SigningKey?) {
        source =
            switch consume key {
            case .some(let key): .own(key)
            case .none: .elsewhere
            }
    }

    /// The key of a workspace that is being made.
    init(named key: NewKeys.Key) { source = .new(key) }

    /// A signed checkpoint; nil where the key is kept elsewhere.
    borrowing func checkpoint(size: Int64, root: [UInt8]) throws(LedgerError) -> SignedNote? {
        guard let size = Decimal(size) else { return nil }
        switch source {
        case .own(let key): return try Self.checkpoint(size: size, root: root, key: key)
        case .new(let key): return try Self.checkpoint(size: size, root: root, key: key.signing)
        case .elsewhere: return nil
        }
    }

    private static func checkpoint(
        size: Decimal, root: [UInt8], key: borrowing SigningKey
    ) throws(LedgerError) -> SignedNote {
        let text = Checkpoint(origin: key.verifierKey.name, size: size, root: root).text
        return try signing { () throws(SignerError) in try key.note(text) }
    }
}
