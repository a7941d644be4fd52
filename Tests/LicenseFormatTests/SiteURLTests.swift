import Fixtures
import LicenseFormat
import SignedNote
import Testing

@Suite("Site URLs")
struct SiteURLTests {
    /// What is configured, and its canonical form.
    static let canonical: [(String, String)] = [
        ("https://glpi.acme.example/", "https://glpi.acme.example/"),
        ("https://glpi.acme.example", "https://glpi.acme.example/"),
        ("http://glpi.acme.example", "http://glpi.acme.example/"),
        ("HTTPS://GLPI.Acme.Example/GLPI", "https://glpi.acme.example/GLPI"),
        ("https://glpi.acme.example./", "https://glpi.acme.example/"),
        ("https://glpi.acme.example:443/", "https://glpi.acme.example/"),
        ("http://glpi.acme.example:80/", "http://glpi.acme.example/"),
        ("http://glpi.acme.example:443/", "http://glpi.acme.example:443/"),
        ("https://glpi.acme.example:80/", "https://glpi.acme.example:80/"),
        ("https://glpi.acme.example:8443/a/b/", "https://glpi.acme.example:8443/a/b"),
        ("https://glpi.acme.example:65535", "https://glpi.acme.example:65535/"),
        ("https://glpi.acme.example/a?b=c#d", "https://glpi.acme.example/a"),
        ("https://glpi.acme.example?b", "https://glpi.acme.example/"),
        ("https://glpi.acme.example#d", "https://glpi.acme.example/"),
        ("https://glpi.acme.example/?/../", "https://glpi.acme.example/"),
        ("https://glpi.acme.example/a#/../%", "https://glpi.acme.example/a"),
        ("https://glpi/", "https://glpi/"),
        ("http://localhost/glpi", "http://localhost/glpi"),
        ("http://10.0.0.1/", "http://10.0.0.1/"),
        ("http://192.168.1.20:8080/glpi", "http://192.168.1.20:8080/glpi"),
        ("http://1.2.3.4./", "http://1.2.3.4/"),
        ("http://my_host/", "http://my_host/"),
        ("http://_a.b-c.d1/", "http://_a.b-c.d1/"),
        ("http://1and1.example/", "http://1and1.example/"),
        ("http://xn--mnchen-3ya.example/", "http://xn--mnchen-3ya.example/"),
        ("http://[::1]/", "http://[::1]/"),
        ("http://[2001:DB8:0:0:0:0:0:1]:8080/a", "http://[2001:db8::1]:8080/a"),
        ("http://[2001:db8:0:0:1:0:0:1]/", "http://[2001:db8::1:0:0:1]/"),
        ("http://[2001:db8:0:1:1:1:1:1]/", "http://[2001:db8:0:1:1:1:1:1]/"),
        ("http://[::]/", "http://[::]/"),
        ("http://[1::]/", "http://[1::]/"),
        ("http://[0:0:0:0:0:0:0:0]/", "http://[::]/"),
        ("http://[1:2:3:4:5:6:7::]/", "http://[1:2:3:4:5:6:7:0]/"),
        ("https://a.example/a-._~!$&'()*+,;=:@b", "https://a.example/a-._~!$&'()*+,;=:@b"),
        ("https://a.example/.../a..b", "https://a.example/.../a..b"),
        ("HTTP://a.example/", "http://a.example/"),
        ("HTTPS://a.example/", "https://a.example/"),
        ("httpS://a.example/", "https://a.example/"),
        ("https://a.example:1/", "https://a.example:1/"),
        ("http://255.0.255.255/", "http://255.0.255.255/"),
        ("http://a.0a/", "http://a.0a/"),
        ("http://a.0xg/", "http://a.0xg/"),
        ("http://[2001:db8::9]/", "http://[2001:db8::9]/"),
    ]

    @Test("a configured URL has the canonical form of the table, which is its own canonical form")
    func canonical() throws {
        for (text, expected) in Self.canonical {
            let url = try SiteURL(canonicalizing: text.bytes)
            #expect(url.text.string == expected, "\(text)")
            #expect(SiteURL(expected.bytes) == url)
            #expect((SiteURL(text.bytes) != nil) == (text == expected), "\(text)")
        }
        #expect(Self.canonical.count == 43)
    }

