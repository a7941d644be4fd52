/// Product files: the only trust anchor.
let productVectors: [VectorCase] = [
    product("unreadable", "hello\n", "off product-file-unreadable", "something else"),
    product("empty", "", "off product-file-unreadable", "no bytes at all"),
    product("no-keyring", Document.product.string, "off product-file-unreadable", "the keyring is missing"),
    product(
        "other-roots", file(Document.product.with("root", TestKey.root1.vkey, TestKey.root2.vkey).string, keyringNote),
        "off product-file-unreadable", "roots that are not the keyring's"),
    product(
        "other-threshold", file(Document.product.with("threshold", "1").string, keyringNote),
        "off product-file-unreadable", "a threshold that is not the keyring's"),
    product(
        "license-for-keyring", file(Document.product.string, license.signed(.license)), "off product-file-unreadable",
        "a license where the keyring belongs"),
    product(
        "two-keyrings", file(Document.product.string, keyringNote, keyringNote), "off product-file-unreadable",
        "one keyring"),
    product(
        "carriage-returns", productFile.replacing("\n", with: "\r\n"), "off product-file-unreadable",
        "the product file is not repaired"),
    product(
        "other-vendor", otherProduct, "off unknown-signer", "another vendor's product file knows other keys",
        state: Document.state.with("vendor", "other.example").with("roots", Document.rootsDigest(of: otherKeyring))),
    product(
        "log-proof-required", productFile.replacing("log-proof optional", with: "log-proof required"),
        "off proof-missing", "a license without its log proof does not count here"),
    Scene(license.signed(.license)).with { $0.products = [productFile, newerProduct] }
        .verifying("product", "updated", "full", "an update of the plugin keeps the license"),
    Scene(license.with("issued", "2026-12-02T10:00:00Z").signed(.license2027)).with { $0.products = [newerProduct] }
        .verifying("product", "unknown-keyring", "full", "the product file's own keyring knows the newer key"),
    Scene(
        file(
            Document.keyring2.signed(.root1, .root2),
            license.with("issued", "2026-12-02T10:00:00Z").signed(.license2027))
    ).with { $0.products = [productFile, newerProduct] }
        .verifying("product", "updated-past-state", "full", "the product file's keyring is the state's by now"),
    Scene(license.signed(.license), Document.keyring2.with("version", "3").without("key").signed(.root1, .root2)).with {
        $0.products = [productFile, newerProduct]
    }
    .verifying("product", "state-is-newer", "off unknown-key", "the higher version wins, wherever it is"),
    product(
        "keyring-of-other-vendor", holding(Document.keyring.with("vendor", "other.example")),
        "off product-file-unreadable", "another vendor's keyring, with this one's root keys"),
]

private let keyringNote = Document.keyring.signed(.root1, .root2)
private let newerProduct = file(
    Document.product.with("trial-days", "0").string, Document.keyring2.signed(.root1, .root2))
private let otherKeyring = Document.keyring.with("vendor", "other.example").with("threshold", "1").with(
    "root", TestKey.otherRoot.vkey
)
.with("key", "license \(TestKey.otherLicense.vkey) 2026-01-01T00:00:00Z never")
private let otherProduct = file(
    Document.product.with("vendor", "other.example").with("threshold", "1").with("root", TestKey.otherRoot.vkey).string,
    otherKeyring.signed(.otherRoot))

/// A product file with another keyring in it.
private func holding(_ keyring: Document) -> String {
    file(Document.product.with("trial-days", "0").string, keyring.signed(.root1, .root2))
}

private func product(
    _ name: String, _ product: String, _ expect: String, _ comment: String, state: Document = .state
) -> VectorCase {
    var scene = Scene(installed: license.signed(.license))
    scene.state = state.blob([license.signed(.license)])
    scene.products = [product]
    return scene.verifying("product", name, expect, comment)
}

private let license = Document.license
