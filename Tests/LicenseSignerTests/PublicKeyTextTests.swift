import Fixtures
import LicenseSigner
import SignedNote
import Testing

struct PublicKeyTextTests {
    /// The public key of RFC 8410 section 10.1, and the block that it stands in there.
    static let key = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"
    static let pem = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----

        """

    private func read(_ text: String) throws(KeyError) -> PublicKeyText {
        try PublicKeyText(parsing: text.bytes, source: "the key")
    }

    private func failure(_ text: String) -> KeyError? {
        error { () throws(KeyError) in _ = try read(text) }
    }

    private var bytes: [UInt8] { Digest.decodeHex(Self.key.bytes) ?? [] }

    private func vkey(_ name: String) throws -> VerifierKey {
        try VerifierKey(name: name.bytes, publicKey: #require(Ed25519PublicKey(bytes)))
    }

    @Test func `one key is read in every spelling`() throws {
        let spellings = [
            Paserk.encode(try vkey("a").publicKey).string, Base64.encode(bytes[...]).string, Self.key,
            Self.key.uppercased(), Self.pem, Self.pem.split(separator: "\n").joined(separator: "\r\n"),
            try vkey("vendor.example/root/1").text.string,
        ]
        for text in spellings {
            for padded in [text, text + "\n", "  \(text)\r\n"] {
                #expect(try read(padded).publicKey.bytes == bytes, "\(padded)")
            }
        }
        #expect(spellings.count == 7)
    }

    @Test func `only a vkey gives a name, and another one is refused`() throws {
        let named = try vkey("vendor.example/root/1")
        let name = named.name
        for text in [Self.key, named.text.string] {
            #expect(try read(text).verifierKey(named: name, source: "the key") == named)
        }
        #expect(try read(Self.key).verifierKey == nil)
        let other = error { () throws(KeyError) in
            _ = try read(named.text.string).verifierKey(named: Array("vendor.example/root/2".utf8), source: "the key")
        }
        #expect(other == .otherKeyName(source: "the key", expected: "vendor.example/root/2"))
        let malformed = error { () throws(KeyError) in
            _ = try read(Self.key).verifierKey(named: Array("a b".utf8), source: "the key")
        }
        #expect(malformed == .malformedKeyName)
    }

    @Test func `what is no public key is refused`() throws {
        let named = try vkey("vendor.example/root/1").text.string
        let strays = [
            "", "\n", "key", String(Self.key.dropLast(2)), Self.key + "00", Base64.encode(bytes.dropLast()).string,
            "k4.public.", "k2.public.AAAA", "k4.pid." + String(repeating: "A", count: 44),
            String(Base64.encode(bytes[...]).string.dropLast()), named.replacing("+", with: "-"),
            named.replacing("/root/", with: "/ruth/"), Self.pem.replacing("MCow", with: "MCoX"),
            Self.pem.replacing("PUBLIC", with: "RSA PUBLIC"), Self.pem + Self.pem,
            String(Self.pem.dropLast(27)), String(repeating: "a", count: 5000),
        ]
        for text in strays { #expect(failure(text) == .notAPublicKey(source: "the key"), "\(text)") }
    }

    @Test func `a secret key is called one, and not shown`() {
        for text in [
            "k4.secret.AAAA", "k4.secret-pw.AAAA", "-----BEGIN PRIVATE KEY-----\nAAAA",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA",
        ] {
            #expect(failure(text) == .secretForPublic(source: "the key"))
        }
        #expect(
            KeyError.secretForPublic(source: "the key").message == "the key is a secret key, and a public one is needed"
        )
    }

    @Test("S15: a key off the prime-order subgroup is refused in every spelling")
    func weakKeys() throws {
        let weak = [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        ]
        for key in weak {
            let bytes = try #require(Digest.decodeHex(key.bytes))
            let publicKey = try #require(Ed25519PublicKey(bytes))
            let texts = [
                key, Base64.encode(bytes[...]).string, Paserk.encode(publicKey).string,
                try VerifierKey(name: "a/root/1".bytes, publicKey: publicKey).text.string,
            ]
            for text in texts { #expect(failure(text) == .weakPublicKey(source: "the key"), "\(text)") }
        }
        assure("S15", tried: 4 * weak.count, "weak keys in every spelling")
    }
}
