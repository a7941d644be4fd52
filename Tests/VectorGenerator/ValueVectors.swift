/// Instants in their one spelling, each with the last day of a term that ends there.
let timestampVectors: [VectorCase] = [
    ValueCase("first", "1970-01-01T00:00:00Z", "ok 0 1970-01-01", "the first instant; no earlier day can be written"),
    ValueCase("leap-day-2000", "2000-02-29T00:00:00Z", "ok 951782400 2000-02-27", "2000 is a leap year"),
    ValueCase("second-beyond-32-bits", "2038-01-19T03:14:08Z", "ok 2147483648 2038-01-17", "2^31 seconds"),
    ValueCase("march-2100", "2100-03-01T12:00:00Z", "ok 4107585600 2100-02-28", "2100 is no leap year"),
    ValueCase("march-2028", "2028-03-01T12:00:00Z", "ok 1835524800 2028-02-29", "the leap day is a last day"),
    ValueCase("last", "9999-12-31T23:59:59Z", "ok 253402300799 9999-12-30", "the last instant"),
    ValueCase("last-day-ends", "2027-11-22T12:00:00Z", "ok 1826884800 2027-11-21", "day D ends at noon of day D + 1"),
    ValueCase("before-last-day-ends", "2027-11-22T11:59:59Z", "ok 1826884799 2027-11-20", "a second before noon"),
    ValueCase("leap-day-2100", "2100-02-29T00:00:00Z", "invalid", "2100 is no leap year"),
    ValueCase("leap-day-2027", "2027-02-29T00:00:00Z", "invalid", "2027 is no leap year"),
    ValueCase("april-31", "2027-04-31T00:00:00Z", "invalid", "April has 30 days"),
    ValueCase("day-0", "2027-04-00T00:00:00Z", "invalid", "days count from 1"),
    ValueCase("month-0", "2027-00-01T00:00:00Z", "invalid", "months count from 1"),
    ValueCase("month-13", "2027-13-01T00:00:00Z", "invalid", "there are 12 months"),
    ValueCase("year-1969", "1969-12-31T23:59:59Z", "invalid", "years begin in 1970"),
    ValueCase("hour-24", "2027-01-01T24:00:00Z", "invalid", "hours end at 23"),
    ValueCase("minute-60", "2027-01-01T00:60:00Z", "invalid", "minutes end at 59"),
    ValueCase("leap-second", "2016-12-31T23:59:60Z", "invalid", "there are no leap seconds"),
    ValueCase("lower-case-t", "2027-01-01t00:00:00Z", "invalid", "one spelling: T"),
    ValueCase("lower-case-z", "2027-01-01T00:00:00z", "invalid", "one spelling: Z"),
    ValueCase("space-for-t", "2027-01-01 00:00:00Z", "invalid", "one spelling: T"),
    ValueCase("offset", "2027-01-01T00:00:00+00:00", "invalid", "one spelling: Z"),
    ValueCase("no-zone", "2027-01-01T00:00:00", "invalid", "the zone is written"),
    ValueCase("fraction", "2027-01-01T00:00:00.0Z", "invalid", "whole seconds"),
    ValueCase("date-only", "2027-01-01", "invalid", "date and time"),
    ValueCase("five-digit-year", "12027-01-01T00:00:00Z", "invalid", "years have four digits"),
    ValueCase("signed-year", "+027-01-01T00:00:00Z", "invalid", "digits only"),
    ValueCase("arabic-digits", "202٧-01-01T00:00:00", "invalid", "ASCII digits only"),
    ValueCase("empty", "", "invalid", "nothing at all"),
].map { $0.vector("timestamp", "timestamp") }

