import Fixtures
import LicenseFormat
import SignedNote
import Testing

@Suite("License files")
struct LicenseFileTests {
    static let note = "a\n\n— k AAAAAAA=\n"

    static let files: [(String, file: String, items: [String])] = [
        ("one note", note, [note]),
        ("two notes", note + "\n" + note, [note, note]),
        ("a note with two signatures", "a\n\n— k x\n— l y\n", ["a\n\n— k x\n— l y\n"]),
        ("two notes, one with two signatures", "a\n\n— k x\n— l y\n\n" + note, ["a\n\n— k x\n— l y\n", note]),
        ("a text with empty lines", "a\n\nb\n\n— k x\n", ["a\n\nb\n\n— k x\n"]),
        (
            "a proof and its checkpoint", note + "\nc2sp.org/tlog-proof@v1\nindex 1\n\nlog\n2\nroot\n\n— log x\n",
            [note, "c2sp.org/tlog-proof@v1\nindex 1\n\nlog\n2\nroot\n\n— log x\n"]
        ),
        ("documents of the future", "b\n— k x\n\nc\n— k\n", ["b\n— k x\n", "c\n— k\n"]),
        ("signature lines alone", "— k x\n", ["— k x\n"]),
    ]

    @Test("a file is split into its items, and put together again")
    func files() throws {
        for (what, text, items) in Self.files {
            let file = try LicenseFile(parsing: text.bytes)
            #expect(file.items.map(\.string) == items, "\(what)")
            #expect(LicenseFile.bytes(of: file.items.map(Array.init)) == Array(text.utf8), "\(what)")
        }
        #expect(Self.files.count == 8)
    }

    @Test(
        "what is not a file is refused",
        arguments: [
            "", "\n", "\n\(note)", "a", "a\n", "a\n\n", "a\n\n— k x", "\(note)\n", "\(note)\n\n", "\(note)a",
            "\(note)a\n", "\(note)\n\n\(note)",
            "\(note)\(note)", "\(note)\na\n", "\(note)\n\n", "a\n\n- k x\n", "\(note)\r\n\(note)", "\(note) \n\(note)",
        ])
    func refused(text: String) {
        #expect(throws: LicenseFile.Malformation.malformed) { try LicenseFile(parsing: text.bytes) }
    }

    @Test("32 items and 256 KiB are read, more is not")
    func bounds() throws {
        let item = Array(Self.note.utf8)
        #expect(
            try LicenseFile(parsing: LicenseFile.bytes(of: Array(repeating: item, count: 32))[...]).items.count == 32)
        #expect(throws: LicenseFile.Malformation.tooManyItems(limit: 32)) {
            try LicenseFile(parsing: LicenseFile.bytes(of: Array(repeating: item, count: 33))[...])
        }
        let largest = [UInt8](repeating: UInt8(ascii: "a"), count: 256 * 1024 - item.count) + item
        #expect(try LicenseFile(parsing: largest[...]).items.count == 1)
        #expect(throws: LicenseFile.Malformation.tooLarge(limit: 262144)) {
            try LicenseFile(parsing: [0] + largest[...])
        }
    }

    @Test("ten megabytes of anything are answered at once")
    func endless() {
        let clock = ContinuousClock()
        for text in ["— k x\n", "\n", "a", "— ", "a\n\n— k x\n\n", "\0"] {
            let file = Array(String(repeating: text, count: 10_000_000 / text.utf8.count).utf8)
            let within = file.prefix(256 * 1024)
            let time = clock.measure {
                #expect(throws: LicenseFile.Malformation.tooLarge(limit: 262144)) {
                    try LicenseFile(parsing: file[...])
                }
                _ = try? LicenseFile(parsing: within)
            }
            #expect(time < .seconds(3), "\(text)")
        }
    }

    @Test("splitting never loses or invents a byte, whatever the file")
    func random() throws {
        var numbers = SeededGenerator(13)
        let pieces = ["— k x\n", "\n", "a\n", "— ", "a", "—", "\n\n"].map { Array($0.utf8) }
        var accepted = 0
        for _ in 0..<20_000 {
            let file = (0..<numbers.below(12)).flatMap { _ in numbers.pick(pieces) }
            guard let items = try? LicenseFile(parsing: file[...]).items else { continue }
            accepted += 1
            #expect(!items.isEmpty)
            #expect(LicenseFile.bytes(of: items.map(Array.init)) == file)
        }
        #expect(accepted > 500)
    }
}
