import Fixtures
import LicenseFormat
import SignedNote
import Testing

/// What an installation signs itself: requests, receipts, and the facts in them.
@Suite("Activation requests and return receipts")
struct RequestTests {
    static let request = """
        latchkey/request@v1
        installation 4TBX-F5SE-V5HV-B0A6-J7A6-VHYS-YKCP
        key bwpDCmoWdypRj7LTqG3ipSB+R2cFd+3vpU+Kp4wpoh8=
        vendor vendor.example
        product glpi-demo
        version 2.1.0
        host glpi 10.0.18
        url https://glpi-test.acme.example/ staging
        url https://glpi.acme.example/
        fact machine 764f6028fee522562165b698f4d46706
        former-fact machine 00000000000000000000000000000000
        former-fact path 11111111111111111111111111111111
        accepts latchkey/keyring@v1
        accepts latchkey/license@v1
        keyring 1
        nonce 78377b525757b494427f89014f97d799
        time 2026-11-20T14:05:00Z

        """

    static let receipt = """
        latchkey/return@v1
        installation 4XY6-SMCC-MFFK-M55S-EZTS-K8R7-DMJC
        key EY6V8LYqNPFjpaky8FssIe4qNul6N9SrSOKqGSIvZkI=
        vendor vendor.example
        product glpi-demo
        license 01M86AT5T0N01GNJCGSEHDA7MV
        time 2027-02-08T11:45:00Z

        """

    static func error(_ text: String) -> FormatError? {
        do throws(FormatError) { _ = try ActivationRequest(parsing: text.bytes) } catch { return error }
        return nil
    }

    @Test("a request with every key is read, says what its lines say, and is put together to the same bytes")
    func everyKey() throws {
        let request = try ActivationRequest(parsing: Self.request.bytes)
        #expect(request.host?.text.string == "glpi 10.0.18")
        #expect(request.urls.map(\.use) == [.staging, .production])
        #expect(request.facts.map(\.name.text.string) == ["machine"])
        #expect(request.formerFacts.map(\.name.text.string) == ["machine", "path"])
        #expect(request.accepts.map(\.text.string) == ["latchkey/keyring@v1", "latchkey/license@v1"])
        let again = ActivationRequest(
            installation: request.installation, key: request.key, vendor: request.vendor, product: request.product,
            version: request.version, host: request.host, urls: request.urls, facts: request.facts,
            formerFacts: request.formerFacts, accepts: request.accepts, keyring: request.keyring, nonce: request.nonce,
            time: request.time)
        #expect(again == request)
        #expect(again.text.string == Self.request)
    }

    @Test("the key that must sign is the document's own, under the name of its installation")
    func signingKeys() throws {
        #expect(
            try ActivationRequest(parsing: Self.request.bytes).signingKey?.text.string
                == "installation/4TBX-F5SE-V5HV-B0A6-J7A6-VHYS-YKCP+e68b550d+AW8KQwpqFncqUY+y06ht4qUgfkdnBXft76VPiqeMKaIf"
        )
        #expect(
            try ReturnReceipt(parsing: Self.receipt.bytes).signingKey?.text.string
                == "installation/4XY6-SMCC-MFFK-M55S-EZTS-K8R7-DMJC+91eb296a+ARGOlfC2KjTxY6WpMvBbLCHuKjbpejfUq0jiqhkiL2ZC"
        )
    }

    /// Lines replaced in the request above; what the error is, where, and at which key.
    static let errors: [(String, find: String, replace: String, FormatError.Reason, line: Int, key: String)] = [
        (
            "a site under two schemes", "url https://glpi-test", "url http://glpi.acme.example/\nurl https://glpi-test",
            .inconsistent, 11, "url"
        ),
        (
            "a site with two uses", "acme.example/\nfact",
            "acme.example/\nurl https://glpi.acme.example/ recovery\nfact",
            .inconsistent, 11, "url"
        ),
        ("a URL with a wildcard", "url https://glpi-test.", "url https://*.", .inconsistent, 10, "url"),
        (
            "a fact twice", "6706\n", "6706\nfact machine \(String(repeating: "f", count: 32))\n", .inconsistent, 12,
            "fact"
        ),
        ("a former fact twice", "former-fact path", "former-fact machine", .inconsistent, 13, "former-fact"),
        ("a vendor's line", "05:00Z\n", "05:00Z\nx-a b\n", .inconsistent, 19, "x-"),
    ]

    @Test("a request that contradicts itself is refused at the line behind the contradiction")
    func errors() {
        for (what, find, replacement, reason, line, key) in Self.errors {
            let text = Self.request.replacing(find, with: replacement, maxReplacements: 1)
            #expect(text != Self.request, "\(what)")
            #expect(Self.error(text) == FormatError(reason, line: line, key: Array(key.utf8)), "\(what)")
        }
        #expect(Self.errors.count == 6)
    }

    @Test("a request names at most 64 sites, 16 facts, 16 former facts and 32 document types")
    func bounds() {
        let hash = String(repeating: "0", count: 32)
        let keys: [(key: String, limit: Int, value: (Int) -> String)] = [
            ("url", 64, { "https://a\(1000 + $0).example/" }),
            ("fact", 16, { "f\(1000 + $0) \(hash)" }),
            ("former-fact", 16, { "f\(1000 + $0) \(hash)" }),
            ("accepts", 32, { "latchkey/a\(1000 + $0)@v1" }),
        ]
        for (key, limit, value) in keys {
            func request(_ count: Int) -> String {
                var lines = Self.request.split(separator: "\n").map(String.init)
                let first = lines.firstIndex { $0.hasPrefix("\(key) ") } ?? 0
                lines.removeAll { $0.hasPrefix("\(key) ") }
                lines.insert(contentsOf: (0..<count).map { "\(key) \(value($0))" }, at: first)
                return lines.joined(separator: "\n") + "\n"
            }
            #expect(Self.error(request(limit)) == nil, "\(key)")
            #expect(Self.error(request(limit + 1))?.reason == .tooMany, "\(key)")
        }
    }

    @Test("a fact is the keyed hash of its name and value")
    func facts() throws {
        let fact = HostFact(
            name: try .of("machine"), value: "8f1c0d6a5b7e4c3f9a2d1e0b6c5f4a39".bytes,
            installation: try .of("4TBX-F5SE-V5HV-B0A6-J7A6-VHYS-YKCP"))
        #expect(fact.text.string == "machine 764f6028fee522562165b698f4d46706")
        #expect(HostFact(fact.text[...]) == fact)
    }
}
