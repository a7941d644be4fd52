import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Lists of revoked licenses, and the marks that follow")
struct RevocationLedgerTests {
    let vendor: TestVendor
    let next: TestKey

    init() throws {
        vendor = try TestVendor()
        next = try TestKey("vendor.example/revocation/2027")
    }

    /// A keyring with a second revocation key, and some keys that are compromised.
    private func keyring(_ version: Int64, compromised: [TestKey] = []) throws -> SignedNote {
        let keys = try [
            vendor.roleKey("license", vendor.license), vendor.roleKey("revocation", vendor.revocation),
            vendor.roleKey("revocation", next),
        ]
        let root = Base64.encode([UInt8](repeating: 0, count: 32)[...]).string
        return try vendor.keyringNote(version: version, keys: keys) {
            $0.compromised = try compromised.map { try .of("\($0.key.nameAndID.string) 0 \(root)") }
        }
    }

    private func list(_ epoch: Int64, by key: TestKey, of numbers: [Int], reason: String = "refunded") throws
        -> SignedNote
    {
        try vendor.revocations(epoch: epoch, by: key) {
            $0.revoked = try numbers.map {
                Revocation(license: try vendor.license($0).id, reason: try .of(reason))
            }
        }
    }

    private func marks(_ installation: Installation) throws -> [String] {
        try installation.held().hits.map { hit in
            let number = try (1...9).first { try vendor.license($0).id == hit.license }.orFail()
            let key = hit.key == next.key.nameAndID ? "next" : "first"
            return "\(number) \(key) \(hit.time.date.text.string) \(hit.reason.text.string)"
        }
    }

