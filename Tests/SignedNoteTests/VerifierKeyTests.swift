import Fixtures
import SignedNote
import Testing

/// Key names, key IDs and vkeys: c2sp.org/signed-note, "Verifier keys".
@Suite("Verifier keys")
struct VerifierKeyTests {
    static let counting = Array(UInt8(0)..<32)
    static let zeros = [UInt8](repeating: 0, count: 32)
    static let ones = [UInt8](repeating: 0xFF, count: 32)

    /// `hashlib.sha256(name.encode() + b"\n\x01" + key).hexdigest()[:8]` in Python.
    static let keyIDs: [(name: String, key: [UInt8], id: UInt32)] = [
        ("example.com/foo", counting, 0x676e_4a76),
        ("example.com/foo", zeros, 0xae05_99c0),
        ("example.com/foo", ones, 0x6943_6c27),
        ("vendor.example/license/2026", counting, 0xeee9_3f89),
        ("vendor.example/license/2026", zeros, 0xc51d_72f2),
        ("vendor.example/license/2026", ones, 0x02ca_9679),
        ("é.example/ключ", counting, 0xf786_bd42),
        ("é.example/ключ", zeros, 0x2828_094f),
        ("é.example/ключ", ones, 0x4399_1db1),
        ("a", counting, 0xb93c_cf4b),
        ("a", zeros, 0xa526_9a0a),
        ("a", ones, 0x0062_d90c),
    ]