    static let refused: [(String, SiteURLError)] = [
        ("", .empty), (" ", .whitespace), ("https://a.example/ ", .whitespace), (" https://a.example/", .whitespace),
        ("https://a.example/\n", .whitespace), ("https://a\t.example/", .whitespace),
        ("https://a.example/\u{7F}", .whitespace),
        ("https://a.example/\0", .whitespace), ("https://é.example/", .notASCII), ("https://a.example/é", .notASCII),
        ("https://a.example/#é", .notASCII), ("https:\\\\a.example/", .backslash), ("https://a.example\\b", .backslash),
        ("a.example", .notHTTP), ("//a.example/", .notHTTP), ("/", .notHTTP), ("ftp://a.example/", .notHTTP),
        ("https:a.example", .notHTTP), ("https:/a.example", .notHTTP), ("httpss://a.example", .notHTTP),
        ("javascript:alert(1)", .notHTTP), ("file:///etc", .notHTTP), ("https//a.example", .notHTTP),
        ("https://a@b.example/", .userInfo), ("https://a:b@c.example/", .userInfo), ("https://@a.example/", .userInfo),
        ("https://a.example:80@b.example/", .userInfo), ("https://", .invalidHost), ("https:///", .invalidHost),
        ("https:///a.example", .invalidHost), ("https://.", .invalidHost), ("https://?", .invalidHost),
        ("https://#", .invalidHost),
        ("https://:80/", .invalidHost), ("https://a..example/", .emptyLabel), ("https://.a.example/", .emptyLabel),
        ("https://a.example../", .emptyLabel), ("https://a!b/", .invalidHost), ("https://a,b/", .invalidHost),
        ("https://a<b/", .invalidHost), ("https://a|b/", .invalidHost), ("https://a^b/", .invalidHost),
        ("https://a%2Eb/", .percent),
        ("https://%61.example/", .percent), ("https://[::1/", .invalidHost), ("https://::1/", .invalidPort),
        ("https://[::1]a/", .invalidHost), ("https://[]/", .invalidHost), ("https://[:]/", .invalidHost),
        ("https://[:::]/", .invalidHost), ("https://[1:2:3:4:5:6:7:8:9]/", .invalidHost),
        ("https://[1:2:3]/", .invalidHost),
        ("https://[1::2::3]/", .invalidHost), ("https://[12345::]/", .invalidHost), ("https://[g::]/", .invalidHost),
        ("https://[::1%25eth0]/", .invalidHost), ("https://[::127.0.0.1]/", .invalidHost),
        ("https://[v1.a]/", .invalidHost),
        ("https://[1:2:3:4:5:6:7:8::]/", .invalidHost), ("https://[:1:2:3:4:5:6:7]/", .invalidHost),
        ("https://[1:2:3:4:5:6:7:]/", .invalidHost), ("https://1.2.3/", .oddIPv4), ("https://1/", .oddIPv4),
        ("https://1.2.3.4.5/", .oddIPv4), ("https://256.0.0.1/", .oddIPv4), ("https://01.2.3.4/", .oddIPv4),
        ("https://0x7f.0.0.1/", .oddIPv4), ("https://0x7f000001/", .oddIPv4), ("https://127.0.0.0x1/", .oddIPv4),
        ("https://2130706433/", .oddIPv4), ("https://a.0/", .oddIPv4), ("https://a.0x/", .oddIPv4),
        ("https://0x/", .oddIPv4),
        ("https://*.a.example/", .wildcard), ("https://*/", .wildcard), ("https://a.*.example/", .invalidHost),
        ("https://a.example:/", .invalidPort), ("https://a.example:0/", .invalidPort),
        ("https://a.example:65536/", .invalidPort),
        ("https://a.example:080/", .invalidPort), ("https://a.example:99999999999999999999/", .invalidPort),
        ("https://a.example:8a/", .invalidPort), ("https://a.example:-1/", .invalidPort),
        ("https://a.example:1:2/", .invalidPort),
        ("https://a.example/%41", .percent), ("https://a.example/%", .percent), ("https://a.example/.", .dotSegment),
        ("https://a.example/..", .dotSegment), ("https://a.example/a/../b", .dotSegment),
        ("https://a.example/./a", .dotSegment),
        ("https://a.example//", .emptySegment), ("https://a.example//a", .emptySegment),
        ("https://a.example/a//", .emptySegment),
        ("https://a.example/a//b", .emptySegment), ("https://a.example/<", .invalidPath),
        ("https://a.example/a\"b", .invalidPath),
        ("https://a.example/[", .invalidPath), ("https://a.example/`", .invalidPath),
        ("https://a.example/{", .invalidPath),
        ("https://a.example/|", .invalidPath), ("https://a.example/^", .invalidPath),
        ("https://a%b]/", .percent), ("https://a..b]/", .emptyLabel), ("https://[::1]a:0/", .invalidHost),
    ]

