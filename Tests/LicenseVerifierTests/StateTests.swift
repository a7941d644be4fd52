import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

@Suite("The state blob")
struct StateTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    /// A state with the newer of two keyrings, three licenses, URLs and imports.
    private func full() throws -> Installation {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.keyringNote(version: 2), vendor.signed(1), vendor.signed(2))
        try installation.take(vendor.keyringNote(version: 3), vendor.signed(3), at: .of("2026-12-02T00:00:00Z"))
        var state = try installation.held()
        state.urls = [try .of("https://glpi-test.acme.example/ staging"), try .of("https://glpi.acme.example/")]
        installation.state = .blob(state.bytes[...])
        return installation
    }

    @Test("a state comes back as it was, and as the bytes it was")
    func roundTrip() throws {
        let installation = try full()
        let state = try installation.held()
        #expect(state.bytes == installation.blob)
        #expect(state.notes.count == 4 && state.licenses.count == 3 && state.keyrings.count == 1)
        #expect(state.history?.imports.count == 2 && state.urls.count == 2 && state.revision.value == 2)
        let empty = InstallationState(for: try vendor.product(), key: installation.key, created: try TestVendor.now())
        #expect(try InstallationState(parsing: empty.bytes[...]) == empty)
    }

    @Test("every flipped bit of a state is found, and none of them stands in the way of an import")
    func everyBit() throws {
        let installation = try full()
        let blob = installation.blob
        let historyStart = try blob.count - installation.held().history.orFail().bytes.count
        let license = try vendor.signed().bytes
        var found: [FindingCode: Int] = [:]
        var (tried, imported) = (0, 0)
        for position in blob.indices {
            for bit in 0..<8 {
                var flipped = blob
                flipped[position] ^= 1 << bit
                var damaged = installation
                damaged.state = .blob(flipped[...])
                do throws(Finding) {
                    // A load does not read the history, and is not disturbed by what happened to it.
                    let state = try InstallationState(parsing: flipped[...])
                    #expect(position >= historyStart && state.history == nil, "bit \(bit) of byte \(position)")
                    found[.historyUnreadable, default: 0] += 1
                } catch {
                    found[error.code, default: 0] += 1
                }
                guard (position * 8 + bit) % 97 == 0 || position < 30 else { continue }
                let verdict = try damaged.verdict()
                #expect((verdict.mode == .readOnly) == (position < historyStart))
                guard position < historyStart else { continue }
                #expect(verdict.license == nil)
                tried += 1
                if try damaged.importing(license).report.outcome == .imported { imported += 1 }
            }
        }
        #expect(imported == tried && tried > 200)
        #expect(found.values.reduce(0, +) == blob.count * 8)
        // The digit of the version, made another digit, is the only change that looks like a newer state.
        #expect(found[.stateNewer, default: 0] <= 4)
    }

    @Test("a state that was cut short, at any place, is found")
    func cutShort() throws {
        let blob = try full().blob
        func isWhole(_ blob: [UInt8]) -> Bool {
            (try? InstallationState(parsing: blob[...])).map { $0.history != nil } ?? false
        }
        for length in 0..<blob.count { #expect(!isWhole(Array(blob.prefix(length))), "\(length)") }
        #expect(isWhole(blob) && !isWhole(blob + [0]) && !isWhole(blob + blob))
    }

    /// What a state may be found as, and what the verdict says of it.
    private func states() throws -> [(String, StateBlob, FindingCode)] {
        let blob = try full().blob
        func text(_ text: String) -> StateBlob { .blob(text.bytes) }
        return [
            ("absent", .absent, .nothingInstalled),
            ("unreadable", .unreadable(Array("permission denied".utf8)), .stateUnreadable),
            ("empty", .blob([]), .stateUnreadable), ("garbage", text("garbage"), .stateUnreadable),
            ("zeros", .blob(Array(repeating: 0, count: 4096)[...]), .stateUnreadable),
            ("half", .blob(blob.prefix(blob.count / 2)), .stateUnreadable),
            ("a type line", text("latchkey/state@v1\n"), .stateUnreadable),
            (
                "a wrong checksum", text("latchkey/state@v1\nchecksum \(String(repeating: "0", count: 64))\n"),
                .stateUnreadable
            ),
            ("a license", .blob(try vendor.signed().bytes[...]), .stateUnreadable),
            ("another document of the future", text("latchkey/other@v2\n"), .stateUnreadable),
            ("too large", .blob(Array(repeating: 97, count: 8 * 1024 * 1024 + 1)[...]), .stateUnreadable),
            ("a newer state", text("latchkey/state@v2\nanything"), .stateNewer),
        ]
    }

    @Test("R10: whatever the state, verify answers and an import works")
    func everyState() throws {
        for (what, state, code) in try states() {
            var installation = try Installation(vendor.product())
            installation.state = state
            let verdict = try installation.verdict()
            #expect(verdict.codes == [code], "\(what)")
            #expect(verdict.mode == .readOnly, "\(what)")
            #expect(try installation.take(vendor.signed()).outcome == .imported, "\(what)")
            #expect(try installation.verdict().mode == .full, "\(what)")
        }
        // Expired, refused and foreign licenses do not stand in the way either.
        for edit in [
            { $0.expires = .at(try .of("2026-11-22T12:00:00Z")) }, { $0.urls = [try .of("https://other.example/")] },
            { $0.starts = try .of("2027-11-01T00:00:00Z") },
        ] as [(inout LicenseTerms) throws -> Void] {
            var installation = try Installation(vendor.product())
            try installation.take(vendor.signed(7, edit))
            #expect(try installation.verdict(at: "2026-12-24T00:00:00Z").mode != .full)
            #expect(try installation.take(vendor.signed(), at: .of("2026-12-24T00:00:00Z")).outcome == .imported)
            #expect(try installation.verdict(at: "2026-12-24T00:00:00Z").mode == .full)
        }
        // A state of other root keys.
        var other = try Installation(vendor.product())
        var state = try full().held()
        state.rootsDigest = [UInt8](repeating: 1, count: 32)
        other.state = .blob(state.bytes[...])
        #expect(try other.take(vendor.signed(8)).outcome == .imported)
        assure("R10", tried: try states().count + 4, "states")
    }

    @Test("a full state takes another license only in the place of one that has ended")
    func full64() throws {
        var installation = try Installation(vendor.product())
        for start in [1, 33] {
            try installation.take(LicenseFile.bytes(of: (start..<(start + 32)).map { try vendor.signed($0).bytes }))
        }
        #expect(try installation.held().licenses.count == 64)
        #expect(try installation.take(vendor.signed(65)).codes == [.stateFull])
        #expect(try installation.take(vendor.signed(65), at: .of("2028-01-01T00:00:00Z")).outcome == .imported)
        #expect(try installation.held().licenses.count == 64)
    }

    @Test("of those that have ended, the one that ended first makes room, and the first of two that ended together")
    func makingRoom() throws {
        var installation = try Installation(vendor.product())
        func ending(_ number: Int, _ end: String) throws -> SignedNote {
            try vendor.signed(number) { $0.expires = .at(try .of(end)) }
        }
        // The last ones end first: numbers 40 and 41 on one day, 42 a day later.
        let days = [40: "2027-02-01T12:00:00Z", 41: "2027-02-01T12:00:00Z", 42: "2027-02-02T12:00:00Z"]
        for start in [1, 33] {
            let notes = try (start..<(start + 32)).map { try ending($0, days[$0] ?? "2027-06-01T12:00:00Z").bytes }
            try installation.take(LicenseFile.bytes(of: notes))
        }
        func missing() throws -> [Int] {
            let held = Set(try installation.held().licenses.map(\.claims.id.text.string))
            return try (1...64).filter { !held.contains(try vendor.license($0).id.text.string) }
        }
        // The seven days of grace count: none has ended a second before they do.
        #expect(try installation.take(vendor.signed(65), at: .of("2027-02-08T11:59:59Z")).codes == [.stateFull])
        #expect(try missing() == [])
        for (number, gone) in [(65, [40]), (66, [40, 41])] {
            #expect(try installation.take(vendor.signed(number), at: .of("2027-02-08T12:00:00Z")).outcome == .imported)
            #expect(try missing() == gone)
        }
        #expect(try installation.take(vendor.signed(67), at: .of("2027-02-08T12:00:00Z")).codes == [.stateFull])
        #expect(try installation.take(vendor.signed(67), at: .of("2027-02-09T12:00:00Z")).outcome == .imported)
        #expect(try missing() == [40, 41, 42])
    }

    @Test("a license is given back by the installation's own key, and the state counts on")
    func givingBack() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        let (product, state, now) = (installation.product[...], installation.state, try TestVendor.now())
        let stranger = try TestKey.seed("another installation")
        #expect(throws: Finding.self) {
            try giveBack(vendor.license().id, product: product, state: state, seed: stranger, now: now)
        }
        let next = try giveBack(
            vendor.license().id, product: product, state: state, seed: TestVendor.installationSeed(), now: now
        ).state.orFail()
        #expect(next.revision.value == (try installation.held().revision.value) + 1)
        #expect(next.licenses.isEmpty)
    }

    @Test("a hundred keyrings and imports later the state is still read")
    func manyKeyrings() throws {
        var installation = try Installation(vendor.product())
        for start in [1, 33] {
            try installation.take(LicenseFile.bytes(of: (start..<(start + 32)).map { try vendor.signed($0).bytes }))
        }
        for version in Int64(2)...101 {
            let report = try installation.take(vendor.keyringNote(version: version))
            #expect(report.outcome == .imported, "keyring \(version)")
            #expect(throws: Never.self, "keyring \(version)") { try installation.held() }
        }
        #expect(try installation.verdict().mode == .full)
        #expect(try installation.held().history.orFail().imports.count <= 50)
    }

    @Test("a state of another product or vendor is not used, and no import touches it")
    func otherProduct() throws {
        for product in [
            try vendor.product { $0.product = try .of("other") }, try TestVendor("other.example").product(),
        ] {
            var installation = try full()
            installation.product = product.bytes
            #expect(try installation.verdict().codes == [.stateForOtherProduct])
            let (state, report) = try installation.importing(vendor.signed().bytes)
            #expect(state == nil && report.outcome == .refused && report.codes == [.stateForOtherProduct])
        }
    }

    @Test("what the state holds is verified at every load: a forged note in it grants nothing")
    func forgedState() throws {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var state = try installation.held()
        for forged in [
            try TestKey("vendor.example/license/2026", label: "forger").sign(vendor.license(2).text),
            try vendor.signed(2, by: vendor.revocation), try vendor.signed(2, by: vendor.roots[0]),
            SignedNote(text: try vendor.license(2).text, signatures: try vendor.signed(1).signatures),
        ] {
            state.notes = [forged]
            installation.state = .blob(state.bytes[...])
            let verdict = try installation.verdict()
            #expect(verdict.mode == .readOnly && verdict.license == nil && !verdict.findings.isEmpty)
        }
    }
}
