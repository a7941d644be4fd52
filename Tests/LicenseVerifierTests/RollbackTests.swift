import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("What never goes back")
struct RollbackTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    @Test("S11: a keyring never goes back, and an older one does not spoil the license beside it")
    func rollback() throws {
        var installation = try Installation(vendor.product())
        let stolen = try vendor.keyringNote(
            version: 5,
            keys: [try vendor.roleKey("revocation", vendor.revocation), try vendor.roleKey("license", vendor.log)])
        try installation.take(stolen)
        #expect(try installation.take(vendor.signed(1, by: vendor.log), at: nil).outcome == .imported)
        for version in Int64(1)...5 {
            let (state, report) = try installation.importing(vendor.keyringNote(version: version).bytes)
            #expect(state == nil && report.codes == [.olderKeyring], "version \(version)")
        }
        // The key that the newer keyring dropped stays dropped, with an older keyring beside its license.
        let (state, report) = try installation.importing(
            TestVendor.file(vendor.signed(2), vendor.keyringNote(version: 4)))
        #expect(state == nil && report.outcome == .refused)
        #expect(report.codes.contains(.unknownKey))
        // A good license beside an older keyring counts.
        #expect(
            try installation.take(vendor.signed(3, by: vendor.log), vendor.keyringNote(version: 2)).outcome == .imported
        )
        #expect(try installation.verdict().license?.text == vendor.license(3).text)
        assure("S11", tried: 7, "files with an older keyring")
    }

    /// The vendor's keyring with a second revocation key, and with the first one stolen.
    private func keyring(_ version: Int64, _ next: TestKey, stolen: Bool = false) throws -> SignedNote {
        let keys = try [
            vendor.roleKey("license", vendor.license), vendor.roleKey("revocation", vendor.revocation),
            vendor.roleKey("revocation", next), vendor.roleKey("repair", vendor.repair),
        ]
        return try vendor.keyringNote(version: version, keys: keys) {
            guard stolen else { return }
            let root = Base64.encode([UInt8](repeating: 0, count: 32)[...]).string
            $0.compromised = [try .of("\(vendor.revocation.key.nameAndID.string) 0 \(root)")]
        }
    }

    @Test("S11: an epoch never goes back, for each key and each scope by itself")
    func epochs() throws {
        let next = try TestKey("vendor.example/revocation/2027")
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(), keyring(2, next))
        let here = RevocationScope.installation(InstallationID(of: installation.key))
        let counters: [(TestKey, RevocationScope)] = [
            (vendor.revocation, .all), (vendor.revocation, here), (next, .all), (next, here),
        ]
        var held = [Int64](repeating: 0, count: counters.count)
        var numbers = SeededGenerator(31)
        var taken = 0
        for _ in 0..<120 {
            let index = numbers.below(counters.count)
            let epoch = Int64(numbers.below(40)) + 1
            let (key, scope) = counters[index]
            let note = try vendor.revocations(epoch: epoch, by: key) { $0.scope = scope }
            let report = try installation.take(note)
            if epoch > held[index] {
                #expect(report.outcome == .imported)
                held[index] = epoch
                taken += 1
            } else {
                #expect(report.codes == [epoch == held[index] ? .alreadyInstalled : .olderRevocations])
            }
            let epochs = try installation.held().epochs.map { $0.epoch.value }.sorted()
            #expect(epochs == held.filter { $0 > 0 }.sorted())
        }
        #expect(taken > 8 && taken < 60)
        assure("S11", tried: 120, "lists of four counters in random order")
    }

    @Test("S11: an older list beside a good license is passed over, and the license counts")
    func olderListBesideLicense() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.revocations(epoch: 5))
        let report = try installation.take(
            vendor.revocations(epoch: 4) { $0.revoked = [] }, vendor.signed(2), vendor.signed(1))
        #expect(report.outcome == .imported && report.codes == [.olderRevocations])
        // The older list, which names nothing, gave nothing back.
        #expect(try installation.held().hits.map(\.license) == [vendor.license(1).id])
        #expect(try installation.verdict().license?.id == vendor.license(2).id)
        assure("S11", tried: 1, "older lists beside a good license")
    }

    @Test("S12: an epoch that a thief forced to the maximum is left behind by marking the key compromised")
    func greatestEpoch() throws {
        let next = try TestKey("vendor.example/revocation/2027")
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        try installation.take(vendor.revocations(epoch: Decimal.greatest))
        #expect(try installation.verdict().codes == [.revoked])
        // No later list of this key's can be newer.
        #expect(try installation.take(vendor.revocations(epoch: 7) { $0.revoked = [] }).codes == [.olderRevocations])
        #expect(try installation.take(keyring(2, next, stolen: true)).outcome == .imported)
        let state = try installation.held()
        #expect(state.epochs == [] && state.hits == [])
        #expect(try installation.verdict().mode == .full)
        // The stolen key is done with, and the next one counts from the beginning.
        #expect(try installation.take(vendor.revocations(epoch: Decimal.greatest)).codes == [.keyCompromised])
        #expect(try installation.verdict().mode == .full)
        #expect(try installation.take(vendor.revocations(epoch: 1, by: next)).outcome == .imported)
        #expect(try installation.verdict().codes == [.revoked])
        assure("S12", tried: 1, "stolen keys, marked by an imported keyring")
    }

    @Test("S12: the keyring that names the stolen key undoes its marks also when it comes with the plugin")
    func compromisedByProduct() throws {
        let next = try TestKey("vendor.example/revocation/2027")
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        try installation.take(vendor.revocations(epoch: Decimal.greatest))
        installation.product = try vendor.product(keyring: keyring(2, next, stolen: true)).bytes
        #expect(try installation.verdict().mode == .full)
        // The next import cleans up.
        try installation.take(vendor.signed(2))
        let state = try installation.held()
        #expect(state.epochs == [] && state.hits == [])
    }
}

extension Decimal {
    /// The greatest number that a document can hold.
    fileprivate static var greatest: Int64 { 9_007_199_254_740_991 }
}
