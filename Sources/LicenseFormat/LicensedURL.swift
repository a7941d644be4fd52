public import SignedNote

/// What a site is for.
public enum SiteUse: Equatable, Sendable {
    /// The site people work on; not written in a document.
    case production
    /// A copy for trying things out.
    case staging
    /// A stand-in while the production site is down.
    case recovery

    /// How a document and a message name it.
    public var name: StaticString {
        switch self {
        case .production: "production"
        case .staging: "staging"
        case .recovery: "recovery"
        }
    }
}

/// A URL with its use, as a license or a request lists it: `https://glpi-test.acme.example/ staging`.
public struct LicensedURL: CanonicalValue {
    /// The URL; its host may begin with the wildcard label `*`.
    public let url: SiteURL
    /// What the site is for.
    public let use: SiteUse

    /// Puts the two together.
    public init(_ url: SiteURL, use: SiteUse = .production) {
        self.url = url
        self.use = use
    }

    /// Reads the one spelling; production is the use that is not written.
    public init?(_ text: Bytes) {
        let end = text.firstIndex(of: UInt8(ascii: " ")) ?? text.endIndex
        let tag = text[end...]
        if tag.isEmpty {
            use = .production
        } else if tag.equals(" staging") {
            use = .staging
        } else if tag.equals(" recovery") {
            use = .recovery
        } else {
            return nil
        }
        guard let url = SiteURL(text[..<end], wildcard: true) else { return nil }
        self.url = url
    }

    /// Writes the one spelling.
    public var text: [UInt8] {
        use == .production ? url.text : url.text + [UInt8(ascii: " ")] + [UInt8](use.name)
    }

    /// Whether each site stands once, whatever its scheme and use.
    static func areDistinct(_ urls: [LicensedURL]) -> Bool {
        urls.indices.allSatisfy { index in
            !urls[..<index].contains { earlier in
                earlier.url.host == urls[index].url.host && earlier.url.port == urls[index].url.port
                    && earlier.url.path == urls[index].url.path
            }
        }
    }

    /// The part in which a site differs from this URL, nil when it is covered. The scheme never counts; a wildcard
    /// stands for exactly one label.
    public func difference(from site: SiteURL) -> SiteURLPart? {
        if !covers(host: site.host) { return .host }
        if url.port != site.port { return .port }
        if url.path != site.path { return .path }
        return nil
    }

    private func covers(host: [UInt8]) -> Bool {
        guard url.isWildcard else { return url.host == host }
        guard let dot = host.firstIndex(of: UInt8(ascii: ".")), dot > 0 else { return false }
        return host[dot...] == url.host.dropFirst()
    }
}

/// The parts of a site URL that are compared, in the order in which a difference is reported.
public enum SiteURLPart: CaseIterable, Comparable, Sendable {
    /// The host name or address.
    case host
    /// The port.
    case port
    /// The path.
    case path

    /// How a message names it.
    public var name: StaticString {
        switch self {
        case .host: "host"
        case .port: "port"
        case .path: "path"
        }
    }
}
