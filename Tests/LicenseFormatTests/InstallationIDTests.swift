import Fixtures
import LicenseFormat
import SignedNote
import Testing

@Suite("Installation IDs")
struct InstallationIDTests {
    static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Public keys and their IDs by another program: hashlib's BLAKE2b, and check symbols found by trying all 1024
    /// pairs for the one at which both syndromes are zero.
    static let table: [(key: String, id: String)] = [
        ("0000000000000000000000000000000000000000000000000000000000000000", "49XC-6PN2-K93P-Q2SM-AYT0-V9JC-EEKQ"),
        ("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETCK"),
        ("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "6B5X-8P1Z-0ZFR-2TAQ-QMKM-T0PJ-6TB5"),
        ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "3R96-P30J-B81F-GYYX-HEZR-6KDR-0Q4R"),
        ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "3ES7-MNB8-CVMF-4Z6E-2G10-D0YR-ZT8F"),
        ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "569Z-SKJ5-HJD4-M0RA-7KAD-31YF-XD5B"),
        ("0101010101010101010101010101010101010101010101010101010101010101", "7M1K-NFGV-JQET-936C-NRV3-YKQV-W4KN"),
        ("0202020202020202020202020202020202020202020202020202020202020202", "6SG6-08FQ-KJ8J-NW3D-FWYA-75BS-1C9S"),
        ("0303030303030303030303030303030303030303030303030303030303030303", "7W2J-P6ES-W0RG-75SZ-NNQ1-R1P5-3PDR"),
        ("8080808080808080808080808080808080808080808080808080808080808080", "78ZB-S2ZK-X7NZ-RJSP-X09K-GVCR-NQ07"),
    ]

    static func random(_ generator: inout SeededGenerator) throws -> InstallationID {
        InstallationID(of: try Ed25519PublicKey(generator.bytes(32)).orFail())
    }

    @Test("the IDs of the table's keys are the table's")
    func table() throws {
        for (hex, text) in Self.table {
            let key = try #require(Digest.decodeHex(hex.bytes).flatMap { Ed25519PublicKey($0) })
            let id = InstallationID(of: key)
            #expect(id.text.string == text)
            #expect(InstallationID(text.bytes) == id)
            #expect(id.keyName.string == "installation/\(text)")
        }
        #expect(Self.table.count == 10)
    }

    @Test("every wrong symbol is found, at every position")
    func singles() throws {
        var generator = SeededGenerator(3)
        var found = 0
        for _ in 0..<20 {
            let symbols = try Self.random(&generator).text.filter { $0 != UInt8(ascii: "-") }
            for position in symbols.indices {
                for symbol in Self.alphabet where symbol != symbols[position] {
                    var wrong = symbols
                    wrong[position] = symbol
                    if InstallationID(forgiving: wrong[...]) == nil { found += 1 }
                }
            }
        }
        #expect(found == 20 * 28 * 31)
    }

    @Test("every pair of wrong symbols is found, at every pair of positions")
    func pairs() throws {
        var generator = SeededGenerator(4)
        let symbols = try Self.random(&generator).text.filter { $0 != UInt8(ascii: "-") }
        var found = 0
        for first in symbols.indices {
            for second in symbols.indices where second > first {
                for one in Self.alphabet where one != symbols[first] {
                    for other in Self.alphabet where other != symbols[second] {
                        var wrong = symbols
                        wrong[first] = one
                        wrong[second] = other
                        if InstallationID(forgiving: wrong[...]) == nil { found += 1 }
                    }
                }
            }
        }
        #expect(found == 28 * 27 / 2 * 31 * 31)
    }

    @Test("every two unequal symbols that change places are found")
    func transpositions() throws {
        var generator = SeededGenerator(5)
        var swapped = 0
        for _ in 0..<50 {
            let symbols = try Self.random(&generator).text.filter { $0 != UInt8(ascii: "-") }
            for first in symbols.indices {
                for second in symbols.indices where second > first && symbols[first] != symbols[second] {
                    var wrong = symbols
                    wrong.swapAt(first, second)
                    #expect(InstallationID(forgiving: wrong[...]) == nil)
                    swapped += 1
                }
            }
        }
        #expect(swapped > 50 * 300)
    }

    @Test("what people type is read as they mean it, and written in one way")
    func forgiving() throws {
        let text = "7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETCK"
        let id = try InstallationID.of(text)
        let spellings = [
            text.lowercased(), text.replacing("-", with: ""), text.replacing("-", with: " "),
            text.replacing("0", with: "O"),
            text.replacing("0", with: "o"), text.replacing("1", with: "I"), text.replacing("1", with: "l"),
            text.replacing("1", with: "i"), text.replacing("1", with: "L"), " \(text) ", "-\(text)-", "\(text)-",
            text.replacing("-", with: " - "), text + String(repeating: "- ", count: 47),
        ]
        for spelling in spellings {
            #expect(InstallationID(forgiving: spelling.bytes) == id, "\(spelling)")
            #expect(InstallationID(spelling.bytes) == nil, "\(spelling)")
        }
        #expect(InstallationID(forgiving: text.bytes) == id)
    }

    @Test("128 bytes are read as typed, more are not")
    func typedBytes() throws {
        let text = "7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETCK"
        let longest = text + String(repeating: "-", count: 94)
        #expect(longest.utf8.count == 128)
        #expect(try InstallationID(forgiving: longest.bytes) == .of(text))
        #expect(InstallationID(forgiving: (longest + "-").bytes) == nil)
    }

    @Test(
        "what is not an ID is refused",
        arguments: [
            "", "7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETC", "7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETCK0",
            "7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETCU",
            "7208–8P0M–0F04–CGQ2–WZ6V–WX1M–ETCK", "7208_8P0M_0F04_CGQ2_WZ6V_WX1M_ETCK",
            "0000-0000-0000-0000-0000-0000-0001",
            "any", "7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETCK\n", "7208-8P0M-0F04-CGQ2-WZ6V-WX1M-ETC\u{212A}",
        ])
    func refused(text: String) {
        #expect(InstallationID(forgiving: text.bytes) == nil)
    }

    @Test("an ID of more than 128 bits is refused although its check symbols are right")
    func tooLarge() {
        // A first symbol, zeros, and the two check symbols that complete them, found by trying: the first holds three bits.
        var completed = 0
        for first in Self.alphabet {
            for one in Self.alphabet {
                for other in Self.alphabet {
                    let text = [first] + [UInt8](repeating: UInt8(ascii: "0"), count: 25) + [one, other]
                    if InstallationID(forgiving: text[...]) != nil { completed += 1 }
                }
            }
        }
        #expect(completed == 8)
    }
}
