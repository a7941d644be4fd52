import Fixtures
import LicenseFormat
import SignedNote
import Testing

@testable import LicenseVerifier

/// The most repeated complaint about licensing: what has gone wrong stands in the way of what would put it right.
@Suite("Imports in every state")
struct ImportEverywhereTests {
    let vendor: TestVendor

    init() throws {
        vendor = try TestVendor()
    }

    private let now = "2026-12-24T00:00:00Z"

    /// An installation to which something happened.
    private func edited(_ edit: (inout InstallationState) throws -> Void) throws -> Installation {
        var installation = try Installation(vendor.product())
        try installation.take(vendor.signed())
        var state = try installation.held()
        try edit(&state)
        installation.state = .blob(state.bytes[...])
        return installation
    }

    /// Installations that are in every kind of trouble, none of them with a license in force.
    private func troubled() throws -> [(String, Installation)] {
        func holding(_ edit: (inout LicenseTerms) throws -> Void) throws -> Installation {
            var installation = try Installation(vendor.product())
            try installation.take(vendor.signed(1, edit))
            return installation
        }
        var revoked = try Installation(vendor.product())
        try revoked.take(vendor.signed(), vendor.revocations())
        var returned = try edited { _ in }
        returned.state = .blob(
            try giveBack(
                vendor.license().id, product: returned.product[...], state: returned.state,
                seed: TestVendor.installationSeed(), now: TestVendor.now()
            ).state.orFail().bytes[...])
        var broken = try edited { _ in }
        broken.state = .blob(broken.blob.dropLast(700))
        var newer = try edited { _ in }
        newer.state = .blob("latchkey/state@v2\nanything\n".bytes)
        var lost = revoked
        lost.state = .blob((revoked.blob + [0])[...])
        return [
            ("empty", try Installation(vendor.product())), ("revoked", revoked), ("returned", returned),
            ("expired", try holding { $0.expires = .at(try .of("2026-11-22T12:00:00Z")) }),
            ("not begun", try holding { $0.starts = try .of("2027-11-01T00:00:00Z") }),
            ("for another site", try holding { $0.urls = [try .of("https://other.example/")] }),
            ("for another release", try holding { $0.versions = try .of(">=9.0") }),
            ("broken", broken), ("newer", newer), ("with a lost history", lost),
            (
                "with a clock set back",
                try edited { state in
                    state.clock = ClockRecord(
                        floor: try .of("2029-01-01T00:00:00Z"), seen: try .of("2029-01-01T00:00:00Z"))
                }
            ),
            (
                "with other root keys",
                try edited {
                    $0.rootsDigest = [UInt8](repeating: 1, count: 32); $0.notes = []
                }
            ),
            (
                "begun in the future",
                try edited { state in
                    state.created = try .of("2099-01-01T00:00:00Z")
                    state.notes = []
                }
            ),
            (
                "at its last revision",
                try edited { state in
                    state.revision = try .of("9007199254740991")
                    state.notes = []
                }
            ),
        ]
    }

    /// What a vendor can send.
    private func files() throws -> [(String, [UInt8], brings: FindingCode?)] {
        let license = try vendor.signed(50) {
            $0.issued = try .of("2026-12-20T00:00:00Z")
            $0.expires = .at(try .of("2031-01-01T12:00:00Z"))
        }
        let unknown = try vendor.license.sign(Array("latchkey/license@v9\nid x\n".utf8))
        return [
            ("a license", license.bytes, nil),
            ("a license and a keyring", try TestVendor.file(license, vendor.keyringNote(version: 7)), nil),
            ("a license and a list", try TestVendor.file(vendor.revocations(epoch: 9), license), nil),
            (
                "a license and a repair", try TestVendor.file(vendor.clockRepair(at: "2026-12-20T00:00:00Z"), license),
                nil
            ),
            ("a license and something newer", TestVendor.file(unknown, license), .newerDocument),
            ("a license out of a mail", Array(license.bytes.string.replacing("\n", with: "\r\n").utf8), .repaired),
        ]
    }

    @Test("R10: no state stands in the way of an import: every kind of trouble takes every kind of file")
    func everywhere() throws {
        var tried = 0
        for (state, troubled) in try troubled() {
            let before = try troubled.verdict(at: now)
            #expect(before.mode < .full, "\(state)")
            for (file, bytes, brings) in try files() {
                var installation = troubled
                let report = try installation.take(bytes, at: .of(now))
                #expect(report.outcome == .imported, "\(file) into \(state): \(report.codes)")
                if let brings { #expect(report.codes.contains(brings)) }
                let verdict = try installation.verdict(at: now)
                #expect(verdict.mode == .full, "\(file) into \(state): \(verdict.codes)")
                #expect(try verdict.license?.id == vendor.license(50).id, "\(file) into \(state)")
                tried += 1
            }
        }
        #expect(tried == 14 * 6)
        assure("R10", tried: tried, "troubled states and files")
    }
}
