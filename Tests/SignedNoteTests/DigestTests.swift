import Fixtures
import SignedNote
import Testing

@Suite("Digests")
struct DigestTests {
    /// FIPS 180-4's examples and RFC 7693 appendix A; the shorter and keyed ones by Python's hashlib.
    @Test("SHA-256 and BLAKE2b give the published values")
    func knownAnswers() {
        #expect(
            Digest.hex(Digest.sha256([])).string == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            Digest.hex(Digest.sha256("abc".bytes)).string
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            Digest.hex(Digest.blake2b("abc".bytes, length: 64)).string
                == "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923")
        #expect(
            Digest.hex(Digest.blake2b("abc".bytes)).string
                == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
        #expect(
            Digest.hex(Digest.blake2b("abc".bytes, length: 16, key: "key".bytes)).string
                == "2cf02ae16ac225ee731f9d359d8a1c38")
    }

    @Test("lengths are brought into BLAKE2b's range, and a key is cut at 64 bytes")
    func lengths() {
        for (asked, given) in [(-1, 16), (15, 16), (16, 16), (17, 17), (63, 63), (64, 64), (65, 64)] {
            #expect(Digest.blake2b([], length: asked).count == given, "\(asked)")
        }
        let key = Bytes((1...65 as ClosedRange<UInt8>).map { $0 })
        #expect(Digest.blake2b([], key: key) == Digest.blake2b([], key: key.prefix(64)))
        #expect(Digest.blake2b([], key: key) != Digest.blake2b([], key: key.prefix(63)))
    }

    @Test("a checksum is known by its one spelling")
    func checksums() {
        let text = "vendor vendor.example\n".bytes
        let checksum = Digest.hex(Digest.checksum(text))
        #expect(Digest.isChecksum(checksum[...], of: text))
        #expect(!Digest.isChecksum(checksum[...], of: text.dropLast()))
        #expect(!Digest.isChecksum(checksum.dropLast(), of: text))
        #expect(!Digest.isChecksum((checksum + checksum.prefix(2))[...], of: text))
        #expect(!Digest.isChecksum([], of: text))
        for index in checksum.indices {
            var other = checksum
            other[index] = other[index] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            #expect(!Digest.isChecksum(other[...], of: text))
            other[index] = UInt8(ascii: "G")
            #expect(!Digest.isChecksum(other[...], of: text))
        }
    }

    @Test("a checksum with a digit too few is none, also where the digit is a zero")
    func shortChecksums() throws {
        var text: [UInt8] = []
        var checksum: [UInt8] = []
        while checksum.isEmpty || checksum[0] != UInt8(ascii: "0") && checksum[8] != UInt8(ascii: "0") {
            text.append(UInt8(ascii: "x"))
            checksum = Digest.hex(Digest.checksum(text[...]))
        }
        for place in [0, 8] {
            var short = checksum
            short.remove(at: place)
            #expect(!Digest.isChecksum(short[...], of: text[...]))
        }
    }

    @Test("hexadecimal is lower case and comes back")
    func hex() {
        let all = Array(UInt8.min...UInt8.max)
        #expect(Digest.decodeHex(Digest.hex(all)[...]) == all)
        #expect(Digest.hex([0x00, 0x9F, 0xA0, 0xFF]).string == "009fa0ff")
        for text in ["0", "0A", "0g", "g0", "1g", ":0", "0:", "0/", "0`", "000", " 00", "00 ", "0x00", "é"] {
            #expect(Digest.decodeHex(text.bytes) == nil, "\(text)")
        }
    }

    @Test("a slice is hashed by its own bounds, and no bytes too")
    func slices() {
        let bytes = "xxabcxx".bytes
        #expect(Digest.sha256(bytes[2..<5]) == Digest.sha256("abc".bytes))
        #expect(Digest.blake2b(bytes[7...]) == Digest.blake2b([]))
    }
}
