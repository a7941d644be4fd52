import Fixtures
import LicenseFormat
import SignedNote
import Testing

/// A body's order, cardinality and bounds, with the line of each error.
@Suite("Bodies of documents")
struct BodyTests {
    static let license = """
        latchkey/license@v1
        id 01KAJ0Q6Y4ZC9C4N2B8M4T7X5R
        vendor vendor.example
        product glpi-escalade
        kind subscription
        customer ACME SA
        installation 7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETCK
        url https://glpi-test.acme.example/ staging
        url https://glpi.acme.example/
        versions >=2.0 <3.0
        host glpi >=10.0 <12.0
        issued 2026-11-21T09:30:00Z
        starts 2026-11-21T00:00:00Z
        expires 2027-11-22T12:00:00Z
        grace-days 7
        mismatch-days 14
        feature dashboards
        feature reports
        limit seats 50
        limit sites 2
        on-expiry read-only
        on-revocation trial
        note a note
        x-a one
        x-order 4711

        """

    static func error(_ text: String) -> FormatError? {
        do throws(FormatError) { _ = try License(parsing: text.bytes) } catch { return error }
        return nil
    }

    @Test("a license with every key is read, and says what its lines say")
    func everyKey() throws {
        let license = try License(parsing: Self.license.bytes)
        #expect(license.text[...] == Self.license.bytes)
        #expect(license.customer.text.string == "ACME SA")
        #expect(license.urls.map(\.use) == [.staging, .production])
        #expect(license.graceEnds.text.string == "2027-11-29T12:00:00Z")
        #expect(license.mismatchDays?.value == 14)
        #expect(license.features.map(\.text.string) == ["dashboards", "reports"])
        #expect(license.limits.map(\.count.value) == [50, 2])
        #expect(license.extensions.map(\.text.string) == ["x-a one", "x-order 4711"])
    }

