import Fixtures
import SignedNote
import Testing

/// What is read of keys and notes that are trusted or looked up, without every check.
@Suite("Keys and notes that are read quickly")
struct TrustedFormTests {
    static let vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

    @Test("a vkey that is trusted has the form of one")
    func trusted() throws {
        #expect(try VerifierKey(trusting: Self.vkey.bytes) == VerifierKey(parsing: Self.vkey.bytes))
        for text in [
            "", "example.com/foo", "example.com/foo+530d903a",
            Self.vkey.replacing("530d903a", with: "530d903"), Self.vkey.replacing("530d903a", with: "530D903A"),
            Self.vkey.replacing("+A", with: "+B"), String(Self.vkey.dropLast(4)), Self.vkey + "AAAA",
        ] {
            #expect(throws: NoteError.malformedVerifierKey, "\(text)") { try VerifierKey(trusting: text.bytes) }
        }
    }

    @Test("a signature line claims the vkeys with its name and key ID")
    func claims() throws {
        let note = "text\n\n— example.com/foo \(Base64.encode([0x53, 0x0D, 0x90, 0x3A, 1][...]).string)\n"
        let signature = try #require(try SignedNote(parsing: note.bytes).signatures.first)
        #expect(signature.claims(vkey: Self.vkey.bytes))
        #expect(signature.claims(vkey: "example.com/foo+530d903a+".bytes))
        for text in [
            "", "example.com/foo", "example.com/foo+", "example.com/foo+530d903a", "example.com/foo+530d903b+AA==",
            "example.com/foo+530d903aa+AA==", "example.com/foo+530d903+AA==", "example.com/foo-530d903a+AA==",
            "example.com/foo+530d903a-AA==", "example.com/fop+530d903a+AA==", "example.com/fooo+530d903a+AA==",
            "example.com/fo+530d903a+AA==", "example.com/foo+g30d903a+AA==", "+530d903a+AA==",
        ] {
            #expect(!signature.claims(vkey: text.bytes), "\(text)")
        }
    }

    @Test("the text of a note that nobody asks the signatures of is the note's, where its form is one's")
    func unverifiedText() {
        #expect(SignedNote.unverifiedText(of: "a\nb\n\n— c AAAA\n".bytes) == "a\nb\n".bytes)
        for text in ["", "\n", "a\n", "a\n\n", "a\n\nb\n", "a\n\n- c AAAA\n", "a\n\n— c AAAA", "a\n— c AAAA\n"] {
            #expect(SignedNote.unverifiedText(of: text.bytes) == nil, "\(text)")
        }
    }

    @Test("a key's name and ID are told from what is none")
    func nameAndID() {
        #expect(VerifierKey.isNameAndID("example.com/foo+530d903a".bytes))
        for text in [
            "", "+", "+530d903a", "a b+530d903a", "a+530d903", "a+530d903aa", "a+530d90", "a+530d903a90", "a+530D903A",
            "a",
        ] {
            #expect(!VerifierKey.isNameAndID(text.bytes), "\(text)")
        }
    }

    @Test("a vkey of any algorithm has a name, and at most 8447 bytes")
    func bounds() throws {
        #expect(throws: NoteError.malformedKeyName) { try VerifierKeyText(parsing: "a b+530d903a+BAAA".bytes) }
        #expect(throws: NoteError.malformedKeyName) { try VerifierKeyText(parsing: "+530d903a+BAAA".bytes) }
        func text(_ name: Int) -> String {
            String(repeating: "n", count: name) + "+530d903a+" + String(repeating: "A", count: 8184)
        }
        #expect(text(253).utf8.count == 8447)
        #expect(try VerifierKeyText(parsing: text(253).bytes).material.count == 8184 / 4 * 3 - 1)
        #expect(throws: NoteError.malformedVerifierKey) { try VerifierKeyText(parsing: text(254).bytes) }
    }

    @Test("the key that nobody can hold is zero, and off the subgroup")
    func noKey() {
        #expect(Ed25519PublicKey.none.bytes == [UInt8](repeating: 0, count: 32))
        #expect(!Ed25519PublicKey.none.isInPrimeOrderSubgroup)
    }

    @Test("a long secret is read like a short one")
    func longSecrets() {
        for count in 0...100 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            for variant in [Base64.Variant.standard, .urlSafe] {
                #expect(Base64.decodeSecret(Base64.encode(bytes[...], variant)[...], variant) == bytes, "\(count)")
            }
        }
    }
}
