/// `latchkey/license@v1`, line by line.
let licenseBodyVectors: [VectorCase] =
    (wholeLicenses + lines + BodyCase.missing(base, requiredKeys) + values + terms + caps).map { $0.vector("license") }

private let base = Document.license
private let here = TestKey.here.installationID
private let elsewhere = TestKey.elsewhere.installationID

private let requiredKeys = [
    ("id", 2), ("vendor", 3), ("product", 4), ("kind", 5), ("customer", 6), ("installation", 7), ("url", 8),
    ("versions", 10), ("issued", 12), ("starts", 13), ("expires", 14), ("grace-days", 15), ("on-expiry", 19),
    ("on-revocation", 20),
]

private let wholeLicenses = [
    BodyCase("complete", base, "ok", "every common line"),
    BodyCase(
        "shortest",
        base.without("host").without("feature").without("limit").with("installation", "any").with("url", "any"),
        "ok", "every line that can be left out is"),
    BodyCase(
        "longest",
        base.inserting("mismatch-days 15", after: "grace-days").appending(
            "note order 4711", "x-order 4711", "x-shop paris"),
        "ok", "every line that can be there is"),
    BodyCase("perpetual", Document.perpetual, "ok", "never ends, maintenance does"),
    BodyCase(
        "perpetual-maintenance-never", Document.perpetual.with("maintenance-until", "never"), "ok",
        "maintenance without an end"),
    BodyCase("trial", Document.trial, "ok", "a term to try"),
]