    @Test("what other readers disagree about is refused, with the reason")
    func refused() {
        for (text, reason) in Self.refused {
            #expect(throws: reason, "\(text)") { try SiteURL(canonicalizing: text.bytes) }
            #expect(SiteURL(text.bytes) == nil)
        }
        #expect(Self.refused.count == 104)
    }

    @Test("a byte that no URL holds is told as beyond ASCII, as a backslash, or as a blank or control character")
    func otherBytes() {
        let backslash = UInt8(ascii: "\\")
        for byte in UInt8.min...UInt8.max where !(0x21...0x7E ~= byte) || byte == backslash {
            let reason = byte > 0x7F ? SiteURLError.notASCII : byte == backslash ? .backslash : .whitespace
            #expect(throws: reason, "\(byte)") { try SiteURL(canonicalizing: "https://a.example/".bytes + [byte]) }
        }
    }

    @Test("bounds on URLs, hosts and labels")
    func bounds() {
        let label = String(repeating: "a", count: 63)
        let host = [label, label, label, String(repeating: "a", count: 61)].joined(separator: ".")
        #expect(host.utf8.count == 253)
        #expect(SiteURL("https://\(host)/".bytes) != nil)
        #expect(throws: SiteURLError.invalidHost) { try SiteURL(canonicalizing: "https://\(host)a/".bytes) }
        #expect(throws: SiteURLError.invalidHost) { try SiteURL(canonicalizing: "https://\(label)a.example/".bytes) }
        let longest = "https://a.example/" + String(repeating: "a", count: 2048 - 18)
        #expect(SiteURL(longest.bytes) != nil)
        #expect(throws: SiteURLError.tooLong) { try SiteURL(canonicalizing: (longest + "a").bytes) }
    }

    @Test("every reason has a sentence of its own")
    func reasons() {
        #expect(Set(SiteURLError.allCases.map { $0.reason.description }).count == SiteURLError.allCases.count)
        #expect(SiteURLError.allCases.count == 16)
        let seen = Set(Self.refused.map { $0.1.reason.description } + [SiteURLError.tooLong.reason.description])
        #expect(seen.count == 16)
    }

    @Test("of all bytes, a canonical host has lower-case letters, digits, hyphens, dots and underscores")
    func hostCharacters() {
        var allowed: [UInt8] = []
        for byte in UInt8.min...UInt8.max where SiteURL("https://a".bytes + [byte] + "b/".bytes) != nil {
            allowed.append(byte)
        }
        #expect(allowed.string == "-.0123456789_abcdefghijklmnopqrstuvwxyz")
    }

    @Test("this machine's own addresses say that nobody configured the URL yet")
    func local() throws {
        for text in [
            "http://localhost/", "http://LOCALHOST/glpi", "http://a.localhost/", "http://127.0.0.1/",
            "http://127.9.9.9:80/", "http://[::1]/", "http://localhost./",
        ] {
            #expect(try SiteURL(canonicalizing: text.bytes).isLocal, "\(text)")
        }
        for text in [
            "http://localhost.example/", "http://notlocalhost/", "http://127.example/", "http://10.0.0.1/",
            "http://[::2]/", "http://glpi/",
        ] {
            #expect(try !SiteURL(canonicalizing: text.bytes).isLocal, "\(text)")
        }
    }
}