    /// Lines replaced in the license above; what the error is, where, and at which key.
    static let errors: [(String, find: String, replace: String, FormatError.Reason, line: Int, key: String)] = [
        ("another type", "license@v1", "license@v2", .wrongType, 1, ""),
        ("a blank before the type", "latchkey/license", " latchkey/license", .wrongType, 1, ""),
        ("a missing id", "id 01KAJ0Q6Y4ZC9C4N2B8M4T7X5R\n", "", .missingKey, 2, "id"),
        ("a missing vendor", "vendor vendor.example\n", "", .missingKey, 3, "vendor"),
        ("a missing kind", "kind subscription\n", "", .missingKey, 5, "kind"),
        ("no installation", "installation 7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETCK\n", "", .missingKey, 7, "installation"),
        ("any installation and one", "installation 7208", "installation any\ninstallation 7208", .missingKey, 8, "url"),
        ("one installation and any", "ETCK\n", "ETCK\ninstallation any\n", .invalidValue, 8, "installation"),
        (
            "an installation twice", "ETCK\n", "ETCK\ninstallation 7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETCK\n", .unsorted, 8,
            "installation"
        ),
        (
            "installations that are not sorted", "ETCK\n", "ETCK\ninstallation 49XC-6PN2-K93P-Q2SM-AYT0-V9JC-EEKQ\n",
            .unsorted, 8, "installation"
        ),
        ("a wrong check symbol", "ETCK\n", "ETCM\n", .invalidValue, 7, "installation"),
        ("an installation in lower case", "ETCK\n", "ETCk\n", .invalidValue, 7, "installation"),
        ("any URL and one", "url https://glpi-test", "url any\nurl https://glpi-test", .missingKey, 9, "versions"),
        (
            "a URL that is not canonical", "https://glpi.acme.example/\n", "https://glpi.acme.example\n", .invalidValue,
            9, "url"
        ),
        (
            "a URL with its default port", "https://glpi.acme.example/\n", "https://glpi.acme.example:443/\n",
            .invalidValue, 9, "url"
        ),
        ("no versions", "versions >=2.0 <3.0\n", "", .missingKey, 10, "versions"),
        ("an empty range", ">=2.0 <3.0", ">=3.0 <3.0", .invalidValue, 10, "versions"),
        ("two ranges", "versions >=2.0 <3.0\n", "versions >=2.0 <3.0\nversions any\n", .missingKey, 11, "issued"),
        ("an end at the start", "2027-11-22T12:00:00Z", "2026-11-21T00:00:00Z", .inconsistent, 15, "expires"),
        ("an end before the start", "2027-11-22T12:00:00Z", "2025-11-21T00:00:00Z", .inconsistent, 15, "expires"),
        (
            "a subscription that never ends", "expires 2027-11-22T12:00:00Z", "expires never", .inconsistent, 15,
            "expires"
        ),
        ("a perpetual license that ends", "kind subscription", "kind perpetual", .inconsistent, 15, "expires"),
        (
            "maintenance of a subscription", "grace-days", "maintenance-until never\ngrace-days", .inconsistent, 16,
            "maintenance-until"
        ),
        (
            "a site under two schemes", "url https://glpi-test", "url http://glpi.acme.example/\nurl https://glpi-test",
            .inconsistent, 11, "url"
        ),
        (
            "a site with two uses", "url https://glpi.acme.example/\n",
            "url https://glpi.acme.example/\nurl https://glpi.acme.example/ staging\n", .inconsistent, 11, "url"
        ),
        ("no days for a mismatch", "mismatch-days 14", "mismatch-days 0", .invalidValue, 16, "mismatch-days"),
        ("grace of more than ten years", "grace-days 7", "grace-days 3654", .invalidValue, 15, "grace-days"),
        ("grace below zero", "grace-days 7", "grace-days -7", .invalidValue, 15, "grace-days"),
        ("a leading zero", "grace-days 7", "grace-days 07", .invalidValue, 15, "grace-days"),
        ("features that are not sorted", "feature reports", "feature a", .unsorted, 18, "feature"),
        ("a feature twice", "feature reports", "feature dashboards", .unsorted, 18, "feature"),
        ("a limit with two numbers", "limit sites 2", "limit seats 6", .inconsistent, 21, "limit"),
        ("another mode", "on-expiry read-only", "on-expiry full", .invalidValue, 21, "on-expiry"),
        ("no mode", "on-revocation trial\n", "", .missingKey, 22, "on-revocation"),
        (
            "keys in another order", "on-expiry read-only\non-revocation trial",
            "on-revocation trial\non-expiry read-only", .missingKey, 21, "on-expiry"
        ),
        ("an unknown key", "note a note", "colour red", .unexpectedKey, 23, "colour"),
        ("an unknown key after the vendor's", "x-order 4711", "y-order 4711", .unexpectedKey, 25, "y-order"),
        ("a known key after the vendor's", "x-order 4711", "note late", .unexpectedKey, 25, "note"),
        ("a second note", "note a note", "note a note\nnote a note", .unexpectedKey, 24, "note"),
        ("an upper-case key", "vendor vendor", "Vendor vendor", .missingKey, 3, "vendor"),
        ("vendor's lines that are not sorted", "x-a one", "x-z one", .unsorted, 25, "x-order"),
        ("the same vendor's line twice", "x-a one", "x-order 4711", .unsorted, 25, "x-order"),
        ("a vendor's key without a name", "x-a one", "x- one", .invalidValue, 24, "x-"),
        ("an upper-case vendor's key", "x-order", "x-Order", .invalidValue, 25, "x-Order"),
        ("an empty line", "customer ACME SA\n", "customer ACME SA\n\n", .malformedLine, 7, ""),
        ("an empty line at the end", "x-order 4711\n", "x-order 4711\n\n", .malformedLine, 26, ""),
        ("a key without a value", "customer ACME SA", "customer", .malformedLine, 6, ""),
        ("a key with an empty value", "customer ACME SA", "customer ", .malformedLine, 6, ""),
        ("a line that begins with a space", "customer ACME SA", " customer ACME SA", .malformedLine, 6, ""),
        ("two spaces", "customer ACME SA", "customer  ACME SA", .invalidValue, 6, "customer"),
        ("a blank at the end of a line", "customer ACME SA", "customer ACME SA ", .invalidValue, 6, "customer"),
        ("a tab", "customer ACME SA", "customer ACME\tSA", .invalidValue, 6, "customer"),
        ("a carriage return", "vendor vendor.example", "vendor vendor.example\r", .invalidValue, 3, "vendor"),
        ("a no-break space", "customer ACME SA", "customer ACME\u{A0}SA", .invalidValue, 6, "customer"),
        ("a right-to-left override", "customer ACME SA", "customer \u{202E}AS EMCA", .invalidValue, 6, "customer"),
        ("an instant with an offset", "2026-11-21T09:30:00Z", "2026-11-21T09:30:00+00:00", .invalidValue, 12, "issued"),
        ("letters beyond ASCII", "product glpi", "product glpі", .invalidValue, 4, "product"),
    ]

    @Test("a license that breaks a rule is refused at the line that breaks it")
    func errors() {
        for (what, find, replacement, reason, line, key) in Self.errors {
            let text = Self.license.replacing(find, with: replacement, maxReplacements: 1)
            #expect(text != Self.license, "\(what)")
            #expect(Self.error(text) == FormatError(reason, line: line, key: Array(key.utf8)), "\(what)")
        }
        #expect(Self.errors.count == 57)
    }

    @Test("the newline at the end is part of the text")
    func ends() {
        let last = Self.license.split(separator: "\n").count
        #expect(Self.error(String(Self.license.dropLast())) == FormatError(.malformedLine, line: last))
        #expect(Self.error("") == FormatError(.wrongType, line: 1))
        #expect(Self.error("\n") == FormatError(.wrongType, line: 1))
        #expect(Self.error("latchkey/license@v1") == FormatError(.wrongType, line: 1))
        #expect(Self.error("latchkey/license@v1\n") == FormatError(.missingKey, line: 2, key: Array("id".utf8)))
    }