private let lines = [
    BodyCase("empty", [UInt8](), "wrong-type 1", "no line at all"),
    BodyCase("type-only", Document(["latchkey/license@v1"]), "missing-key 2 id", "a type line alone"),
    BodyCase(
        "type-of-request", Document(["latchkey/request@v1"] + base.lines.dropFirst()), "wrong-type 1",
        "another document's type"),
    BodyCase(
        "type-v2", Document(["latchkey/license@v2"] + base.lines.dropFirst()), "wrong-type 1",
        "a newer version of the type"),
    BodyCase(
        "type-space", Document(["latchkey/license@v1 "] + base.lines.dropFirst()), "wrong-type 1",
        "a blank after the type"),
    BodyCase(
        "type-upper-case", Document(["Latchkey/license@v1"] + base.lines.dropFirst()), "wrong-type 1",
        "another spelling of the type"),
    BodyCase("no-final-newline", base.text.dropLast(), "malformed-line 20", "every line ends in a newline"),
    BodyCase("empty-line", base.replacing("customer", by: ""), "malformed-line 6", "no empty line in a body"),
    BodyCase("empty-line-at-end", base.appending(""), "malformed-line 21", "no empty line in a body"),
    BodyCase("key-alone", base.replacing("customer", by: "customer"), "malformed-line 6", "a key has a value"),
    BodyCase("empty-value", base.replacing("customer", by: "customer "), "malformed-line 6", "a value is not empty"),
    BodyCase(
        "leading-space", base.replacing("customer", by: " customer ACME SA"), "malformed-line 6",
        "no blank before a key"),
    BodyCase(
        "tab-after-key", base.replacing("customer", by: "customer\tACME SA"), "missing-key 6 customer",
        "one space after a key"),
    BodyCase(
        "key-upper-case", base.replacing("customer", by: "Customer ACME SA"), "missing-key 6 customer",
        "keys are lower case"),
    BodyCase(
        "repeated-id", base.inserting("id 01KAJ0Q6Y4ZC9C4N2B8M4T7X5S", after: "id"), "missing-key 3 vendor",
        "id stands once"),
    BodyCase(
        "repeated-host", base.inserting("host glpi any", after: "host"), "missing-key 12 issued",
        "host stands once at most"),
    BodyCase(
        "repeated-grace-days", base.inserting("grace-days 7", after: "grace-days"), "missing-key 16 on-expiry",
        "grace-days stands once"),
    BodyCase(
        "repeated-on-revocation", base.appending("on-revocation trial"), "unexpected-key 21 on-revocation",
        "on-revocation stands once"),
    BodyCase("order-vendor-product", base.swapping("vendor", "product"), "missing-key 3 vendor", "keys have one order"),
    BodyCase(
        "order-feature-limit", base.swapping("feature", "limit"), "missing-key 17 on-expiry", "keys have one order"),
    BodyCase(
        "order-mismatch-grace", base.inserting("mismatch-days 15", after: "expires"), "missing-key 15 grace-days",
        "keys have one order"),
    BodyCase(
        "unknown-key-inside", base.inserting("color blue", after: "customer"), "missing-key 7 installation",
        "unknown keys are refused"),
    BodyCase("unknown-key-at-end", base.appending("color blue"), "unexpected-key 21 color", "unknown keys are refused"),
    BodyCase(
        "x-line-inside", base.inserting("x-order 12", after: "customer"), "missing-key 7 installation",
        "x- lines stand at the end"),
    BodyCase(
        "key-after-x-line", base.appending("x-order 12", "note hello"), "unexpected-key 22 note",
        "nothing follows x- lines"),
    BodyCase("x-lines-unsorted", base.appending("x-b 1", "x-a 1"), "unsorted 22 x-a", "x- lines are sorted"),
    BodyCase("x-line-twice", base.appending("x-a 1", "x-a 1"), "unsorted 22 x-a", "no line stands twice"),
    BodyCase("x-line-two-values", base.appending("x-a 1", "x-a 2"), "ok", "one key, two values"),
    BodyCase(
        "x-line-two-spaces", base.appending("x-a 1  2"), "invalid-value 21 x-a", "a single space is the only blank"),
    BodyCase("x-line-upper-case", base.appending("x-A 1"), "invalid-value 21 x-A", "keys are lower case"),
    BodyCase("x-line-no-value", base.appending("x-a"), "malformed-line 21", "a key has a value"),
    BodyCase("installations-sorted", base.with("installation", [here, elsewhere].sorted()), "ok", "two installations"),
    BodyCase(
        "installations-unsorted", base.with("installation", [here, elsewhere].sorted().reversed()),
        "unsorted 8 installation", "repeated keys are sorted"),
    BodyCase(
        "installation-twice", base.with("installation", here, here), "unsorted 8 installation", "no value stands twice"),
    BodyCase(
        "installation-any-and-one", base.with("installation", "any", here), "missing-key 8 url", "any stands alone"),
    BodyCase(
        "installation-one-and-any", base.with("installation", here, "any"), "invalid-value 8 installation",
        "any stands alone"),
    BodyCase(
        "url-any-and-one", base.with("url", "any", "https://glpi.acme.example/"), "missing-key 9 versions",
        "any stands alone"),
    BodyCase(
        "urls-unsorted", base.with("url", "https://glpi.acme.example/", "https://glpi-test.acme.example/ staging"),
        "unsorted 9 url", "sorted bytewise: - comes before ."),
    BodyCase(
        "url-twice", base.with("url", "https://glpi.acme.example/", "https://glpi.acme.example/"), "unsorted 9 url",
        "no value stands twice"),
    BodyCase(
        "features-unsorted", base.with("feature", "reports", "export"), "unsorted 17 feature",
        "repeated keys are sorted"),
    BodyCase("feature-twice", base.with("feature", "export", "export"), "unsorted 17 feature", "no value stands twice"),
    BodyCase(
        "limits-unsorted", base.with("limit", "seats 50", "desks 5"), "unsorted 19 limit", "repeated keys are sorted"),
    BodyCase(
        "limit-name-twice", base.with("limit", "seats 50", "seats 60"), "inconsistent 20 limit",
        "a limit has one number"),
]

private let token64 = String(repeating: "a", count: 64)

