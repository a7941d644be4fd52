import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Files made of parts of others")
struct RecombinationTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    @Test("S13: bundles recombined from parts of others are refused, or change nothing that was signed")
    func recombined() throws {
        let stranger = try TestVendor("other.example")
        let imposter = try TestVendor(label: "imposter ")
        let first = try vendor.signed(1)
        let second = try vendor.signed(2) { $0.customer = try .of("Other") }
        let keyring = try vendor.keyringNote(version: 2)
        let strangers = try stranger.keyringNote(version: 9)
        let imposters = try imposter.keyringNote(version: 9)
        let list = try vendor.revocations()
        let repair = try vendor.clockRepair(at: "2026-11-30T00:00:00Z")
        let request = try makeRequest(
            product: vendor.product().bytes[...], state: .absent, seed: TestVendor.installationSeed(),
            context: Context(now: TestVendor.now()), urls: [], nonce: [UInt8](repeating: 1, count: 16)
        ).request
        let refused: [(String, [SignedNote])] = [
            (
                "a license with another's signature",
                [SignedNote(text: Array(first.unverifiedText), signatures: second.signatures)]
            ),
            (
                "a license with the keyring's signature",
                [SignedNote(text: Array(first.unverifiedText), signatures: keyring.signatures)]
            ),
            (
                "a keyring with the license's signature",
                [SignedNote(text: Array(keyring.unverifiedText), signatures: first.signatures), first]
            ),
            ("a good license and another vendor's keyring", [first, strangers]),
            ("another vendor's keyring first", [strangers, first]),
            ("another vendor's whole file", [try stranger.signed(), strangers]),
            ("a good license and an imposter's keyring", [first, imposters]),
            ("an imposter's whole file", [try imposter.signed(), imposters]),
            (
                "a good license and an altered one",
                [first, SignedNote(text: try vendor.license(3).text, signatures: second.signatures)]
            ),
            ("a good license and a request", [first, request]),
            (
                "a list with the license's signature",
                [SignedNote(text: Array(list.unverifiedText), signatures: first.signatures), first]
            ),
            (
                "a license with the list's signature",
                [SignedNote(text: Array(first.unverifiedText), signatures: list.signatures), list]
            ),
            (
                "a repair with the list's signature",
                [SignedNote(text: Array(repair.unverifiedText), signatures: list.signatures), first]
            ),
            ("a good license and a stranger's list", [first, try stranger.revocations()]),
            ("a good license and an imposter's list", [first, try imposter.revocations()]),
            ("a good license and an imposter's repair", [first, try imposter.clockRepair(at: "2026-11-30T00:00:00Z")]),
            ("an imposter's license and the vendor's keyring", [try imposter.signed(), keyring, list]),
            (
                "a newer list's text with an older one's signature",
                [SignedNote(text: Array(try vendor.revocations(epoch: 2).unverifiedText), signatures: list.signatures)]
            ),
        ]
        for (what, notes) in refused {
            for order in [notes, notes.reversed()] {
                let (state, report) = try Installation(vendor.product()).importing(
                    LicenseFile.bytes(of: order.map(\.bytes)))
                #expect(state == nil && report.outcome == .refused, "\(what)")
            }
        }
        #expect(refused.count == 18)
        for notes in [
            [first, keyring], [keyring, first], [second, first, keyring], [first, try vendor.keyringNote(version: 1)],
            [list, first, repair, keyring], [repair, keyring, second],
        ] {
            let state = try Installation(vendor.product()).importing(LicenseFile.bytes(of: notes.map(\.bytes))).state
            #expect(try #require(state).notes.allSatisfy { notes.contains($0) })
        }
        assure("S13", tried: 2 * refused.count + 6, "recombined files")
    }

    @Test("S13: parts of good files, mixed and repeated in any order, bring only what was signed, and the newest of it")
    func mixes() throws {
        var numbers = SeededGenerator(41)
        let parts = try [
            vendor.signed(1), vendor.signed(2), vendor.signed(1) { $0.customer = try .of("Other") },
            vendor.keyringNote(version: 2), vendor.keyringNote(version: 3), vendor.revocations(epoch: 1),
            vendor.revocations(epoch: 2) { $0.revoked = [] }, vendor.clockRepair(at: "2026-11-29T00:00:00Z"),
            vendor.clockRepair(at: "2026-11-30T00:00:00Z"),
        ]
        let texts = parts.map { Array($0.unverifiedText) }
        var imported = 0
        for _ in 0..<150 {
            var installation = try Installation(vendor.product())
            var version: Int64 = 1
            var epoch: Int64 = 0
            var repaired: Timestamp = .first
            for _ in 0...numbers.below(3) {
                let mix = (0...numbers.below(6)).map { _ in numbers.pick(parts) }
                if try installation.take(LicenseFile.bytes(of: mix.map(\.bytes))).outcome == .imported { imported += 1 }
                guard let state = try? installation.held() else { continue }
                let held = state.notes + (state.history?.notes ?? [])
                #expect(held.allSatisfy { texts.contains(Array($0.unverifiedText)) })
                #expect(Set(state.licenses.map { $0.claims.id.text }).count == state.licenses.count)
                // What only grows never went back, whatever the mix.
                let newest = try state.keyrings.map { try Keyring(parsing: $0.unverifiedText).version.value }.max() ?? 1
                let count = state.epochs.first?.epoch.value ?? 0
                #expect(newest >= version && count >= epoch && (state.repaired ?? .first) >= repaired)
                (version, epoch, repaired) = (newest, count, state.repaired ?? .first)
            }
        }
        #expect(imported > 150)
        for property in ["S5", "S13"] {
            assure(property, tried: 150, "installations that took random mixes of good parts")
        }
    }
}
