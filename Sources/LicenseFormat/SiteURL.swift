public import SignedNote

/// The address under which a site is configured, in canonical form: `https://host[:port]/path`.
///
/// Our own strict reader over ASCII (docs/spec/site-url.md). What other readers disagree about is refused, so two
/// programs never see two hosts in one URL. The scheme is kept for people and does not count in a comparison.
public struct SiteURL: CanonicalValue {
    /// Whether the scheme is `https`; shown, not compared.
    public let isSecure: Bool
    /// The host: lower case, A-labels, no trailing dot; an IPv6 address in brackets. May begin `*.` in a license.
    public let host: [UInt8]
    /// The port, nil for the scheme's default.
    public let port: UInt16?
    /// The path: `/`, or segments without a slash at the end.
    public let path: [UInt8]

    /// Reads a URL as somebody configured it; a query and a fragment are left out.
    ///
    /// - Parameter wildcard: whether the host may begin with the label `*`, as in a license.
    public init(canonicalizing text: Bytes, wildcard: Bool = false) throws(SiteURLError) {
        self = try Self.reading(text, wildcard: wildcard).url
    }

    /// The URL, and whether the text is its canonical form already.
    private static func reading(
        _ text: Bytes, wildcard: Bool
    ) throws(SiteURLError) -> (url: SiteURL, isCanonical: Bool) {
        guard !text.isEmpty else { throw .empty }
        guard text.count <= Limits.urlBytes else { throw .tooLong }
        if let byte = text.first(outside: .printable - " " - "\\") {
            throw byte >= 0x80 ? .notASCII : byte == UInt8(ascii: "\\") ? .backslash : .whitespace
        }
        let (isSecure, afterScheme) = try scheme(of: text)
        let end = afterScheme.firstIndex { $0 == slash || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        let authority = afterScheme[..<(end ?? afterScheme.endIndex)]
        let rest = afterScheme[authority.endIndex...]
        let pathEnd = rest.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        if authority.contains(UInt8(ascii: "@")) { throw .userInfo }
        let (hostText, portText) = try splitPort(authority)
        let port = try port(portText, isSecure: isSecure)
        let host = try SiteHost.canonical(hostText, wildcard: wildcard)
        let path = try path(rest[..<(pathEnd ?? rest.endIndex)])
        let url = SiteURL(isSecure: isSecure, host: host, port: port, path: path)
        let isCanonical =
            text.hasPrefix(isSecure ? "https" : "http") && url.host[...] == hostText
            && (url.port == nil) == (portText == nil) && url.path[...] == rest
        return (url, isCanonical)
    }

    private init(isSecure: Bool, host: [UInt8], port: UInt16?, path: [UInt8]) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.path = path
    }

    /// Reads the canonical form only.
    public init?(_ text: Bytes) {
        self.init(text, wildcard: false)
    }

    /// Reads the canonical form only, with or without a wildcard label.
    init?(_ text: Bytes, wildcard: Bool) {
        do throws(SiteURLError) {
            let (url, isCanonical) = try Self.reading(text, wildcard: wildcard)
            guard isCanonical else { return nil }
            self = url
        } catch {
            return nil
        }
    }

    /// The canonical form.
    public var text: [UInt8] {
        var text = [UInt8](isSecure ? "https://" : "http://")
        text.append(contentsOf: host)
        if let port {
            text.append(UInt8(ascii: ":"))
            text.append(contentsOf: [UInt8](decimal: Int64(port)))
        }
        text.append(contentsOf: path)
        return text
    }

    /// Whether the URL says that nobody configured it yet: `localhost`, or an address of the machine itself.
    public var isLocal: Bool {
        host.equals("localhost") || host.suffix(10).equals(".localhost")
            || host.hasPrefix("127.")
                && SiteHost.isIPv4(host[...])
            || host.equals("[::1]")
    }

    /// Whether the host begins with the label `*`.
    public var isWildcard: Bool { host.hasPrefix("*.") }

    private static func scheme(of text: Bytes) throws(SiteURLError) -> (isSecure: Bool, rest: Bytes) {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), text[(colon + 1)...].hasPrefix("//") else {
            throw .notHTTP
        }
        let rest = text[(colon + 3)...]
        let name = text[..<colon]
        if name.isSpelled("https") { return (true, rest) }
        if name.isSpelled("http") { return (false, rest) }
        throw .notHTTP
    }

    private static func splitPort(_ authority: Bytes) throws(SiteURLError) -> (host: Bytes, port: Bytes?) {
        var searchFrom = authority.startIndex
        if authority.first == UInt8(ascii: "[") {
            guard let close = authority.firstIndex(of: UInt8(ascii: "]")) else { throw .invalidHost }
            searchFrom = close + 1
            guard searchFrom == authority.endIndex || authority[searchFrom] == UInt8(ascii: ":") else {
                throw .invalidHost
            }
        }
        guard let colon = authority[searchFrom...].firstIndex(of: UInt8(ascii: ":")) else { return (authority, nil) }
        return (authority[..<colon], authority[(colon + 1)...])
    }

    private static func port(_ text: Bytes?, isSecure: Bool) throws(SiteURLError) -> UInt16? {
        guard let text else { return nil }
        guard let number = Decimal(text), let port = UInt16(exactly: number.value), port > 0 else {
            throw .invalidPort
        }
        return port == (isSecure ? 443 : 80) ? nil : port
    }

    private static func path(_ text: Bytes) throws(SiteURLError) -> [UInt8] {
        var trimmed = text
        if trimmed.last == slash { trimmed.removeLast() }
        guard !trimmed.isEmpty else { return [slash] }
        var rest = trimmed.dropFirst()
        while true {
            let end = rest.firstIndex(of: slash) ?? rest.endIndex
            try check(segment: rest[..<end])
            if end == rest.endIndex { return Array(trimmed) }
            rest = rest[(end + 1)...]
        }
    }

    private static func check(segment: Bytes) throws(SiteURLError) {
        if segment.isEmpty { throw .emptySegment }
        if segment.equals(".") || segment.equals("..") { throw .dotSegment }
        if let byte = segment.first(outside: pathCharacters) {
            throw byte == UInt8(ascii: "%") ? .percent : .invalidPath
        }
    }

    /// RFC 3986 `pchar` without percent-encoding.
    private static var pathCharacters: ByteSet {
        .letters + .digits + "-" + "." + "_" + "~" + "!" + "$" + "&" + "'" + "(" + ")" + "*" + "+" + "," + ":" + ";"
            + "=" + "@"
    }
}

private let slash = UInt8(ascii: "/")
