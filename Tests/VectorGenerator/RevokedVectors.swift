/// What a mark on a license takes away, and what it leaves (docs/spec/verdict.md, "Mode and choice").
let revokedVectors: [VectorCase] = marks + afterwards

/// The mark of 1 December: fifteen days of trial end with the 16th.
private let marks =
    [
        (
            "trial", trialProductFile, license, present, "trial revoked trial-running",
            "the product's trial days, once more"
        ),
        (
            "trial-last-second", trialProductFile, license, "2026-12-17T11:59:59Z", "trial revoked trial-running",
            "the last day is not over everywhere"
        ),
        ("trial-ended", trialProductFile, license, "2026-12-17T12:00:00Z", "off revoked", "then as without a license"),
        (
            "trial-ended-read-only", readOnly(trialProductFile), license, "2026-12-17T12:00:00Z", "read-only revoked",
            "then as without a license"
        ),
        (
            "trial-no-days", productFile, license, present, "off revoked",
            "a product without trial days has none to give"
        ),
        (
            "trial-no-days-read-only", readOnly(productFile), license, present, "read-only revoked",
            "data stay readable"
        ),
        (
            "off", trialProductFile, license.with("on-revocation", "off"), present, "off revoked",
            "the vendor chose off"
        ),
        (
            "off-read-only", readOnly(trialProductFile), license.with("on-revocation", "off"), present,
            "read-only revoked", "never less than without a license"
        ),
        (
            "and-ended", productFile, license.with("expires", "2026-12-02T12:00:00Z").with("grace-days", "0"), present,
            "off expired revoked", "a license that was taken back leaves nothing for its end"
        ),
        (
            "and-ended-trial", trialProductFile,
            license.with("expires", "2026-12-02T12:00:00Z").with("grace-days", "0"), present,
            "trial expired revoked trial-running", "the days run from the mark, whenever the license ended"
        ),
        (
            "and-in-grace", productFile, license.with("expires", "2026-12-14T12:00:00Z"), present, "off revoked",
            "no grace is told of"
        ),
        (
            "and-ends-soon", productFile, license.with("expires", "2026-12-24T12:00:00Z"), present, "off revoked",
            "no renewal is asked for"
        ),
        (
            "and-refused", productFile, license.with("url", "https://other.example/"), present,
            "off other-url revoked", "both are told"
        ),
        (
            "and-waiting", productFile, license.with("starts", "2027-01-01T00:00:00Z"), present,
            "off not-yet-valid revoked", "both are told"
        ),
        (
            "and-waiting-trial", trialProductFile, license.with("starts", "2027-01-01T00:00:00Z"), present,
            "off not-yet-valid revoked", "what has not begun leaves no trial"
        ),
    ].map { name, product, license, time, expect, comment in
        Scene().with {
            $0.products = [product]
            $0.state = Document.state.appending(hit()).blob([license.signed(.license)])
            $0.time = time
        }.verifying("revoked", name, expect, comment)
    }

