/// States that an import or a verdict finds.
let stateVectors: [VectorCase] = [
    Scene().with { $0.state = Document.state.blob() }.verifying(
        "state", "empty", "off nothing-installed", "a state without licenses"),
    Scene().verifying("state", "absent", "off nothing-installed", "no state at all"),
    Scene().with { $0.products = [readOnly] }.verifying(
        "state", "absent-read-only", "read-only nothing-installed",
        "the product file says what an unlicensed copy may do"),
    Scene(installed: license).verifying("state", "license", "full", "a license in the state"),
    Scene().with { $0.state = broken }.with { $0.show = "reason" }
        .verifying(
            "state", "checksum",
            "off state-unreadable reason=[its checksum does not match: it was cut short or changed]",
            "a state that was changed grants nothing"),
    Scene().with {
        $0.state = broken; $0.products = [readOnly]
    }.verifying("state", "checksum-read-only", "read-only state-unreadable", "the unlicensed mode"),
    Scene(license).with { $0.state = broken }.importing(
        "state", "checksum-import", "imported state-unreadable", "a broken state blocks no import"),
    Scene(license).with { $0.state = broken }.verifying(
        "state", "checksum-import-verdict", "full", "a broken state is begun anew"),
    Scene("hello\n").with { $0.state = broken }.importing(
        "state", "checksum-import-damaged", "refused damaged", "a file with a reason to refuse is told that alone"),
    Scene(Document.license.signed(.revocation)).with { $0.state = newerState }.importing(
        "state", "newer-import-refused", "refused wrong-role", "a file with a reason to refuse is told that alone"),
    Scene().with { $0.state = newerState }.verifying("state", "newer", "off state-newer", "a newer release wrote it"),
    Scene(license).with { $0.state = newerState }.importing(
        "state", "newer-import", "imported state-newer", "an import works in every state"),
    Scene().with { $0.state = Document.state.with("product", "other").blob([license]) }
        .verifying("state", "other-product", "off state-for-other-product", "another product's state"),
    Scene(license).with { $0.state = Document.state.with("product", "other").blob() }
        .importing(
            "state", "other-product-import", "refused state-for-other-product",
            "another product's licenses are not written over"),
    Scene().with {
        $0.state = Document.state.with("product", "other").blob([license]); $0.show = "found expected"
    }.verifying(
        "state", "other-product-values",
        "off state-for-other-product found=[vendor.example/other] expected=[vendor.example/demo]",
        "both products are named"),
    unreadable(
        "empty-line-at-end", Document.state.string + "\n", "it ends in an empty line", "a state ends with its last line"
    ),
    unreadable(
        "no-note", Document.state.string + "\nlatchkey/license@v1\n\n\u{2014} x\n",
        "a document in it is not a signed note", "an item without a signature line that can be read"),
    unreadable(
        "nearly-log-proof", Document.state.string + "\nc2sp.org/tlog-proof@v10\n\n\u{2014} x\n",
        "a document in it is not a signed note", "only what begins as a log proof is left unread"),
    unreadable(
        "no-item", Document.state.string + "\nlatchkey/license@v1\n", "its documents cannot be told apart",
        "an item without signature lines"),
    Scene().with {
        let (state, length) = (
            Document.state.blob([license]), Document.state.string.utf8.count + 1 + license.utf8.count
        )
        $0.state = state.replacing(" \(length)\n", with: " \(length + 1)\n")
    }.verifying("state", "length-beyond-end", "off state-unreadable", "the checksum covers as much as it says"),
    Scene().with { $0.state = Document.state.with("vendor", "other.example").blob([license]) }
        .verifying("state", "other-vendor", "off state-for-other-product", "another vendor's state"),
    Scene().with { $0.state = Document.state.with("roots", String(repeating: "0", count: 64)).blob([license]) }
        .verifying(
            "state", "other-roots", "full state-for-other-keys",
            "the state was last used with other roots; the license is verified all the same"),
    Scene().with { $0.state = Document.state.with("roots", String(repeating: "0", count: 64)).blob() }
        .verifying(
            "state", "other-roots-empty", "off nothing-installed state-for-other-keys", "errors come before warnings"),
    Scene(installed: license.replacing("seats 50", with: "seats 51")).verifying(
        "state", "altered-license", "off altered", "what grants is verified at every load"),
    Scene(installed: Document.license.signed(.otherLicense)).verifying(
        "state", "strangers-license", "off unknown-signer", "what grants is verified at every load"),
    Scene(installed: Document.license.signed(.revocation)).verifying(
        "state", "wrong-role", "off wrong-role", "what grants is verified at every load"),
    Scene(installed: license.replacing("seats 50", with: "seats 51"), otherLicense).verifying(
        "state", "altered-beside-good", "full", "a good license beside it counts"),
    Scene(
        installed: Document.keyring2.signed(.root1),
        Document.license.with("issued", "2026-12-02T10:00:00Z").signed(.license2027)
    )
    .verifying("state", "keyring-by-too-few", "off unknown-key", "a keyring in the state is judged at every load"),
    Scene(
        installed: Document.keyring2.signed(.root1, .root2),
        Document.license.with("issued", "2026-12-02T10:00:00Z").signed(.license2027)
    )
    .verifying("state", "keyring", "full", "a keyring in the state brings its keys"),
    Scene(installed: Document(["latchkey/receipt@v1", "anything"]).signed(.license)).verifying(
        "state", "unknown-document", "off nothing-installed",
        "a document that this release does not know grants nothing"),
    Scene(another.signed(.license)).with { $0.state = full(ends: "2027-11-22T12:00:00Z") }.with { $0.show = "count" }
        .importing("state", "full", "refused state-full count=[64]", "64 licenses in force leave no room"),
    Scene(another.signed(.license)).with { $0.state = full(ends: "2026-11-29T12:00:00Z") }
        .importing("state", "full-of-ended", "imported", "the license that ended first makes room"),
    Scene(manyKeyrings, another.signed(.license)).with { $0.state = full(ends: "2026-11-29T12:00:00Z") }
        .importing("state", "many-keyrings", "imported", "twenty keyrings and 64 licenses still make a readable state"),
]

private let readOnly = productFile.replacing("unlicensed off", with: "unlicensed read-only")
private let broken = Document.state.blob([license]).replacing("revision 3", with: "revision 4")
private let newerState = Document.state.blob([license]).replacing("state@v1", with: "state@v2")
private let another = Document.license.with("id", "01KAJ0Q6Y4ZC9C4N2B8M4T7X60")
private let manyKeyrings = (2..<22).map { Document.keyring.with("version", "\($0)").signed(.root1, .root2) }.joined(
    separator: "\n")

/// A state with 64 licenses, the first of which ends when it is said, and the others in 2027.
private func full(ends: String) -> String {
    Document.state.blob(
        padded(64).map { number in
            Document.license.with("id", "01KAJ0Q6Y4ZC9C4N2B8M4T\(number)")
                .with("expires", number == "1000" ? ends : "2027-11-22T12:00:00Z").signed(.license)
        })
}

/// The verdict on a state of which the checksum is right.
private func unreadable(_ name: String, _ checked: String, _ reason: String, _ comment: String) -> VectorCase {
    Scene().with {
        $0.state = Document.blob(ofChecked: checked); $0.show = "reason"
    }.verifying("state", name, "off state-unreadable reason=[\(reason)]", comment)
}

private let license = Document.license.signed(.license)
private let other = Document.license.with("id", "01KAJ0Q6Y4ZC9C4N2B8M4T7X5S").with("feature", "import")
private let otherLicense = other.signed(.license)