/// Installation IDs: hash, Crockford's Base 32, two check symbols. The IDs were made with another implementation.
let installationIDVectors: [VectorCase] =
    [
        ("of-zero-key", String(repeating: "0", count: 64), "ok 49XC-6PN2-K93P-Q2SM-AYT0-V9JC-EEKQ"),
        (
            "of-counting-key", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
            "ok 6B5X-8P1Z-0ZFR-2TAQ-QMKM-T0PJ-6TB5"
        ),
        (
            "of-rfc8032-key", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "ok 3R96-P30J-B81F-GYYX-HEZR-6KDR-0Q4R"
        ),
    ].map { name, key, expect in
        VectorCase(
            area: "installation-id", name: name, comment: "the ID is the start of the key's BLAKE2b-256",
            operation: "installation-id", headers: [.init("key", key)], expect: expect)
    }
    + [
        ValueCase("one-spelling", "6B5X-8P1Z-0ZFR-2TAQ-QMKM-T0PJ-6TB5", "ok \(counting)", "seven groups of four"),
        ValueCase(
            "lower-case", "6b5x-8p1z-0zfr-2taq-qmkm-t0pj-6tb5", "ok \(counting) forgiven", "any case can be typed"),
        ValueCase(
            "look-alikes", "6B5X-8Plz-OZFR-2TAQ-QMKM-ToPJ-6TB5", "ok \(counting) forgiven", "O and l for 0 and 1"),
        ValueCase("letter-i", "6B5X-8PIZ-0ZFR-2TAQ-QMKM-T0PJ-6TB5", "ok \(counting) forgiven", "I for 1"),
        ValueCase("no-hyphens", "6B5X8P1Z0ZFR2TAQQMKMT0PJ6TB5", "ok \(counting) forgiven", "hyphens can be left out"),
        ValueCase("blanks", "6B5X 8P1Z 0ZFR 2TAQ QMKM T0PJ 6TB5 ", "ok \(counting) forgiven", "blanks for hyphens"),
        ValueCase("one-slip", "6B5X-8P1Z-0ZFR-2TAQ-QMKN-T0PJ-6TB5", "invalid", "one wrong symbol is found"),
        ValueCase("swapped", "6B5X-8P1Z-0ZFR-2TAQ-QMKM-T0JP-6TB5", "invalid", "two symbols exchanged are found"),
        ValueCase("two-slips", "7B5X-8P1Z-0ZFR-2TAQ-QMKM-T0PJ-6TB6", "invalid", "two wrong symbols are found"),
        ValueCase("check-slip", "6B5X-8P1Z-0ZFR-2TAQ-QMKM-T0PJ-6TB4", "invalid", "a wrong check symbol is found"),
        ValueCase("symbol-u", "6B5X-8P1Z-0ZFR-2TAQ-QMKM-T0PJ-6TBU", "invalid", "U is no symbol"),
        ValueCase("too-short", "6B5X-8P1Z-0ZFR-2TAQ-QMKM-T0PJ-6TB", "invalid", "27 symbols"),
        ValueCase("too-long", "6B5X-8P1Z-0ZFR-2TAQ-QMKM-T0PJ-6TB50", "invalid", "29 symbols"),
        ValueCase("empty", "", "invalid", "nothing at all"),
        ValueCase(
            "zeros", "0000-0000-0000-0000-0000-0000-0000", "ok 0000-0000-0000-0000-0000-0000-0000",
            "the zero word is a codeword"),
    ].map { $0.vector("installation-id", "installation-id") }

private let counting = "6B5X-8P1Z-0ZFR-2TAQ-QMKM-T0PJ-6TB5"

