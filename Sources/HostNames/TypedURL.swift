public import LicenseFormat
internal import SignedNote

/// A URL as a person types it, perhaps with letters beyond ASCII in its host: `https://Bücher.example/glpi`.
///
/// Only the host is converted, to A-labels; everything else is for `SiteURL` to read and to refuse. Documents and the
/// verifier know nothing of this (docs/spec/site-url.md, "Names beyond ASCII").
public enum TypedURL {
    /// Reads a URL, its host perhaps internationalised; labels that begin with `xn--` have to stand for such a name.
    ///
    /// - Parameter wildcard: whether the host may begin with the label `*`, as in a license.
    public static func siteURL(_ text: String, wildcard: Bool = false) throws(TypedURLError) -> SiteURL {
        let ascii = try withASCIIHost(Array(text.utf8)[...])
        let url: SiteURL
        do throws(SiteURLError) { url = try SiteURL(canonicalizing: ascii, wildcard: wildcard) } catch {
            throw .url(error)
        }
        do throws(HostNameError) { try InternationalName.check(url.host[...]) } catch { throw .name(error) }
        return url
    }

    /// The configured URL as the verifier reads it: with its host in A-labels, or as it was typed where that cannot be,
    /// so that the verdict says what is wrong with it.
    public static func configured(_ text: String) -> [UInt8] {
        let typed = Array(text.utf8)
        return Array((try? withASCIIHost(typed[...])) ?? typed[...])
    }

    /// The URL with A-labels in place of a host that has something beyond ASCII.
    private static func withASCIIHost(_ text: Bytes) throws(TypedURLError) -> Bytes {
        guard text.count <= Limits.urlBytes else { throw .url(.tooLong) }
        let authority = authority(of: text)
        // What is odd stays as it is, and the canonicaliser refuses it.
        guard authority.first != UInt8(ascii: "[") else { return text }
        if authority.contains(UInt8(ascii: "@")) { throw .url(.userInfo) }
        var name = authority.prefix { $0 != UInt8(ascii: ":") }
        if name.hasPrefix("*.") { name = name.dropFirst(2) }
        guard name.contains(where: { $0 >= 0x80 }) else { return text }
        do throws(HostNameError) {
            let ascii = try InternationalName.ascii(name)
            return (text[..<name.startIndex] + ascii + text[name.endIndex...])[...]
        } catch {
            throw .name(error)
        }
    }

    /// What stands between the scheme and the first `/`, `?` or `#`; empty where there is no scheme.
    private static func authority(of text: Bytes) -> Bytes {
        let scheme = text.prefix(8).map(ASCII.lowered)
        let start = text.startIndex + (scheme.equals("https://") ? 8 : scheme.hasPrefix("http://") ? 7 : text.count)
        return text[start...].prefix { byte in
            byte != UInt8(ascii: "/") && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
        }
    }
}
