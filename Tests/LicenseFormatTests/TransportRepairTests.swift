import Fixtures
import LicenseFormat
import SignedNote
import Testing

/// What is undone to files that mail, chat and editors changed (docs/spec/import.md, "Repair"). Nothing here is genuine: a
/// repair looks at the form only.
@Suite("A repair")
struct TransportRepairTests {
    static let encoded = String(repeating: "A", count: 92)
    static let license = "latchkey/license@v1\nid x\n\n— k/1 \(encoded)\n"
    static let other = "latchkey/license@v1\nid y\n\n— k/1 \(encoded)\n"
    /// The license with another dash, so that there is something to repair whatever stands around it.
    static let dashed = "latchkey/license@v1\nid x\n\n- k/1 \(encoded)\n"

    private func readings(of file: String) -> [String] {
        TransportRepair.readings(of: file.bytes).map(\.bytes.string)
    }

    private func repairs(of file: String) -> [Repair]? { TransportRepair.readings(of: file.bytes).first?.repairs }

    @Test("gives every reading once, and none of a file that is whole")
    func readingsOnce() {
        #expect(readings(of: Self.license) == [])
        #expect(readings(of: Self.dashed) == [Self.license])
    }

    @Test("joins broken lines with a space first, then with nothing, and keeps curly quotes first")
    func order() {
        func license(_ note: String) -> String { Self.license.replacing("id x", with: "id x\nnote \(note)") }
        let expected = ["‘a b’", "‘ab’", "'a b'", "'ab'"].map(license)
        #expect(readings(of: license("‘a\nb’")) == expected)
    }

    @Test("straightens U+2018 to U+201B and U+201C to U+201F, and no neighbour of theirs")
    func quotes() {
        for (straight, curly) in [("'", 0x2018...0x201B), ("\"", 0x201C...0x201F)] as [(String, ClosedRange<UInt32>)] {
            for value in curly {
                let file = Self.license.replacing(
                    "id x", with: "note a\(Unicode.Scalar(value).map { String($0) } ?? "")b")
                #expect(readings(of: file) == [Self.license.replacing("id x", with: "note a\(straight)b")], "\(value)")
            }
        }
        for neighbour in ["\u{2017}", "\u{2020}"] {
            #expect(readings(of: Self.license.replacing("id x", with: "note a\(neighbour)b")) == [])
        }
    }

    @Test("leaves out what stands around documents, and says so")
    func surroundings() {
        let cases: [(String, documents: [String], isNamed: Bool)] = [
            (Self.dashed, [Self.license], false),
            ("Dear all\n" + Self.dashed, [Self.license], true),
            ("\n" + Self.dashed, [Self.license], true),
            (Self.dashed + "\n\n", [Self.license], false),
            (Self.dashed + "Regards\n", [Self.license], true),
            (Self.dashed + "\nRegards\n\n", [Self.license], true),
            (Self.dashed + Self.other, [Self.license, Self.other], false),
            (Self.dashed + "Another one:\n" + Self.other, [Self.license, Self.other], true),
            (Self.dashed + "\nlatchkey/ is the name\n" + Self.other, [Self.license, Self.other], true),
        ]
        for (file, documents, isNamed) in cases {
            #expect(readings(of: file) == [documents.joined(separator: "\n")], "\(file)")
            #expect(repairs(of: file) == (isNamed ? [.surroundings, .dashes] : [.dashes]), "\(file)")
        }
    }

    @Test("names more than one empty line before signature lines, and more than two in a log proof")
    func emptyLines() {
        for (type, allowed) in [("latchkey/license@v1", 1), ("c2sp.org/tlog-proof@v1", 2)] {
            for count in 0...3 {
                let empty = String(repeating: "\n", count: count)
                let file = "\(type)\nid x\n\(empty)- k/1 \(Self.encoded)\n"
                #expect(readings(of: file) == ["\(type)\nid x\n\n— k/1 \(Self.encoded)\n"])
                #expect(repairs(of: file) == (count > allowed ? [.surroundings, .dashes] : [.dashes]), "\(count)")
            }
        }
        #expect(repairs(of: Self.dashed.replacing("\n\n", with: "\n") + "\n\n— k/2 \(Self.encoded)\n") == [.dashes])
    }

