import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Roles")
struct RoleTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    /// Every document that there is, as its text.
    private func documents() throws -> [(String, [UInt8])] {
        let seed = try TestVendor.installationSeed()
        let receipt = ReturnReceipt(
            installation: InstallationID(of: seed.publicKey), key: seed.publicKey, vendor: try .of(vendor.name),
            product: try .of("glpi-escalade"), license: try vendor.license().id, time: try TestVendor.now())
        let request = try makeRequest(
            product: vendor.product().bytes[...], state: .absent, seed: seed,
            context: Context(now: TestVendor.now()), urls: [], nonce: [UInt8](repeating: 1, count: 16)
        ).request
        return [
            ("license", try vendor.license().text), ("keyring", try vendor.keyring(version: 2).text),
            ("list", Array(try vendor.revocations().unverifiedText)),
            ("repair", Array(try vendor.clockRepair(at: "2026-11-30T00:00:00Z").unverifiedText)),
            ("request", Array(request.unverifiedText)), ("receipt", receipt.text),
            ("product file", Array(try vendor.product().bytes)), ("newer", Array("latchkey/license@v9\nid x\n".utf8)),
            ("foreign", Array("hello\n".utf8)),
        ]
    }

    @Test("S2: of every role and every document type only the right pairs are accepted")
    func rolesAndDocuments() throws {
        let seed = try TestVendor.installationSeed()
        let name = "installation/\(InstallationID(of: seed.publicKey).text.string)"
        let signers: [(String, TestKey)] = [
            ("license", vendor.license), ("revocation", vendor.revocation), ("repair", vendor.repair),
            ("log", vendor.log), ("root", vendor.roots[0]),
            ("installation", try TestKey(name, label: "installation")),
            ("stranger", try TestKey("vendor.example/license/stranger")),
        ]
        var accepted: [String] = []
        var tried = 0
        for (role, signer) in signers {
            for (document, text) in try documents() {
                guard let note = try? signer.sign(text) else { continue }
                tried += 1
                let (state, report) = try Installation(vendor.product()).importing(note.bytes)
                if state != nil { accepted.append("\(role) signs \(document)") }
                #expect((report.outcome == .imported) == (state != nil), "\(role) signs \(document)")
            }
        }
        #expect(tried == 63)
        #expect(
            accepted == [
                "license signs license", "revocation signs list", "repair signs repair", "root signs keyring",
            ])
        assure("S2", tried: tried, "pairs of a role and a document type")
    }

    @Test("S2: what an installation signs is its own only: no request or receipt passes as another's or as the other")
    func installationDocuments() throws {
        let texts = try documents().filter { ["request", "receipt"].contains($0.0) }.map(\.1)
        #expect(texts.count == 2)
        #expect(texts.map { (try? ActivationRequest(parsing: $0[...])) != nil } == [true, false])
        #expect(texts.map { (try? ReturnReceipt(parsing: $0[...])) != nil } == [false, true])
        let key = try #require(try ReturnReceipt(parsing: texts[1][...]).signingKey)
        let seed = try TestVendor.installationSeed()
        let own = try #require(seed.sign(texts[1], as: key.name))
        #expect(throws: Never.self) { try own.verified(by: [key]) }
        let elsewhere = try TestKey(key.name.string, label: "elsewhere")
        for forged in [
            try elsewhere.sign(texts[1]), try vendor.license.sign(texts[1]),
            SignedNote(text: texts[1], signatures: try #require(seed.sign(texts[0], as: key.name)).signatures),
        ] {
            #expect(throws: NoteError.self) { try forged.verified(by: [key]) }
        }
        assure("S2", tried: 3, "forged receipts")
    }

    @Test("a key under another vendor's name signs for neither vendor, even where the product file's keyring lists it")
    func foreignName() throws {
        let foreign = try TestKey("other.example/license/2026")
        let keys = try [vendor.roleKey("license", vendor.license), vendor.roleKey("license", foreign)]
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        // An import reads every key of a product file, and refuses this one; a load trusts it.
        let product = try vendor.product(keyring: vendor.keyringNote(keys: keys))
        installation.product = product.bytes
        #expect(try installation.importing(TestVendor.file(vendor.signed())).report.codes == [.productFileUnreadable])
        for (name, signer, isGood) in [
            ("vendor.example", vendor.license, true), ("vendor.example", foreign, false),
            ("other.example", foreign, false), ("other.example", vendor.license, false),
        ] {
            let license = try vendor.license { $0.vendor = try .of(name) }
            let note = try signer.sign(license.text)
            let verified = try? TrustedKeys(trusting: product).verify(SignedLicense(note))
            #expect((verified != nil) == isGood, "\(name) by \(signer.key.name.string)")
            var state = try installation.held()
            state.notes = [note]
            installation.state = .blob(state.bytes[...])
            let verdict = try installation.verdict()
            #expect(verdict.codes.contains(.otherVendor) != isGood, "\(name) by \(signer.key.name.string)")
            #expect((verdict.mode == .full) == isGood, "\(name) by \(signer.key.name.string)")
        }
    }

    @Test("S2: the role that a keyring gives, not a key's name, decides")
    func roleByKeyring() throws {
        let misnamed = try vendor.keyringNote(
            version: 2,
            keys: [
                try vendor.roleKey("revocation", vendor.license), try vendor.roleKey("license", vendor.log),
            ])
        var installation = try Installation(vendor.product())
        try installation.take(misnamed)
        #expect(try installation.importing(vendor.signed(1).bytes).report.codes == [.wrongRole])
        #expect(try installation.take(vendor.signed(2, by: vendor.log)).outcome == .imported)
        #expect(try installation.verdict().mode == .full)
    }
}
