import Fixtures
import LicenseFormat
import LicenseLedger
import LicenseSigner
import SignedNote
import Testing

@Suite(.timeLimit(.minutes(10))) struct ClockRepairTests {
    let vendor: TestWorkspace

    init() throws { vendor = try TestWorkspace() }

    private func repair(holding held: Int64? = nil, nonce: UInt8 = 1) throws -> IssuedRepair {
        try vendor.workspace.repairClock(
            of: TestWorkspace.installation(1), holding: held.flatMap { Decimal($0) },
            now: .of("2026-12-01T10:00:00Z"), random: [UInt8](repeating: nonce, count: 16),
            open: TestWorkspace.open)
    }

    @Test func `a repair names one installation and the present, and is kept`() throws {
        let issued = try repair()
        #expect(try LicenseFile(parsing: issued.file[...]).items.count == 1)
        let note = try SignedNote(parsing: issued.file[...])
        let key = try #require(
            try vendor.workspace.currentKeyring().signingKey(for: "repair", at: .of(TestWorkspace.start)))
        let text = try note.verified(by: [key]).text
        let read = try ClockRepair(parsing: text)
        #expect(read == issued.repair && read.vendor == vendor.workspace.vendor)
        #expect(read.installation == (try TestWorkspace.installation(1)))
        #expect(read.issued == (try .of("2026-12-01T10:00:00Z")) && read.nonce == [UInt8](repeating: 1, count: 16))
        let record = try #require(try vendor.newest(.repair, read.installation.text.string))
        #expect(record.number == issued.record && record.content.body == issued.file)
    }

    @Test func `the keyring rides behind it where the installation may lack it`() throws {
        try vendor.publishKeyring()
        let keyring = try #require(try vendor.body(.keyring, "2"))
        let table: [(Int64?, [String])] = [(nil, [keyring]), (1, [keyring]), (2, []), (3, [])]
        for (nonce, (held, riders)) in table.enumerated() {
            let file = try repair(holding: held, nonce: UInt8(nonce)).file
            #expect(try LicenseFile(parsing: file[...]).items.dropFirst().map(\.string) == riders)
        }
    }

    @Test func `a record is never replaced, and a nonce has sixteen bytes`() throws {
        let first = try repair()
        let before = try vendor.records()
        let second = try repair()
        #expect(second.record > first.record && second.file == first.file)
        let after = try vendor.records()
        #expect(after.count == before.count + 1 && Array(after.prefix(before.count)) == before)
        for count in [0, 15, 17] {
            let error = signerError {
                _ = try vendor.workspace.repairClock(
                    of: TestWorkspace.installation(1), holding: nil, now: .of(TestWorkspace.start),
                    random: [UInt8](repeating: 0, count: count), open: TestWorkspace.open)
            }
            guard case .contradiction = error else {
                Issue.record("\(count)")
                continue
            }
        }
    }

    @Test func `without a repair key there is none, and a stranger's request asks elsewhere`() throws {
        let request = try vendor.request(1, accepts: [])
        #expect(try vendor.workspace.installation(asking: request) == TestWorkspace.installation(1))
        let elsewhere = try vendor.request(1, to: "stranger.example", accepts: [])
        #expect(
            signerError { _ = try vendor.workspace.installation(asking: elsewhere) }
                == .otherVendor(.request, found: "stranger.example", expected: "vendor.example"))
        try vendor.publishKeyring { $0.removeAll { $0.role.text.string == "repair" } }
        #expect(signerError { _ = try repair() } == .noSigningKey(role: "repair"))
    }
}
