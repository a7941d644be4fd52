import Fixtures
import LicenseFormat
import SignedNote
import Testing

@Suite("Text that is safe to show")
struct DisplayTextTests {
    @Test("a text is cut behind 300 bytes, and where it stops being UTF-8, and U+FFFD marks the cut")
    func cut() {
        let mark = Array("\u{FFFD}".utf8)
        let full = [UInt8](repeating: UInt8(ascii: "a"), count: 300)
        let cases: [(String, text: [UInt8], shown: [UInt8])] = [
            ("nothing", [], []),
            ("300 bytes", full, full),
            ("301 bytes", full + [0x62], full + mark),
            ("a thousand bytes", full + full + full + full, full + mark),
            ("a letter across the cut", full.dropLast() + Array("é".utf8), full.dropLast() + mark),
            ("a byte of no letter", [0x61, 0xFF, 0x62], [0x61] + mark),
            ("half a letter", [0x61, 0xC3], [0x61] + mark),
        ]
        for (what, text, shown) in cases { #expect(DisplayText.safe(text[...]) == shown, "\(what)") }
    }

    @Test("controls, separators of lines and paragraphs, and invisible characters show as U+FFFD, all else as itself")
    func scalars() {
        let refused: [Unicode.Scalar] = [
            "\0", "\n", "\u{1B}", "\u{1F}", "\u{7F}", "\u{85}", "\u{9F}", "\u{AD}", "\u{200B}", "\u{2028}", "\u{2029}",
            "\u{202A}", "\u{202E}", "\u{2066}", "\u{FEFF}", "\u{E0041}",
        ]
        let shown: [Unicode.Scalar] = [
            " ", "~", "\u{A0}", "é", "\u{200C}", "\u{200D}", "\u{2027}", "\u{202F}", "\u{2030}", "株", "😀", "\u{FFFD}",
        ]
        for scalar in refused {
            #expect(!DisplayText.isSafe(scalar.value), "U+\(String(scalar.value, radix: 16))")
            #expect(DisplayText.safe("a\(scalar)b".bytes).string == "a\u{FFFD}b")
        }
        for scalar in shown {
            #expect(DisplayText.isSafe(scalar.value), "U+\(String(scalar.value, radix: 16))")
            #expect(DisplayText.safe("a\(scalar)b".bytes).string == "a\(scalar)b")
        }
    }
}