/// Site URLs as somebody configured them.
let siteURLVectors: [VectorCase] =
    [
        ValueCase("plain", "https://glpi.acme.example/", "ok https://glpi.acme.example/", "the canonical form"),
        ValueCase("no-slash", "https://glpi.acme.example", "ok https://glpi.acme.example/", "the root path is written"),
        ValueCase(
            "upper-case", "HTTPS://GLPI.Acme.EXAMPLE/", "ok https://glpi.acme.example/",
            "scheme and host are lower case"),
        ValueCase("http", "http://glpi.acme.example/", "ok http://glpi.acme.example/", "the scheme is kept for people"),
        ValueCase(
            "default-port-https", "https://glpi.acme.example:443/", "ok https://glpi.acme.example/",
            "the scheme's port is dropped"),
        ValueCase(
            "default-port-http", "http://glpi.acme.example:80", "ok http://glpi.acme.example/",
            "the scheme's port is dropped"),
        ValueCase(
            "port-80-on-https", "https://glpi.acme.example:80/", "ok https://glpi.acme.example:80/",
            "the other scheme's port stays"),
        ValueCase(
            "port", "https://glpi.acme.example:8443/glpi", "ok https://glpi.acme.example:8443/glpi",
            "another port stays"),
        ValueCase(
            "trailing-dot", "https://glpi.acme.example./", "ok https://glpi.acme.example/",
            "one trailing dot of the host is dropped"),
        ValueCase("two-trailing-dots", "https://glpi.acme.example../", "empty-label", "one trailing dot only"),
        ValueCase(
            "trailing-slash", "https://acme.example/glpi/", "ok https://acme.example/glpi",
            "one trailing slash is dropped"),
        ValueCase("two-trailing-slashes", "https://acme.example/glpi//", "empty-segment", "one trailing slash only"),
        ValueCase("path-case", "https://acme.example/GLPI", "ok https://acme.example/GLPI", "the path keeps its case"),
        ValueCase(
            "path-characters", "https://acme.example/a-._~!$&'()*+,;=:@b",
            "ok https://acme.example/a-._~!$&'()*+,;=:@b", "RFC 3986 pchar"),
        ValueCase("query", "https://acme.example/glpi?a=b", "ok https://acme.example/glpi", "the query is left out"),
        ValueCase(
            "fragment", "https://acme.example/glpi#top", "ok https://acme.example/glpi", "the fragment is left out"),
        ValueCase(
            "query-without-path", "https://acme.example?a=b", "ok https://acme.example/", "the query ends the authority"
        ),
        ValueCase("single-label", "http://intranet/glpi", "ok http://intranet/glpi", "a single label is a host"),
        ValueCase("underscore", "http://web_1.acme.example/", "ok http://web_1.acme.example/", "underscores are fine"),
        ValueCase(
            "a-label", "https://xn--bcher-kva.example/", "ok https://xn--bcher-kva.example/", "names are A-labels"),
        ValueCase(
            "private-address", "http://192.168.1.20/glpi", "ok http://192.168.1.20/glpi", "private addresses are fine"),
        ValueCase(
            "ipv6", "https://[2001:DB8:0:0:1:0:0:1]/", "ok https://[2001:db8::1:0:0:1]/",
            "RFC 5952: lower case, first longest run of zeros"),
        ValueCase("ipv6-port", "https://[::ffff]:8443/", "ok https://[::ffff]:8443/", "a port after the bracket"),
        ValueCase(
            "ipv6-one-zero", "https://[2001:db8:0:1:1:1:1:1]/", "ok https://[2001:db8:0:1:1:1:1:1]/",
            "RFC 5952: one zero group stays"),
        ValueCase(
            "ipv6-leading-zeros", "https://[2001:0db8::0001]/", "ok https://[2001:db8::1]/",
            "RFC 5952: no leading zeros"),
        ValueCase("ipv6-any", "https://[::]/", "ok https://[::]/", "all groups zero"),
        ValueCase(
            "localhost", "http://localhost/glpi", "ok http://localhost/glpi local", "the host application's own default"
        ),
        ValueCase(
            "localhost-name", "http://glpi.localhost/", "ok http://glpi.localhost/ local",
            "RFC 6761: names below localhost"),
        ValueCase("loopback", "http://127.0.0.1:8080/", "ok http://127.0.0.1:8080/ local", "the machine itself"),
        ValueCase("loopback-ipv6", "http://[::1]/", "ok http://[::1]/ local", "the machine itself"),
        ValueCase(
            "loopback-like-name", "http://127.example/", "ok http://127.example/", "a name that begins like an address"),
        ValueCase("empty", "", "empty", "nothing at all"),
        ValueCase("too-long", "https://acme.example/\(String(repeating: "a", count: 2028))", "too-long", "2049 bytes"),
        ValueCase(
            "at-length-limit", "https://acme.example/\(String(repeating: "a", count: 2027))",
            "ok https://acme.example/\(String(repeating: "a", count: 2027))", "2048 bytes"),
        ValueCase("u-label", "https://bücher.example/", "not-ascii", "names are A-labels"),
        ValueCase("fullwidth", "https://ａcme.example/", "not-ascii", "no mapping of look-alikes"),
        ValueCase("space-inside", "https://acme.example/a b", "whitespace", "no blanks"),
        ValueCase("space-before", " https://acme.example/", "whitespace", "no blanks"),
        ValueCase("space-after", "https://acme.example/ ", "whitespace", "no blanks"),
        ValueCase("tab", "https://ac\tme.example/", "whitespace", "browsers drop tabs, so they are refused"),
        ValueCase("newline", "https://acme.example/\nb", "whitespace", "browsers drop newlines, so they are refused"),
        ValueCase("nul", "https://acme.example/\0", "whitespace", "no controls"),
        ValueCase("backslash", "https://acme.example\\@evil.example/", "backslash", "browsers read a slash"),
        ValueCase("ftp", "ftp://acme.example/", "not-http", "http and https only"),
        ValueCase("no-scheme", "acme.example/glpi", "not-http", "the scheme is written"),
        ValueCase("one-slash", "https:/acme.example/", "not-http", "two slashes after the scheme"),
        ValueCase("user", "https://user@acme.example/", "user-info", "no user name"),
        ValueCase("user-password", "https://a:b@acme.example/", "user-info", "no password"),
        ValueCase(
            "host-in-user", "https://acme.example@evil.example/", "user-info", "what looks like the host is a user name"
        ),
        ValueCase("no-host", "https:///glpi", "invalid-host", "a host is there"),
        ValueCase("only-port", "https://:443/", "invalid-host", "a host is there"),
        ValueCase("host-character", "https://acme!.example/", "invalid-host", "letters, digits, hyphens, underscores"),
        ValueCase(
            "long-label", "https://\(String(repeating: "a", count: 64)).example/", "invalid-host",
            "a label has at most 63 bytes"),
        ValueCase(
            "long-host",
            "https://\(Array(repeating: String(repeating: "a", count: 49), count: 5).joined(separator: ".")).example/",
            "invalid-host", "a host has at most 253 bytes"),
        ValueCase("ipv6-seven-groups", "https://[1:2:3:4:5:6:7]/", "invalid-host", "eight groups"),
        ValueCase("ipv6-nine-groups", "https://[1:2:3:4:5:6:7:8:9]/", "invalid-host", "eight groups"),
        ValueCase("ipv6-two-gaps", "https://[1::2::3]/", "invalid-host", "one run of zeros is left out"),
        ValueCase("ipv6-gap-for-nothing", "https://[1:2:3:4::5:6:7:8]/", "invalid-host", "a gap stands for a group"),
        ValueCase("ipv6-three-colons", "https://[:::1]/", "invalid-host", "two colons are a gap"),
        ValueCase("ipv6-one-colon", "https://[:]/", "invalid-host", "two colons are a gap"),
        ValueCase("ipv6-colon-at-start", "https://[:1]/", "invalid-host", "two colons are a gap"),
        ValueCase("ipv6-colon-at-end", "https://[1:]/", "invalid-host", "two colons are a gap"),
        ValueCase("ipv6-colons-at-both-ends", "https://[:1:2:3:4:5:6:7:]/", "invalid-host", "two colons are a gap"),
        ValueCase(
            "ipv6-gap-at-end", "https://[1:2:3:4:5:6:7::]/", "ok https://[1:2:3:4:5:6:7:0]/",
            "RFC 5952: one zero group is written"),
        ValueCase(
            "ipv6-embedded-ipv4", "https://[::ffff:192.168.1.1]/", "invalid-host", "groups of hexadecimal digits only"),
        ValueCase("ipv6-five-digits", "https://[10000::]/", "invalid-host", "a group has 16 bits"),
        ValueCase("ipv6-zone", "https://[fe80::1%25eth0]/", "invalid-host", "no zone"),
        ValueCase("ipv6-open", "https://[::1/", "invalid-host", "the bracket closes"),
        ValueCase("ipv6-after-bracket", "https://[::1]a/", "invalid-host", "only a port after the bracket"),
        ValueCase("ipv6-empty", "https://[]/", "invalid-host", "eight groups"),
        ValueCase("empty-label", "https://acme..example/", "empty-label", "no empty label"),
        ValueCase("leading-dot", "https://.acme.example/", "empty-label", "no empty label"),
        ValueCase("ipv4-three-parts", "http://192.168.1/", "odd-ipv4", "browsers read 192.168.0.1"),
        ValueCase("ipv4-one-number", "http://3232235777/", "odd-ipv4", "browsers read 192.168.1.1"),
        ValueCase("ipv4-octal", "http://192.168.010.1/", "odd-ipv4", "browsers read 192.168.8.1"),
        ValueCase("ipv4-hexadecimal", "http://0xc0.168.1.0x1/", "odd-ipv4", "browsers read 192.168.1.1"),
        ValueCase("ipv4-256", "http://192.168.1.256/", "odd-ipv4", "a part has eight bits"),
        ValueCase(
            "ipv4-like-name", "http://acme.1/", "odd-ipv4", "a name that ends in a number is an address to browsers"),
        ValueCase(
            "ipv4-hexadecimal-end", "http://acme.0x/", "odd-ipv4", "a name that ends in 0x is an address to browsers"),
        ValueCase("wildcard-site", "https://*.acme.example/", "wildcard", "a site has no wildcard"),
        ValueCase("port-0", "https://acme.example:0/", "invalid-port", "ports begin at 1"),
        ValueCase("port-65536", "https://acme.example:65536/", "invalid-port", "ports end at 65535"),
        ValueCase("port-leading-zero", "https://acme.example:0443/", "invalid-port", "no leading zeros"),
        ValueCase("port-empty", "https://acme.example:/", "invalid-port", "a colon has a port"),
        ValueCase("port-sign", "https://acme.example:+443/", "invalid-port", "digits only"),
        ValueCase("percent-host", "https://acme%2eexample/", "percent", "no escapes in the host"),
        ValueCase("percent-path", "https://acme.example/%67lpi", "percent", "no escapes in the path"),
        ValueCase("dot-segment", "https://acme.example/./glpi", "dot-segment", "nothing to resolve"),
        ValueCase("dot-dot-segment", "https://acme.example/glpi/..", "dot-segment", "nothing to resolve"),
        ValueCase("empty-segment", "https://acme.example//glpi", "empty-segment", "no empty segment"),
        ValueCase("path-character", "https://acme.example/a|b", "invalid-path", "RFC 3986 pchar"),
    ].map { $0.vector("site-url", "site-url") }
    + [
        ValueCase(
            "wildcard", "https://*.acme.example/", "ok https://*.acme.example/", "one label, two labels after it"),
        ValueCase("wildcard-one-label", "https://*.example/", "wildcard", "at least two labels after it"),
        ValueCase("wildcard-part", "https://a*.acme.example/", "invalid-host", "one whole label"),
        ValueCase("wildcard-start", "https://*a.acme.example/", "wildcard", "one whole label"),
        ValueCase("wildcard-inside", "https://a.*.acme.example/", "invalid-host", "the first label"),
        ValueCase("wildcard-twice", "https://*.*.acme.example/", "invalid-host", "the first label only"),
        ValueCase("wildcard-alone", "https://*/", "wildcard", "at least two labels after it"),
        ValueCase("wildcard-address", "https://*.192.168.1.1/", "wildcard", "an address has no labels"),
    ].map { $0.vector("site-url", "site-url", [.init("wildcard", "allowed")]) }
