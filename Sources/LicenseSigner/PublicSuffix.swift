internal import CPublicSuffix
internal import LicenseFormat
internal import SignedNote

/// Suffixes such as `co.uk` under which anybody can have a name (publicsuffix.org), by libpsl's built-in list.
enum PublicSuffix {
    /// The URL, unless it is a wildcard over such a suffix.
    static func checked(_ url: LicensedURL) throws(SignerError) -> LicensedURL {
        guard url.url.isWildcard else { return url }
        let parent = url.url.host.dropFirst(2).string
        guard psl_is_public_suffix(psl_builtin(), parent) == 0 else { throw .publicSuffix(parent) }
        return url
    }
}
