import Fixtures
import LicenseFormat
import LicenseVerifier
import SignedNote
import Testing
import VectorGenerator

/// Every byte of a license file changed in turn, in four ways: what is installed afterwards is what was signed, or nothing.
///
/// Some changes are damage that the importer undoes, such as a space that became a tab; the rest must be refused.
@Test func `no changed byte of a license file changes what it grants`() throws {
    let original = Array(specimen.file.utf8)
    let product = Array(specimen.product.utf8)[...]
    let key = try #require(Ed25519PublicKey(specimen.installationKey))
    let now = try #require(Timestamp(Array(specimen.time.utf8)[...]))
    func installed(_ file: [UInt8]) -> [[UInt8]]? {
        importFile(file[...], into: .absent, product: product, key: key, now: now).state?
            .licenses.map { Array($0.note.unverifiedText) }
    }
    let expected = try #require(installed(original))
    #expect(expected.count == 1)
    var changes = 0
    var accepted = 0
    var wrong: [String] = []
    for index in original.indices {
        for mask: UInt8 in [0x01, 0x02, 0x20, 0x80] {
            var file = original
            file[index] ^= mask
            changes += 1
            guard let licenses = installed(file) else { continue }
            accepted += 1
            if licenses != expected { wrong.append("byte \(index), mask \(mask)") }
        }
    }
    #expect(wrong == [])
    #expect(changes == original.count * 4)
    #expect(accepted < changes / 50, "most changes are refused: \(accepted) of \(changes) were undone")
    for property in ["S3", "S5"] { assure(property, tried: changes, "changed bytes of a license file") }
}