    @Test("a key that is given up takes its lists and marks along, and no others")
    func forgetting() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(), vendor.signed(2), keyring(2))
        try installation.take(list(1, by: vendor.revocation, of: [1]), list(4, by: next, of: [1, 2]))
        let stay = ["1 next 2026-12-01 refunded", "2 next 2026-12-01 refunded"]
        #expect(try marks(installation) == ["1 first 2026-12-01 refunded"] + stay)
        try installation.take(keyring(3, compromised: [vendor.revocation]))
        let state = try installation.held()
        #expect(try marks(installation) == stay)
        #expect(state.epochs.map(\.epoch.value) == [4])
        #expect(try state.history.orFail().revocationLists.map(\.epoch.value) == [4])
    }

    @Test("a mark keeps its day in a newer list, and only installed licenses are marked")
    func days() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(), vendor.signed(2), keyring(2))
        try installation.take(list(1, by: vendor.revocation, of: [1, 3]))
        try installation.take(
            list(2, by: vendor.revocation, of: [1, 2, 3], reason: "lost"), at: .of("2026-12-09T10:00:00Z"))
        #expect(try marks(installation) == ["1 first 2026-12-01 lost", "2 first 2026-12-09 lost"])
        try installation.take(list(1, by: self.next, of: [1]), at: .of("2026-12-10T10:00:00Z"))
        let next = "1 next 2026-12-10 refunded"
        #expect(try marks(installation) == ["1 first 2026-12-01 lost", next, "2 first 2026-12-09 lost"])
        try installation.take(list(3, by: vendor.revocation, of: []))
        #expect(try marks(installation) == [next])
    }

    @Test("of two lists of one key the first names the reason, and there is one mark")
    func twoScopes() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(), list(1, by: vendor.revocation, of: [1]))
        let here = RevocationScope.installation(InstallationID(of: installation.key))
        let second = try vendor.revocations(epoch: 1) {
            $0.scope = here
            $0.revoked = [Revocation(license: try vendor.license().id, reason: try .of("lost"))]
        }
        try installation.take(second)
        #expect(try marks(installation) == ["1 first 2026-12-01 refunded"])
        #expect(try installation.held().epochs.map(\.scope) == [here, .all])
    }

    @Test("marks of lists that were lost with the history stay, those of the lists that are there are made anew")
    func lostHistory() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(), vendor.signed(2), keyring(2))
        try installation.take(list(1, by: vendor.revocation, of: [1]), list(1, by: next, of: [1, 2]))
        var blob = installation.blob
        blob[blob.count - 3] ^= 1
        installation.state = .blob(blob[...])
        try installation.take(list(2, by: next, of: [2], reason: "lost"), at: .of("2026-12-05T10:00:00Z"))
        #expect(try marks(installation) == ["1 first 2026-12-01 refunded", "2 next 2026-12-01 lost"])
        // The list that was lost is taken again under its number.
        let report = try installation.take(list(1, by: vendor.revocation, of: []))
        #expect(report.outcome == .imported)
        #expect(try marks(installation) == ["2 next 2026-12-01 lost"])
    }

    @Test("a license that makes room, or is given back, takes its mark and its first sight along")
    func forgettingOthers() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(), vendor.signed(2), list(1, by: vendor.revocation, of: [1, 2]))
        var state = try installation.held()
        let now = try TestVendor.now()
        state.sights = try [1, 2].map { FirstSight(license: try vendor.license($0).id, time: now) }
        let given = try giveBack(
            vendor.license().id, product: installation.product[...], state: .blob(state.bytes[...]),
            seed: TestVendor.installationSeed(), now: now)
        let next = try given.state.orFail()
        #expect(next.hits.map(\.license) == [try vendor.license(2).id])
        #expect(next.sights.map(\.license) == [try vendor.license(2).id])
        #expect(next.licenses.map(\.claims.id) == [try vendor.license(2).id])
        #expect(next.revision.value == state.revision.value + 1)
        state.licenses.first.map { state.remove(license: $0.note) }
        installation.state = .blob(state.bytes[...])
        try installation.take(vendor.signed(3))
        #expect(try installation.held().sights.map(\.license) == [vendor.license(2).id])
        #expect(try next.history.orFail().receipts.map(\.receipt.license) == [vendor.license().id])
    }

    @Test("a list under another number than the state's is not the state's")
    func otherNumber() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(), vendor.signed(2), list(1, by: vendor.revocation, of: [1]))
        var state = try installation.held()
        var history = try state.history.orFail()
        history.notes = [try list(2, by: vendor.revocation, of: [1, 2], reason: "lost")]
        state.keep(history)
        var ledger = RevocationLedger(state, history)
        ledger.mark(try [1, 2].map { try vendor.license($0).id }, at: try TestVendor.now())
        #expect(ledger.hits == state.hits)
    }

    @Test("marks of a key whose lists were all lost stay, each once")
    func lostTogether() throws {
        var installation = try Installation(vendor.product())
        let own = try vendor.revocations(epoch: 1, by: vendor.revocation) {
            $0.scope = .installation(InstallationID(of: installation.key))
        }
        try installation.take(vendor.signed(), list(1, by: vendor.revocation, of: [1]), own)
        let state = try installation.held()
        var history = try state.history.orFail()
        #expect(state.epochs.count == 2 && state.hits.count == 1)
        history.notes = []
        var ledger = RevocationLedger(state, history)
        ledger.mark([try vendor.license().id], at: try TestVendor.now())
        #expect(ledger.hits == state.hits)
    }

    @Test("a report names each document: a license by its ID, a keyring by its version, a list by scope and epoch")
    func names() throws {
        var installation = try Installation(vendor.product())
        let report = try installation.take(vendor.signed(), list(4, by: vendor.revocation, of: []), keyring(2))
        #expect(try report.items.map(\.name.string) == [vendor.license().id.text.string, "all 4", "2"])
        let (_, older) = try installation.importing(vendor.keyringNote(version: 1).bytes)
        #expect(older.items.map(\.name.string) == ["1"])
    }

    @Test("an altered license that is installed gives way to the good one, which is told as installed")
    func replacing() throws {
        var installation = try Installation(vendor.product())
        let good = try vendor.signed()
        try installation.take(good)
        var state = try installation.held()
        let altered = try vendor.signed { $0.limits = [try .of("seats 99")] }
        state.notes = [SignedNote(text: Array(altered.unverifiedText), signatures: good.signatures)]
        installation.state = .blob(state.bytes[...])
        let report = try installation.take(good)
        #expect(report.outcome == .imported && report.items.map(\.isInstalled) == [true])
        #expect(try installation.held().notes == [good])
    }

    @Test("a spelling needs remembering from the first byte beyond ASCII on")
    func spellings() throws {
        let url = try SiteURL(canonicalizing: Array("https://glpi.acme.example/".utf8)[...])
        for (byte, isRemembered): (UInt8, Bool) in [(0x7F, false), (0x80, true), (0xFF, true)] {
            #expect((SiteAlias(typed: [0x61, byte, 0x61], url: url) != nil) == isRemembered, "\(byte)")
        }
    }
}
