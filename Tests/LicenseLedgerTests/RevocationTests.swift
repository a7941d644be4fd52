import Fixtures
import LicenseFormat
import LicenseLedger
import LicenseSigner
import SignedNote
import Testing

@Suite(.timeLimit(.minutes(10))) struct RevocationTests {
    let vendor: TestWorkspace

    init() throws { vendor = try TestWorkspace() }

    private func scope(_ number: Int) throws -> RevocationScope {
        .installation(try TestWorkspace.installation(number))
    }

    @Test func `a license goes on the list of each of its installations and on that of all`() throws {
        let issued = try vendor.issue(1, 2)
        let report = try vendor.revoke([issued])
        #expect(report.licenses.map(\.outcome) == [.revoked] && report.written == 3)
        let entry = "\(issued.terms.id.text.string) refunded"
        for scope in try [scope(1), scope(2), .all] {
            let list = try #require(try vendor.list(scope))
            #expect(list.epoch == 1 && list.revoked == [entry])
        }
        #expect(try vendor.list(scope(3)) == nil)
        let scopes = report.lists.map(\.list.scope)
        #expect(scopes.last == .all && Set(scopes.map(\.text)).count == 3)
    }

    @Test func `a license for any installation goes on the list of all only`() throws {
        let report = try vendor.revoke([vendor.issue()])
        #expect(report.lists.map(\.list.scope) == [.all])
        #expect(try vendor.records().filter { $0.content.kind == .revocations }.map(\.content.name) == ["all"])
        #expect(try vendor.workspace.keptLists().count == 1)
    }

    @Test func `epochs grow by one a list, each scope by itself`() throws {
        let (first, second, third) = (try vendor.issue(1), try vendor.issue(1), try vendor.issue(2))
        for issued in [first, second, third] { try vendor.revoke([issued]) }
        #expect(try vendor.list(scope(1))?.epoch == 2)
        #expect(try vendor.list(scope(2))?.epoch == 1)
        #expect(try vendor.list(.all)?.epoch == 3)
        #expect(try vendor.list(.all)?.revoked.count == 3)
        // Several at once are one list.
        try vendor.revoke([vendor.issue(2), vendor.issue(2)])
        #expect(try vendor.list(.all)?.epoch == 4)
    }

    @Test func `the same again changes nothing and opens no key`() throws {
        let issued = try vendor.issue(1)
        try vendor.revoke([issued])
        let before = try vendor.everyRow()
        let report = try vendor.workspace.revoke(
            [issued.terms.id, issued.terms.id], reason: .of("refunded"), now: .of("2027-01-01T00:00:00Z"),
            open: TestWorkspace.refuse)
        #expect(report.licenses.map(\.outcome) == [.unchanged] && report.written == 0)
        #expect(try vendor.everyRow() == before)
    }

    @Test func `another reason replaces the one before`() throws {
        let issued = try vendor.issue(1)
        try vendor.revoke([issued], "refunded")
        let report = try vendor.revoke([issued], "stolen")
        #expect(report.licenses.map(\.outcome) == [.reasonChanged(from: try .of("refunded"))])
        #expect(try vendor.list(.all)?.revoked == ["\(issued.terms.id.text.string) stolen"])
        #expect(try vendor.list(scope(1))?.epoch == 2)
    }

    @Test func `what is over with its grace leaves a list at its next issue, and not earlier`() throws {
        // Issued on 2026-11-21 for 30 days: the term ends on 2026-12-22 at noon, the grace seven days later.
        let (short, long) = (try vendor.issue(1, term: "30d"), try vendor.issue(1))
        let forever = try vendor.issue(1) { $0.length = .perpetual(maintenance: nil) }
        try vendor.revoke([short, forever])
        let table = [
            ("2026-12-29T11:59:59Z", "a", 3), ("2026-12-29T12:00:00Z", "b", 2), ("9000-01-01T00:00:00Z", "c", 1),
        ]
        for (now, reason, count) in table.dropLast() {
            try vendor.revoke([long], reason, at: now)
            #expect(try vendor.list(.all)?.revoked.count == count, "\(now)")
            #expect(try vendor.list(scope(1))?.revoked.count == count, "\(now)")
        }
        let report = try vendor.revoke([long], "c", at: "9000-01-01T00:00:00Z")
        #expect(report.licenses.map(\.outcome) == [.ended] && report.written == 0)
        let last = try vendor.issue(1, at: "9000-01-01T00:00:00Z")
        try vendor.revoke([last], "d", at: "9000-01-02T00:00:00Z")
        let kept = Set(try #require(try vendor.list(.all)).revoked.map { String($0.prefix(26)) })
        #expect(kept == Set([forever, last].map(\.terms.id.text.string)))
    }

    @Test func `a license whose record is damaged stays on the list`() throws {
        let (lost, other) = (try vendor.issue(1, term: "1d"), try vendor.issue(1))
        try vendor.revoke([lost], at: "2026-11-21T10:00:00Z")
        try vendor.damage(.license, lost.terms.id.text.string, to: "nothing")
        // Its leaf cannot be published any more, which is told; the list is kept all the same.
        #expect(
            ledgerError { try vendor.revoke([other], at: "2027-06-01T00:00:00Z") }
                == .logBehind(reason: LedgerError.damagedRecord(lost.license.record.number).message))
        #expect(try vendor.list(.all)?.revoked.count == 2)
    }

    @Test func `a license that nobody issued here is refused, and so is one that is not what was signed`() throws {
        let (issued, second) = (try vendor.issue(1), try vendor.issue(2))
        let unknown: LicenseID = try .of("01M7YQ1WE0MNGMA9RCWTSVXF8X")
        let text = { (id: LicenseID) in id.text.string }
        #expect(
            ledgerError {
                _ = try vendor.workspace.revoke(
                    [issued.terms.id, unknown], reason: .of("a"), now: .of(TestWorkspace.start),
                    open: TestWorkspace.open)
            } == .unknownLicense(text(unknown)))
        let name = text(issued.terms.id)
        let good = try #require(try vendor.body(.license, name))
        let wrong = try #require(try vendor.body(.license, text(second.terms.id)))
        let damaged = LedgerError.damagedRecord(issued.license.record.number)
        let table: [(String, LedgerError)] = [
            (wrong, damaged), (try good.replacingOnce("ACME SA", "ACME SB"), .licenseNotSigned(name)), ("", damaged),
            (String(good.prefix(100)), damaged), (try good.replacingOnce("license@v1", "license@v2"), damaged),
        ]
        for (content, expected) in table {
            try vendor.damage(.license, name, to: content)
            let before = try vendor.everyRow()
            #expect(ledgerError { try vendor.revoke([issued]) } == expected)
            #expect(ledgerError { _ = try vendor.workspace.issuedLicense(issued.id) } == expected)
            #expect(try vendor.everyRow() == before)
        }
        #expect(try vendor.workspace.keptLists().isEmpty)
    }

    @Test func `a list that is not what was signed is not built on`() throws {
        let (first, second) = (try vendor.issue(1), try vendor.issue(1))
        try vendor.revoke([first])
        let all = try #require(try vendor.body(.revocations, "all"))
        let own = try scope(1).text.string
        let record = try #require(try vendor.newest(.revocations, own))
        let (good, damaged) = (record.content.body.string, LedgerError.damagedRecord(record.number))
        for (content, expected) in [
            (all, .listNotSigned(scope: own)), ("", damaged), (String(good.prefix(40)), damaged),
            (try good.replacingOnce("refunded", "refundet"), .listNotSigned(scope: own)),
        ] {
            try vendor.damage(.revocations, own, to: content)
            #expect(ledgerError { try vendor.revoke([second]) } == expected)
            // No file goes out with it, nor one that lacks it.
            let refused = ledgerError { try vendor.issue(1) }
            if case .emission(let reason, _) = refused {
                #expect(reason == expected.message)
            } else {
                #expect(refused == expected)
            }
            #expect(try vendor.body(.revocations, own) == content && vendor.body(.revocations, "all") == all)
        }
    }

    @Test func `a list has at most a thousand licenses`() throws {
        let held = try (0..<1000).map { number in
            Revocation(
                license: try LicenseID(
                    at: .of("2026-01-01T00:00:00Z"), random: [0, 0, 0, 0, 0, 0, 0, 0] + bigEndian(number)
                ).orFail(), reason: try .of("stolen"))
        }
        let list = RevocationList(
            vendor: vendor.workspace.vendor, scope: .all, epoch: try Decimal(41).orFail(),
            issued: try .of(TestWorkspace.start), revoked: held)
        try write(list, as: "2026")
        let issued = try vendor.issue(1)
        let before = try vendor.everyRow()
        #expect(ledgerError { try vendor.revoke([issued]) } == .tooManyRevocations(scope: "all", limit: 1000))
        // Nothing is written when one of the lists cannot be.
        #expect(try vendor.list(scope(1)) == nil)
        #expect(try vendor.everyRow() == before)
    }

    @Test func `a list of long reasons ends where a note does`() throws {
        let reason = String(repeating: "r", count: 64)
        let count = 640
        let held = try (0..<count).map { number in
            Revocation(
                license: try LicenseID(
                    at: .of("2026-01-01T00:00:00Z"), random: [0, 0, 0, 0, 0, 0, 0, 0] + bigEndian(number)
                ).orFail(), reason: try .of(reason))
        }
        let list = RevocationList(
            vendor: vendor.workspace.vendor, scope: .all, epoch: try Decimal(1).orFail(),
            issued: try .of(TestWorkspace.start), revoked: held)
        try write(list, as: "2026")
        var refused = 0
        for _ in 0..<20 {
            let issued = try vendor.issue()
            guard let error = ledgerError({ try vendor.revoke([issued], reason) }) else { continue }
            #expect(error == .tooManyRevocations(scope: "all", limit: 1000))
            refused += 1
        }
        #expect(refused >= 1 && refused < 20)
        #expect(try #require(try vendor.body(.revocations, "all")).utf8.count <= Limits.noteBytes)
    }

    @Test func `a new key goes on counting, and a list of a compromised one is made again`() throws {
        let (first, second) = (try vendor.issue(1), try vendor.issue(1))
        try vendor.revoke([first])
        let old = try #require(
            try vendor.workspace.currentKeyring().signingKey(
                for: "revocation", at: .of("2027-01-01T00:00:00Z")))
        let next = try vendor.newKey("revocation", label: "2027", from: "2027-01-01T00:00:00Z")
        let root = Base64.encode([UInt8](repeating: 0, count: 32)[...]).string
        try vendor.publishKeyring(
            { $0.append(next) }, compromised: [.of("\(old.nameAndID.string) 0 \(root)")])
        #expect(try vendor.workspace.keptLists().map(\.counts) == [false, false])
        #expect(
            ledgerError { _ = try vendor.workspace.listOfAll() } == .listOutdated(scope: "all"))
        // It does not travel any more.
        #expect(try vendor.issue(1).lists == 0)
        let report = try vendor.revoke([first], at: "2027-01-02T00:00:00Z")
        #expect(report.licenses.map(\.outcome) == [.unchanged] && report.written == 2)
        #expect(try vendor.list(.all)?.epoch == 2)
        #expect(
            try vendor.workspace.listOfAll().note.signatures.map(\.name.string) == [
                "vendor.example/revocation/2027"
            ])
        try vendor.revoke([second], at: "2027-01-03T00:00:00Z")
        #expect(try vendor.list(.all)?.epoch == 3)
        #expect(try vendor.issue(1).lists == 1)
    }

    @Test func `without a revocation key nothing is revoked`() throws {
        let issued = try vendor.issue(1)
        try vendor.publishKeyring { $0.removeAll { $0.role.text.string == "revocation" } }
        #expect(signerError { try vendor.revoke([issued]) } == .noSigningKey(role: "revocation"))
        #expect(try vendor.workspace.keptLists().isEmpty)
    }

    @Test func `the newest list of its installations rides with every license that can take it`() throws {
        let issued = try vendor.issue(1)
        try vendor.revoke([issued])
        let own = try #require(try vendor.body(.revocations, scope(1).text.string))
        let all = try #require(try vendor.body(.revocations, "all"))
        let reader = ["latchkey/license@v1", "latchkey/revocations@v1"]
        let table: [(GoneOut, [String])] = [
            (try vendor.issue(1), [own]), (try vendor.issue(2), []), (try vendor.issue(1, 2), [own]),
            (try vendor.issue(), [all]),
            (try vendor.issue(request: vendor.incoming(1, accepts: reader)), [own]),
            (try vendor.issue(request: vendor.incoming(2, accepts: reader)), []),
            (try vendor.issue(request: vendor.incoming(1, accepts: ["latchkey/license@v1"])), []),
        ]
        for (issued, lists) in table {
            #expect(try issued.riders() == lists && issued.lists == lists.count && issued.listsLeftOut == 0)
        }
        try vendor.publishKeyring()
        let keyring = try #require(try vendor.body(.keyring, "2"))
        for (issued, riders) in [
            (try vendor.issue(1), [keyring, own]),
            (try vendor.issue(request: vendor.incoming(1, accepts: reader, nonce: 8)), [keyring, own]),
            (try vendor.issue(request: vendor.incoming(1, accepts: reader, keyring: 2)), [own]),
        ] {
            #expect(try issued.riders() == riders)
        }
        #expect(
            try vendor.workspace.file(of: [vendor.workspace.listOfAll()]).string == all + "\n" + keyring)
    }

    @Test func `a list that would make the file too large stays behind`() throws {
        // Eight lists of 60 KiB, and a file has room for four.
        let numbers = Array(1...8)
        for number in numbers {
            let held = try (0..<650).map { entry in
                Revocation(
                    license: try LicenseID(
                        at: .of("2026-01-01T00:00:00Z"), random: [0, 0, 0, 0, 0, 0, 0, 0] + bigEndian(entry)
                    ).orFail(), reason: try .of(String(repeating: "r", count: 58)))
            }
            try write(
                RevocationList(
                    vendor: vendor.workspace.vendor, scope: scope(number), epoch: .zero.next,
                    issued: .of(TestWorkspace.start), revoked: held), as: "2026")
        }
        let issued = try vendor.issue(1, 2, 3, 4, 5, 6, 7, 8)
        #expect(issued.lists == 4 && issued.listsLeftOut == 4)
        #expect(try issued.riders().count == 4)
    }

    private func bigEndian(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    }

    /// Puts a list into the ledger as its key signs it.
    private func write(_ list: RevocationList, as label: String) throws {
        let name = "vendor.example/revocation/\(label)"
        let keys = try vendor.workspace.currentKeyring().keyring.keys.compactMap(\.key)
        let key = try #require(keys.first { $0.name.string == name })
        try vendor.put(.revocations, list.scope.text.string, vendor.sign(list.text, by: key).bytes)
    }
}
