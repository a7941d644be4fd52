internal import SignedNote

/// The words that begin a line in documents of one type; a line that begins with none of them continues the one before.
struct DocumentKeys {
    private let tables: [StaticString]

    init(_ type: DocumentType) {
        tables =
            switch type {
            case .license: [Self.license]
            case .request: [Self.request]
            case .keyring: [Self.keyring]
            case .revocations: [Self.revocations]
            case .clockRepair: [Self.clockRepair]
            case .receipt: [Self.receipt]
            case .product, .state, .bundle, .logProof, .newer, .foreign:
                [Self.license, Self.request, Self.keyring, Self.revocations, Self.clockRepair, Self.receipt]
            }
    }

    func begins(_ line: [UInt8]) -> Bool {
        let word = line.prefix { $0 != UInt8(ascii: " ") }
        return line.hasPrefix("x-") || tables.contains { Self.isWord(word, in: $0) }
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
