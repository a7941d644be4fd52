import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

/// The product file is the only source of keys, and Ed25519 the only algorithm.
@Suite("Trust anchors")
struct AnchorTests {
    let vendor: TestVendor
    let imposter: TestVendor

    init() throws {
        vendor = try TestVendor()
        imposter = try TestVendor(label: "imposter ")
    }

    /// States that hold an imposter's license with everything that makes it good where the imposter is the anchor.
    private func poisoned() throws -> [(String, InstallationState)] {
        var whole = try Installation(imposter.product())
        try whole.take(
            imposter.signed(), imposter.keyringNote(version: 2), imposter.clockRepair(at: "2026-11-30T00:00:00Z"))
        let state = try whole.held()
        #expect(try whole.verdict().mode == .full)
        var digest = state
        var own = try Installation(vendor.product())
        try own.take(vendor.keyringNote(version: 2))
        digest.rootsDigest = try own.held().rootsDigest
        var beside = try own.held()
        beside.notes += state.notes
        var withoutKeyring = digest
        withoutKeyring.notes = try [imposter.signed()]
        var crossed = digest
        // A keyring that names the imposter's license key, under the vendor's text and another's signature.
        let wanted = try vendor.keyring(version: 9, keys: [vendor.roleKey("license", imposter.license)]).text
        crossed.notes = try [imposter.signed(), sign(wanted, by: imposter.roots)]
        return [
            ("the imposter's whole state", state), ("with the product's digest of roots", digest),
            ("beside the vendor's own keyring", beside), ("without a keyring", withoutKeyring),
            ("with a keyring that the imposter signed for the vendor", crossed),
        ]
    }

    @Test("S4: no state, file or context adds a key: what the product file does not vouch for grants nothing")
    func states() throws {
        var tried = 0
        for (what, state) in try poisoned() {
            for edit in [
                { _ in }, { $0.url = nil }, { $0.version = Array("2.1.0".utf8) },
                { $0.now = try .of("2026-11-21T09:30:00Z") },
            ] as [(inout Context) throws -> Void] {
                var installation = try Installation(vendor.product())
                installation.state = .blob(state.bytes[...])
                let verdict = try installation.verdict { try edit(&$0) }
                #expect(verdict.mode == .readOnly && verdict.features == [], "\(what): \(verdict.codes)")
                // The same file is refused, and a good license is taken all the same.
                let file = try TestVendor.file(imposter.signed(2), imposter.keyringNote(version: 3))
                #expect(try installation.importing(file).state == nil, "\(what)")
                try installation.take(vendor.signed())
                #expect(try installation.verdict().mode == .full, "\(what)")
                tried += 1
            }
        }
        #expect(tried == 20)
        assure("S4", tried: tried, "states that an imposter made, in every context")
    }

    @Test("S4: a key or a signature of another algorithm is none, and no field chooses one")
    func algorithms() throws {
        let key = vendor.license.key
        var refused = 0
        for type in UInt8.min...UInt8.max where type != VerifierKey.ed25519Type {
            let material = [type] + key.publicKey.bytes
            let id = Digest.sha256(key.name + [newline] + material).prefix(4)
            let text = key.name + "+".bytes + Digest.hex(id) + "+".bytes + Base64.encode(material[...])
            #expect(throws: NoteError.unsupportedKeyType(type)) { try VerifierKey(parsing: text[...]) }
            refused += 1
        }
        for line in ["alg none", "algorithm HS256", "key \(key.text.string)", "x-algorithm none"] {
            let body = try vendor.license().text
            let file = try imposter.license.sign(body + "\(line)\n".bytes).bytes
            #expect(try Installation(vendor.product()).importing(file).state == nil, "\(line)")
            refused += 1
        }
        #expect(refused == 259)
        assure("S4", tried: refused, "types of key, and fields that would choose one")
    }
}
