import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("Policies and the choice among licenses")
struct PolicyTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    @Test("policies are examined in the order of the design, and their findings told in it")
    func order() throws {
        #expect(
            Policy.inOrder.map { $0.name.description }
                == ["vendor", "product", "installation", "url", "version", "host", "maintenance", "term", "revocation"])
        let license = try vendor.license {
            $0.vendor = try .of("other.example")
            $0.product = try .of("other")
            $0.installations = [InstallationID(of: try TestKey.seed("elsewhere").publicKey)]
            $0.urls = [try .of("https://other.example/")]
            $0.versions = try .of("=9")
            $0.host = try .of("glpi =9")
            $0.kind = .perpetual
            $0.expires = .never
            $0.maintenanceUntil = .at(try .of("2026-01-01T00:00:00Z"))
            $0.starts = try .of("2099-01-01T00:00:00Z")
        }
        let product = try vendor.product()
        var state = InstallationState(
            for: product, key: try TestVendor.installationSeed().publicKey, created: try TestVendor.now())
        state.hits = [
            RevocationHit(
                license: license.id, key: vendor.revocation.key.nameAndID, time: try TestVendor.now(),
                reason: try .of("stolen"))
        ]
        let trusted = try TrustedProduct(checking: product.bytes[...])
        let circumstances = Circumstances(
            trusted: trusted, installation: state.installation, installed: Shared(state), keys: trusted.keys,
            time: try TestVendor.now(),
            context: Context(now: try TestVendor.now(), url: Array("https://glpi.acme.example/".utf8)))
        let standing = Standing(of: license, in: circumstances)
        #expect(
            standing.findings.map(\.code) == [
                .otherVendor, .otherProduct, .otherInstallation, .otherURL, .versionNotCovered, .hostNotCovered,
                .maintenanceEnded, .notYetValid, .revoked,
            ])
        #expect(standing.isRefused)
        #expect(standing.mode(of: license, in: circumstances) == nil)
    }

    /// The mode at an instant, and the finding about the term.
    static let term: [(String, Mode, FindingCode?)] = [
        ("2026-11-21T00:00:00Z", .full, nil), ("2027-09-21T00:00:00Z", .full, nil),
        ("2027-09-22T00:00:00Z", .full, .expiresSoon),
        ("2027-11-21T23:59:59Z", .full, .expiresSoon), ("2027-11-22T11:59:59Z", .full, .expiresSoon),
        ("2027-11-22T12:00:00Z", .full, .inGrace), ("2027-11-29T11:59:59Z", .full, .inGrace),
        ("2027-11-29T12:00:00Z", .readOnly, .expired), ("2038-01-19T03:14:08Z", .readOnly, .expired),
        ("9999-12-31T23:59:59Z", .readOnly, .expired),
    ]

    @Test("a license is full to its end, in grace, then what was signed")
    func term() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        for (now, mode, code) in Self.term {
            let verdict = try installation.verdict(at: now)
            #expect(verdict.mode == mode, "\(now)")
            #expect(verdict.codes == [code].compactMap { $0 }, "\(now)")
            #expect(verdict.license != nil)
            #expect(verdict.allows(try .of("reports")) == (mode == .full), "\(now)")
            #expect(verdict.limit(try .of("seats")) == (mode == .full ? 50 : nil), "\(now)")
        }
        #expect(Self.term.count == 10)
    }

    @Test("days left count to the last day, whatever the hour")
    func daysLeft() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        for (now, days) in [
            ("2027-11-20T00:00:00Z", 1), ("2027-11-20T23:59:59Z", 1), ("2027-11-21T00:00:00Z", 0),
            ("2027-11-21T23:59:59Z", 0),
            ("2027-11-22T12:00:00Z", -1), ("2026-11-21T00:00:00Z", 365),
        ] {
            #expect(try installation.verdict(at: now).daysLeft == Int64(days), "\(now)")
        }
    }

    @Test("a license's own time of issue counts for it, and the product's build for all")
    func clockBehind() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        #expect(try installation.verdict(at: "1970-01-01T00:00:00Z").mode == .full)
        #expect(try installation.verdict(at: "1970-01-01T00:00:00Z").time == .of("2026-06-01T00:00:00Z"))
        var later = try Installation(vendor.product { $0.built = try .of("2030-01-01T00:00:00Z") })
        try later.take(vendor.signed())
        #expect(try later.verdict(at: "2027-01-01T00:00:00Z").codes == [.expired, .clockBehind])
    }

    @Test(
        "full before trial before read-only before off, in force before in grace, then the later, then the greater ID")
    func choice() throws {
        let trial = try vendor.signed(2) { $0.kind = .trial }
        let ended = try vendor.signed(3) {
            $0.expires = .at(try .of("2026-11-22T12:00:00Z")); $0.graceDays = .zero
        }
        let off = try vendor.signed(4) {
            $0.expires = .at(try .of("2026-11-22T12:00:00Z")); $0.graceDays = .zero; $0.onExpiry = .off
        }
        let grace = try vendor.signed(5) {
            $0.expires = .at(try .of("2026-11-30T12:00:00Z")); $0.issued = try .of("2026-11-30T00:00:00Z")
        }
        let later = try vendor.signed(6) { $0.issued = try .of("2026-11-22T00:00:00Z") }
        let elsewhere = try vendor.signed(7) {
            $0.urls = [try .of("https://other.example/")]; $0.issued = try .of("2026-11-23T00:00:00Z")
        }
        let waiting = try vendor.signed(8) {
            $0.starts = try .of("2026-12-24T00:00:00Z"); $0.issued = try .of("2026-11-23T00:00:00Z")
        }
        let plain = try vendor.signed(1)
        let twin = try vendor.signed(9)
        let table: [([SignedNote], SignedNote, Mode)] = [
            ([plain, trial, ended, off, elsewhere, waiting], plain, .full),
            ([trial, ended, off, elsewhere], trial, .trial),
            ([ended, off, elsewhere, waiting], ended, .readOnly), ([off, elsewhere, waiting], off, .off),
            ([grace, plain], plain, .full),
            ([grace, trial], grace, .full), ([plain, later], later, .full), ([plain, twin], twin, .full),
            ([elsewhere, waiting], waiting, .off), ([elsewhere], elsewhere, .off),
        ]
        for (index, (notes, winner, mode)) in table.enumerated() {
            for order in [notes, notes.reversed()] {
                var installation = try Installation(vendor.product { $0.unlicensed = .off })
                try installation.take(LicenseFile.bytes(of: order.map(\.bytes)))
                let verdict = try installation.verdict()
                #expect(verdict.license?.text[...] == winner.unverifiedText, "row \(index)")
                #expect(verdict.mode == mode, "row \(index)")
            }
        }
        #expect(table.count == 10)
    }

    @Test("an ended license never gives less than none")
    func endedAndUnlicensed() throws {
        for (unlicensed, onExpiry, mode) in [
            (ReducedMode.off, ReducedMode.off, Mode.off), (.off, .readOnly, .readOnly), (.readOnly, .off, .readOnly),
            (.readOnly, .readOnly, .readOnly),
        ] {
            var installation = try Installation(vendor.product { $0.unlicensed = unlicensed })
            try installation.take(vendor.signed { $0.onExpiry = onExpiry })
            #expect(try installation.verdict(at: "2028-01-01T00:00:00Z").mode == mode)
        }
    }

    @Test("a renewal imported early waits, silences the warning, and leaves no gap")
    func renewal() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed(1))
        #expect(try installation.verdict(at: "2027-11-01T00:00:00Z").codes == [.expiresSoon])
        let starts = try Timestamp.of("2027-11-22T00:00:00Z")
        let renewal = try vendor.signed(2) {
            $0.starts = starts
            $0.expires = .at(starts.adding(days: 365))
        }
        try installation.take(renewal)
        #expect(try installation.verdict(at: "2027-11-01T00:00:00Z").codes == [])
        for hour in 0..<72 {
            let now = Timestamp(clamping: starts.seconds + Int64(hour - 24) * 3600)
            let verdict = try installation.verdict(at: now.text.string)
            #expect(verdict.mode == .full && verdict.codes == [], "\(now.text.string)")
            #expect((verdict.license?.text[...] == renewal.unverifiedText) == (now >= starts))
        }
    }

    @Test("features of two licenses never merge")
    func noMerging() throws {
        var installation = try Installation(vendor.product())
        try installation.take(
            vendor.signed(1) { $0.features = [try .of("a")] }, vendor.signed(2) { $0.features = [try .of("b")] })
        #expect(try installation.verdict().features == [.of("b")])
    }

    @Test("R8: a signing key's own end never disables an installed license")
    func signingKeyExpires() throws {
        let retired = try vendor.keyringNote(keys: [
            try vendor.roleKey("license", vendor.license, until: "2026-11-22T00:00:00Z")
        ])
        var installation = try Installation(vendor.product(keyring: retired))
        #expect(try installation.take(vendor.signed()).outcome == .imported)
        for now in ["2026-11-21T10:00:00Z", "2026-11-23T00:00:00Z", "2027-11-21T00:00:00Z"] {
            #expect(try installation.verdict(at: now).mode == .full, "\(now)")
        }
        let late = try vendor.signed(2) { $0.issued = try .of("2026-11-22T00:00:00Z") }
        #expect(try installation.take(late).codes == [.keyNotValidThen])
        // The same through a newer keyring that retires the key later.
        var other = try Installation(vendor.product())
        try other.take(vendor.signed())
        try other.take(
            vendor.keyringNote(
                version: 2, keys: [try vendor.roleKey("license", vendor.license, until: "2026-11-22T00:00:00Z")]))
        #expect(try other.verdict(at: "2027-11-21T00:00:00Z").mode == .full)
        assure("R8", tried: 5, "moments after the key's end, by product file and by keyring")
    }
}
