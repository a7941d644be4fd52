internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote

/// What a caller says about the present: `latchkey/context@v1`, lines `key value` in any order (docs/spec/context.md).
///
/// A program writes it for a program, so it is read in one way and never repaired. Values stand as they were found: a
/// URL as configured, facts about the machine unhashed.
struct CallContext {
    static let typeLine: StaticString = "latchkey/context@v1"

    /// The present.
    var context = Context(now: .first)
    /// The language of findings.
    var language = Language.english
    /// Why the state that exists could not be read by the caller; nil when it could.
    var unreadableState: [UInt8]?
    /// How the configured URL was typed, where its name had to be converted to ASCII.
    var typedURL: [UInt8]?
    /// Further sites that a request asks for, each with its use, as they were configured.
    var sites: [(url: Bytes, use: SiteUse)] = []

    /// The state as a caller found it.
    func blob(_ state: Bytes?) -> StateBlob {
        if let unreadableState { return .unreadable(unreadableState) }
        return state.map { .blob($0) } ?? .absent
    }

    /// Reads a context.
    init(parsing text: Bytes) throws(FormatError) {
        guard let (type, body) = text.cut(at: "\n"), type.equals(Self.typeLine) else {
            throw FormatError(.wrongType, line: 1)
        }
        var rest = body
        var line = 1
        var seen = ContextKey.Seen()
        while !rest.isEmpty {
            line += 1
            guard line <= Limits.bodyLines else { throw FormatError(.tooManyLines, line: line) }
            guard let (entry, next) = rest.cut(at: "\n"), let (key, value) = entry.cut(at: " "), !key.isEmpty else {
                throw FormatError(.malformedLine, line: line)
            }
            guard let known = ContextKey(key) else { throw FormatError(.unexpectedKey, line: line, key: Array(key)) }
            guard known.mayRepeat || !seen.contains(known) else {
                throw FormatError(.tooMany, line: line, key: Array(key))
            }
            guard take(known, value) else { throw FormatError(.invalidValue, line: line, key: Array(key)) }
            seen.insert(known)
            rest = next
        }
        guard seen.contains(.now) else { throw FormatError(.missingKey, line: line + 1, key: [UInt8]("now")) }
    }

    /// Takes a line in; false when the value is not one.
    private mutating func take(_ key: ContextKey, _ value: Bytes) -> Bool {
        switch key {
        case .now:
            guard let now = Timestamp(value) else { return false }
            context.now = now
        case .url: context.url = Array(value)
        case .typedURL: typedURL = Array(value)
        case .site: return takeSite(value)
        case .version: context.version = Array(value)
        // A release that cannot be read is the host application's matter: it counts as not named.
        case .host: context.host = HostRelease(value)
        case .feature:
            guard let feature = Token(value) else { return false }
            if !context.features.contains(feature) { context.features.append(feature) }
        case .fact: return takeFact(value)
        case .evidence:
            guard let evidence = Timestamp(value) else { return false }
            context.evidence = evidence
        case .language: language = Language(locale: value)
        case .unreadable: unreadableState = Array(value)
        }
        return true
    }

    private mutating func takeSite(_ value: Bytes) -> Bool {
        guard let (use, url) = value.cut(at: " "), sites.count < Limits.licenseURLs else { return false }
        let uses: [SiteUse] = [.production, .staging, .recovery]
        guard let use = uses.first(where: { use.equals($0.name) }) else { return false }
        sites.append((url, use))
        return true
    }

    private mutating func takeFact(_ value: Bytes) -> Bool {
        guard let (head, tail) = value.cut(at: " "), let name = Token(head), !tail.isEmpty,
            context.observations.count < Limits.hostFacts, !context.observations.contains(where: { $0.name == name })
        else { return false }
        context.observations.append(HostObservation(name: name, value: Array(tail)))
        return true
    }
}
