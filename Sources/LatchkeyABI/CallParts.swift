internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote

extension Answer {
    /// What a request and a receipt have in common: a document to hand out, and the state to store before that.
    init(_ document: SignedNote, _ next: InstallationState?, of installation: InstallationID, urls: [LicensedURL]) {
        self.init(.answered)
        self.document = document.bytes
        state = next?.bytes ?? []
        json.object { json in
            json.string("installation", installation.text)
            json.array("urls", urls) { json, url in json.string(nil, url.text) }
            json.array("findings", [Finding]()) { _, _ in }
        }
    }

    /// The call needs the installation's seed.
    static func seedNeeded(in language: Language) -> Answer {
        Answer(.badCall, .contextUnreadable("the installation's seed is missing or not 32 bytes long"), in: language)
    }
}

extension Call {
    /// Whether documents of a type can be read: the first line of one, without its newline.
    static func supports(_ type: Bytes) -> Bool {
        if type.contains(newline) { return false }
        switch DocumentType(of: type) {
        case .newer: return type.equals(CallContext.typeLine)
        case .foreign: return false
        default: return true
        }
    }

    /// The site and the host application that the last request named, as context lines; for programs that know neither.
    package func remembered(in context: inout ContextText, url: Bool, host: Bool) {
        guard let state, let known = try? InstallationState(parsing: state) else { return }
        let site = known.urls.first { $0.use == .production } ?? known.urls.first
        if url, let site { context.line("url", site.url.text) }
        if host, let release = known.host { context.line("host", release.text) }
    }
}

extension CallContext {
    /// The sites that a request asks for: the configured URL, and those that the context names beside it.
    func requestedSites() throws(Finding) -> (urls: [LicensedURL], aliases: [SiteAlias]) {
        var urls: [LicensedURL] = []
        var aliases: [SiteAlias] = []
        if let url = context.url {
            let site = try Self.site(url[...])
            urls.append(LicensedURL(site))
            if let alias = typedURL.flatMap({ SiteAlias(typed: $0[...], url: site) }) { aliases.append(alias) }
        }
        for (url, use) in sites { urls.append(LicensedURL(try Self.site(url), use: use)) }
        if urls.isEmpty { throw .requestNotPossible("no URL is configured") }
        return (urls, aliases)
    }

    private static func site(_ text: Bytes) throws(Finding) -> SiteURL {
        do throws(SiteURLError) { return try SiteURL(canonicalizing: text) } catch {
            throw .requestNotPossible(DisplayText.safe(text) + [UInt8](": ") + [UInt8](error.reason))
        }
    }
}

extension Finding {
    static func contextUnreadable(_ reason: StaticString) -> Finding { .contextUnreadable([UInt8](reason)) }

    static func requestNotPossible(_ reason: StaticString) -> Finding { .requestNotPossible([UInt8](reason)) }
}