    @Test("key IDs are those that SHA-256 over name, newline, type and key gives")
    func keyIDs() throws {
        for (name, bytes, id) in Self.keyIDs {
            let key = try VerifierKey(name: name.bytes, publicKey: #require(Ed25519PublicKey(bytes)))
            #expect(key.id == id, "\(name)")
            let again = try VerifierKey(parsing: key.text[...])
            #expect(again == key)
            #expect(again.text == key.text)
            #expect(key.text.starts(with: key.nameAndID))
        }
        #expect(Self.keyIDs.count == 12)
    }

    @Test("a key ID is written in eight digits, leading zeros included")
    func leadingZeros() throws {
        let key = try VerifierKey(name: "a".bytes, publicKey: #require(Ed25519PublicKey(Self.ones)))
        #expect(key.nameAndID == Array("a+0062d90c".utf8))
        #expect(key.text == Array("a+0062d90c+Af//////////////////////////////////////////".utf8))
    }

    static let example = SignedNoteFormatTests.exampleKey

    static let refused: [(String, vkey: String, NoteError)] = [
        ("nothing", "", .malformedVerifierKey),
        ("a name", "example.com/foo", .malformedVerifierKey),
        ("two parts", "example.com/foo+530d903a", .malformedVerifierKey),
        ("no name", "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .malformedKeyName),
        (
            "a space in the name", "example.com/ foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            .malformedKeyName
        ),
        (
            "upper-case digits", "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            .malformedVerifierKey
        ),
        ("seven digits", "example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .malformedVerifierKey),
        (
            "ten digits", "example.com/foo+00530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            .malformedVerifierKey
        ),
        ("no digits", "example.com/foo++AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .malformedVerifierKey),
        ("another ID", "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .malformedVerifierKey),
        (
            "another name", "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            .malformedVerifierKey
        ),
        ("another key", "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l", .malformedVerifierKey),
        ("no key", "example.com/foo+530d903a+", .malformedVerifierKey),
        ("a type alone", "example.com/foo+530d903a+AQ==", .malformedVerifierKey),
        ("31 bytes", "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=", .malformedVerifierKey),
        (
            "33 bytes", "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2kAA==",
            .malformedVerifierKey
        ),
        (
            "a blank at the end", "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k ",
            .malformedVerifierKey
        ),
        (
            "a newline at the end", "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
            .malformedVerifierKey
        ),
        (
            "a fourth part", "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k+",
            .malformedVerifierKey
        ),
        ("ECDSA", "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .unsupportedKeyType(2)),
        (
            "a cosignature key", "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            .unsupportedKeyType(4)
        ),
        ("type 0", "example.com/foo+530d903a+AOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .unsupportedKeyType(0)),
        ("type 255", "example.com/foo+530d903a+/+kyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", .unsupportedKeyType(255)),
    ]

    @Test("what is not a vkey is refused, with the reason")
    func refused() {
        for (what, text, reason) in Self.refused {
            #expect(throws: reason, "\(what)") { try VerifierKey(parsing: text.bytes) }
        }
        #expect(Self.refused.count == 23)
    }

    @Test("no byte of a vkey can be changed without anybody noticing")
    func everyByte() throws {
        let text = Array(Self.example.utf8)
        var refused = 0
        for position in text.indices {
            for value in UInt8.min...UInt8.max where value != text[position] {
                var altered = text
                altered[position] = value
                if (try? VerifierKey(parsing: altered[...])) == nil { refused += 1 }
            }
        }
        #expect(refused == 255 * text.count)
    }

    @Test("a vkey of another algorithm can be taken apart and kept")
    func otherAlgorithms() throws {
        let text =
            "example.com/foo+530d903a+"
            + String(decoding: Base64.encode(([4] + Self.zeros + Self.ones)[...]), as: UTF8.self)
        let parts = try VerifierKeyText(parsing: text.bytes)
        #expect(parts.name == Array("example.com/foo".utf8))
        #expect(parts.id == 0x530d_903a)
        #expect(parts.type == 4)
        #expect(parts.material == Self.zeros + Self.ones)
    }

    @Test("a vkey of megabytes is refused at once")
    func endlessKey() {
        let text = "a+00000000+" + String(repeating: "A", count: 4_000_000)
        let time = ContinuousClock().measure {
            #expect(throws: NoteError.malformedVerifierKey) { try VerifierKeyText(parsing: text.bytes) }
        }
        #expect(time < .seconds(1))
    }
}

/// What a key may be called: not empty, no Unicode space, no plus sign; no controls and at most 255 bytes here.
@Suite("Key names")
struct KeyNameTests {
    @Test(
        "names that are allowed",
        arguments: [
            "a", "example.com/foo", "vendor.example/license/2026", "é", "名前", "😀", "a-b_c.d~e", "—", "\u{200B}", "=",
            String(repeating: "a", count: 255),
        ])
    func allowed(name: String) {
        #expect(VerifierKey.isKeyName(name.bytes))
    }

    @Test("every character with the property White_Space is refused at the start, inside and at the end")
    func spaces() {
        var spaces = 0
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), scalar.properties.isWhitespace else { continue }
            spaces += 1
            let names: [String] = ["\(scalar)ab", "a\(scalar)b", "ab\(scalar)", "\(scalar)"]
            for name in names {
                #expect(!VerifierKey.isKeyName(name.bytes), "U+\(String(value, radix: 16))")
            }
        }
        #expect(spaces == 25)
    }

    @Test("plus signs and controls are refused, nothing else in the Basic Multilingual Plane is")
    func otherCharacters() {
        var refused: [UInt32] = []
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value), !scalar.properties.isWhitespace else { continue }
            if !VerifierKey.isKeyName("a\(scalar)".bytes) { refused.append(value) }
        }
        let ranges: [ClosedRange<UInt32>] = [0...0x08, 0x0E...0x1F, 0x2B...0x2B, 0x7F...0x84, 0x86...0x9F]
        #expect(refused == ranges.flatMap(Array.init))
    }

    @Test("no name, 256 bytes and bytes that are not UTF-8 are refused")
    func others() {
        #expect(!VerifierKey.isKeyName([]))
        #expect(!VerifierKey.isKeyName(String(repeating: "a", count: 256).bytes))
        #expect(!VerifierKey.isKeyName(String(repeating: "é", count: 128).bytes))
        #expect(!VerifierKey.isKeyName([0x61, 0xFF]))
        #expect(!VerifierKey.isKeyName([0xED, 0xA0, 0x80]))
        #expect(throws: NoteError.malformedKeyName) {
            try VerifierKey(name: "a b".bytes, publicKey: #require(Ed25519PublicKey(VerifierKeyTests.zeros)))
        }
    }
}
