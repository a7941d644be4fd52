import Fixtures
import SignedNote
import Testing

/// The form of a note: c2sp.org/signed-note, "Format".
@Suite("The form of a note")
struct SignedNoteFormatTests {
    /// The example of the specification, and the vkey that verifies it.
    static let example = """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """
    static let exampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

    /// Base64 of a key ID and one byte: the shortest signature there is.
    static let short = "AAAAAAA="

    @Test("the example of the specification is read, verified and written byte for byte")
    func example() throws {
        let note = try SignedNote(parsing: Self.example.bytes)
        let key = try VerifierKey(parsing: Self.exampleKey.bytes)
        #expect(note.unverifiedText == "This is an example message.\n".bytes)
        #expect(note.signatures.map(\.keyID) == [0x530d_903a])
        #expect(note.bytes[...] == Self.example.bytes)
        let verified = try note.verified(by: [key])
        #expect(verified.text == note.unverifiedText)
        #expect(verified.signers == [key])
    }

    @Test("the specification's example with an empty line in its text is read")
    func exampleWithEmptyLine() throws {
        let text = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n"
        let signature =
            "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc="
        let bytes = (text + "\n— quasimodo.example/salvatore \(signature)\n").bytes
        let note = try SignedNote(parsing: bytes)
        #expect(note.unverifiedText == text.bytes)
        #expect(note.signatures.first?.name == Array("quasimodo.example/salvatore".utf8))
        #expect(note.signatures.first?.bytes.count == 64)
        #expect(note.bytes[...] == bytes)
    }

    /// What a note may look like: the text that is signed and the number of signatures.
    static let accepted: [(String, note: String, text: String, signatures: Int)] = [
        ("a text of one empty line", "\n\n— a \(short)\n", "\n", 1),
        ("empty lines in the text", "a\n\n\nb\n\n— a \(short)\n", "a\n\n\nb\n", 1),
        ("a text that ends in empty lines", "a\n\n\n\n— a \(short)\n", "a\n\n\n", 1),
        ("a signature line in the text", "a\n\n— a \(short)\n\n— b \(short)\n", "a\n\n— a \(short)\n", 1),
        ("two signatures", "a\n\n— a \(short)\n— b \(short)\n", "a\n", 2),
        ("the same signature twice", "a\n\n— a \(short)\n— a \(short)\n", "a\n", 2),
        ("DEL, which is not below U+0020", "a\u{7F}\n\n— a \(short)\n", "a\u{7F}\n", 1),
        ("a C1 control, which is not ASCII", "a\u{85}\n\n— a \(short)\n", "a\u{85}\n", 1),
        ("every plane of Unicode", "aé—😀\u{10FFFF}\n\n— é/名 \(short)\n", "aé—😀\u{10FFFF}\n", 1),
        ("a byte order mark", "\u{FEFF}a\n\n— a \(short)\n", "\u{FEFF}a\n", 1),
        ("a signature of another length", "a\n\n— a AAAAAAAAAAAAAAAA\n", "a\n", 1),
    ]

    @Test("what the format allows is read, and written as it was")
    func accepted() throws {
        for (what, bytes, text, count) in Self.accepted {
            let note = try SignedNote(parsing: bytes.bytes)
            #expect(note.unverifiedText == text.bytes, "\(what)")
            #expect(note.signatures.count == count, "\(what)")
            #expect(note.bytes[...] == bytes.bytes, "\(what)")
        }
        #expect(Self.accepted.count == 11)
    }

    static let refused: [(String, note: String, NoteError)] = [
        ("nothing", "", .notANote),
        ("one newline", "\n", .notANote),
        ("two newlines", "\n\n", .notANote),
        ("no signature lines", "a\n", .notANote),
        ("an empty line and nothing after it", "a\n\n", .notANote),
        ("no empty line", "a\n— a \(short)\n", .notANote),
        ("no text", "\n— a \(short)\n", .notANote),
        ("only a signature line", "— a \(short)\n", .notANote),
        ("no newline at the end", "a\n\n— a \(short)", .notANote),
        ("an empty line at the end", "a\n\n— a \(short)\n\n", .notANote),
        ("a hyphen for the em dash", "a\n\n- a \(short)\n", .notANote),
        ("an en dash for the em dash", "a\n\n– a \(short)\n", .notANote),
        ("no space after the em dash", "a\n\n—a \(short)\n", .notANote),
        ("a no-break space after the em dash", "a\n\n—\u{A0}a \(short)\n", .notANote),
        ("a space before the em dash", "a\n\n — a \(short)\n", .notANote),
        ("no key name", "a\n\n— \(short)\n", .notANote),
        ("an empty key name", "a\n\n—  \(short)\n", .notANote),
        ("a plus sign in the key name", "a\n\n— a+b \(short)\n", .notANote),
        ("a no-break space in the key name", "a\n\n— a\u{A0}b \(short)\n", .notANote),
        ("an ideographic space in the key name", "a\n\n— a\u{3000}b \(short)\n", .notANote),
        ("no signature", "a\n\n— a\n", .notANote),
        ("an empty signature", "a\n\n— a \n", .notANote),
        ("a key ID alone", "a\n\n— a AAAAAA==\n", .notANote),
        ("three bytes of a key ID", "a\n\n— a AAAA\n", .notANote),
        ("two spaces before the signature", "a\n\n— a  \(short)\n", .notANote),
        ("a space after the signature", "a\n\n— a \(short) \n", .notANote),
        ("a word after the signature", "a\n\n— a \(short) b\n", .notANote),
        ("no padding", "a\n\n— a AAAAAAA\n", .notANote),
        ("bits behind the last byte", "a\n\n— a AAAAAAB=\n", .notANote),
        ("the URL-safe alphabet", "a\n\n— a AAAAAA-_\n", .notANote),
        ("a tab", "a\tb\n\n— a \(short)\n", .notText),
        ("a carriage return", "a\r\n\n— a \(short)\n", .notText),
        ("carriage returns everywhere", "a\r\n\r\n— a \(short)\r\n", .notText),
        ("NUL", "a\0\n\n— a \(short)\n", .notText),
        ("an escape", "a\u{1B}[31m\n\n— a \(short)\n", .notText),
        ("U+001F", "a\u{1F}\n\n— a \(short)\n", .notText),
        ("a tab in a signature line", "a\n\n—\ta \(short)\n", .notText),
        ("text after the signatures", "a\n\n— a \(short)\nb\n", .malformedSignatureLine(number: 2)),
        ("a second line without a signature", "a\n\n— a \(short)\n— b\n", .malformedSignatureLine(number: 2)),
        ("a bad third line", "a\n\n— a \(short)\n— b \(short)\n— c\n", .malformedSignatureLine(number: 3)),
    ]

