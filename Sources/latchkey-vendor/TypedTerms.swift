internal import HostNames
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// Terms of a license as somebody typed them, in options or in a table of orders.
enum TypedTerms {
    /// A customer, or a remark.
    static func displayName(_ text: String, _ key: String) throws(Failure) -> DisplayName {
        guard let name = DisplayName(typed: text) else {
            throw Failure(
                "'\(text)' cannot be the \(key)", hint: "use 1 to 200 bytes of visible text", status: .usage)
        }
        return name
    }

    /// A part of a customer's name to look for, composed as names are kept.
    static func part(ofName text: String) -> String { DisplayName(typed: text)?.text.string ?? text }

    /// The last day of builds that a perpetual license covers; nil for `never`.
    static func maintenance(_ text: String) throws(Failure) -> CivilDate? {
        if text == "never" { return nil }
        guard let day = CivilDate(Array(text.utf8)[...]) else {
            throw Failure("'\(text)' is not a date", hint: "write it as 2027-11-21, or never", status: .usage)
        }
        return day
    }

    /// The installations; nil where none is named, empty for `any`.
    static func installations(_ texts: [String]) throws(Failure) -> [InstallationID]? {
        if texts.isEmpty { return nil }
        if texts == ["any"] { return [] }
        return try texts.map { text throws(Failure) in try .typed(text) }
    }

    /// The sites; nil where none is named, empty for `any`.
    static func urls(
        _ production: [String], staging: [String], recovery: [String]
    ) throws(Failure) -> [LicensedURL]? {
        if production.isEmpty, staging.isEmpty, recovery.isEmpty { return nil }
        if production == ["any"], staging.isEmpty, recovery.isEmpty { return [] }
        return try production.map { text throws(Failure) in try licensedURL(text, .production) }
            + staging.map { text throws(Failure) in try licensedURL(text, .staging) }
            + recovery.map { text throws(Failure) in try licensedURL(text, .recovery) }
    }

    private static func licensedURL(_ text: String, _ use: SiteUse) throws(Failure) -> LicensedURL {
        do throws(TypedURLError) {
            return LicensedURL(try TypedURL.siteURL(text, wildcard: true), use: use)
        } catch {
            throw Failure(
                "the URL '\(text)' cannot be licensed: \(error.reason)",
                hint: "write it as https://glpi.example.org, or https://*.example.org for one label", status: .usage)
        }
    }

    /// A line of the vendor's own: `x-order 4711`.
    static func extensionLine(_ text: String) throws(Failure) -> ExtensionLine {
        let bytes = Array(text.utf8)[...]
        let end = bytes.firstIndex(of: UInt8(ascii: " ")) ?? bytes.endIndex
        guard let line = ExtensionLine(key: bytes[..<end], value: bytes[end...].dropFirst()) else {
            throw Failure("'\(text)' is not a line of your own", hint: "write it as 'x-order 4711'", status: .usage)
        }
        return line
    }
}
