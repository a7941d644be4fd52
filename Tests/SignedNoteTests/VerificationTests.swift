import Fixtures
import SignedNote
import Testing

/// c2sp.org/signed-note, "Signatures".
@Suite("Verifying a note")
struct VerificationTests {
    let first: TestKey
    let second: TestKey
    let namesake: TestKey
    let text = Array("a text\n".utf8)

    init() throws {
        first = try TestKey("vendor.example/license/a")
        second = try TestKey("vendor.example/license/b")
        namesake = try TestKey("vendor.example/license/a", label: "another key of the same name")
    }

    private func altered(_ signature: SignedNote.Signature) -> SignedNote.Signature {
        var bytes = signature.bytes
        bytes[0] ^= 1
        return .init(name: signature.name, keyID: signature.keyID, bytes: bytes)
    }

    @Test("the known signers are told, each once, in the order of their lines")
    func signers() throws {
        let note = try sign(text, by: [second, first, second])
        #expect(try note.verified(by: [first.key, second.key]).signers == [second.key, first.key])
        #expect(try note.verified(by: [first.key]).signers == [first.key])
        #expect(try note.verified(by: [first.key]).text == text[...])
    }

    @Test("a known key's bad signature refuses the note, whatever else signed it")
    func badSignature() throws {
        let good = try sign(text, by: [first, second]).signatures
        for keys in [[first.key], [first.key, second.key]] {
            let before = SignedNote(text: text, signatures: [altered(good[0]), good[1]])
            #expect(throws: NoteError.invalidSignature(number: 1)) { try before.verified(by: keys) }
            let after = SignedNote(text: text, signatures: [good[1], altered(good[0])])
            #expect(throws: NoteError.invalidSignature(number: 2)) { try after.verified(by: keys) }
            let both = SignedNote(text: text, signatures: [good[0], altered(good[0])])
            #expect(throws: NoteError.invalidSignature(number: 2)) { try both.verified(by: keys) }
        }
        assure("S9", tried: 6, "notes with a bad signature beside a good one")
    }

    @Test("an unknown key's bad signature does not matter, and its good one does not help")
    func unknownSigner() throws {
        let good = try sign(text, by: [first, second]).signatures
        let note = SignedNote(text: text, signatures: [good[0], altered(good[1])])
        #expect(try note.verified(by: [first.key]).signers == [first.key])
        #expect(throws: NoteError.noKnownSigner) { try second.sign(text).verified(by: [first.key]) }
        #expect(throws: NoteError.noKnownSigner) { try first.sign(text).verified(by: []) }
        #expect(throws: NoteError.noKnownSigner) {
            try SignedNote(text: text, signatures: []).verified(by: [first.key])
        }
    }

    @Test("a key that shares only the name, or only the key ID, is another key")
    func halfKnown() throws {
        let signature = try first.sign(text).signatures[0]
        #expect(namesake.key.name == first.key.name && namesake.key.id != first.key.id)
        #expect(throws: NoteError.noKnownSigner) { try first.sign(text).verified(by: [namesake.key]) }
        let otherName = SignedNote(
            text: text, signatures: [.init(name: second.key.name, keyID: signature.keyID, bytes: signature.bytes)])
        #expect(throws: NoteError.noKnownSigner) { try otherName.verified(by: [first.key, second.key]) }
        let withGood = SignedNote(text: text, signatures: otherName.signatures + [signature])
        #expect(try withGood.verified(by: [first.key, second.key]).signers == [first.key])
    }

    @Test("a signature under another known key's name and ID is refused")
    func borrowedName() throws {
        let signature = try first.sign(text).signatures[0]
        let note = SignedNote(
            text: text, signatures: [.init(name: second.key.name, keyID: second.key.id, bytes: signature.bytes)])
        #expect(throws: NoteError.invalidSignature(number: 1)) { try note.verified(by: [first.key, second.key]) }
    }

    @Test("a signature over another text is refused")
    func otherText() throws {
        let signatures = try first.sign(text).signatures
        for other in ["a text", "a text\n\n", "A text\n", "", " a text\n", "a text \n"] {
            let note = SignedNote(text: Array(other.utf8), signatures: signatures)
            #expect(throws: NoteError.invalidSignature(number: 1)) { try note.verified(by: [first.key]) }
        }
    }

    @Test("a signature of any length but 64 bytes is refused before libsodium sees it")
    func signatureLengths() throws {
        let good = try first.sign(text).signatures[0]
        var refused = 0
        for length in 0...200 where length != 64 {
            let bytes = Array((good.bytes + [UInt8](repeating: 0, count: 200)).prefix(length))
            #expect(!first.key.publicKey.isValidSignature(bytes[...], for: text[...]))
            if length > 0 {
                let signature = SignedNote.Signature(name: good.name, keyID: good.keyID, bytes: bytes)
                let note = try SignedNote(parsing: SignedNote(text: text, signatures: [signature]).bytes[...])
                #expect(throws: NoteError.invalidSignature(number: 1)) { try note.verified(by: [first.key]) }
            }
            refused += 1
        }
        #expect(refused == 200)
        #expect(first.key.publicKey.isValidSignature(good.bytes[...], for: text[...]))
    }

    @Test("a public key has 32 bytes, a seed too")
    func keyLengths() {
        for length in 0...200 {
            let bytes = [UInt8](repeating: 7, count: length)
            #expect((Ed25519PublicKey(bytes) != nil) == (length == 32))
            #expect((Ed25519Seed(bytes) != nil) == (length == 32))
        }
    }

    @Test("a seed does not sign under a name that a note cannot carry")
    func badName() {
        #expect(first.seed.sign(text, as: Array("a b".utf8)) == nil)
        #expect(first.seed.sign(text, as: []) == nil)
    }

    @Test("every change of one byte of a note, to every value at every position, is refused")
    func everyByte() throws {
        let good = Array(SignedNoteFormatTests.example.utf8)
        let key = try VerifierKey(parsing: SignedNoteFormatTests.exampleKey.bytes)
        var refused = 0
        for position in good.indices {
            for value in UInt8.min...UInt8.max where value != good[position] {
                var altered = good
                altered[position] = value
                if (try? SignedNote(parsing: altered[...]).verified(by: [key])) == nil { refused += 1 }
            }
        }
        #expect(refused == 255 * good.count)
    }
}

/// What is accepted when a key is made or imported: RFC 8032 keys of the prime-order subgroup.
@Suite("Keys off the prime-order subgroup")
struct SubgroupTests {
    /// The canonical encodings of the eight points whose order divides the cofactor, from the curve's equation.
    static let smallOrder = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ]

    @Test("points of small order are refused")
    func smallOrder() throws {
        for hex in Self.smallOrder {
            let key = try #require(Digest.decodeHex(hex.bytes).flatMap { Ed25519PublicKey($0) })
            #expect(!key.isInPrimeOrderSubgroup, "\(hex)")
        }
        #expect(Self.smallOrder.count == 8)
    }

    @Test("encodings that are not the canonical one of a point are refused")
    func nonCanonical() throws {
        let encodings = [
            "0100000000000000000000000000000000000000000000000000000000000080",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "0200000000000000000000000000000000000000000000000000000000000000",
        ]
        for hex in encodings {
            let key = try #require(Digest.decodeHex(hex.bytes).flatMap { Ed25519PublicKey($0) })
            #expect(!key.isInPrimeOrderSubgroup, "\(hex)")
        }
    }

    @Test("the keys of a thousand seeds are accepted")
    func seeds() throws {
        for number in 0..<1000 {
            #expect(try TestKey.seed("seed \(number)").publicKey.isInPrimeOrderSubgroup)
        }
    }
}
