import Fixtures
import LicenseFormat
import LicenseLedger
import LicenseSigner
import SignedNote
import Testing

@Suite(.timeLimit(.minutes(5))) struct BatchTests {
    let vendor: TestWorkspace

    init() throws { vendor = try TestWorkspace() }

    private func batch(open: KeyOpener = TestWorkspace.open) throws -> BatchDesk {
        try BatchDesk(vendor.workspace, now: .of(TestWorkspace.start), open: open)
    }

    private static func random(_ count: Int) -> [UInt8] { (0..<count).map { _ in .random(in: .min ... .max) } }

    private func issue(_ numbers: [String], by desk: BatchDesk) throws -> [BatchDesk.Outcome] {
        try desk.issue(desk.prepare(numbers.map { try vendor.order(number: $0) }, random: Self.random), goesOn: true)
    }

    private func numbers(_ outcomes: [BatchDesk.Outcome]) -> [String?] {
        outcomes.map { if case .issued(let issuance, _?) = $0 { issuance.license.origin.order } else { nil } }
    }

    @Test func `licenses, leaves and answers stand in the order of the orders`() throws {
        let desk = try batch()
        let orders = (0..<300).map { "PO-\($0)" }
        #expect(try numbers(issue(orders, by: desk)) == orders)
        let entries = try vendor.workspace.licenses(LicenseQuery())
        #expect(entries.map(\.origin.order) == orders)
        #expect(entries.map(\.record) == entries.map(\.record).sorted())
        try desk.finish()
        #expect(try vendor.workspace.audit { _, _ in }.faults == [])
    }

    @Test func `an order that was issued while its part was prepared is not issued again`() throws {
        let desk = try batch()
        let order = try vendor.order(number: "A")
        let (one, two) = try (desk.prepare([order], random: Self.random), desk.prepare([order], random: Self.random))
        guard case .issued(let first, let delivery?)? = try desk.issue(one, goesOn: true).first,
            case .issued(let second, let again?)? = try desk.issue(two, goesOn: true).first
        else { throw FixtureFailure("two answers") }
        #expect(!first.wasKnown && second.wasKnown && first.license == second.license && delivery == again)
        #expect(try vendor.workspace.licenses(LicenseQuery()).count == 1)
    }

    @Test func `a refused order leaves the others alone, or ends the part`() throws {
        for goesOn in [true, false] {
            let desk = try batch()
            let orders = try ["A", "B", "C"].map { name in
                try vendor.order(number: "\(name)-\(goesOn)") { order in
                    if name == "B" { order.features = [try .of("unheard-of")] }
                }
            }
            let outcomes = try desk.issue(desk.prepare(orders, random: Self.random), goesOn: goesOn)
            #expect(numbers(outcomes) == ["A-\(goesOn)", nil] + (goesOn ? ["C-\(goesOn)"] : []))
            guard case .refused(.signer(.unknownFeature))? = outcomes.dropFirst().first else {
                throw FixtureFailure("a refused order")
            }
        }
    }
}
