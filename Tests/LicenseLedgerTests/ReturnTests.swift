import Fixtures
import LicenseFormat
import LicenseLedger
import LicenseSigner
import SignedNote
import Testing

@Suite(.timeLimit(.minutes(10))) struct ReturnTests {
    let vendor: TestWorkspace

    init() throws { vendor = try TestWorkspace() }

    private func take(_ note: SignedNote, now: String = "2027-03-01T00:00:00Z") throws -> ReturnedLicense {
        try vendor.workspace.take(IncomingReceipt(note.bytes[...]), now: .of(now))
    }

    @Test func `a receipt is checked and kept as it came`() throws {
        let issued = try vendor.issue(1)
        let id = issued.terms.id.text.string
        let note = try vendor.receipt(1, for: issued.terms.id)
        let returned = try take(note)
        #expect(returned.terms == issued.terms && !returned.wasKnown)
        #expect(returned.daysLeft == 293)
        let record = try #require(try vendor.newest(.receipt, id))
        #expect(record.content.body == note.bytes && record.number == returned.record)
    }

    @Test func `the same installation's receipt again is known, and the first one stays`() throws {
        let issued = try vendor.issue(1)
        let note = try vendor.receipt(1, for: issued.terms.id)
        let first = try take(note)
        for again in [note, try vendor.receipt(1, for: issued.terms.id, at: "2027-02-20T00:00:00Z")] {
            let second = try take(again)
            #expect(second.wasKnown && second.receipt == first.receipt && second.daysLeft == first.daysLeft)
            #expect(second.record == first.record)
        }
        let kept = try vendor.records().filter { $0.content.kind == .receipt }
        #expect(kept.map(\.content.body) == [note.bytes])
    }

    @Test func `receipts of several installations are kept beside each other`() throws {
        let issued = try vendor.issue()
        var records: Set<Int64> = []
        for number in 1...4 {
            let returned = try take(vendor.receipt(number, for: issued.terms.id))
            #expect(!returned.wasKnown)
            records.insert(returned.record)
        }
        for number in 1...4 {
            let again = try take(vendor.receipt(number, for: issued.terms.id))
            #expect(again.wasKnown)
            #expect(try again.receipt.installation == TestWorkspace.installation(number))
            #expect(records.contains(again.record))
        }
        #expect(records.count == 4)
    }

    @Test func `the days that were left are counted by a clock that is not believed beyond reason`() throws {
        // The last day is 2027-11-21.
        let table: [(returned: String, now: String, days: Int64)] = [
            ("2027-02-01T08:00:00Z", "2027-03-01T00:00:00Z", 293),
            ("2027-11-21T23:59:59Z", "2027-12-01T00:00:00Z", 0),
            ("2028-05-01T00:00:00Z", "2028-06-01T00:00:00Z", 0),
            // A clock far behind, one far ahead.
            ("1970-01-01T00:00:00Z", "2027-03-01T00:00:00Z", 365),
            ("2090-01-01T00:00:00Z", "2027-11-20T00:00:00Z", 1),
        ]
        for (returned, now, days) in table {
            let issued = try vendor.issue(1)
            #expect(try take(vendor.receipt(1, for: issued.terms.id, at: returned), now: now).daysLeft == days)
        }
        let forever = try vendor.issue(1) { $0.length = .perpetual(maintenance: nil) }
        #expect(try take(vendor.receipt(1, for: forever.terms.id)).daysLeft == nil)
        let later = try vendor.issue(1) { $0.firstDay = try .of("2028-01-01") }
        #expect(try take(vendor.receipt(1, for: later.terms.id)).daysLeft == 366)
    }

    @Test func `a receipt for something else is refused by name`() throws {
        let (issued, any) = (try vendor.issue(1), try vendor.issue())
        let (id, unknown) = (issued.terms.id, try LicenseID.of("01M7YQ1WE0MNGMA9RCWTSVXF8X"))
        let other = try TestWorkspace.installation(2).text.string
        let table: [(SignedNote, LedgerError?, SignerError?)] = [
            (
                try vendor.receipt(1, for: id) { $0.vendor = try .of("stranger.example") }, nil,
                .otherVendor(.receipt, found: "stranger.example", expected: "vendor.example")
            ),
            (
                try vendor.receipt(1, for: id) { $0.product = try .of("other") }, nil,
                .otherProduct(.receipt, found: "vendor.example/other", expected: "vendor.example/glpi-demo")
            ),
            (try vendor.receipt(1, for: unknown), .unknownLicense(unknown.text.string), nil),
            (try vendor.receipt(2, for: id), .notItsInstallation(license: id.text.string, installation: other), nil),
            (try vendor.receipt(1, for: id, by: 2), nil, .alteredDocument(.receipt)),
            (
                try vendor.receipt(1, for: any.terms.id) { $0.installation = try TestWorkspace.installation(2) }, nil,
                .alteredDocument(.receipt)
            ),
        ]
        let before = try vendor.everyRow()
        for (note, refused, wrong) in table {
            if let refused { #expect(ledgerError { _ = try take(note) } == refused) }
            if let wrong { #expect(signerError { _ = try take(note) } == wrong) }
            #expect((refused == nil) != (wrong == nil))
        }
        #expect(try table.count == 6 && vendor.everyRow() == before)
    }

    @Test func `a receipt is repaired as a request is, and what is none is told apart`() throws {
        let note = try vendor.receipt(1, for: vendor.issue(1).terms.id)
        let text = note.bytes.string
        let quoted =
            "Hello,\r\n"
            + text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map { "> \($0)\r\n" }.joined()
        let incoming = try IncomingReceipt(quoted.bytes)
        #expect(incoming.note == note && incoming.repairs.contains(.quoteMarks))
        let request = try vendor.request(1, accepts: [])
        let signed = try TestWorkspace.seed(1).sign(request.text, as: request.installation.keyName).orFail()
        let table: [(String, SignerError)] = [
            ("", .damagedDocument(.receipt)), (String(text.prefix(150)), .damagedDocument(.receipt)),
            (try text.replacingOnce("2027-02-01", "2027-02-02"), .alteredDocument(.receipt)),
            (try text.replacingOnce("time 2027", "time x027"), .alteredDocument(.receipt)),
            (signed.bytes.string, .wrongDocument(found: .request, expected: .receipt)),
            (try vendor.issue(1).file.string, .wrongDocument(found: .license, expected: .receipt)),
        ]
        for (file, expected) in table { #expect(signerError { _ = try IncomingReceipt(file.bytes) } == expected) }
        #expect(
            signerError { _ = try IncomingRequest(text.bytes) }
                == .wrongDocument(found: .receipt, expected: .request))
    }

    @Test func `a key outside the prime-order subgroup proves nothing`() throws {
        // The identity: R = S = 0 with it is a signature over every text to a lenient verifier.
        let key = try Ed25519PublicKey([1] + [UInt8](repeating: 0, count: 31)).orFail()
        let receipt = ReturnReceipt(
            installation: InstallationID(of: key), key: key, vendor: vendor.workspace.vendor,
            product: vendor.entry.product, license: try vendor.issue().terms.id, time: try .of(TestWorkspace.start))
        let verifier = try receipt.signingKey.orFail()
        let note = SignedNote(
            text: receipt.text,
            signatures: [
                SignedNote.Signature(
                    name: verifier.name, keyID: verifier.id,
                    bytes: [1] + [UInt8](repeating: 0, count: 63))
            ])
        let error = try #require(signerError { _ = try IncomingReceipt(note.bytes[...]) })
        #expect([.alteredDocument(.receipt), .weakInstallationKey].contains(error))
    }

    @Test func `a damaged receipt among those that are kept is said and not replaced`() throws {
        let issued = try vendor.issue(1)
        let id = issued.terms.id.text.string
        let record = try take(vendor.receipt(1, for: issued.terms.id)).record
        try vendor.damage(.receipt, id, to: "nothing")
        let before = try vendor.everyRow()
        #expect(ledgerError { _ = try take(vendor.receipt(1, for: issued.terms.id)) } == .damagedRecord(record))
        #expect(try vendor.everyRow() == before && vendor.body(.receipt, id) == "nothing")
    }
}
