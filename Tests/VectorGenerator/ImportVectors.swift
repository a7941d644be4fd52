/// Imports of whole files: what is taken, passed over and refused.
let importVectors: [VectorCase] = taken + passedOver + refused + tampered

private let license = Document.license.signed(.license)
private let other = Document.license.with("id", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5S").with("feature", "import")
private let otherLicense = other.signed(.license)

/// A license with something before its type line, signed so.
private func begun(_ first: String, _ expect: String, _ comment: String) -> VectorCase {
    let names = ["[": "bracket", "@": "at-sign", "`": "backquote", "{": "brace", "z": "z", "Z": "capital-z"]
    let lines = ["\(first)latchkey/license@v1"] + Document.license.lines.dropFirst()
    return Scene(Document(lines).signed(.license)).importing(
        "import", "begins-with-\(names[first] ?? "")", expect, comment)
}

private let taken = [
    Scene(license).with { $0.show = "items" }.importing("import", "license", "imported license+", "one good license"),
    Scene(file(license, otherLicense)).with { $0.show = "items" }.importing(
        "import", "two-licenses", "imported license+ license+", "two good licenses"),
    Scene(license, license).importing(
        "import", "again", "unchanged already-installed", "the same file twice changes nothing"),
    Scene(license, Document.license.signed(.license, .revocation)).importing(
        "import", "again-with-signature", "unchanged already-installed",
        "the same license with one signature more is the same license"),
    Scene(license, file(license, otherLicense)).importing(
        "import", "again-and-new", "imported already-installed", "what is new counts"),
    Scene(license, Document.license.with("limit", "seats 5000").signed(.license)).importing(
        "import", "same-id-other-text", "refused same-id-other-text", "the installed one stays"),
    Scene(license, Document.license.with("limit", "seats 5000").signed(.license)).with { $0.show = "limits" }
        .verifying("import", "same-id-other-text-verdict", "full limits=[seats 50]", "the installed one stays"),
    Scene(file(license, license)).importing(
        "import", "twice-in-one-file", "imported already-installed", "one file with the same license twice"),
    Scene(license: Document.license.with("starts", "2026-01-01T00:00:00Z").with("expires", "2026-02-01T12:00:00Z"))
        .importing("import", "expired", "imported", "an expired license imports"),
    Scene(license: Document.license.with("starts", "2027-01-01T00:00:00Z")).importing(
        "import", "not-yet-valid", "imported", "a license that begins later imports"),
    Scene(license: Document.license.with("url", "https://elsewhere.example/")).importing(
        "import", "other-url", "imported", "the URL is asked at each load, since it can be corrected"),
    Scene(license: Document.license.with("versions", "=9.0")).importing(
        "import", "other-version", "imported", "the release is asked at each load, since it can be updated"),
    Scene(license: Document.license.with("installation", "any")).importing(
        "import", "any-installation", "imported", "a license for any installation"),
    Scene(
        license: Document.license.with("customer", "東京電力 \u{201C}Nord\u{201D}").appending("note L'été", "x-order 4711")
    ).importing("import", "non-ascii-names", "imported", "names in UTF-8, curly quotes that were signed"),
]

private let passedOver = [
    begun("[", "refused damaged", "a bracket before the type line"),
    begun("@", "refused damaged", "an at sign before the type line"),
    begun("`", "refused damaged", "a backquote before the type line"),
    begun("{", "refused damaged", "a brace before the type line"),
    begun("z", "refused wrong-document", "another word"),
    begun("Z", "refused wrong-document", "another word"),
    Scene(file(Document.revocations.appending("color red").signed(.otherLicense), license)).importing(
        "import", "newer-list-by-stranger", "refused unknown-signer", "a stranger's list, whatever is in it"),
    Scene(license: Document.license.with("product", "other")).with { $0.show = "found expected" }
        .importing(
            "import", "other-product", "refused other-product found=[other] expected=[demo]",
            "nothing else is in the file"),
    Scene(file(Document.license.with("product", "other").signed(.license), otherLicense)).with { $0.show = "items" }
        .importing(
            "import", "other-product-beside-license", "imported license- license+ other-product",
            "one file for two products"),
    Scene(license: Document.license.with("installation", TestKey.elsewhere.installationID))
        .importing("import", "other-installation", "refused other-installation", "nothing else is in the file"),
    Scene(file(Document.license.with("installation", TestKey.elsewhere.installationID).signed(.license), otherLicense))
        .importing(
            "import", "other-installation-beside-license", "imported other-installation",
            "one file for two installations"),
    Scene(newer).importing(
        "import", "newer-type", "refused newer-document", "signature good, type unknown: update the plugin"),
    Scene(file(newer, license)).importing(
        "import", "newer-type-beside-license", "imported newer-document", "what can be read counts"),
    Scene(Document.license.inserting("seats-from sso", after: "grace-days").signed(.license))
        .importing(
            "import", "newer-license", "refused newer-document", "signature good, a line unknown: update the plugin"),
    Scene(Document(["latchkey/license@v2"] + Document.license.lines.dropFirst()).signed(.license))
        .importing("import", "license-v2", "refused newer-document", "the next version of the type"),
]

private let newer = Document(["latchkey/receipt@v1", "anything at all"]).signed(.license)

private let refused = [
    Scene(Document.request.signed(TestKey.here.asInstallation)).importing(
        "import", "request", "refused wrong-document", "a request where a license belongs"),
    Scene(productFile).importing(
        "import", "product-file", "refused wrong-document", "a product file where a license belongs"),
    Scene(file(license, Document.request.signed(TestKey.here.asInstallation))).importing(
        "import", "license-and-request", "refused wrong-document", "a request does not belong into a license file"),
    Scene(Document(["sum.golang.example", "1", "AAAA"]).signed(.otherLicense)).importing(
        "import", "checkpoint", "refused wrong-document", "a signed note of other people's"),
    Scene("").importing("import", "empty", "refused damaged", "no bytes at all"),
    Scene("hello\n").importing("import", "text", "refused damaged", "some text"),
    Scene(bytes: [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0xA5, count: 64)).importing(
        "import", "binary", "refused damaged", "an archive"),
    Scene(bytes: [UInt8](repeating: 0x0A, count: 4096)).importing(
        "import", "newlines", "refused damaged", "newlines alone"),
    Scene(Document.license.string).importing("import", "no-signature", "refused damaged", "the signature is missing"),
    Scene(String(license.prefix(300))).importing("import", "cut-short", "refused damaged", "the end is missing"),
    Scene(String(license.dropLast(20))).importing(
        "import", "cut-in-signature", "refused damaged", "the end of the signature is missing"),
    Scene(Array(repeating: license, count: 33).joined(separator: "\n")).with { $0.show = "reason" }
        .importing(
            "import", "thirty-three-items", "refused damaged reason=[it holds more than 32 documents]",
            "at most 32 items"),
    Scene(bytes: [UInt8](repeating: 0x61, count: 262_145)).with { $0.show = "reason" }
        .importing("import", "too-large", "refused damaged reason=[it is larger than 262144 bytes]", "at most 256 KiB"),
    Scene(Document.license.signed(by: Array(repeating: .otherLicense, count: 17))).with { $0.show = "reason" }
        .importing(
            "import", "seventeen-signatures", "refused damaged reason=[it has more than 16 signature lines]",
            "at most 16 signatures"),
    Scene(Document.license.signed(.otherLicense)).importing(
        "import", "unknown-signer", "refused unknown-signer", "another vendor's key"),
    Scene(Document.license.with("vendor", "other.example").signed(.otherLicense)).importing(
        "import", "other-vendors-license", "refused unknown-signer", "another vendor's license"),
    Scene(Document.license.with("vendor", "other.example").signed(.license)).with { $0.show = "found expected" }
        .importing(
            "import", "vendor-not-signers", "refused other-vendor found=[other.example] expected=[vendor.example]",
            "the vendor is the prefix of the signer's name"),
    Scene(Document.license.with("vendor", "vendor").signed(.license)).importing(
        "import", "vendor-prefix-of-prefix", "refused other-vendor", "the prefix up to the slash"),
    Scene(file(newer.replacing("anything", with: "everything"), license)).importing(
        "import", "newer-type-altered", "refused altered", "the unknown document does not match its signature"),
    Scene(file(Document(["latchkey/receipt@v1", "anything at all"]).signed(.otherLicense), license))
        .importing("import", "newer-type-by-stranger", "refused unknown-signer", "an unknown document by a stranger"),
    Scene(license).with { $0.products = ["latchkey/product@v1\n"] }.with { $0.show = "reason" }
        .importing(
            "import", "product-file-unreadable",
            "refused product-file-unreadable reason=[line 2, vendor: the key is missing here]",
            "without a product file nobody is trusted"),
]

private let tampered = [
    Scene(license.replacing("seats 50", with: "seats 51")).importing(
        "import", "altered-limit", "refused altered", "a digit was changed"),
    Scene(license.replacing("ACME SA", with: "\u{410}CME SA")).importing(
        "import", "look-alike-customer", "refused altered", "a letter became a Cyrillic one that looks the same"),
    Scene(license.replacing("glpi.acme.example", with: "glpi.xn--cme-5cd.example")).importing(
        "import", "look-alike-site", "refused altered", "a site became another one that looks the same"),
    Scene(license.replacing("2027-11-22", with: "2028-11-22")).importing(
        "import", "altered-expiry", "refused altered", "the term was made longer"),
    Scene(license.replacing("feature export\n", with: "feature export\nfeature import\n")).importing(
        "import", "added-feature", "refused altered", "a line was added"),
    Scene(license.replacing("host glpi >=10.0 <12.0\n", with: "")).importing(
        "import", "removed-line", "refused altered", "a line was removed"),
    Scene(license.replacing("latchkey/license@v1", with: "latchkey/keyring@v1")).importing(
        "import", "altered-type", "refused altered", "the type line is signed too"),
    Scene(Document.license.string + "\n" + TestKey.license.signatureLine(other.text)).importing(
        "import", "signature-of-other-license", "refused altered", "one license's terms, another one's signature"),
    Scene(
        Document.license.string + "\n" + TestKey.root1.signatureLine(Document.keyring.text)
            + TestKey.license.signatureLine(Document.license.text)
    )
    .importing(
        "import", "signature-of-keyring-added", "refused altered",
        "a known key's signature of another text refuses the note"),
    Scene(file(license, otherLicense.replacing("seats 50", with: "seats 51"))).importing(
        "import", "one-of-two-altered", "refused altered", "an altered part refuses the whole file"),
    Scene(file(license, otherLicense.replacing("seats 50", with: "seats 51"))).verifying(
        "import", "one-of-two-altered-verdict", "off nothing-installed", "the state stays as it was"),
    Scene(license, file(Document.keyring2.signed(.root1, .root2), otherLicense.replacing("seats 50", with: "seats 51")))
        .with { $0.show = "license" }
        .verifying(
            "import", "altered-after-good-verdict", "full license=[01KAJ0Q6Y4ZC9C4N2B8M4T7X5R]",
            "what was installed stays installed"),
]
