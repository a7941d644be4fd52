import Fixtures
import LicenseFormat
import SignedNote
import Testing

@Suite("Crockford's Base 32")
struct CrockfordTests {
    static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// RFC 4648, section 10, without its padding. Its alphabet is another one, its values are the same.
    @Test("bytes have the values of RFC 4648, the last one filled with zero bits")
    func values() {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        let table = [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ]
        for (text, encoded) in table {
            let values = Crockford.encode(text.bytes, behind: 0)
            #expect(values.allSatisfy { $0 < 32 }, "\(text)")
            #expect(values.map { alphabet[Int($0 & 31)] }.string == encoded, "\(text)")
        }
        #expect(Crockford.encode([0xFF, 0xFF], behind: 0) == [31, 31, 31, 16])
        #expect(Crockford.encode([0xFF, 0xFF], behind: 2) == [7, 31, 31, 28])
        #expect(Crockford.encode([0xFF, 0xFF], behind: 4) == [1, 31, 31, 31])
    }

    @Test("each of 32 symbols has its value, and what people write for it has the same")
    func symbols() {
        #expect((UInt8.min..<32).map(Crockford.symbol) == Self.alphabet)
        let spellings = ["0": "0Oo", "1": "1IiLl"]
        var values: [UInt8: UInt8] = [:]
        for (value, symbol) in Self.alphabet.enumerated() {
            let text = String(decoding: [symbol], as: UTF8.self)
            for spelling in (spellings[text] ?? text + text.lowercased()).utf8 { values[spelling] = UInt8(value) }
        }
        for byte in UInt8.min...UInt8.max { #expect(Crockford.value(forgiving: byte) == values[byte], "\(byte)") }
    }

    @Test("a document's ID has the 32 symbols in it and no other byte")
    func strict() {
        let head = Array("01KAJ0Q6Y4ZC9C4N2B8M4T7X5".utf8)
        #expect((UInt8.min...UInt8.max).filter { LicenseID((head + [$0])[...]) != nil } == Self.alphabet)
    }
}
