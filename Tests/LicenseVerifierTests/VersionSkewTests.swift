import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

/// Old plugins meet newer things, and new ones older things: nobody with a usable license is locked out.
@Suite("Releases that do not match")
struct VersionSkewTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    /// A document that this release does not know, signed well.
    private func newer(_ type: String, by key: TestKey) throws -> SignedNote {
        try key.sign(Array("\(type)\nvendor vendor.example\nwhatever it says\n".utf8))
    }

    /// A license with a line that this release does not know.
    private func license(withLine line: String, after key: String) throws -> SignedNote {
        let text = try vendor.license(7).text.string.replacingOnce("\n\(key) ", "\n\(line)\n\(key) ")
        return try vendor.license.sign(Array(text.utf8))
    }

    @Test("an old plugin takes the license that it can read out of a file with newer documents in it, in any order")
    func newerBesideUsable() throws {
        let usable = try vendor.signed()
        let strangers = try [
            newer("latchkey/license@v2", by: vendor.license), newer("latchkey/license@v9", by: vendor.license),
            newer("latchkey/entitlement@v1", by: vendor.license), newer("latchkey/keyring@v2", by: vendor.roots[0]),
            newer("latchkey/revocations@v2", by: vendor.revocation), newer("latchkey/notice@v1", by: vendor.log),
            newer("latchkey/clock-repair@v2", by: vendor.repair), license(withLine: "colour red", after: "grace-days"),
            vendor.revocation.sign(
                Array(try vendor.revocations().unverifiedText) + Array("color blue\n".utf8)),
            vendor.repair.sign(
                Array(try vendor.clockRepair(at: "2026-11-30T00:00:00Z").unverifiedText) + Array("x-why y\n".utf8)),
            vendor.roots[0].sign(try vendor.keyring(version: 2).text + Array("witness 1\n".utf8)),
        ]
        for stranger in strangers {
            for notes in [[usable, stranger], [stranger, usable]] {
                var installation = try Installation(vendor.product())
                let report = try installation.take(LicenseFile.bytes(of: notes.map(\.bytes)))
                #expect(report.outcome == .imported && report.codes == [.newerDocument])
                #expect(try installation.verdict().mode == .full)
                #expect(try installation.verdict().codes == [])
            }
            // Alone it is refused, and says that the plugin is too old; what is installed stays.
            var installation = try Installation(vendor.product())
            try installation.take(usable)
            let alone = try installation.take(stranger)
            #expect(alone.outcome == .refused && alone.codes == [.newerDocument])
            #expect(try installation.verdict().mode == .full)
        }
        #expect(strangers.count == 11)
        var all = try Installation(vendor.product())
        #expect(try all.take(LicenseFile.bytes(of: (strangers + [usable]).map(\.bytes))).outcome == .imported)
        #expect(try all.verdict().mode == .full)
    }

    @Test("an old plugin keeps roles and key algorithms that it does not know, and goes on with those that it does")
    func unknownRolesAndAlgorithms() throws {
        let future = try TestKey("vendor.example/future/2030")
        let keys = try [
            vendor.roleKey("license", vendor.license), vendor.roleKey("log", vendor.log),
            vendor.roleKey("revocation", vendor.revocation), vendor.roleKey("witness", future),
        ]
        let text = try vendor.keyring(version: 2, keys: keys).text.string
        let material = Base64.encode(([6] + [UInt8](repeating: 9, count: 40))[...]).string
        let algorithm = "key license vendor.example/license/pq+0011aaff+\(material) 2026-01-01T00:00:00Z never"
        let withAlgorithm = try text.replacingOnce("\nkey log ", "\n\(algorithm)\nkey log ")
        let keyring = try vendor.roots[0].sign(Array(withAlgorithm.utf8))
        var installation = try Installation(vendor.product())
        #expect(try installation.take(keyring, vendor.signed()).outcome == .imported)
        #expect(try installation.verdict().mode == .full && installation.verdict().codes == [])
        #expect(try installation.held().keyrings == [keyring])
        // What such a key signs alone is newer; beside it a known key is enough.
        let alone = try installation.take(vendor.signed(2, by: future))
        #expect(alone.outcome == .refused && alone.codes == [.newerDocument])
        let both = try sign(vendor.license(3).text, by: [future, vendor.license])
        #expect(try installation.take(both).outcome == .imported)
        #expect(try installation.verdict().license?.id == vendor.license(3).id)
        // Neither in the state nor in a list does it stand in the way.
        var state = try installation.held()
        state.notes.append(try vendor.signed(4, by: future))
        installation.state = .blob(state.bytes[...])
        #expect(try installation.verdict().mode == .full)
        let list = try vendor.revocations(epoch: 1, by: future)
        #expect(try installation.take(TestVendor.file(list, vendor.signed(5))).outcome == .imported)
        #expect(try installation.verdict().mode == .full)
    }

    @Test("an old plugin that finds a newer state says so, and takes the customer's file again")
    func newerState() throws {
        for text in [
            "latchkey/state@v2\n", "latchkey/state@v3\nchecksum blake3 00\n", "latchkey/state@v10\n\u{0}\u{1}",
        ] {
            var installation = try Installation(vendor.product())
            installation.state = .blob(text.bytes)
            #expect(try installation.verdict().codes == [.stateNewer])
            let report = try installation.take(vendor.signed())
            #expect(report.outcome == .imported && report.codes == [.stateNewer])
            #expect(try installation.verdict().mode == .full && installation.verdict().codes == [])
        }
    }

    @Test("a state that holds documents of a newer release, or licenses that cannot be read, still gives what it can")
    func newerDocumentsInState() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var state = try installation.held()
        state.notes += try [
            newer("latchkey/entitlement@v1", by: vendor.license), newer("latchkey/license@v2", by: vendor.license),
            license(withLine: "colour red", after: "grace-days"), newer("latchkey/keyring@v2", by: vendor.roots[0]),
            vendor.roots[0].sign(try vendor.keyring(version: 9).text + Array("witness 1\n".utf8)),
        ]
        installation.state = .blob(state.bytes[...])
        #expect(try installation.verdict().mode == .full && installation.verdict().codes == [])
        // They are kept by what this release writes.
        try installation.take(vendor.signed(2))
        let kept = try installation.held().notes
        #expect(state.notes.filter { DocumentType(of: $0.unverifiedText) != .keyring }.allSatisfy { kept.contains($0) })
    }

    @Test("a new plugin reads a state of its first release, without any line that may be missing")
    func oldState() throws {
        let license = try vendor.signed().bytes.string
        let product = try vendor.product()
        let key = try TestVendor.installationSeed().publicKey
        let head = """
            vendor vendor.example
            product glpi-escalade
            roots \(Digest.hex(product.roots.digest).string)
            key \(Base64.encode(key.bytes[...]).string)
            created 2026-11-20T09:00:00Z
            revision 0

            """
        let checked = "\(head)\n\(license)"
        let checksum = Digest.hex(Digest.checksum(checked.bytes)).string
        var installation = try Installation(product)
        installation.state = .blob("latchkey/state@v1\nchecksum \(checksum) \(checked.utf8.count)\n\(checked)".bytes)
        let verdict = try installation.verdict { $0.facts = [try .of("machine 00112233445566778899aabbccddeeff")] }
        #expect(verdict.mode == .full && verdict.codes == [])
        // What a load remembers is added, and everything else goes on from there.
        try installation.visit(at: "2026-12-01T10:00:00Z")
        #expect(try installation.held().clock != nil && installation.held().history == History())
        #expect(try installation.take(vendor.revocations(epoch: 1) { $0.revoked = [] }).outcome == .imported)
        #expect(try installation.take(vendor.clockRepair(at: "2026-11-30T00:00:00Z")).outcome == .imported)
        #expect(try installation.verdict().mode == .full)
        let (receipt, next) = try giveBack(
            vendor.license().id, product: installation.product[...], state: installation.state,
            seed: TestVendor.installationSeed(), now: TestVendor.now())
        #expect(next != nil && ReturnReceipt.isOne(receipt))
    }

    @Test("a new plugin whose keyring is newer keeps what was installed, and one that is older goes by the state's")
    func productsOfOtherReleases() throws {
        let next = try TestKey("vendor.example/license/2027")
        let keys = try [vendor.roleKey("license", vendor.license), vendor.roleKey("license", next)]
        let newer = try vendor.product(keyring: vendor.keyringNote(version: 5, keys: keys))
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        installation.product = newer.bytes
        #expect(try installation.verdict().mode == .full)
        try installation.take(vendor.signed(2, by: next))
        try installation.take(vendor.keyringNote(version: 6, keys: keys), vendor.signed(3, by: next))
        // Back to the older plugin: the state brings the keyring.
        installation.product = try vendor.product().bytes
        #expect(try installation.verdict().mode == .full)
        #expect(try installation.verdict().license?.id == vendor.license(3).id)
    }
}

extension ReturnReceipt {
    fileprivate static func isOne(_ note: SignedNote) -> Bool {
        (try? ReturnReceipt(parsing: note.unverifiedText)) != nil
    }
}
