import Fixtures
import LicenseFormat
import SignedNote
import Testing

@Suite("Values with one spelling")
struct ValueTests {
    /// What is accepted comes back as it was; what is not is refused.
    private func check<Value: CanonicalValue>(_ type: Value.Type, accepts: [String], refuses: [String]) {
        for text in accepts { #expect(Value(text.bytes)?.text == Array(text.utf8), "\(type) \(text)") }
        for text in refuses { #expect(Value(text.bytes) == nil, "\(type) \(text)") }
    }

    @Test("decimals run from 0 to 2^53 − 1 without leading zeros")
    func decimals() {
        check(
            Decimal.self, accepts: ["0", "1", "9", "10", "4294967296", "9007199254740990", "9007199254740991"],
            refuses: [
                "", "00", "01", "-1", "+1", "1.0", "1e3", "0x1", " 1", "1 ", "１", "9007199254740992",
                "9999999999999999",
                "10000000000000000", "18446744073709551616", "99999999999999999999999999",
            ])
        #expect(Decimal(Int64(-1)) == nil)
        #expect(Decimal(Int64.max) == nil)
        #expect(Decimal(Int64(9_007_199_254_740_992)) == nil)
        #expect(Decimal(Int64(9_007_199_254_740_991))?.next.value == 9_007_199_254_740_991)
        #expect(Decimal.zero.next.value == 1)
    }

    @Test("counts of days run from 0 to ten years")
    func dayCounts() {
        check(
            DayCount.self, accepts: ["0", "1", "30", "365", "3653"],
            refuses: ["", "00", "-1", "3654", "9007199254740991", "7 ", "7d"])
        #expect(DayCount.zero.value == 0)
        #expect(DayCount(Int64(-1)) == nil && DayCount(Int64(3654)) == nil && DayCount(Int64.max) == nil)
    }

    @Test("tokens have 1 to 64 lower-case letters, digits and inner marks")
    func tokens() {
        check(
            Token.self,
            accepts: [
                "a", "0", "glpi-escalade", "vendor.example", "a_b", "a.", "a-", "0-._",
                String(repeating: "a", count: 64),
            ],
            refuses: [
                "", "A", "-a", ".a", "_a", "a b", "a/b", "a+b", "a@b", "é", "a\n", "a\0", "—",
                String(repeating: "a", count: 65),
            ])
        var allowed = 0
        for byte in UInt8.min...UInt8.max {
            if Token([byte][...]) != nil { allowed += 1 }
            if Token([UInt8(ascii: "a"), byte][...]) != nil { allowed += 1 }
        }
        #expect(allowed == 36 + 39)
    }

    @Test("display names are clean text of at most 200 bytes")
    func displayNames() {
        check(
            DisplayName.self,
            accepts: [
                "a", "ACME SA", "Société générale – 2e étage", "株式会社", "😀", "👩‍💻", "a — b", "— a", "<>&\"'", "=1+1", "%s",
                String(repeating: "a", count: 200), String(repeating: "é", count: 100), "ו\u{200C}נ", "[31m",
            ],
            refuses: [
                "", " ", " a", "a ", "a  b", "a\tb", "a\nb", "a\rb", "a\0b", "a\u{1B}[31mb", "a\u{7F}b", "a\u{9B}31mb",
                "a\u{85}b", "a\u{A0}b", "a\u{AD}b", "a\u{2003}b", "a\u{200B}b", "a\u{200E}b", "a\u{200F}b",
                "a\u{2028}b",
                "a\u{2029}b", "a\u{202A}b", "a\u{202E}b", "a\u{2066}b", "a\u{2069}b", "a\u{2060}b", "a\u{3000}b",
                "a\u{FEFF}b", "a\u{FFF9}b", "a\u{E0041}b", "a\u{061C}b", "a\u{180E}b",
                String(repeating: "a", count: 201),
                String(repeating: "é", count: 101),
            ])
        for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x80], [0x61, 0x80]] {
            #expect(DisplayName(bytes[...]) == nil)
        }
    }

    @Test("display names are equal when their bytes are")
    func equalNames() throws {
        let composed = try DisplayName.of("Société")
        #expect(composed == DisplayName("Société ".bytes.dropLast()))
        for other in ["Societe\u{301}", "Socie\u{301}te\u{301}", "société", "Société SA"] {
            #expect(try composed != DisplayName.of(other), "\(other)")
        }
    }

