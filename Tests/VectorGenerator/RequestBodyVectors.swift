/// `latchkey/request@v1`, line by line.
let requestBodyVectors: [VectorCase] =
    ([
        BodyCase("complete", request, "ok", "every line"),
        BodyCase(
            "shortest", request.without("host").without("url").without("fact").without("accepts"), "ok",
            "every line that can be left out is"),
        BodyCase(
            "id-of-other-key", request.with("installation", TestKey.elsewhere.installationID), "inconsistent 4 key",
            "the ID is that of the key"),
        BodyCase(
            "wildcard", request.with("url", "https://*.acme.example/"), "inconsistent 9 url", "a site has no wildcard"),
        BodyCase(
            "facts-unsorted", request.with("fact", "path \(hash)", "machine \(hash)"), "unsorted 10 fact",
            "repeated keys are sorted"),
        BodyCase(
            "facts-17", request.with("fact", padded(17).map { "\($0) \(hash)" }), "too-many 25 fact", "at most 16 facts"
        ),
        BodyCase(
            "unknown-line", request.appending("color blue"), "unexpected-key 15 color", "unknown keys are refused"),
    ]
    + BodyCase.missing(
        request,
        [
            ("installation", 2), ("key", 3), ("vendor", 4), ("product", 5), ("version", 6), ("keyring", 12),
            ("nonce", 13),
            ("time", 14),
        ])
    + BodyCase.refused(
        request, "key", line: 3, [("31-bytes", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==", "32 bytes")])
    + BodyCase.refused(
        request, "host", line: 7,
        [("no-version", "glpi", "an application and a release"), ("range", "glpi >=10.0", "one release")])
    + BodyCase.refused(
        request, "fact", line: 9,
        [
            ("raw", "machine srv-glpi-01", "a hash, never the fact"), ("short", "machine 0011223344556677", "16 bytes"),
            ("upper-case", "machine \(hash.uppercased())", "lower case"),
        ])
    + BodyCase.refused(
        request, "accepts", line: 10,
        [("no-version", "latchkey/keyring", "a type line"), ("word", "keyring", "a type line")])
    + BodyCase.refused(
        request, "nonce", line: 13,
        [
            ("short", "0123456789abcdef0123456789abcd", "16 bytes"),
            ("upper-case", "0123456789ABCDEF0123456789ABCDEF", "lower case"),
            ("long", "0123456789abcdef0123456789abcdef00", "16 bytes"),
        ])).map { $0.vector("request") }

private let request = Document.request
private let hash = "aa112233445566778899aabbccddeeff"
