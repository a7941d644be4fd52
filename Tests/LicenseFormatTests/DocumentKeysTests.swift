import Fixtures
import LicenseFormat
import SignedNote
import Testing

@Suite("Keys of documents under repair")
struct DocumentKeysTests {
    /// Texts of every type whose lines are keys and values.
    static let texts: [(type: String, make: @Sendable (inout DocumentGenerator) throws -> [UInt8])] = [
        ("license", { try $0.license().text }), ("request", { try $0.request().text }),
        ("keyring", { try $0.keyring().text }), ("revocations", { try $0.revocations().text }),
        ("clock-repair", { try $0.clockRepair().text }), ("return", { try $0.receipt().text }),
    ]

    @Test(
        "every line of a document is one by itself under repair, and so it is in a newer type with the same keys",
        arguments: texts.indices)
    func everyKey(index: Int) throws {
        let (type, make) = Self.texts[index]
        let signer = try TestKey("vendor.example/signer")
        var generator = DocumentGenerator(15)
        for _ in 0..<20 {
            let text = try make(&generator).string
            let newer = text.replacing("latchkey/\(type)@v1\n", with: "latchkey/\(type)@v2\n", maxReplacements: 1)
            #expect(newer != text)
            for text in [text, newer] {
                let note = try signer.sign(Array(text.utf8)).bytes
                let padded = note.string.replacing("\n", with: " \n")
                let reading = try #require(TransportRepair.readings(of: padded.bytes).first)
                #expect(reading.bytes.string == note.string)
                #expect(reading.repairs == [.trailingBlanks])
            }
        }
    }

    @Test("in a newer type the keys of all types begin a line, and another word goes on with the line before")
    func newer() throws {
        let head = "latchkey/other@v2\ncustomer a\naccepts b\nthreshold 1\nepoch 2\nlicense c\n"
        let end = "\nx-a e\n\n— vendor.example/signer f\n"
        let reading = try #require(TransportRepair.readings(of: "\(head)colour d\(end)".bytes).first)
        #expect(reading.bytes.string == head.dropLast() + " colour d" + end)
        #expect(reading.repairs == [.wrappedLines])
    }
}
