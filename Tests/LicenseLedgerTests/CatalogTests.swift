import Fixtures
import LicenseFormat
import LicenseLedger
import LicenseSigner
import SignedNote
import Testing

@Suite(.timeLimit(.minutes(10))) struct CatalogTests {
    let vendor: TestWorkspace

    init() throws { vendor = try TestWorkspace() }

    @Test func `an entry from before there were trials is read as one without, and comes back unchanged`() throws {
        let text = try #require(try vendor.body(.product, "glpi-demo"))
        #expect(!text.contains("trial-"))
        let entry = try vendor.workspace.entry(.of("glpi-demo"))
        #expect(entry == vendor.entry && entry.trialDays == .zero && entry.trialFeatures.isEmpty)
        let product = try vendor.workspace.productFile(entry, version: .of("1.0"), built: .of(TestWorkspace.start))
        #expect(product.trialDays == .zero && product.trialFeatures.isEmpty)
    }

    @Test func `a trial of the catalog reaches the product file`() throws {
        var entry = vendor.entry
        entry.product = try .of("tried")
        entry.trialDays = try .of("15")
        entry.trialFeatures = [try .of("reports")]
        try vendor.add(entry)
        #expect(try vendor.workspace.entry(.of("tried")) == entry)
        let product = try vendor.workspace.productFile(entry, version: .of("1.0"), built: .of(TestWorkspace.start))
        #expect(product.bytes.string.contains("\ntrial-days 15\ntrial-feature reports\nunlicensed off\n"))
        entry.product = try .of("untold")
        entry.trialFeatures = [try .of("export")]
        #expect(signerError { try vendor.add(entry) } == .unknownFeature("export", known: ["reports"]))
    }

    @Test func `lines about a trial have one spelling`() throws {
        let text = try #require(try vendor.body(.product, "glpi-demo"))
        for lines in [
            "trial-days 0\n", "trial-feature reports\n", "trial-days x\n", "trial-feature a\ntrial-days 1\n",
        ] {
            let record = try vendor.put(.product, "glpi-demo", Array((text + lines).utf8))
            #expect(
                ledgerError { _ = try vendor.workspace.entry(.of("glpi-demo")) } == .damagedRecord(record.number),
                "\(lines)")
        }
        try vendor.put(.product, "glpi-demo", Array((text + "trial-days 1\n").utf8))
        #expect(try vendor.workspace.entry(.of("glpi-demo")).trialDays.value == 1)
    }

    @Test func `an entry under another product's name is damaged, and a product is there once`() throws {
        let text = try #require(try vendor.body(.product, "glpi-demo"))
        let record = try vendor.put(.product, "other", Array(text.utf8))
        #expect(ledgerError { _ = try vendor.workspace.entry(.of("other")) } == .damagedRecord(record.number))
        #expect(ledgerError { try vendor.add(vendor.entry) } == .productExists("glpi-demo"))
        #expect(
            ledgerError { _ = try vendor.workspace.entry(.of("unknown")) }
                == .unknownProduct("unknown", known: ["glpi-demo", "other"]))
        #expect(try vendor.workspace.products() == ["glpi-demo", "other"])
    }

    @Test func `days for another installation or URL are signed only where they are ordered`() throws {
        #expect(try vendor.issue(1).terms.mismatchDays == nil)
        let issued = try vendor.issue(1) { $0.mismatchDays = try .of("14") }
        #expect(issued.terms.mismatchDays?.value == 14 && issued.file.string.contains("\nmismatch-days 14\n"))
    }
}
