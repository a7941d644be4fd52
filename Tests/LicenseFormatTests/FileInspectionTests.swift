import Fixtures
import LicenseFormat
import SignedNote
import Testing

/// What `inspect` says of a file (docs/spec/call.md).
@Suite("An inspection")
struct FileInspectionTests {
    let vendor: TestVendor

    init() throws { vendor = try TestVendor() }

    private func inspect(_ file: [UInt8]) -> FileInspection? {
        FileInspection(file[...], knownKeys: [vendor.license.key, vendor.roots[0].key, vendor.log.key])
    }

    private func states(_ file: [UInt8]) -> [[FileInspection.SignatureState]]? {
        inspect(file)?.items.map { $0.signatures.map(\.state) }
    }

    @Test("judges each signature by the known key that it claims")
    func signatures() throws {
        let note = try vendor.signed()
        let altered = try note.bytes.string.replacingOnce("seats 50", "seats 51").bytes
        let both = try sign(vendor.license().text, by: [vendor.repair, vendor.license])
        let impostor = try TestKey("vendor.example/license/2026", label: "impostor")
        let file = LicenseFile.bytes(
            of: [
                note.bytes, Array(altered), both.bytes, try vendor.signed(by: impostor).bytes,
                try vendor.keyringNote().bytes,
            ])
        #expect(states(file) == [[.good], [.bad], [.unknownKey, .good], [.unknownKey], [.good]])
        let items = try #require(inspect(file)?.items)
        #expect(items.map(\.document) == [.license, .license, .license, .license, .keyring])
        #expect(items[0].bytes == note.bytes[...] && items[0].text == note.unverifiedText)
        #expect(
            FileInspection(note.bytes[...], knownKeys: [])?.items.map { $0.signatures.map(\.state) } == [[.unknownKey]])
    }

    @Test("judges requests and receipts by the key that they bring")
    func ownKeys() throws {
        var generator = DocumentGenerator(15)
        let seed = try TestVendor.installationSeed()
        let request = try generator.request(by: seed)
        var receipt = try generator.receipt()
        (receipt.key, receipt.installation) = (seed.publicKey, InstallationID(of: seed.publicKey))
        let name = try #require(request.signingKey).name
        let notes = try [request.text, receipt.text].map { try seed.sign($0, as: name).orFail() }
        let foreign = try notes.map { note in
            SignedNote(text: Array(note.unverifiedText), signatures: try seed.sign([1], as: name).orFail().signatures)
        }
        let file = LicenseFile.bytes(of: (notes + foreign).map(\.bytes))
        #expect(inspect(file)?.items.map(\.document) == [.request, .receipt, .request, .receipt])
        #expect(states(file) == [[.good], [.good], [.bad], [.bad]])
    }

    @Test("judges the signatures of a log proof by its checkpoint, and shows the whole text")
    func proofs() throws {
        let license = try vendor.signed()
        let log = TestLog(size: 3, holding: license.unverifiedText, at: 1)
        let proof = try log.proof(of: 1, by: vendor.log)
        let file = LicenseFile.bytes(of: [license.bytes, proof.bytes])
        #expect(states(file) == [[.good], [.good]])
        let item = try #require(inspect(file)?.items.last)
        #expect(item.document == .logProof)
        #expect(item.text == SignedNote.unverifiedText(of: proof.bytes[...]))
    }

    @Test("shows a product file as its body and its keyring")
    func product() throws {
        let product = try vendor.product()
        let items = try #require(inspect(product.bytes)?.items)
        #expect(items.map(\.document) == [.product, .keyring])
        #expect(items.map { $0.signatures.map(\.state) } == [[], [.good]])
        #expect(items[0].text.string + "\n" + product.keyringNote.string == product.bytes.string)
        #expect(items[0].bytes == items[0].text && items[1].bytes == product.keyringNote)
        #expect(items[1].text == product.keyringText)
    }

    @Test("says nothing of a file that is none of those, or holds an item that is no note")
    func refused() throws {
        let note = try vendor.signed().bytes.string
        let product = try vendor.product().bytes.string
        for file in [
            "", "a\n", "a\n— k AAAAAAA=\n", "a\n\n— k x\n", "\(note)\na\n— k AAAAAAA=\n", "a\n\n— k x\n\n\(note)",
            "\(note)\n",
            try product.replacingOnce("product glpi", "product GLPI"), "latchkey/product@v1\n", "\(product)\n",
        ] {
            #expect(inspect(Array(file.utf8)) == nil, "\(file)")
        }
        #expect(inspect(Array(note.utf8)) != nil && inspect(Array(product.utf8)) != nil)
        #expect(inspect(Array("a\n\n— k AAAAAAA=\n".utf8))?.items.map(\.document) == [.foreign])
    }

    @Test("is written with the text and each signature's key, key ID and state")
    func json() throws {
        let note = try sign([UInt8]("a\n".utf8), by: [vendor.license, vendor.repair])
        let altered = SignedNote(text: [UInt8]("b\n".utf8), signatures: [note.signatures[0]])
        var json = JSONText(.compact)
        let inspection = try #require(inspect(TestVendor.file(note, altered)))
        json.object { json in inspection.write(membersTo: &json) }
        func signature(_ key: TestKey, _ state: String) -> String {
            let name = key.key.nameAndID.string.split(separator: "+")
            return #"{"key":"\#(name[0])","keyID":"\#(name[1])","state":"\#(state)"}"#
        }
        let first = [signature(vendor.license, "good"), signature(vendor.repair, "unknown key")]
        let expected =
            #"{"items":[{"document":"unknown document","text":"a\u000a","signatures":["#
            + first.joined(separator: ",")
            + #"]},{"document":"unknown document","text":"b\u000a","signatures":["#
            + signature(vendor.license, "BAD") + "]}]}"
        #expect(json.bytes.string == expected)
    }
}