private let afterwards = [
    marked(hit()).with { $0.show = "license since reason" }.verifying(
        "revoked", "values", "off license=[\(id)] revoked since=[2026-12-01] reason=[refunded]",
        "the day of the mark and the vendor's reason"),
    marked(hit()).with {
        $0.products = [trialProductFile]
        $0.show = "license features limits days-left until days"
    }.verifying(
        "revoked", "trial-values",
        "trial license=[\(id)] features=[reports] limits=[] days-left=[1] revoked trial-running until=[2026-12-16] days=[1]",
        "the license decides, and the product file's features count"),
    marked(hit(at: "2026-12-16T10:00:00Z")).with { $0.products = [trialProductFile] }.verifying(
        "revoked", "mark-a-day-ahead", "trial revoked trial-running", "24 hours ahead are no mistake"),
    marked(hit(at: "2026-12-16T10:00:01Z")).with { $0.products = [trialProductFile] }.verifying(
        "revoked", "mark-in-the-future", "off revoked",
        "a mark that a clock ahead wrote into the future counts, and gives no days"),
    marked(hit(at: "2020-01-01T00:00:00Z")).with { $0.products = [trialProductFile] }.verifying(
        "revoked", "mark-of-long-ago", "off revoked", "the days are over"),
    marked(hit()).with {
        $0.products = [trialProductFile]
        $0.state = Document.state.with("created", present).appending(hit()).blob([
            license.with("on-revocation", "off").signed(.license)
        ])
        $0.show = "license"
    }.verifying(
        "revoked", "off-beside-own-trial", "trial license=[none] revoked trial-running",
        "the product's own trial is anybody's"),
    marked(hit(by: .revocation2027, at: "2026-12-03T10:00:00Z"), hit()).with { $0.show = "since" }.verifying(
        "revoked", "two-marks", "off revoked since=[2026-12-01]", "of several marks the first in the state counts"),
    marked(hit(on: idB)).verifying("revoked", "mark-on-another", "full", "a mark on another license"),
    Scene().with {
        $0.state = Document.state.appending(hit()).blob([
            license.signed(.license), license.with("id", idB).signed(.license),
        ])
        $0.show = "license"
    }.verifying("revoked", "beside-good", "full license=[\(idB)]", "the license beside it counts"),
    Scene().with {
        $0.products = [trialProductFile]
        $0.state = Document.state.appending(hit()).blob([
            license.signed(.license),
            Document.trial.with("id", idB).with("issued", "2026-11-20T00:00:00Z").with(
                "expires", "2027-06-01T12:00:00Z"
            )
            .signed(.license),
        ])
        $0.show = "license features"
    }.verifying(
        "revoked", "beside-trial", "trial license=[\(idB)] features=[export reports]",
        "of two that give a trial the one that is in force decides, and not the one that was taken back"),
    Scene().with {
        $0.state = Document.state.appending(hit(on: idB)).blob([
            license.with("expires", "2026-12-24T12:00:00Z").signed(.license),
            license.with("id", idB).signed(.license),
        ])
        $0.show = "license"
    }.verifying(
        "revoked", "renewal-revoked", "full license=[\(id)] expires-soon",
        "a renewal that was taken back silences no warning"),
    marked(hit(by: .revocation)).with {
        $0.state = Document.state.appending(hit()).blob([compromising, license.signed(.license)])
    }.verifying("revoked", "mark-of-compromised-key", "full", "a mark falls with the key that made it"),
    marked(hit()).with {
        $0.state = Document.state.appending(hit(), hit(by: .revocation2027, at: "2026-12-03T10:00:00Z")).sorted.blob([
            compromising, license.signed(.license),
        ])
        $0.show = "since"
    }.verifying(
        "revoked", "mark-of-another-key", "off revoked since=[2026-12-03]", "the other key's mark stays"),
    Scene().with {
        $0.state = Document.state.appending(hit()).blob([
            license.signed(.license).replacing("seats 50", with: "seats 51")
        ])
    }.verifying("revoked", "altered", "off altered", "an altered license is that first of all"),
]

private let id = "01KAJ0Q6Y4ZC9C4N2B8M4T7X5R"
private let idB = "01KAJ0Q6Y4ZC9C4N2B8M4T7X60"
private let present = "2026-12-15T10:00:00Z"
private let license = Document.license
private let compromising = Document.keyring2.appending(
    "compromised \(TestKey.revocation.nameAndID) 0 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
).signed(.root1, .root2)

private func readOnly(_ product: String) -> String {
    product.replacing("unlicensed off", with: "unlicensed read-only")
}

/// The line of a mark.
private func hit(
    on license: String = id, by key: TestKey = .revocation, at time: String = "2026-12-01T10:00:00Z"
) -> String {
    "hit \(license) \(key.nameAndID) \(time) refunded"
}

/// A license with marks on it.
private func marked(_ hits: String...) -> Scene {
    Scene().with {
        $0.state = Document(Document.state.lines + hits).sorted.blob([license.signed(.license)])
    }
}