    @Test("every bidirectional control and every blank but the single space is refused in a display name")
    func unicodeProperties() {
        var refused = 0
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            guard
                properties.isBidiControl || properties.isWhitespace && value != 0x20
                    || properties.generalCategory == .control || properties.generalCategory == .lineSeparator
            else { continue }
            #expect(DisplayName("a\(scalar)b".bytes) == nil, "U+\(String(value, radix: 16))")
            refused += 1
        }
        #expect(refused == 65 + 18 + 12)
    }

    @Test("the classes of ASCII hold their letters and digits and nothing else")
    func classes() {
        let all = UInt8.min...UInt8.max
        #expect(all.filter(ASCII.isDigit).string == "0123456789")
        #expect(all.filter(ASCII.isLower).string == "abcdefghijklmnopqrstuvwxyz")
        #expect(all.filter(ASCII.isUpper).string == "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        #expect(all.filter { ASCII.lowered($0) != $0 } == all.filter(ASCII.isUpper))
        #expect("[AZ]".bytes.map(ASCII.lowered).string == "[az]")
    }

    @Test("words of a license have their spellings and no others")
    func words() {
        check(
            LicenseKind.self, accepts: ["subscription", "perpetual", "trial"],
            refuses: ["", "Trial", "trials", "tria", " trial"])
        check(
            ReducedMode.self, accepts: ["read-only", "off"], refuses: ["", "readonly", "full", "trial", "OFF", "off "])
        check(RevokedMode.self, accepts: ["trial", "off"], refuses: ["", "read-only", "full", "Off", "off\n"])
        check(
            Deadline.self, accepts: ["never", "2026-11-21T09:30:00Z"],
            refuses: ["", "Never", "any", "2026-11-21", "never "])
    }

    @Test("values of several words are separated by one space each")
    func pairs() {
        let hash = String(repeating: "0f", count: 16)
        check(
            Limit.self, accepts: ["seats 50", "a 0"],
            refuses: ["", "seats", "seats ", "seats  5", " 5", "seats -1", "seats 05", "Seats 5", "seats 5 "])
        check(
            HostRange.self, accepts: ["glpi any", "glpi >=10.0 <12.0", "glpi =10.0.18"],
            refuses: ["", "glpi", "glpi ", "glpi 10.0", "glpi  any", "GLPI any"])
        check(
            HostRelease.self, accepts: ["glpi 10.0.18", "glpi 11.0-rc1"],
            refuses: ["", "glpi", "glpi any", "glpi  1", "glpi 1 "])
        check(
            HostFact.self, accepts: ["machine \(hash)"],
            refuses: [
                "machine", "machine \(hash.uppercased())", "machine \(hash)00", "machine \(hash.dropLast(2))",
                "machine  \(hash)",
            ])
    }

    @Test("a document type is NAME/NAME@vNUMBER")
    func typeNames() {
        check(
            DocumentTypeName.self, accepts: ["latchkey/license@v1", "c2sp.org/tlog-proof@v1", "a/b@v12"],
            refuses: [
                "", "latchkey/license", "latchkey/license@1", "latchkey/license@v", "latchkey/license@v01",
                "license@v1",
                "/license@v1", "latchkey/@v1", "latchkey/License@v1", "latchkey/license@v1 ", "a@v1/b", "a/b/c@v1",
                "@v1/a", "a/b@", "a/b@x1", "a/b@V1", "a/bC@v1",
            ])
        let types: [(String, DocumentType)] = [
            ("latchkey/license@v1\n", .license), ("latchkey/license@v1", .license),
            ("latchkey/request@v1\nx", .request),
            ("latchkey/keyring@v1\n", .keyring), ("latchkey/product@v1\n", .product),
            ("c2sp.org/tlog-proof@v1\n", .logProof), ("latchkey/license@v2\n", .newer),
            ("latchkey/revocations@v1\n", .revocations), ("latchkey/clock-repair@v1\n", .clockRepair),
            ("latchkey/return@v1\n", .receipt), ("latchkey/bundle@v1\n", .bundle), ("latchkey/other@v1\n", .newer),
            ("latchkey/state@v1\n", .state), ("latchkey/a@v2\n", .newer), ("latchkey/aB@v2\n", .foreign),
            ("latchkey/-a@v2\n", .foreign), ("latchkey/a@x2\n", .foreign), ("latchkey/a@\n", .foreign),
            ("latchkey/license@v1 \n", .foreign), ("Latchkey/license@v1\n", .foreign), ("latchkey/license\n", .foreign),
            ("", .foreign), ("\n", .foreign), ("latchkey/@v1\n", .foreign), ("latchkey/a@v\n", .foreign),
            (" latchkey/license@v1\n", .foreign), ("latchkey/license@v1\r\n", .foreign),
            ("c2sp.org/tlog-proof@v2\n", .foreign),
        ]
        for (text, type) in types { #expect(DocumentType(of: text.bytes) == type, "\(text)") }
    }

    /// `time` and `random` as a 128-bit number in Crockford's Base 32, computed in Python.
    @Test("license IDs are ULIDs")
    func licenseIDs() throws {
        let counting = Array(UInt8(0)..<10)
        let table: [(Int64, [UInt8], String)] = [
            (0, [UInt8](repeating: 0, count: 10), "00000000000000000000000000"),
            (0, [UInt8](repeating: 0xFF, count: 10), "0000000000ZZZZZZZZZZZZZZZZ"),
            (1, counting, "00000000Z8000G40R40M30E209"),
            (1_795_253_400, counting, "01M7YQ1WE0000G40R40M30E209"),
            (2_147_483_648, Array(UInt8(10)..<20), "01YG000000185GR38E1W8124GK"),
            (253_402_300_799, [UInt8](repeating: 0xFF, count: 10), "76EZ91ZP0RZZZZZZZZZZZZZZZZ"),
        ]
        for (seconds, random, text) in table {
            let id = try #require(LicenseID(at: Timestamp(clamping: seconds), random: random))
            #expect(id.text.string == text)
            #expect(LicenseID(text.bytes) == id)
        }
        #expect(LicenseID(at: .last, random: []) == nil)
        #expect(LicenseID(at: .last, random: Array(repeating: 0, count: 11)) == nil)
        check(
            LicenseID.self, accepts: ["01KAJ0Q6Y4ZC9C4N2B8M4T7X5R", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"],
            refuses: [
                "", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5RR", "01kaj0q6y4zc9c4n2b8m4t7x5r",
                "81KAJ0Q6Y4ZC9C4N2B8M4T7X5R", "O1KAJ0Q6Y4ZC9C4N2B8M4T7X5R", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5U",
                "01KAJ0Q6Y4ZC9C4N2B8M4T7X5I", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5L", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5-",
            ])
    }
}
