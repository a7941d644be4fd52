import Fixtures
import SignedNote
import Testing

/// RFC 4648, one spelling a value.
@Suite("Strict Base64")
struct Base64Tests {
    /// RFC 4648 section 10, and values that use the last two symbols.
    static let table: [(bytes: [UInt8], standard: String, urlSafe: String)] = [
        ([], "", ""),
        (Array("f".utf8), "Zg==", "Zg"),
        (Array("fo".utf8), "Zm8=", "Zm8"),
        (Array("foo".utf8), "Zm9v", "Zm9v"),
        (Array("foob".utf8), "Zm9vYg==", "Zm9vYg"),
        (Array("fooba".utf8), "Zm9vYmE=", "Zm9vYmE"),
        (Array("foobar".utf8), "Zm9vYmFy", "Zm9vYmFy"),
        ([0xFB], "+w==", "-w"),
        ([0xFF, 0xFF], "//8=", "__8"),
        ([0xFB, 0xEF, 0xFF], "++//", "--__"),
        ([0, 0, 0, 0], "AAAAAA==", "AAAAAA"),
    ]

    static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    static let padding = UInt8(ascii: "=")

    @Test("the values of the table have the spellings of the table")
    func table() {
        for (bytes, standard, urlSafe) in Self.table {
            #expect(Base64.encode(bytes[...]) == Array(standard.utf8))
            #expect(Base64.encode(bytes[...], .urlSafe) == Array(urlSafe.utf8))
            #expect(Base64.decode(standard.bytes) == bytes)
            #expect(Base64.decode(urlSafe.bytes, .urlSafe) == bytes)
        }
        #expect(Self.table.count == 11)
    }

    @Test("the reader for public values and libsodium's for secrets answer the same")
    func readersAgree() {
        var generator = SeededGenerator(7)
        var accepted = 0
        for round in 0..<20_000 {
            // Mostly of the alphabets, some padding, some of everything.
            let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                switch Int.random(in: 0..<12, using: &generator) {
                case 0: Self.padding
                case 1: UInt8.random(in: 0...255, using: &generator)
                case 2: UInt8(ascii: "A")
                default: Self.alphabet.randomElement(using: &generator) ?? 0
                }
            }
            for variant in [Base64.Variant.standard, .urlSafe] {
                let bytes = Base64.decode(text[...], variant)
                #expect(bytes == Base64.decodeSecret(text[...], variant), "round \(round): \(text)")
                accepted += bytes == nil ? 0 : 1
            }
        }
        #expect(accepted > 2000)
        assure("S6", tried: 40_000, "random texts, by two readers")
    }

    @Test("bytes of every length to 300 come back, in both alphabets")
    func lengths() {
        var generator = SeededGenerator(1)
        for length in 0...300 {
            let bytes = generator.bytes(length)
            for variant in [Base64.Variant.standard, .urlSafe] {
                #expect(Base64.decode(Base64.encode(bytes[...], variant)[...], variant) == bytes)
            }
        }
    }

    @Test("every other spelling of a value is refused: padding, blanks, trailing bits, the other alphabet")
    func otherSpellings() {
        var generator = SeededGenerator(2)
        let values = (0...70).map { generator.bytes($0) } + Self.table.map { $0.bytes }
        let foreign = Array(" \n\r\t-_.,~\0".utf8) + [0x80, 0xC3, 0xFF]
        var count = 0
        var read: [String] = []
        func refuse(_ text: [UInt8], _ what: String) {
            if Base64.decode(text[...]) != nil { read.append("\(what): \(text.string)") }
            count += 1
        }
        for value in values {
            let text = Base64.encode(value[...])
            let bare = text.filter { $0 != Self.padding }
            for extra in 1...4 { refuse(text + Array(repeating: Self.padding, count: extra), "padding") }
            for missing in 0..<(text.count - bare.count) {
                refuse(bare + Array(repeating: Self.padding, count: missing), "missing padding")
            }
            for character in foreign {
                for position in 0...text.count {
                    refuse(text[..<position] + [character] + text[position...], "foreign character")
                }
            }
            for position in 0..<bare.count {
                refuse(text[..<position] + [Self.padding] + text[position...], "padding inside")
            }
            // The last symbol's low bits stand behind the last byte and must be zero.
            let spareBits = (text.count - bare.count) * 2
            if spareBits > 0, let last = bare.last, let index = Self.alphabet.firstIndex(of: last) {
                for low in 1..<(1 << spareBits) {
                    let altered = bare.dropLast() + [Self.alphabet[index + low]]
                    refuse(altered + text.suffix(text.count - bare.count), "trailing bits")
                }
            }
        }
        #expect(values.count == 82)
        #expect(count == 50_388)
        #expect(read.isEmpty)
    }

    @Test("of all texts of four symbols with padding, exactly one a value is read")
    func allPaddedGroups() {
        var one: Set<[UInt8]> = []
        var two: Set<[UInt8]> = []
        var read = 0
        for first in Self.alphabet {
            for second in Self.alphabet {
                if let bytes = Base64.decode([first, second, Self.padding, Self.padding][...]) {
                    one.insert(bytes)
                    read += 1
                }
                for third in Self.alphabet {
                    guard let bytes = Base64.decode([first, second, third, Self.padding][...]) else { continue }
                    two.insert(bytes)
                    read += 1
                }
            }
        }
        #expect(one.count == 256)
        #expect(two.count == 65536)
        #expect(read == 256 + 65536)
    }

    @Test("the alphabets do not mix")
    func alphabets() {
        for (_, standard, urlSafe) in Self.table where standard != urlSafe {
            #expect(Base64.decode(urlSafe.bytes) == nil)
            #expect(Base64.decode(standard.bytes, .urlSafe) == nil)
        }
        #expect(Base64.decode("AAA-".bytes) == nil)
        #expect(Base64.decode("AAA/".bytes, .urlSafe) == nil)
    }
}
