import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Keyrings and their roots")
struct KeyringTests {
    @Test("S10: a keyring needs the threshold of the known roots, and of the new ones where they change")
    func thresholds() throws {
        let old = try TestVendor(roots: 3, threshold: 2)
        let new = try TestVendor(roots: 3, threshold: 2, label: "new ")
        let text = try old.keyring(version: 2).text
        let changed = try old.keyring(version: 2) { $0.roots = try new.rootKeys() }.text
        let alias = try TestKey("vendor.example/root/alias", label: "vendor.example/root/0")
        let table: [(String, [UInt8], [TestKey], FindingCode?)] = [
            ("two of three", text, [old.roots[0], old.roots[2]], nil), ("all three", text, old.roots, nil),
            ("one", text, [old.roots[0]], .tooFewSignatures),
            ("one twice", text, [old.roots[0], old.roots[0]], .tooFewSignatures),
            ("one under two names", text, [old.roots[0], alias], .tooFewSignatures),
            ("one and a stranger", text, [old.roots[0], new.roots[1]], .tooFewSignatures),
            ("one and the license key", text, [old.roots[0], old.license], .tooFewSignatures),
            ("strangers", text, new.roots, .unknownSigner),
            ("new roots, signed by both", changed, Array(old.roots.prefix(2) + new.roots.prefix(2)), nil),
            ("new roots, signed by the old", changed, Array(old.roots.prefix(2)), .tooFewSignatures),
            ("new roots, signed by the new", changed, Array(new.roots.prefix(2)), .unknownSigner),
            (
                "new roots, signed by one new", changed, Array(old.roots.prefix(2) + new.roots.prefix(1)),
                .tooFewSignatures
            ),
            (
                "new roots, signed by one old", changed, Array(old.roots.prefix(1) + new.roots.prefix(2)),
                .tooFewSignatures
            ),
        ]
        for (what, text, signers, code) in table {
            let (state, report) = try Installation(old.product()).importing(sign(text, by: signers).bytes)
            #expect((state != nil) == (code == nil), "\(what)")
            #expect(report.codes == [code].compactMap { $0 }, "\(what)")
        }
        #expect(table.count == 13)
        // A known root's bad signature refuses the keyring, whoever else signed it.
        let good = try sign(text, by: old.roots)
        var bytes = good.signatures[2].bytes
        bytes[5] ^= 1
        let spoiled = SignedNote(
            text: text,
            signatures: good.signatures.prefix(2) + [
                .init(name: good.signatures[2].name, keyID: good.signatures[2].keyID, bytes: bytes)
            ])
        #expect(try Installation(old.product()).importing(spoiled.bytes).report.codes == [.altered])
        for property in ["S8", "S9", "S10"] {
            assure(property, tried: table.count + 1, "sets of signatures on a keyring")
        }
    }

    @Test("S10: a chain of changed roots is followed step by step, in one file or in many")
    func chain() throws {
        let steps = try (0...3).map { try TestVendor(label: "step \($0) ") }
        func note(_ version: Int) throws -> SignedNote {
            let next = steps[version - 1]
            let text = try next.keyring(version: Int64(version), keys: [try next.roleKey("license", next.license)]).text
            return try sign(text, by: version == 1 ? [next.roots[0]] : [steps[version - 2].roots[0], next.roots[0]])
        }
        let license = try steps[3].signed()
        let product = try steps[0].product(keyring: note(1))
        var many = try Installation(product)
        for version in 2...4 { #expect(try many.take(note(version)).outcome == .imported) }
        #expect(try many.take(license).outcome == .imported)
        #expect(try many.verdict().mode == .full)
        #expect(try many.verdict().codes == [])
        var one = try Installation(product)
        #expect(try one.take(license, note(2), note(3), note(4)).outcome == .imported)
        #expect(try one.verdict().mode == .full)
        // A step left out breaks the chain.
        #expect(try Installation(product).importing(TestVendor.file(note(2), note(4), license)).state == nil)
        assure("S10", tried: 3, "ways along a chain")
    }

    @Test("S10: thresholds are those of both sets, whatever the two sets share")
    func bothSets() throws {
        let old = try TestVendor(roots: 3, threshold: 2)
        let new = try TestVendor(roots: 3, threshold: 2, label: "new ")
        // One root of the old set stays in the new one.
        let kept = try RootKeys(threshold: 2, keys: [old.roots[0], new.roots[1], new.roots[2]].map(\.key)).orFail()
        let text = try old.keyring(version: 2) { $0.roots = kept }.text
        let keys = [old.roots[0], old.roots[1], new.roots[1], new.roots[2]]
        var adopted = 0
        for choice in 0..<16 {
            let signers = keys.indices.filter { choice & (1 << $0) != 0 }
            let ofOld = signers.count { $0 < 2 }
            let ofNew = signers.count { $0 != 1 }
            if signers.isEmpty { continue }
            let note = try sign(text, by: signers.map { keys[$0] })
            let (state, report) = try Installation(old.product()).importing(note.bytes)
            #expect((state != nil) == (ofOld >= 2 && ofNew >= 2), "\(signers): \(report.codes)")
            if state != nil { adopted += 1 }
        }
        #expect(adopted == 3)
        for property in ["S8", "S10"] { assure(property, tried: 15, "sets of signers of changed roots") }
    }

    @Test("S10: a chain is bounded: sixteen changes of the roots are followed, the seventeenth is not")
    func bounded() throws {
        let steps = try (0...17).map { try TestVendor(label: "link \($0) ") }
        func note(_ version: Int) throws -> SignedNote {
            let next = steps[version - 1]
            let text = try next.keyring(version: Int64(version), keys: [try next.roleKey("license", next.license)]).text
            return try sign(text, by: version == 1 ? [next.roots[0]] : [steps[version - 2].roots[0], next.roots[0]])
        }
        let product = try steps[0].product(keyring: note(1))
        var installation = try Installation(product)
        for version in 2...17 {
            #expect(try installation.take(note(version)).outcome == .imported, "keyring \(version)")
        }
        #expect(try installation.held().keyrings.count == 16)
        #expect(try installation.take(steps[16].signed()).outcome == .imported)
        #expect(try installation.verdict().mode == .full)
        let before = installation.blob
        let beyond = try installation.take(note(18))
        #expect(beyond.outcome == .refused && beyond.codes == [.newerDocument])
        #expect(installation.blob == before)
        #expect(try installation.verdict().mode == .full)
        // In one file it is the same.
        let whole = try (2...17).map { try note($0).bytes }
        #expect(try Installation(product).importing(LicenseFile.bytes(of: whole)).report.outcome == .imported)
        let longer = try Installation(product).importing(LicenseFile.bytes(of: whole + [note(18).bytes]))
        #expect(longer.state == nil && longer.report.codes == [.newerDocument])
        assure("S10", tried: 17, "changes of the roots in a row")
    }
}