    /// Bytes that are not UTF-8.
    static let notUTF8: [(String, text: [UInt8])] = [
        ("a byte that UTF-8 does not have", [0xFF]),
        ("a continuation byte alone", [0x80]),
        ("an overlong slash", [0xC0, 0xAF]),
        ("an overlong NUL", [0xC0, 0x80]),
        ("an overlong em dash", [0xF0, 0x82, 0x80, 0x94]),
        ("a surrogate", [0xED, 0xA0, 0x80]),
        ("a pair of surrogates", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
        ("a scalar beyond U+10FFFF", [0xF4, 0x90, 0x80, 0x80]),
        ("a sequence of five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]),
        ("half a scalar", [0xE2, 0x80]),
    ]

    @Test("what the format forbids is refused, with the reason")
    func refused() {
        for (what, text, reason) in Self.refused {
            #expect(throws: reason, "\(what)") { try SignedNote(parsing: text.bytes) }
        }
        for (what, text) in Self.notUTF8 {
            let bytes = text + "\n\n— a \(Self.short)\n".bytes
            #expect(throws: NoteError.notText, "\(what)") { try SignedNote(parsing: bytes[...]) }
        }
        #expect(Self.refused.count == 40)
        #expect(Self.notUTF8.count == 10)
    }

    @Test("every ASCII control character but newline is refused wherever it stands")
    func controls() throws {
        let good = Array(Self.example.utf8)
        var count = 0
        for control in UInt8(0)..<0x20 where control != UInt8(ascii: "\n") {
            for position in stride(from: 0, through: good.count, by: 7) {
                var bytes = good
                bytes.insert(control, at: position)
                count += error(of: bytes) == .notText ? 1 : 0
            }
        }
        #expect(count == 31 * (good.count / 7 + 1))
    }

    private func error(of note: [UInt8]) -> NoteError? {
        do throws(NoteError) { _ = try SignedNote(parsing: note[...]) } catch { return error }
        return nil
    }

    @Test("a slice of a larger file is read by its own bounds")
    func slice() throws {
        let file = "before\n\n".bytes + Self.example.bytes + "after\n".bytes
        let note = try SignedNote(parsing: file[8..<(8 + Self.example.utf8.count)])
        #expect(note.bytes[...] == Self.example.bytes)
        #expect(try note.verified(by: [VerifierKey(parsing: Self.exampleKey.bytes)]).text == note.unverifiedText)
    }
}

/// Bounds on what is read (c2sp.org/signed-note asks for at least sixteen signatures).
@Suite("Bounds of a note")
struct SignedNoteLimitTests {
    static func note(signatures: Int) -> Bytes {
        ("a\n\n" + String(repeating: "— a \(SignedNoteFormatTests.short)\n", count: signatures)).bytes
    }

    @Test("sixteen signatures are read, seventeen are not")
    func signatures() throws {
        #expect(try SignedNote(parsing: Self.note(signatures: 16)).signatures.count == 16)
        #expect(throws: NoteError.tooManySignatures(limit: 16)) { try SignedNote(parsing: Self.note(signatures: 17)) }
    }

    @Test("64 KiB are read, one byte more is not")
    func size() throws {
        let end = "\n\n— a \(SignedNoteFormatTests.short)\n"
        let room = 64 * 1024 - end.utf8.count
        let largest = (String(repeating: "a", count: room) + end).bytes
        #expect(try SignedNote(parsing: largest).bytes[...] == largest)
        #expect(throws: NoteError.tooLarge(limit: 65536)) { try SignedNote(parsing: "a".bytes + largest) }
    }

    @Test("a million signature lines are answered at once")
    func endlessSignatures() {
        let million = Self.note(signatures: 1_000_000)
        let most = Self.note(signatures: 4000)
        #expect(most.count < 65536)
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(throws: NoteError.tooLarge(limit: 65536)) { try SignedNote(parsing: million) }
            #expect(throws: NoteError.tooManySignatures(limit: 16)) { try SignedNote(parsing: most) }
        }
        #expect(time < .seconds(2))
    }
}
