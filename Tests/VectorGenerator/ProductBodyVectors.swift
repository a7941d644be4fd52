/// `latchkey/product@v1` and the keyring after it.
let productBodyVectors: [VectorCase] =
    ([
        BodyCase("complete", Array(productFile.utf8), "ok", "body, empty line, keyring"),
        BodyCase("no-trial-features", with(product.without("trial-feature")), "ok", "a trial without features"),
        BodyCase("x-line", with(product.appending("x-channel stable")), "ok", "the vendor's own line"),
        BodyCase("no-keyring", product, "not-a-note 16", "the keyring follows"),
        BodyCase(
            "no-empty-line", Array((product.string + keyringNote).utf8), "malformed-line 15",
            "an empty line between body and keyring"),
        BodyCase(
            "unsigned-keyring", file(product.string, Document.keyring.string).utf8.map { $0 }, "not-a-note 16",
            "the keyring is a signed note"),
        BodyCase(
            "keyring-and-more", Array(file(product.string, keyringNote, keyringNote).utf8), "ok",
            "a note's text may hold empty lines; whether it is a keyring is asked later"),
        BodyCase(
            "threshold-zero", with(product.with("threshold", "0")), "inconsistent 15 threshold",
            "at least one root signs"),
        BodyCase(
            "threshold-above-roots", with(product.with("threshold", "4")), "inconsistent 15 threshold",
            "no more signatures than roots"),
        BodyCase(
            "root-of-other-vendor", with(product.with("vendor", "other.example")), "inconsistent 15 threshold",
            "names carry the vendor's prefix"),
        BodyCase(
            "trial-features-unsorted", with(product.with("trial-feature", "reports", "export")),
            "unsorted 10 trial-feature", "repeated keys are sorted"),
    ]
    + BodyCase.missing(
        product,
        [
            ("vendor", 2), ("product", 3), ("title", 4), ("version", 5), ("built", 6), ("log-proof", 7),
            ("trial-days", 8),
            ("unlicensed", 10), ("threshold", 11),
        ])
    + BodyCase.refused(product, "title", line: 4, [("override", "Demo \u{202E}nigulp", "no bidirectional controls")])
    + BodyCase.refused(
        product, "version", line: 5, [("leading-v", "v2.1.0", "one spelling"), ("any", "any", "a release")])
    + BodyCase.refused(product, "built", line: 6, [("date", "2026-06-01", "date and time")])
    + BodyCase.refused(product, "log-proof", line: 7, [("yes", "yes", "required or optional")])
    + BodyCase.refused(
        product, "trial-days", line: 8, [("ten-years", "3654", "at most 3653"), ("negative", "-1", "not negative")])
    + BodyCase.refused(product, "unlicensed", line: 10, [("full", "full", "read-only or off")]))
    .map { $0.vector("product") }

private let product = Document.product
private let keyringNote = Document.keyring.signed(.root1, .root2)

private func with(_ product: Document) -> [UInt8] { Array(file(product.string, keyringNote).utf8) }