private let values =
    BodyCase.refused(
        base, "id", line: 2,
        [
            ("lower-case", "01kaj0q6y4zc9c4n2b8m4t7x5r", "upper-case symbols"),
            ("short", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5", "26 symbols"),
            ("long", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5RR", "26 symbols"),
            ("letter-i", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5I", "no letters I, L, O, U"),
            ("over-128-bits", "81KAJ0Q6Y4ZC9C4N2B8M4T7X5R", "the first symbol is at most 7"),
        ])
    + BodyCase.refused(
        base, "vendor", line: 3,
        [
            ("upper-case", "Vendor.example", "lower case"),
            ("leading-hyphen", "-vendor", "begins with a letter or a digit"),
            ("slash", "vendor/example", "no slash"),
            ("non-ascii", "vendör", "ASCII"),
            ("space", "vendor example", "no blank"),
            ("too-long", "\(token64)a", "at most 64 bytes"),
        ])
    + BodyCase.accepted(
        base, "product",
        [
            ("longest", token64, "64 bytes"), ("characters", "0a-b.c_d", "letters, digits, hyphen, dot, underscore"),
        ])
    + BodyCase.refused(
        base, "kind", line: 5,
        [
            ("unknown", "demo", "subscription, perpetual or trial"), ("upper-case", "Subscription", "lower case"),
        ])
    + BodyCase.accepted(
        base, "customer",
        [
            ("accents", "Société Générale", "UTF-8"), ("japanese", "東京電力", "UTF-8"),
            ("joiners", "नर्‍मदा", "joiners are parts of letters"),
            ("quotes", "ACME \u{201C}North\u{201D} SA", "curly quotes can be meant"),
            ("longest", String(repeating: "é", count: 100), "200 bytes"),
        ] + visibleNames)
    + BodyCase.refused(
        base, "customer", line: 6,
        [
            ("too-long", String(repeating: "é", count: 100) + "a", "at most 200 bytes"),
            ("two-spaces", "ACME  SA", "a single space is the only blank"),
            ("leading-space", " ACME SA", "no blank at the ends"),
            ("trailing-space", "ACME SA ", "no blank at the ends"),
            ("no-break-space", "ACME\u{A0}SA", "a single space is the only blank"),
            ("tab", "ACME\tSA", "no controls"),
            ("delete", "ACME\u{7F}SA", "no controls"),
            ("c1-control", "ACME\u{9B}SA", "no controls"),
            ("line-separator", "ACME\u{2028}SA", "a single space is the only blank"),
            ("override", "ACME \u{202E}AS", "no bidirectional controls"),
            ("isolate", "ACME \u{2066}AS", "no bidirectional controls"),
            ("right-to-left-mark", "ACME\u{200F} SA", "no bidirectional controls"),
            ("zero-width-space", "ACME\u{200B}SA", "no invisible characters"),
            ("soft-hyphen", "ACME\u{AD}SA", "no invisible characters"),
            ("byte-order-mark", "\u{FEFF}ACME", "no invisible characters"),
            ("tag", "ACME\u{E0041}", "no invisible characters"),
        ] + invisibleNames)
    + [
        BodyCase(
            "customer-not-utf-8",
            Array(Document(Array(base.lines[..<5])).text) + Array("customer caf".utf8) + [0xE9, 0x0A]
                + Document(Array(base.lines[6...])).text, "invalid-value 6 customer", "UTF-8")
    ]
    + BodyCase.refused(
        base, "installation", line: 7,
        [
            ("lower-case", here.lowercased(), "one spelling"),
            ("no-hyphens", here.replacing("-", with: ""), "one spelling"),
            ("check-symbols", "0000-0000-0000-0000-0000-0000-0001", "the check symbols match"),
            ("any-upper-case", "ANY", "any is lower case"),
        ])
    + BodyCase.refused(
        base, "url", line: 8,
        [
            ("no-slash", "https://glpi-test.acme.example staging", "one spelling"),
            ("upper-case", "https://GLPI-test.acme.example/", "one spelling"),
            ("default-port", "https://glpi-test.acme.example:443/", "one spelling"),
            ("trailing-slash", "https://glpi-test.acme.example/a/", "one spelling"),
            ("production", "https://glpi-test.acme.example/ production", "production is not written"),
            ("unknown-use", "https://glpi-test.acme.example/ demo", "staging or recovery"),
            ("two-spaces", "https://glpi-test.acme.example/  staging", "one space before the use"),
            ("wildcard-one-label", "https://*.example/", "at least two labels after the wildcard"),
            ("query", "https://glpi-test.acme.example/?a", "one spelling"),
        ])
    + BodyCase.accepted(
        base, "url",
        [
            ("recovery", "https://glpi-dr.acme.example/ recovery", "a stand-in"),
            ("wildcard", "https://*.acme.example/", "one label"),
            ("http", "http://acme.example:8080/glpi", "port and path"),
        ])
    + BodyCase.refused(
        base, "versions", line: 10,
        [
            ("blank", ">= 2.0 <3.0", "one spelling"), ("crossed", ">=3.0 <2.0", "the lower bound is lower"),
            ("bare", "2.0", "a sign stands before the version"),
        ])
    + BodyCase.accepted(base, "versions", [("any", "any", "written out"), ("exactly", "=2.1-beta1", "one release")])
    + BodyCase.refused(
        base, "host", line: 11,
        [
            ("no-range", "glpi", "an application and a range"), ("upper-case", "GLPI any", "a token and a range"),
            ("any", "any", "left out where it says nothing"),
        ])
    + BodyCase.accepted(base, "host", [("any-release", "glpi any", "every release of one application")])
    + BodyCase.refused(
        base, "issued", line: 12,
        [
            ("date", "2026-11-21", "date and time"), ("offset", "2026-11-21T09:30:00+00:00", "UTC, one spelling"),
            ("never", "never", "an instant"), ("leap-day", "2027-02-29T00:00:00Z", "a day that there is"),
        ])
    + BodyCase.refused(
        base, "expires", line: 14,
        [
            ("date", "2027-11-22", "date and time"), ("always", "always", "an instant or never"),
        ])
    + BodyCase.refused(
        base, "grace-days", line: 15,
        [
            ("leading-zero", "07", "no leading zeros"), ("negative", "-1", "not negative"),
            ("sign", "+7", "digits only"),
            ("fraction", "7.0", "a whole number"), ("ten-years", "3654", "at most 3653"),
            ("hexadecimal", "0x7", "decimal"),
        ])
    + BodyCase.accepted(base, "grace-days", [("none", "0", "no grace"), ("longest", "3653", "ten years")])
    + BodyCase.refused(
        base, "feature", line: 16, [("upper-case", "Export", "a token"), ("space", "data export", "a token")])
    + BodyCase.refused(
        base, "limit", line: 18,
        [
            ("no-number", "seats", "a name and a number"), ("leading-zero", "seats 050", "no leading zeros"),
            ("two-spaces", "seats  50", "one space"), ("negative", "seats -1", "not negative"),
            ("too-large", "seats 9007199254740992", "at most 2^53 - 1"), ("word", "seats many", "a number"),
        ])
    + BodyCase.accepted(
        base, "limit", [("largest", "seats 9007199254740991", "2^53 - 1"), ("zero", "seats 0", "none at all")])
    + BodyCase.refused(base, "on-expiry", line: 19, [("full", "full", "read-only or off")])
    + BodyCase.refused(base, "on-revocation", line: 20, [("read-only", "read-only", "trial or off")])

private let terms = [
    BodyCase(
        "ends-as-it-starts", base.with("expires", "2026-11-21T00:00:00Z"), "inconsistent 15 expires",
        "a term ends after it starts"),
    BodyCase(
        "ends-before-it-starts", base.with("expires", "2026-11-20T12:00:00Z"), "inconsistent 15 expires",
        "a term ends after it starts"),
    BodyCase(
        "subscription-never-expires", base.with("expires", "never"), "inconsistent 15 expires", "a subscription ends"),
    BodyCase(
        "trial-never-expires", base.with("kind", "trial").with("expires", "never"), "inconsistent 15 expires",
        "a trial ends"),
    BodyCase(
        "perpetual-expires", Document.perpetual.with("expires", "2027-11-22T12:00:00Z"), "inconsistent 15 expires",
        "a perpetual license never ends"),
    BodyCase(
        "perpetual-without-maintenance", Document.perpetual.without("maintenance-until"),
        "inconsistent 15 maintenance-until", "a perpetual license says until when it is maintained"),
    BodyCase(
        "subscription-with-maintenance", base.inserting("maintenance-until 2027-11-22T12:00:00Z", after: "expires"),
        "inconsistent 16 maintenance-until", "maintenance is a perpetual license's"),
    BodyCase("starts-before-issued", base.with("starts", "2026-01-01T00:00:00Z"), "ok", "a term may begin in the past"),
    BodyCase("starts-after-issued", base.with("starts", "2027-01-01T00:00:00Z"), "ok", "a term may begin later"),
]

private let caps = [
    BodyCase("installations-8", base.with("installation", installations(8)), "ok", "eight installations"),
    BodyCase(
        "installations-9", base.with("installation", installations(9)), "too-many 15 installation",
        "at most eight installations"),
    BodyCase("urls-64", base.with("url", urls(64)), "ok", "64 URLs"),
    BodyCase("urls-65", base.with("url", urls(65)), "too-many 72 url", "at most 64 URLs"),
    BodyCase("features-128", base.with("feature", padded(128)), "ok", "128 features"),
    BodyCase("features-129", base.with("feature", padded(129)), "too-many 144 feature", "at most 128 features"),
    BodyCase("limits-128", base.with("limit", padded(128).map { "\($0) 1" }), "ok", "128 limits"),
    BodyCase(
        "limits-129", base.with("limit", padded(129).map { "\($0) 1" }), "too-many 146 limit", "at most 128 limits"),
    BodyCase("lines-1024", extended(1004), "ok", "1024 lines"),
    BodyCase("lines-1025", extended(1005), "too-many-lines 1025", "at most 1024 lines"),
]

private func installations(_ count: Int) -> [String] {
    (0..<count).map { TestKey("installation/\($0)").installationID }.sorted()
}

private func urls(_ count: Int) -> [String] { padded(count).map { "https://glpi-\($0).acme.example/" } }

private func extended(_ count: Int) -> Document { Document(base.lines + padded(count).map { "x-\($0) 1" }) }