    @Test("each repeated key has its bound")
    func bounds() throws {
        func license(_ find: String, _ lines: [String]) -> String {
            Self.license.replacing(find, with: lines.joined(separator: "\n"), maxReplacements: 1)
        }
        let features = (0..<200).map { "feature f\(1000 + $0)" }
        #expect(Self.error(license("feature dashboards\nfeature reports", Array(features.prefix(128)))) == nil)
        #expect(
            Self.error(license("feature dashboards\nfeature reports", Array(features.prefix(129))))?.reason == .tooMany)
        let limits = (0..<200).map { "limit f\(1000 + $0) 1" }
        #expect(Self.error(license("limit seats 50\nlimit sites 2", Array(limits.prefix(128)))) == nil)
        #expect(Self.error(license("limit seats 50\nlimit sites 2", Array(limits.prefix(129))))?.reason == .tooMany)
        let urls = (0..<200).map { "url https://a\(1000 + $0).example/" }
        let url = "url https://glpi-test.acme.example/ staging\nurl https://glpi.acme.example/"
        #expect(Self.error(license(url, Array(urls.prefix(64)))) == nil)
        #expect(Self.error(license(url, Array(urls.prefix(65))))?.reason == .tooMany)
        var generator = DocumentGenerator(11)
        let installations = try (0..<9).map { _ in "installation \(try generator.installation().text.string)" }.sorted()
        let one = "installation 7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETCK"
        #expect(Self.error(license(one, Array(installations.prefix(8)))) == nil)
        #expect(Self.error(license(one, installations))?.reason == .tooMany)
        let extensions = (0..<2000).map { "x-\(10000 + $0) a" }
        #expect(Self.error(license("x-a one\nx-order 4711", Array(extensions.prefix(1001)))) == nil)
        #expect(Self.error(license("x-a one\nx-order 4711", extensions))?.reason == .tooManyLines)
    }

    @Test("a body has at most 1024 lines, whichever key is in the last one")
    func lines() throws {
        func count(_ lines: Int) throws -> Int {
            let text = "type\n" + (1..<lines).map { "key \(10_000 + $0)\n" }.joined()
            var body = try BodyReader(text.bytes, type: "type")
            return try body.texts("key", atMost: 2000).count
        }
        #expect(try count(1024) == 1023)
        #expect(throws: FormatError(.tooManyLines, line: 1025)) { try count(1025) }
    }

    @Test("an error in a body that goes on names the line of the whole")
    func continued() throws {
        var body = BodyReader("a 1\nb 2\n".bytes, line: 7)
        #expect(try body.text("a")?.string == "1")
        #expect(body.missing("c") == FormatError(.missingKey, line: 8, key: Array("c".utf8)))
    }

    @Test("values and vendor's lines are written sorted bytewise, each once")
    func written() throws {
        var body = BodyWriter()
        body.lines("k", ["b", "a", "b", "a b", "B", "a", "b"].map { Array($0.utf8) })
        body.extensions(
            try [("x-b", "1"), ("x-a", "2"), ("x-b", "1"), ("x-a", "1"), ("x-a", "2")].map {
                try ExtensionLine(key: $0.bytes, value: $1.bytes).orFail()
            })
        #expect(body.text.string == "k B\nk a\nk a b\nk b\nx-a 1\nx-a 2\nx-b 1\n")
    }

    @Test("a request is refused when its ID is not its key's, or a URL has a wildcard")
    func requests() throws {
        var generator = DocumentGenerator(12)
        let request = try generator.request()
        func edited(
            installation: InstallationID? = nil, urls: [LicensedURL]? = nil, facts: [HostFact]? = nil
        ) -> ActivationRequest {
            ActivationRequest(
                installation: installation ?? request.installation, key: request.key, vendor: request.vendor,
                product: request.product, version: request.version, host: request.host, urls: urls ?? request.urls,
                facts: facts ?? request.facts, formerFacts: request.formerFacts, accepts: request.accepts,
                keyring: request.keyring, nonce: request.nonce, time: request.time)
        }
        #expect(edited() == request)
        let other = edited(installation: try generator.installation())
        #expect(other != request)
        #expect(throws: FormatError(.inconsistent, line: 4, key: Array("key".utf8))) {
            try ActivationRequest(parsing: other.text[...])
        }
        let wild = edited(urls: [try .of("https://*.acme.example/")])
        #expect(throws: FormatError.self) { try ActivationRequest(parsing: wild.text[...]) }
        #expect(throws: FormatError.self) { try ActivationRequest(parsing: request.text + "x-a b\n".bytes) }
        let hashes = ["0", "1"].map { String(repeating: $0, count: 32) }
        let twice = edited(facts: try hashes.map { try .of("machine \($0)") })
        #expect { try ActivationRequest(parsing: twice.text[...]) } throws: {
            ($0 as? FormatError)?.key == Array("fact".utf8)
        }
        #expect(throws: Never.self) { try ActivationRequest(parsing: request.text[...]) }
    }
}
