internal import SignedNote

/// The words that begin a line in documents of one type; a line that begins with none of them continues the one before.
struct DocumentKeys {
    private let type: DocumentType

    init(_ type: DocumentType) { self.type = type }

    func begins(_ line: [UInt8]) -> Bool {
        if line.hasPrefix("x-") { return true }
        let word = line.prefix { $0 != UInt8(ascii: " ") }
        func isIn(_ words: StaticString) -> Bool { Self.isWord(word, in: words) }
        return switch type {
        case .license: isIn(Self.license)
        case .request: isIn(Self.request)
        case .keyring: isIn(Self.keyring)
        case .revocations: isIn(Self.revocations)
        case .clockRepair: isIn(Self.clockRepair)
        case .receipt: isIn(Self.receipt)
        case .product, .state, .bundle, .logProof, .newer, .foreign:
            isIn(Self.license) || isIn(Self.request) || isIn(Self.keyring) || isIn(Self.revocations)
                || isIn(Self.clockRepair) || isIn(Self.receipt)
        }
    }

    /// Whether a word is one of those that stand in a literal with blanks between them.
    @inline(never)
    private static func isWord(_ word: Bytes, in words: StaticString) -> Bool {
        let words = words.rawBytes
        var start = 0
        while start < words.count {
            let end = words[start...].firstIndex(of: UInt8(ascii: " ")) ?? words.count
            if word.elementsEqual(words[start..<end]) { return true }
            start = end + 1
        }
        return false
    }

    private static let license: StaticString = """
        id vendor product kind customer installation url versions host issued starts expires maintenance-until \
        grace-days mismatch-days feature limit on-expiry on-revocation note
        """
    private static let request: StaticString =
        "installation key vendor product version host url fact former-fact accepts keyring nonce time"
    private static let keyring: StaticString = "vendor version issued threshold root key compromised"
    private static let revocations: StaticString = "vendor scope epoch issued revoked"
    private static let clockRepair: StaticString = "vendor installation issued nonce"
    private static let receipt: StaticString = "installation key vendor product license time"
}
