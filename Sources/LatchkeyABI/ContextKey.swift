internal import SignedNote

/// The keys of a context's lines.
enum ContextKey: UInt16, CaseIterable {
    case now, url, typedURL, site, version, host, feature, fact, evidence, language, unreadable

    /// Reads a key; nil when it is none of these.
    init?(_ text: Bytes) {
        guard let key = Self.allCases.first(where: { text.equals($0.name) }) else { return nil }
        self = key
    }

    /// Whether it may stand in several lines.
    var mayRepeat: Bool { self == .feature || self == .fact || self == .site }

    private var name: StaticString {
        switch self {
        case .now: "now"
        case .url: "url"
        case .typedURL: "typed-url"
        case .site: "site"
        case .version: "version"
        case .host: "host"
        case .feature: "feature"
        case .fact: "fact"
        case .evidence: "evidence"
        case .language: "language"
        case .unreadable: "unreadable"
        }
    }

    /// The keys that were seen, a bit for each.
    struct Seen {
        private var bits: UInt16 = 0

        mutating func insert(_ key: ContextKey) { bits |= 1 << key.rawValue }
        func contains(_ key: ContextKey) -> Bool { bits & 1 << key.rawValue != 0 }
    }
}