    @Test("sets the three lines of a log proof's checkpoint apart, where there are three behind its type")
    func proofs() {
        for (sent, read) in [
            ("", ""), ("a\n", "a\n"), ("a\nb\n", "a\nb\n"), ("a\nb\nc\n", "\na\nb\nc\n"),
            ("a\nb\nc\nd\n", "a\n\nb\nc\nd\n"),
        ] {
            #expect(
                readings(of: "c2sp.org/tlog-proof@v1\n\(sent)- k/1 \(Self.encoded)\n")
                    == ["c2sp.org/tlog-proof@v1\n\(read)\n— k/1 \(Self.encoded)\n"])
        }
    }

    @Test("finds nothing in a file without a document")
    func nothing() {
        for file in [
            "", "\n", "Dear all\n", "\u{FEFF}", "latchkey/ is the name\n", "latchkey/license\nid x\n", "id x\r\n",
            "> latchkey/\n", "c2sp.org/tlog-proof@v2\nindex 1\n",
        ] {
            #expect(readings(of: file) == [], "\(file)")
        }
    }

    @Test("gives no reading that would leave out a signature line, whose last word has 40 bytes or more")
    func leftOver() {
        func word(_ count: Int) -> String { String(repeating: "A", count: count) }
        let cases: [(line: String, isSignature: Bool)] = [
            ("- k/1 \(word(40))", true), ("- k/1 \(word(39))", false), ("— k/1 \(word(92))", true),
            ("- \(word(30))/\(word(9))", true), ("- \(word(30))/\(word(8))", false),
            ("- k/1 \(word(40)) and more", false), ("- k \(word(40))", false), ("- k/1+ \(word(40))", false),
            ("k/1 \(word(40))", false),
        ]
        for (line, isSignature) in cases {
            #expect(readings(of: "\(line)\n\(Self.license)") == (isSignature ? [] : [Self.license]), "\(line)")
            let behind = "\(Self.license)Regards\n\(line)\n"
            #expect(readings(of: behind) == (isSignature ? [] : [Self.license]), "\(line)")
        }
    }

    @Test("takes for a signature line what begins with a dash and a word with a slash that can be a key's name")
    func dashes() {
        for dash in ["—", "–", "―", "−", "--", "-", "&mdash;"] {
            for space in ["", " ", "  "] where dash + space != "— " {
                let file = Self.license.replacing("— ", with: dash + space)
                #expect(readings(of: file) == [Self.license], "\(dash)")
                #expect(repairs(of: file) == [.dashes])
            }
        }
        for line in ["- item", "- a+b/c d", "- a+/b", "—", "+ a/b c", "- /\(String(repeating: "a", count: 255))"] {
            let file = "latchkey/license@v1\nid x\n\(line)\n\n— k/1 \(Self.encoded)\n"
            #expect(readings(of: file).first == Self.license.replacing("id x", with: "id x \(line)"), "\(line)")
        }
    }

    @Test("goes on with a signature line until 92 characters of Base64 are whole")
    func brokenSignatures() {
        let head = "latchkey/license@v1\nid x\n\n"
        func letters(_ count: Int) -> String { String(repeating: "A", count: count) }
        for (sent, read) in [
            ("— k/1\n\(letters(92))\n", "— k/1 \(letters(92))\n"),
            ("— k/1 \(letters(91))\nA\n", "— k/1 \(letters(92))\n"),
            ("— k/1 \(letters(88))\nAAAA\n", "— k/1 \(letters(92))\n"),
            ("— k/1 \(letters(40))\n\(letters(40))\n\(letters(12))\n", "— k/1 \(letters(92))\n"),
            ("— k/1 \(letters(93))\nAAA\n", "— k/1 \(letters(96))\n"),
            ("— k/1 \(letters(95))\n=\n", "— k/1 \(letters(95))=\n"),
        ] {
            #expect(readings(of: head + sent) == [head + read], "\(sent)")
            #expect(repairs(of: head + sent) == [.wrappedLines])
        }
        #expect(readings(of: head + "— k/1 \(letters(92))\nAAAA\n") == [head + "— k/1 \(letters(92))\n"])
        #expect(repairs(of: head + "— k/1 \(letters(92))\nAAAA\n") == [.surroundings])
    }

    @Test("begins a body line with a key, unless the line before is only a key, which waits for its value")
    func bodyLines() {
        for (sent, read) in [
            ("revocations@v1\nvendor\nscope\nscope all", "revocations@v1\nvendor scope\nscope all"),
            ("license@v1\nid x\ncustomer\nvendor Ltd\nproduct p", "license@v1\nid x\ncustomer vendor Ltd\nproduct p"),
            ("license@v1\nid x\ncustomer A\nLtd\nvendor v", "license@v1\nid x\ncustomer A Ltd\nvendor v"),
            ("license@v1\nid x\nx-a b\nepoch 1", "license@v1\nid x\nx-a b epoch 1"),
        ] {
            let end = "\n\n— k/1 \(Self.encoded)\n"
            #expect(readings(of: "latchkey/\(sent)\(end)").first == "latchkey/\(read)\(end)", "\(sent)")
            #expect(repairs(of: "latchkey/\(sent)\(end)") == [.wrappedLines])
        }
    }
}
