public import LicenseFormat
internal import SignedNote

/// What a record holds.
public enum RecordKind: String, Sendable, CaseIterable {
    /// A product as it is sold, a `latchkey/catalog@v1` body; the newest of a name counts.
    case product
    /// A keyring; its name is the version.
    case keyring
    /// An installation's activation request; its name is the installation ID.
    case request
    /// A license; its name is its number.
    case license
    /// A list of revoked licenses; its name is the scope, and the newest counts.
    case revocations
    /// A clock repair; its name is the installation ID.
    case repair
    /// The receipt of a license that was given back; its name is the license's number.
    case receipt = "return"
    /// A signed head of the issuance log; its name is the tree's size.
    case checkpoint

    /// Whether the issuance log has a leaf for it.
    public var isLogged: Bool {
        switch self {
        case .keyring, .license, .revocations: true
        case .product, .request, .repair, .receipt, .checkpoint: false
        }
    }
}

/// One thing that happened at the vendor's desk: who did what, when and why, and the document that came of it.
///
/// Records are numbered from 1 without a gap, never changed and never removed. Each carries a checksum over itself and
/// the checksum before it, so that a changed, missing or moved one is found.
public struct Record: Equatable, Sendable {
    /// What is known of a record before it has a place in the ledger.
    public struct Content: Equatable, Sendable {
        /// What it holds.
        public var kind: RecordKind
        /// What it is found by.
        public var name: String
        /// The document's bytes, UTF-8.
        public var body: [UInt8]
        /// `key value` lines about how it came to be, sorted by their writer; empty when there is nothing to say.
        public var detail: String
        /// Who did it.
        public var actor: String
        /// Why, in a few words; empty when nobody said.
        public var reason: String
        /// When it was recorded.
        public var time: Timestamp

        /// Puts content together.
        public init(
            kind: RecordKind, name: String, body: [UInt8], detail: String = "", actor: String, reason: String = "",
            time: Timestamp
        ) {
            self.kind = kind
            self.name = name
            self.body = body
            self.detail = detail
            self.actor = actor
            self.reason = reason
            self.time = time
        }
    }

    /// Its place, from 1.
    public let number: Int64
    /// What it says.
    public let content: Content
    /// How many leaves the issuance log has with this record.
    public let leaves: Int64
    /// BLAKE2b, 16 bytes, over the checksum before it and all of the above.
    public let checksum: [UInt8]

    /// Its leaf in the issuance log, from 0; nil when it has none.
    public var leaf: Int64? { content.kind.isLogged ? leaves - 1 : nil }

    /// Takes a record as it is stored; ``follows(_:)`` tells whether it is right.
    package init(number: Int64, content: Content, leaves: Int64, checksum: [UInt8]) {
        self.number = number
        self.content = content
        self.leaves = leaves
        self.checksum = checksum
    }

    /// The record that comes after another one, or the first one.
    package init(_ content: Content, after previous: Record.End) {
        number = previous.number + 1
        leaves = previous.leaves + (content.kind.isLogged ? 1 : 0)
        self.content = content
        checksum = Self.checksum(content, number: number, leaves: leaves, after: previous.checksum)
    }

    /// Whether this record, unchanged, is the one after `previous`.
    package func follows(_ previous: Record.End) -> Bool { self == Record(content, after: previous) }

    /// Where a ledger ends.
    public struct End: Equatable, Sendable {
        /// The last record's number, 0 when there is none.
        public let number: Int64
        /// The leaves of the issuance log.
        public let leaves: Int64
        /// The last record's checksum, 16 zeros when there is none.
        public let checksum: [UInt8]

        /// The end of an empty ledger.
        public static let empty = End(number: 0, leaves: 0, checksum: [UInt8](repeating: 0, count: 16))

        /// Puts an end together.
        package init(number: Int64, leaves: Int64, checksum: [UInt8]) {
            self.number = number
            self.leaves = leaves
            self.checksum = checksum
        }
    }

    /// What comes after this record.
    package var end: End { End(number: number, leaves: leaves, checksum: checksum) }

    private static func checksum(
        _ content: Content, number: Int64, leaves: Int64, after previous: [UInt8]
    ) -> [UInt8] {
        var bytes = previous
        bytes.reserveCapacity(content.body.count + 256)
        for field in [
            Array("\(number)".utf8), Array("\(leaves)".utf8), Array(content.kind.rawValue.utf8),
            Array(content.name.utf8), content.body, Array(content.detail.utf8), Array(content.actor.utf8),
            Array(content.reason.utf8), content.time.text,
        ] {
            withUnsafeBytes(of: UInt64(field.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: field)
        }
        return Digest.blake2b(bytes[...], length: 16)
    }
}
