import Fixtures
import HostNames
import LicenseFormat
import SignedNote
import Testing

@Suite("URLs as people type them")
struct TypedURLTests {
    /// What is typed, and the site URL.
    static let converted: [(String, String)] = [
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://Bücher.Example/GLPI", "https://xn--bcher-kva.example/GLPI"),
        ("HTTPS://BÜCHER.EXAMPLE", "https://xn--bcher-kva.example/"),
        ("http://bu\u{308}cher.example", "http://xn--bcher-kva.example/"),
        ("https://bu\u{AD}cher.example/", "https://bucher.example/"),
        ("https://bücher.example:8443/a/b/", "https://xn--bcher-kva.example:8443/a/b"),
        ("https://bücher.example:443/", "https://xn--bcher-kva.example/"),
        ("https://bücher.example?x=1#top", "https://xn--bcher-kva.example/"),
        ("https://bücher.example./a", "https://xn--bcher-kva.example/a"),
        ("https://bücher\u{3002}example\u{FF0E}org\u{FF61}/", "https://xn--bcher-kva.example.org/"),
        ("https://ＧＬＰＩ.example/", "https://glpi.example/"),
        ("http://１０.０.０.７:8080/glpi", "http://10.0.0.7:8080/glpi"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://STRA\u{1E9E}E.example/", "https://xn--strae-oqa.example/"),
        ("https://strasse.example/", "https://strasse.example/"),
        ("https://βόλος.example/", "https://xn--nxasmm1c.example/"),
        ("https://my_host.bücher.xn--bcher-kva.example/", "https://my_host.xn--bcher-kva.xn--bcher-kva.example/"),
        ("https://XN--BCHER-KVA.example/", "https://xn--bcher-kva.example/"),
        ("https://ｘｎ－－bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://नमस्ते.example/", "https://xn--h2bhs4b8d8a.example/"),
        ("https://نامه\u{200C}ای.example/", "https://xn--mgba3gch31f060k.example/"),
        ("https://www.אבג1.example/", "https://www.xn--1-zhcde.example/"),
        ("https://אבג.دبي/", "https://xn--4dbcd.xn--ngbn6f/"),
        ("https://۱۲۳.example/", "https://xn--embcd.example/"),
        (
            "https://" + String(repeating: "ü", count: 57) + ".example/",
            "https://xn--td" + String(repeating: "a", count: 57) + ".example/"
        ),
        ("https://glpi.acme.example/glpi?x", "https://glpi.acme.example/glpi"),
        ("https://ab--cd.example/", "https://ab--cd.example/"),
        ("http://[::1]/", "http://[::1]/"),
    ]

    @Test("a host of any letters becomes the A-labels of the table, which is its own converted form")
    func converts() throws {
        for (typed, expected) in Self.converted {
            #expect(try TypedURL.siteURL(typed).text.string == expected, "\(typed)")
            #expect(try TypedURL.siteURL(expected).text.string == expected, "\(typed)")
        }
        #expect(Self.converted.count == 29)
    }

    static let refused: [(String, TypedURLError)] = [
        // The name.
        ("https://☕.example/", .name(.character)), ("https://💩.la/", .name(.character)),
        ("https://a\u{2024}bücher.example/", .name(.character)), ("https://\u{FFFD}.example/", .name(.character)),
        ("https://bü cher.example/", .name(.character)), ("https://bü\0.example/", .name(.character)),
        ("https://bü%41.example/", .name(.character)), ("https://bü\\x/", .name(.character)),
        ("https://bü*.example/", .name(.character)), ("https://bü[::1]/", .name(.character)),
        ("https://＊.bücher.example/", .name(.character)), ("https://℀.example/", .name(.character)),
        ("https://a.example\u{FF0F}b/", .name(.character)), ("https://a.example\u{FF1A}80/", .name(.character)),
        ("https://me\u{FF20}a.example/", .name(.character)), ("https://a.example\u{FF1F}b/", .name(.character)),
        ("https://ü\u{FF03}b.example/", .name(.aLabel)), ("https://ü\u{FF05}41.example/", .name(.aLabel)),
        ("https://ü\u{FF3C}b.example/", .name(.aLabel)), ("https://ü\u{3000}b.example/", .name(.aLabel)),
        ("https://אa.example/", .name(.direction)), ("https://a\u{660}.example/", .name(.direction)),
        ("https://0a.אבג.example/", .name(.direction)), ("https://_a.אבג.example/", .name(.direction)),
        ("https://bücher.אבג/", .name(.direction)), ("https://۱۲۳.אבג/", .name(.direction)),
        ("https://0a.xn--4dbcd.example/", .name(.direction)), ("https://a-.xn--4dbcd.example/", .name(.direction)),
        ("https://a\u{200D}b.example/", .name(.joiner)), ("https://\u{200C}.example/", .name(.joiner)),
        ("https://\u{301}a.example/", .name(.mark)), ("https://-ü.example/", .name(.hyphen)),
        ("https://ü-.example/", .name(.hyphen)), ("https://üa--b.example/", .name(.hyphen)),
        ("https://" + String(repeating: "ü", count: 58) + ".example/", .name(.tooLong)),
        ("https://ü." + String(repeating: "a", count: 64) + ".example/", .name(.tooLong)),
        ("https://" + String(repeating: "ü.", count: 60) + "example/", .name(.tooLong)),
        ("https://xn--a.example/", .name(.aLabel)), ("https://xn--.example/", .name(.aLabel)),
        ("https://xn--bcher-.example/", .name(.aLabel)), ("https://xn--teüla.example/", .name(.aLabel)),
        ("https://xn--6a.example/", .name(.aLabel)), ("https://a.xn--fa-ica.example/", .name(.aLabel)),
        ("https://xn--ls8h.la/", .name(.aLabel)), ("https://xn--a-ecp.example/", .name(.aLabel)),
        // Everything else.
        ("", .url(.empty)), ("bücher.example", .url(.notASCII)), ("ftp://bücher.example/", .url(.notASCII)),
        ("https://a.example/ü", .url(.notASCII)), ("https://bücher.example/ü", .url(.notASCII)),
        ("https://bücher.example/?ü", .url(.notASCII)), ("https://a.example:８０/", .url(.notASCII)),
        ("https://[ü::1]/", .url(.notASCII)), ("https://me@bücher.example/", .url(.userInfo)),
        ("https://bücher@a.example/", .url(.userInfo)), ("https://me:bücher@a.example/", .url(.userInfo)),
        ("https://ü..example/", .url(.emptyLabel)), ("https://.ü/", .url(.emptyLabel)),
        ("https://\u{AD}/", .url(.invalidHost)), ("https://ü.\u{AD}.example/", .url(.emptyLabel)),
        ("https://bücher.１/", .url(.oddIPv4)), ("http://０x7f.1/", .url(.oddIPv4)),
        ("https://bücher.example:0/", .url(.invalidPort)), ("https://bücher.example:/", .url(.invalidPort)),
        ("https://bücher.example/../", .url(.dotSegment)), ("https://*.bücher.example/", .url(.wildcard)),
        ("https://" + String(repeating: "ü", count: 1024), .url(.tooLong)),
    ]

    @Test("what is no host name and what is odd is refused with its reason")
    func refuses() {
        for (typed, reason) in Self.refused {
            #expect(throws: reason, "\(typed)") { try TypedURL.siteURL(typed) }
        }
        #expect(Self.refused.count == 67)
    }

    @Test("a wildcard stays before a converted name, in a license only")
    func wildcards() throws {
        for (typed, expected) in [
            ("https://*.bücher.example", "https://*.xn--bcher-kva.example/"),
            ("https://*.BÜCHER.example:8443/x", "https://*.xn--bcher-kva.example:8443/x"),
            ("https://*.אבג.example", "https://*.xn--4dbcd.example/"),
            ("https://*.xn--bcher-kva.example", "https://*.xn--bcher-kva.example/"),
        ] {
            #expect(try TypedURL.siteURL(typed, wildcard: true).text.string == expected)
            #expect(throws: TypedURLError.url(.wildcard)) { try TypedURL.siteURL(typed) }
        }
        for (typed, reason) in [
            ("https://*.ü", TypedURLError.url(.wildcard)), ("https://ü.*.example", .name(.character)),
            ("https://*ü.a.example", .name(.character)), ("https://\u{FF0A}.ü.example", .name(.character)),
            ("https://*.*.ü.example", .name(.character)), ("https://*\u{3002}ü.example", .name(.character)),
            ("https://*.xn--a.example", .name(.aLabel)),
        ] {
            #expect(throws: reason, "\(typed)") { try TypedURL.siteURL(typed, wildcard: true) }
        }
    }

    @Test("a configured URL goes to the verifier with A-labels, or as it was typed")
    func configured() {
        for (typed, expected) in [
            ("https://Bücher.example:443/a?x", "https://xn--bcher-kva.example:443/a?x"),
            ("https://GLPI.example/?x", "https://GLPI.example/?x"), ("https://☕.example", "https://☕.example"),
            ("https://me@bücher.example", "https://me@bücher.example"), ("bücher", "bücher"), ("", ""),
            ("https://bücher.example/ü", "https://xn--bcher-kva.example/ü"),
        ] {
            #expect(TypedURL.configured(typed).string == expected)
        }
    }

    @Test("every reason is a sentence of its own")
    func reasons() {
        let reasons = HostNameError.allCases.map { TypedURLError.name($0).reason } + [TypedURLError.url(.empty).reason]
        #expect(Set(reasons).count == 9)
        for reason in reasons { #expect(reason.first?.isLowercase == true && !reason.hasSuffix(".")) }
    }
}
