/// Licenses that were given back, and the receipts of that (docs/spec/return.md).
let returnVectors: [VectorCase] = [
    Scene(license).with {
        $0.state = given; $0.show = "license date"
    }.importing(
        "return", "does-not-return", "refused given-back license=[\(id)] date=[2026-12-10]",
        "a license that was given back does not come back from its own file"),
    Scene(license).with { $0.state = given }.verifying(
        "return", "does-not-return-verdict", "off nothing-installed", "and grants nothing"),
    Scene(file(license, license2)).with {
        $0.state = given; $0.show = "items"
    }.importing(
        "return", "beside-another", "imported license- license+ given-back", "another license counts"),
    Scene(license2).with { $0.state = given }.verifying("return", "another", "full", "another license counts"),
    Scene(Document.license.with("customer", "Other").signed(.license)).with { $0.state = given }.importing(
        "return", "same-id-other-text", "refused given-back", "it is known by its ID"),
    Scene(license).with {
        $0.state = Document.state.blob(
            history: Document.history([
                Document.receipt.with("license", idB).signed(.here.asInstallation),
                Document.receipt.signed(.here.asInstallation),
            ]))
    }.importing("return", "second-of-two", "refused given-back", "every receipt counts"),
    Scene(license).with {
        $0.state = Document.state.blob(
            history: Document.history([Document.receipt.with("license", idB).signed(.here.asInstallation)]))
    }.importing("return", "receipt-of-another", "imported", "a receipt for another license"),
    Scene(license).with { $0.state = given.replacing("license \(id)", with: "license \(idB)") }.importing(
        "return", "history-damaged", "imported history-unreadable", "what was given back is lost with the history"),
    Scene(Document.license.with("installation", TestKey.elsewhere.installationID).signed(.license)).with {
        $0.state = given
    }.importing("return", "of-other-installation", "refused other-installation", "the installation is asked for first"),
    Scene(receipt).importing("return", "receipt", "refused wrong-document", "a receipt goes to the vendor"),
    Scene(receipt).with { $0.show = "document" }.importing(
        "return", "receipt-named", "refused wrong-document document=[a return receipt]", "and is named as one"),
    Scene(file(license, receipt)).importing(
        "return", "receipt-beside-license", "refused wrong-document", "a file with a receipt is not the vendor's"),
    Scene("Dear vendor,\n\n" + receipt).importing(
        "return", "receipt-in-prose", "refused wrong-document", "a receipt in a mail is a wrong document"),
    Scene(receipt.replacing("\n", with: "\r\n")).importing(
        "return", "receipt-damaged", "refused wrong-document", "a damaged receipt is a wrong document"),
    Scene(receipt.replacing("2026-12-10", with: "2026-12-11")).importing(
        "return", "receipt-altered", "refused wrong-document", "whoever signed it"),
    Scene(Document.receipt.signed(.license)).importing(
        "return", "receipt-by-license-key", "refused wrong-document", "whoever signed it"),
]

private let id = "01KAJ0Q6Y4ZC9C4N2B8M4T7X5R"
private let idB = "01KAJ0Q6Y4ZC9C4N2B8M4T7X60"
private let license = Document.license.signed(.license)
private let license2 = Document.license.with("id", idB).signed(.license)
private let receipt = Document.receipt.signed(.here.asInstallation)

/// A state in whose history the license was given back.
private let given = Document.state.blob(history: Document.history([receipt]))
