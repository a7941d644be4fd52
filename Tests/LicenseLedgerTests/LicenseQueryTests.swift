import Fixtures
import LicenseFormat
import LicenseLedger
import LicenseSigner
import SignedNote
import Testing

@Suite(.timeLimit(.minutes(10))) struct LicenseQueryTests {
    /// A workspace with licenses of several customers, products, sites and terms.
    private static func stocked() throws -> (vendor: TestWorkspace, issued: [Issuance]) {
        let vendor = try TestWorkspace()
        var other = vendor.entry
        other.product = try .of("other")
        try vendor.add(other)
        var issued: [Issuance] = []
        let rows: [(customer: String, product: String, term: String, installations: [Int], url: String?)] = [
            ("ACME SA", "glpi-demo", "3y", [1], "https://glpi.acme.example/"),
            ("acme Labs", "glpi-demo", "1y", [1, 2], "https://*.labs.example/"),
            ("City 100%", "other", "2y", [2], "https://city.example/a_b"),
            ("City", "glpi-demo", "1y", [3], "https://city.example/"), ("Øst_A", "other", "30d", [], nil),
            ("ACME SA", "other", "1y", [3], "https://glpi.acme.example/"),
        ]
        for (number, row) in rows.enumerated() {
            var order = try vendor.order(row.installations, term: row.term, number: "order-\(number)") {
                $0.customer = try .of(row.customer)
                $0.urls = try row.url.map { [try .of($0)] } ?? []
            }
            order.product = try .of(row.product)
            issued.append(try vendor.issue(order))
        }
        let forever = try vendor.order([4], number: "order-6") { $0.length = .perpetual(maintenance: nil) }
        issued.append(try vendor.issue(forever))
        let trial = try vendor.order([5], number: "order-7") { $0.length = .trial(try .of("15d")) }
        issued.append(try vendor.issue(trial))
        issued.append(try vendor.issue(vendor.order(request: vendor.incoming(6))))
        var renewal = try vendor.order([1])
        renewal.renews = issued[0].license.terms.id
        issued.append(try vendor.issue(renewal))
        var move = try vendor.order([7])
        move.moves = issued[1].license.terms.id
        issued.append(try vendor.issue(move))
        return (vendor, issued)
    }

    private func found(_ vendor: TestWorkspace, _ edit: (inout LicenseQuery) throws -> Void) throws -> [LicenseID] {
        var query = LicenseQuery()
        try edit(&query)
        return try vendor.workspace.licenses(query).map(\.id)
    }

    @Test func `each condition finds what it asks for, and nothing else`() throws {
        let (vendor, issued) = try Self.stocked()
        let request = try #require(issued[8].license.origin.request)
        let ends = try Timestamp.of("2027-11-22T12:00:00Z")
        let table: [(String, (inout LicenseQuery) throws -> Void, [Int])] = [
            ("everything", { _ in }, Array(0...10)),
            ("a part of a customer, in any case", { $0.customer = "aCmE" }, [0, 1, 5, 6, 7, 8, 9, 10]),
            ("a sign of LIKE", { $0.customer = "%" }, [2]), ("another one", { $0.customer = "_" }, [4]),
            ("an empty part", { $0.customer = "" }, Array(0...10)), ("beyond ASCII", { $0.customer = "Øst" }, [4]),
            ("a quote", { $0.customer = "' OR 1 = 1 --" }, []),
            ("a customer", { $0.exactCustomer = "City" }, [3]), ("in another case", { $0.exactCustomer = "city" }, []),
            ("a part of a site", { $0.url = "ACME.example" }, [0, 5, 8]), ("a wildcard", { $0.url = "*.labs" }, [1]),
            ("an underscore", { $0.url = "a_b" }, [2]), ("no site", { $0.url = "a%b" }, []),
            ("a site", { $0.exactURL = "https://city.example/" }, [3]),
            ("a part of one", { $0.exactURL = "https://city.example" }, []),
            ("an installation", { $0.installation = try TestWorkspace.installation(2) }, [1, 2]),
            ("an unknown one", { $0.installation = try TestWorkspace.installation(9) }, []),
            ("a product", { $0.product = try .of("other") }, [2, 4, 5]), ("a kind", { $0.kind = .trial }, [7]),
            ("another kind", { $0.kind = .perpetual }, [6]),
            ("ending from", { $0.endsFrom = ends }, [0, 1, 2, 3, 5, 8, 9, 10]),
            ("ending before", { $0.endsBefore = ends }, [4, 7]),
            (
                "ending between",
                {
                    $0.endsFrom = ends; $0.endsBefore = try .of("2027-11-22T12:00:01Z")
                }, [1, 3, 5, 8, 9, 10]
            ),
            ("an order", { $0.order = "order-3" }, [3]), ("an unknown order", { $0.order = "order-33" }, []),
            ("a request", { $0.request = request }, [8]), ("an unknown request", { $0.request = request + 1 }, []),
            ("what continues one", { $0.renews = issued[0].license.terms.id }, [9]),
            ("what moves one", { $0.moves = issued[1].license.terms.id }, [10]),
            ("what moves another", { $0.moves = issued[0].license.terms.id }, []),
            (
                "all at once",
                {
                    $0.customer = "acme"
                    $0.url = "labs"
                    $0.installation = try TestWorkspace.installation(2)
                    $0.product = try .of("glpi-demo")
                    $0.kind = .subscription
                    $0.endsFrom = ends
                    $0.order = "order-1"
                }, [1]
            ),
        ]
        for (what, edit, expected) in table {
            #expect(try found(vendor, edit) == expected.map { issued[$0].license.terms.id }, "\(what)")
        }
        #expect(table.count == 31)
    }

    @Test func `both orders are whole, and pages of any size make them up`() throws {
        let (vendor, issued) = try Self.stocked()
        let byExpiry = issued.map(\.license).sorted {
            ($0.terms.expires.text.string, $0.record.number) < ($1.terms.expires.text.string, $1.record.number)
        }
        let orders: [(LicenseQuery.Order, [LicenseID])] = [
            (.issued, issued.map(\.license.terms.id)), (.expiry, byExpiry.map(\.terms.id)),
        ]
        #expect(orders[0].1 != orders[1].1)
        for (order, expected) in orders {
            #expect(try found(vendor) { $0.sorted = order } == expected)
            for size in 1...12 {
                var (pages, last) = ([LicenseID](), Int64?.none)
                while true {
                    var query = LicenseQuery()
                    (query.sorted, query.after, query.limit) = (order, last, size)
                    let page = try vendor.workspace.licenses(query)
                    #expect(page.count <= size)
                    guard let end = page.last else { break }
                    pages += page.map(\.id)
                    last = end.record
                }
                #expect(pages == expected, "pages of \(size)")
            }
        }
        #expect(try found(vendor) { $0.limit = 0 } == [])
    }

    @Test func `an entry says what its record does`() throws {
        let (vendor, issued) = try Self.stocked()
        let entries = try vendor.workspace.licenses(LicenseQuery())
        #expect(entries.count == issued.count)
        for (entry, issuance) in zip(entries, issued) {
            let license = issuance.license
            #expect(entry.record == license.record.number && entry.id == license.terms.id)
            #expect(entry.origin == license.origin)
            #expect(try vendor.workspace.issuedLicense(entry.id) == license)
        }
        #expect(try vendor.workspace.license(ofOrder: "order-2") == issued[2].license.terms.id)
        #expect(ledgerError { _ = try vendor.workspace.license(ofOrder: "none") } == .unknownOrder("none"))
    }
}
