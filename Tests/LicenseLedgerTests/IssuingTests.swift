import Fixtures
import LicenseFormat
import LicenseSigner
import SignedNote
import Testing

@testable import LicenseLedger

@Suite(.timeLimit(.minutes(10))) struct IssuingTests {
    let vendor: TestWorkspace

    init() throws { vendor = try TestWorkspace() }

    /// Answers an order without any key: what is known needs none.
    private func known(_ order: IssueOrder, at now: String = "2026-12-24T00:00:00Z") throws -> Issuance {
        try vendor.issue(order, at: now, open: TestWorkspace.refuse)
    }

    @Test func `the same order number gives the same license and the same bytes`() throws {
        let first = try vendor.issue(
            vendor.order([1, 2], number: "4711") { $0.urls = [try .of("https://*.acme.example/")] })
        #expect(!first.wasKnown && first.remarks == [] && first.license.origin.order == "4711")
        let file = try vendor.workspace.delivery(of: first.license.terms.id).file
        let before = try vendor.everyRow()
        let again = try known(vendor.order([1, 2], number: "4711") { $0.urls = [try .of("https://*.acme.example/")] })
        #expect(again.wasKnown && again.license == first.license)
        #expect(try vendor.workspace.delivery(of: again.license.terms.id).file == file)
        #expect(try vendor.everyRow() == before)
    }

    @Test func `the same request with the same terms gives the same license, and other terms another one`() throws {
        let request = try vendor.incoming(1)
        let first = try vendor.issue(vendor.order(request: request))
        let file = try vendor.workspace.delivery(of: first.license.terms.id).file
        let before = try vendor.everyRow()
        let again = try known(vendor.order(request: request))
        #expect(again.wasKnown && again.license == first.license)
        #expect(try vendor.workspace.delivery(of: again.license.terms.id).file == file && vendor.everyRow() == before)
        let other = try vendor.issue(vendor.order(term: "2y", request: request))
        #expect(!other.wasKnown && other.license.terms.id != first.license.terms.id)
        #expect(other.remarks == [.requestAnswered(license: first.license.terms.id)])
        #expect(other.license.origin.request == first.license.origin.request)
        // It is one request, and both licenses can be had again.
        #expect(try vendor.records().filter { $0.content.kind == .request }.count == 1)
        #expect(try known(vendor.order(term: "2y", request: request)).license == other.license)
        #expect(try known(vendor.order(request: request)).license == first.license)
        // Another request of the same installation is another one.
        let next = try vendor.issue(vendor.order(request: vendor.incoming(1, nonce: 8)))
        #expect(!next.wasKnown && next.remarks == [])
    }

    @Test func `an order with neither a number nor a request is a new one each time`() throws {
        let (first, second) = (try vendor.issue(vendor.order([1])), try vendor.issue(vendor.order([1])))
        #expect(!second.wasKnown && first.license.terms.id != second.license.terms.id)
    }

    @Test func `another order under the same number is refused, and nothing is kept of it`() throws {
        let request = try vendor.incoming(1)
        let first = try vendor.issue(vendor.order([1], number: "4711"))
        let before = try vendor.everyRow()
        let id = first.license.terms.id.text.string
        var renewal = try vendor.order([1], number: "4711")
        renewal.renews = first.license.terms.id
        var move = try vendor.order([1], number: "4711")
        move.moves = first.license.terms.id
        var others = [renewal, move, try vendor.order(request: request, number: "4711")]
        others[2].order.installations = [try TestWorkspace.installation(1)]
        let edits: [(inout LicenseOrder) throws -> Void] = [
            { $0.customer = try .of("ACME SB") }, { $0.length = .catalogTerm }, { $0.length = .term(try .of("12m")) },
            { $0.length = .lastDay(try .of("2027-11-20")) }, { $0.length = .perpetual(maintenance: nil) },
            { $0.length = .perpetual(maintenance: try .of("2027-11-20")) }, { $0.length = .trial(try .of("1y")) },
            { $0.firstDay = try .of("2026-11-21") }, { $0.installations = nil }, { $0.installations = [] },
            { $0.installations = [try TestWorkspace.installation(2)] }, { $0.urls = [] },
            { $0.urls = [try .of("https://acme.example/")] }, { $0.versions = .any },
            { $0.host = try .of("glpi >=10.0") },
            { $0.features = [try .of("reports")] }, { $0.limits = [try .of("seats 5")] },
            { $0.graceDays = try .of("7") },
            { $0.mismatchDays = try .of("1") }, { $0.onExpiry = .readOnly }, { $0.onRevocation = .trial },
            { $0.note = try .of("a note") },
            { $0.extensions = [try ExtensionLine(key: "x-order".bytes, value: "1".bytes).orFail()] },
        ]
        for edit in edits { others.append(try vendor.order([1], number: "4711", edit)) }
        for (place, other) in others.enumerated() {
            #expect(ledgerError { _ = try known(other) } == .otherOrder("4711", license: id), "\(place)")
        }
        #expect(others.count == 26 && Set(others.map { $0.digest() }).count == 26)
        #expect(try vendor.everyRow() == before)
        #expect(try known(vendor.order([1], number: "4711")).license == first.license)
        #expect(try !vendor.issue(vendor.order([1], number: "4712")).wasKnown)
    }

    @Test func `an installation has one trial of a product, unless another is allowed`() throws {
        let trial = { (installations: [Int], number: String?) in
            try vendor.order(installations, number: number) { $0.length = .trial(try .of("15d")) }
        }
        let first = try vendor.issue(trial([1, 2], "t1"))
        let refused = { (number: Int) in
            LedgerError.secondTrial(
                installation: try TestWorkspace.installation(number).text.string,
                license: first.license.terms.id.text.string)
        }
        let before = try vendor.everyRow()
        #expect(try ledgerError { _ = try vendor.issue(trial([1], nil)) } == refused(1))
        #expect(try ledgerError { _ = try vendor.issue(trial([3, 2], "t2")) } == refused(2))
        #expect(try vendor.everyRow() == before)
        // The same trial again is no second one; nor is that of another installation, of another product, or no trial.
        #expect(try known(trial([1, 2], "t1")).wasKnown)
        _ = try vendor.issue(trial([3], nil))
        var entry = vendor.entry
        entry.product = try .of("other")
        try vendor.add(entry)
        var other = try trial([1], nil)
        other.product = entry.product
        _ = try vendor.issue(other)
        _ = try vendor.issue(vendor.order([1]))
        var allowed = try trial([1], nil)
        allowed.allowsSecondTrial = true
        #expect(try vendor.issue(allowed).license.terms.kind == .trial)
    }

    @Test func `what another customer has a license for is remarked`() throws {
        let (site, other): (LicensedURL, LicensedURL) = try (.of("https://a.example/"), .of("https://b.example/"))
        let issue = { (customer: String, installations: [Int], urls: [LicensedURL]) in
            try vendor.issue(
                vendor.order(installations) {
                    $0.customer = try .of(customer)
                    $0.urls = urls
                }
            ).remarks
        }
        let one = try TestWorkspace.installation(1)
        #expect(try issue("ACME SA", [1], [site]) == [])
        #expect(try issue("ACME SA", [1], [site]) == [])
        #expect(try issue("City", [2], [other]) == [])
        #expect(try issue("Third", [3], []) == [])
        #expect(try issue("Third", [1, 3], []) == [.installationOfAnother(one, customer: "ACME SA")])
        #expect(try issue("Fourth", [4], [site]) == [.urlOfAnother(site, customer: "ACME SA")])
        let both = try issue("Fifth", [2, 5], [site, other])
        #expect(
            try both.first == .installationOfAnother(TestWorkspace.installation(2), customer: "City") && both.count == 3
        )
        #expect(both.contains(.urlOfAnother(other, customer: "City")))
    }

    @Test func `a license is continued once and moved once`() throws {
        let id = try vendor.issue(1).id
        for keyPath in [\IssueOrder.renews, \IssueOrder.moves] {
            var order = try vendor.order([1])
            order[keyPath: keyPath] = id
            let first = try vendor.issue(order)
            let before = try vendor.everyRow()
            let again = try vendor.issue(order)
            #expect(again.wasKnown && again.license == first.license)
            order.order.graceDays = try .of("9")
            let other = ledgerError { _ = try vendor.issue(order) }
            let successor = first.license.terms.id.text.string
            #expect(
                other
                    == (order.renews == nil
                        ? .movedAlready(id.text.string, by: successor)
                        : .renewedAlready(id.text.string, by: successor)))
            #expect(try vendor.everyRow() == before)
        }
    }

    @Test func `nothing of a failed write stays`() throws {
        try vendor.issue(1)
        let (before, published) = (try vendor.everyRow(), vendor.folder.text("w/log/checkpoint"))
        let order = try vendor.order([2], request: vendor.incoming(2), number: "4711")
        let keys = try vendor.workspace.issuingKeys(now: .of(TestWorkspace.start), open: TestWorkspace.open)
        var appended = 0
        let error = ledgerError {
            try vendor.workspace.write(now: .of(TestWorkspace.start), log: keys.log) { desk throws(LedgerError) in
                let random = [UInt8](repeating: 1, count: 10)
                let made = try vendor.workspace.issue(
                    DraftedOrder(order, random: random), by: keys.license, at: &desk)
                try desk.append(.product, name: Array("gone".utf8), body: [])
                try desk.seal(with: keys.log)
                try desk.finish()
                appended = Int(desk.end.number - made.license.record.number)
                throw .unknownOrder("thrown")
            }
        }
        #expect(error == .unknownOrder("thrown") && appended == 2)
        #expect(try vendor.everyRow() == before && vendor.folder.text("w/log/checkpoint") == published)
        // And the desk goes on.
        let issued = try vendor.issue(order)
        #expect(try !issued.wasKnown && vendor.workspace.delivery(of: issued.license.terms.id).lists == 0)
    }

    @Test func `two orders are the same when nothing that was ordered differs`() throws {
        let base = { try vendor.order([1], number: "1") }
        var told = try base()
        (told.reason, told.number, told.allowsSecondTrial) = ("why", "2", true)
        #expect(try told.digest() == base().digest() && told.digest().count == 32)
        // A line break in one value is not two values.
        let lines = try vendor.order([1]) { $0.limits = [try .of("seats 5"), try .of("users 5")] }
        #expect(try lines.digest() != vendor.order([1]) { $0.limits = [try .of("seats 5")] }.digest())
    }
}
