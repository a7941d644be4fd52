import Fixtures
import SignedNote
import Testing

@testable import LicenseFormat

/// What a repair does to the whole file, line by line, before it looks for documents (docs/spec/import.md, "Repair").
@Suite("A repair of lines")
struct RepairTextTests {
    static let encoded = String(repeating: "A", count: 92)
    static let license = "latchkey/license@v1\nid x\n\n— k/1 \(encoded)\n"
    static let dashed = "latchkey/license@v1\nid x\n\n- k/1 \(encoded)\n"

    private func readings(of file: String) -> [String] {
        TransportRepair.readings(of: file.bytes).map(\.bytes.string)
    }

    /// A file with something before each of its lines.
    private func quoted(_ file: String, _ mark: String) -> String {
        file.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "\(mark)\($0)\n" }.joined()
    }

    @Test("takes 32768 lines, and not one more")
    func lines() {
        for end in ["\n", "\r", "\r\n"] {
            let text = String(repeating: end, count: 32767)
            for last in [end, "a", "a" + end] {
                #expect(!RepairText(decoding: (text + last).bytes).hasTooManyLines)
            }
            for more in [end + end, end + "a"] {
                #expect(RepairText(decoding: (text + more).bytes).hasTooManyLines)
            }
            #expect(readings(of: Self.dashed + text) == [])
        }
    }

    @Test("takes 262144 bytes, and not one more")
    func size() {
        let file = Self.dashed.bytes + [UInt8](repeating: 0xFF, count: 262144 - Self.dashed.utf8.count)
        #expect(TransportRepair.readings(of: file).map(\.bytes.string) == [Self.license])
        #expect(TransportRepair.readings(of: file + [0xFF]) == [])
    }

    @Test("names line ends for a last line without one, and not for an empty one")
    func lineEnds() {
        for (file, repairs) in [
            (Self.dashed, [.dashes]), (String(Self.dashed.dropLast()), [.lineEndings, .dashes]),
            (Self.dashed.replacing("\n", with: "\r\n"), [.lineEndings, .dashes]),
            ("latchkey/license@v1\nid x\ny\n\n", [.wrappedLines]),
        ] as [(String, [Repair])] {
            #expect(TransportRepair.readings(of: file.bytes).first?.repairs == repairs, "\(file)")
        }
    }

    @Test("takes spaces off both ends of every line")
    func spaces() {
        for (start, end) in [("  ", ""), ("", "  "), ("  ", "   "), ("   ", " ")] {
            let file = quoted(Self.license, start).replacing("\n", with: "\(end)\n")
            #expect(readings(of: file) == [Self.license], "'\(start)' '\(end)'")
            #expect(TransportRepair.readings(of: file.bytes).first?.repairs == [.trailingBlanks])
        }
    }

    @Test("leaves a line that is not UTF-8 as it is")
    func notText() {
        let line = Array("note a\u{A0}‘b’".utf8) + [0xFF] + Array("\u{A0}c".utf8)
        func file(_ dash: String) -> [UInt8] {
            Array("latchkey/license@v1\n".utf8) + line + Array("\n\n\(dash) k/1 \(Self.encoded)\n".utf8)
        }
        let readings = TransportRepair.readings(of: file("-")[...])
        #expect(readings.map(\.bytes) == [file("—")])
        #expect(readings.map(\.repairs) == [[.dashes]])
    }

    @Test("takes as many quote marks off each line as the first type line has, at most 16")
    func quoteMarks() {
        for mark in [">", "> ", " > ", ">>", "> > ", String(repeating: ">", count: 16)] {
            let file = quoted(Self.license, mark)
            #expect(readings(of: file) == [Self.license], "\(mark)")
            #expect(TransportRepair.readings(of: file.bytes).first?.repairs == [.quoteMarks], "\(mark)")
        }
        #expect(readings(of: quoted(Self.license, String(repeating: ">", count: 17))) == [])
    }

    @Test("counts the quote marks in the first 64 bytes of that line")
    func quoteDepth() {
        for (spaces, isDeep) in [(62, true), (63, false)] {
            let first = ">\(String(repeating: " ", count: spaces))>"
            let file = quoted(Self.license, ">>").replacing(">>latchkey", with: "\(first)latchkey")
            #expect(readings(of: file) == (isDeep ? [Self.license] : []), "\(spaces)")
        }
    }

    @Test("leaves the marks and the lines that do not belong to that quotation")
    func otherMarks() {
        let wrapped = Self.license.replacing("id x", with: "id x\n> y")
        let joined = Self.license.replacing("id x", with: "id x > y")
        let second = quoted(Self.license.replacing("id x", with: "id z"), "> ")
        for (file, first) in [
            (quoted(wrapped, "> "), joined),
            (wrapped, joined),
            ("If a > b:\n\(wrapped)", joined),
            ("> Dear all\n\(wrapped)", joined),
            (quoted(Self.license, "> ").replacing("> id x", with: "> id x\ny"), joined.replacing("> y", with: "y")),
            (quoted(Self.license, "> ") + quoted(second, "> "), Self.license),
            (quoted(Self.license, ">> ") + second, Self.license + "\n" + Self.license.replacing("id x", with: "id z")),
            (Self.license + second, Self.license + "\n" + Self.license.replacing("id x", with: "id z")),
        ] {
            #expect(readings(of: file).first == first, "\(file)")
        }
    }
}