@Suite("Licensed URLs")
struct LicensedURLTests {
    static let matches: [(String, site: String, differs: SiteURLPart?)] = [
        ("https://glpi.acme.example/", "https://glpi.acme.example/", nil),
        ("https://glpi.acme.example/", "http://glpi.acme.example/", nil),
        ("http://glpi.acme.example/", "https://glpi.acme.example/", nil),
        ("https://glpi.acme.example/", "https://GLPI.acme.example.:443", nil),
        ("https://glpi.acme.example/", "https://glpi.acme.example/?a#b", nil),
        ("https://glpi.acme.example/ staging", "https://glpi.acme.example/", nil),
        ("https://glpi.acme.example/a", "https://glpi.acme.example/a/", nil),
        ("https://glpi.acme.example/", "https://acme.example/", .host),
        ("https://glpi.acme.example/", "https://glpi.acme.example.evil.example/", .host),
        ("https://glpi.acme.example/", "https://evilglpi.acme.example/", .host),
        ("https://glpi.acme.example/", "https://a.glpi.acme.example/", .host),
        ("https://glpi.acme.example/", "https://glpi.acme.example:8443/", .port),
        ("https://glpi.acme.example:8443/", "https://glpi.acme.example/", .port),
        ("https://glpi.acme.example/", "http://glpi.acme.example:443/", .port),
        ("https://glpi.acme.example/", "https://glpi.acme.example/a", .path),
        ("https://glpi.acme.example/a", "https://glpi.acme.example/", .path),
        ("https://glpi.acme.example/a", "https://glpi.acme.example/A", .path),
        ("https://glpi.acme.example/a", "https://glpi.acme.example/ab", .path),
        ("https://glpi.acme.example/a", "https://glpi.acme.example/a/b", .path),
        ("https://*.acme.example/", "https://glpi.acme.example/", nil),
        ("https://*.acme.example/", "https://xn--mnchen-3ya.acme.example/", nil),
        ("https://*.acme.example/", "https://acme.example/", .host),
        ("https://*.acme.example/", "https://a.b.acme.example/", .host),
        ("https://*.acme.example/", "https://glpi.acme.example.com/", .host),
        ("https://*.acme.example/", "https://glpi-acme.example/", .host),
        ("https://*.acme.example:8443/a", "https://glpi.acme.example:8443/a", nil),
        ("https://*.acme.example:8443/a", "https://glpi.acme.example:8443/b", .path),
        ("https://*.acme.example/", "https://acme/", .host),
        ("http://10.0.0.1/", "https://10.0.0.1/", nil),
        ("http://10.0.0.1/", "http://10.0.0.10/", .host),
        ("http://[2001:db8::1]/", "http://[2001:DB8:0:0:0:0:0:1]/", nil),
        ("http://[2001:db8::1]/", "http://[2001:db8::2]/", .host),
    ]

    @Test("a site is covered, or differs in the part that the table names")
    func matches() throws {
        for (text, site, part) in Self.matches {
            let licensed = try LicensedURL.of(text)
            #expect(licensed.text.string == text)
            #expect(licensed.difference(from: try SiteURL(canonicalizing: site.bytes)) == part, "\(text) and \(site)")
        }
        #expect(Self.matches.count == 32)
    }

    @Test("the use is written after the URL, production is not")
    func uses() throws {
        #expect(try LicensedURL.of("https://a.example/").use == .production)
        #expect(try LicensedURL.of("https://a.example/ staging").use == .staging)
        #expect(try LicensedURL.of("https://a.example/ recovery").use == .recovery)
        for text in [
            "https://a.example/ production", "https://a.example/ ", "https://a.example/  staging",
            "https://a.example/ Staging",
            "https://a.example/ staging ", "https://a.example/ x", " staging", "https://a.example", "any",
            "https://A.example/",
            "https://a.example:443/", "https://a.example/?a", "https://a.example/ staging recovery",
        ] {
            #expect(LicensedURL(text.bytes) == nil, "\(text)")
        }
    }

    @Test(
        "a wildcard is one whole label with at least two labels after it",
        arguments: [
            "https://*/", "https://*.example/", "https://*.*.example/", "https://a.*.example/",
            "https://*a.acme.example/",
            "https://a*.acme.example/", "https://**.acme.example/", "https://*.2.3.4/", "https://*.1.2.3.4/",
            "https://*..example/",
            "https://*.acme..example/", "https://*.acme.example./",
        ])
    func wildcards(text: String) {
        #expect(LicensedURL(text.bytes) == nil)
    }
}
