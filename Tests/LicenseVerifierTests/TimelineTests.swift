import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("The timeline of installed licenses")
struct TimelineTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    /// A license of a number for the days from `starts` to `lastDay`.
    private func license(
        _ number: Int, _ starts: String, _ lastDay: String, _ edit: (inout LicenseTerms) throws -> Void = { _ in }
    ) throws -> SignedNote {
        try vendor.signed(number) {
            $0.starts = try CivilDate.of(starts).midnight
            $0.expires = .at(.end(ofLastDay: try .of(lastDay)))
            try edit(&$0)
        }
    }

    private func timeline(
        _ notes: [SignedNote], at now: String = "2026-12-01T10:00:00Z", unverified: [SignedNote] = [],
        _ edit: (inout ProductTerms) throws -> Void = { _ in }
    ) throws -> Timeline {
        var installation = try Installation(vendor.product(edit: edit))
        for note in notes { try installation.take(note) }
        if !unverified.isEmpty {
            var state = try installation.held()
            state.notes += unverified
            installation.state = .blob(state.bytes[...])
        }
        let context = Context(now: try .of(now), url: Array("https://glpi.acme.example/".utf8))
        return try LicenseVerifier.timeline(
            product: installation.product[...], state: installation.state, context: context
        ).orFail()
    }

    private func standings(_ timeline: Timeline) -> [LicenseStanding] { timeline.entries.map(\.standing) }

    @Test("terms that follow each other are one cover, in the order of their terms and not of their import")
    func chain() throws {
        let notes = [
            try license(3, "2028-11-22", "2029-11-21"), try license(1, "2026-11-21", "2027-11-21"),
            try license(2, "2027-11-22", "2028-11-21"),
        ]
        let found = try timeline(notes)
        #expect(found.entries.map(\.license.id) == [1, 2, 3].map { try? vendor.license($0).id })
        #expect(standings(found) == [.inForce, .waiting, .waiting])
        #expect(found.entries.map(\.isDeciding) == [true, false, false])
        #expect(found.coveredUntil == .at(.end(ofLastDay: try .of("2029-11-21"))))
        // The first one's end says nothing new; the last one's does.
        #expect(try timeline(notes, at: "2027-11-01T00:00:00Z").entries[0].findings.isEmpty)
        #expect(try timeline(notes, at: "2029-11-01T00:00:00Z").entries[2].findings.map(\.code) == [.expiresSoon])
    }

    @Test("a term goes on until the grace days of the one before are over, and no later")
    func gap() throws {
        for (starts, end) in [("2027-11-29", "2028-11-21"), ("2027-11-30", "2027-11-21")] {
            let found = try timeline([license(1, "2026-11-21", "2027-11-21"), license(2, starts, "2028-11-21")])
            #expect(found.coveredUntil == .at(.end(ofLastDay: try .of(end))), "\(starts)")
        }
    }

    @Test("in grace a waiting renewal covers, and one for ever covers for ever")
    func graceAndForEver() throws {
        let first = try license(1, "2026-11-21", "2027-11-21")
        let alone = try timeline([first], at: "2027-11-25T00:00:00Z")
        #expect(standings(alone) == [.inGrace])
        #expect(alone.coveredUntil == .at(.end(ofLastDay: try .of("2027-11-21"))))
        let forEver = try vendor.signed(2) {
            $0.kind = .perpetual
            $0.starts = try .of("2027-11-28T00:00:00Z")
            $0.expires = .never
            $0.maintenanceUntil = .never
        }
        let found = try timeline([first, forEver], at: "2027-11-25T00:00:00Z")
        #expect(standings(found) == [.inGrace, .waiting])
        #expect(found.coveredUntil == .never)
    }

    /// What the second license of a chain is, how it stands, and whether it prolongs the first.
    @Test("what is refused, revoked or not genuine prolongs nothing, and neither does a trial")
    func broken() throws {
        let first = try license(1, "2026-11-21", "2027-11-21")
        let elsewhere = try license(2, "2026-11-21", "2028-11-21") { $0.urls = [try .of("https://other.example/")] }
        let trial = try license(2, "2026-11-21", "2028-11-21") { $0.kind = .trial }
        let renewal = try license(2, "2026-11-21", "2028-11-21") { $0.issued = try .of("2026-11-20T00:00:00Z") }
        let list = try vendor.revocations {
            $0.revoked = [Revocation(license: try vendor.license(2).id, reason: try .of("refunded"))]
        }
        let end = Deadline.at(.end(ofLastDay: try .of("2027-11-21")))
        for (notes, standing, covered) in [
            ([first, elsewhere], .refused, end), ([first, trial], .inForce, end),
            ([first, renewal], LicenseStanding.inForce, .at(.end(ofLastDay: try .of("2028-11-21")))),
            ([first, renewal, list], .revoked, end),
        ] {
            let found = try timeline(notes)
            #expect(standings(found) == [.inForce, standing])
            #expect(found.coveredUntil == covered)
        }
        let stranger = try TestVendor("stranger.example")
        let forged = try stranger.license.sign(vendor.license(2) { $0.expires = .at(.last) }.text)
        let found = try timeline([first], unverified: [forged])
        #expect(standings(found) == [.inForce, .unverified])
        #expect(found.entries[1].findings.map(\.code) == [.unknownSigner])
        #expect(found.coveredUntil == end)
    }

    @Test("nothing is covered where no license decides, or the one that decides is not in force")
    func uncovered() throws {
        let ended = try timeline([license(1, "2026-11-21", "2027-11-21")], at: "2028-06-01T00:00:00Z")
        #expect(standings(ended) == [.ended] && ended.entries[0].isDeciding && ended.coveredUntil == nil)
        let waiting = try timeline([license(1, "2027-11-21", "2028-11-21")])
        #expect(standings(waiting) == [.waiting] && waiting.entries[0].isDeciding && waiting.coveredUntil == nil)
        let trial = try timeline([license(1, "2027-11-21", "2028-11-21")]) { $0.trialDays = try .of("30") }
        #expect(!trial.entries[0].isDeciding && trial.coveredUntil == nil)
        let product = try vendor.product().bytes
        let context = Context(now: try TestVendor.now())
        #expect(LicenseVerifier.timeline(product: product[...], state: .absent, context: context) == nil)
        #expect(LicenseVerifier.timeline(product: [], state: .absent, context: context) == nil)
    }

    @Test("whatever is installed, the timeline's deciding license is the verdict's, and every standing has a name")
    func agreement() throws {
        var random = SeededGenerator(7)
        var deciding = 0
        for round in 0..<40 {
            var installation = try Installation(vendor.product())
            for number in 1...(2 + random.below(4)) {
                let start = Int64(random.below(1000))
                try installation.take(
                    vendor.signed(number) {
                        $0.starts = try Timestamp.of("2026-01-01T00:00:00Z").adding(days: start)
                        $0.expires = .at($0.starts.adding(days: 30 + Int64(random.below(500))))
                        if random.once(in: 4) { $0.urls = [try .of("https://other.example/")] }
                        if random.once(in: 4) { $0.kind = .trial }
                    })
            }
            let context = Context(
                now: try Timestamp.of("2026-12-01T10:00:00Z").adding(days: Int64(random.below(700))),
                url: Array("https://glpi.acme.example/".utf8))
            let (product, state) = (installation.product[...], installation.state)
            let verdict = verify(product: product, state: state, context: context)
            let found = try LicenseVerifier.timeline(product: product, state: state, context: context).orFail()
            let licenses = found.entries.filter(\.isDeciding).map(\.license)
            #expect(licenses == [verdict.license].compactMap { $0 }, "\(round)")
            #expect(found.time == verdict.time)
            deciding += found.coveredUntil == nil ? 0 : 1
            if case .at(let end)? = found.coveredUntil, case .at(let own)? = verdict.license?.expires {
                #expect(end >= own, "\(round)")
            }
        }
        #expect((10..<40).contains(deciding))
        #expect(Set(LicenseStanding.allCases.map { $0.name.description }).count == 7)
    }
}

extension TestVendor {
    fileprivate func product(edit: (inout ProductTerms) throws -> Void) throws -> Product {
        try product(keyring: nil, edit)
    }
}
