/// Features that are asked about, one or several (docs/spec/verdict.md, "Features").
let featureVectors: [VectorCase] = asked + inJSON + elsewhere

private let asked = [
    ask("granted", "export", [], "full", "a feature of the license"),
    ask("two-granted", "export reports", [], "full", "both"),
    ask(
        "one-of-two", "export import", [], "full feature-not-licensed feature=[import]", "only what is missing is told"),
    ask(
        "none-of-two", "import audit", [],
        "full feature-not-licensed feature=[import] feature-not-licensed feature=[audit]", "each of them, as asked"),
    ask("off", "import", [], "off version-not-covered", "no feature may be used, so none is missing") {
        $0.version = "4.0"; $0.show = nil
    },
    ask("in-grace", "import", [], "full feature-not-licensed in-grace", "errors first") {
        $0.time = "2027-11-25T12:00:00Z"; $0.show = nil
    },
]

private let inJSON = [
    Scene(installed: good.without("limit").signed(.license)).with {
        $0.feature = "export import reports"; $0.show = "json"
    }
    .verifying(
        "feature", "json",
        #"full feature-not-licensed {"mode": "full","product": "demo","license": "01KAJ0Q6Y4ZC9C4N2B8M4T7X5R","#
            + #""kind": "subscription","customer": "ACME SA","installation": "\#(TestKey.here.installationID)","#
            + #""starts": "2026-11-21T00:00:00Z","expires": "2027-11-22T12:00:00Z","lastDay": "2027-11-21","#
            + #""daysLeft": 341,"time": "2026-12-15T10:00:00Z","features": ["export","reports"],"limits": {},"#
            + #""allowed": {"export": true,"import": false,"reports": true},"findings": [{"code": "feature-not-licensed","#
            + #""severity": "error","message": "the feature import is not in this license","#
            + #""remedy": "ask the vendor for a license with import","values": {"feature": "import"}}]}"#,
        "each feature that was asked about is answered")
]

/// A license for another release beside the one that decides.
private let elsewhere = [
    ask("other-release", "import", [newer], needs, "it waits for a release that is covered"),
    ask("other-release-not-asked", "export", [newer], "full", "nobody asked for it"),
    ask(
        "other-release-and-none", "audit import", [newer],
        "full feature-not-licensed feature=[audit] feature-needs-version feature=[import] covered=[>=3.0] found=[2.1.0]",
        "each for itself"),
    ask(
        "other-host", "import", [another.with("host", "glpi >=11.0")],
        "full feature-needs-version feature=[import] covered=[glpi >=11.0] found=[glpi 10.0.18]",
        "a release of the host application that is not covered"),
    ask(
        "other-release-and-host", "import", [newer.with("host", "glpi >=11.0")], needs,
        "both: the release of the product is named"),
    ask("other-site", "import", [another.with("url", "https://other.example/")], lacks, "for another site"),
    ask(
        "other-release-and-site", "import", [newer.with("url", "https://other.example/")], lacks,
        "for another site as well"),
    ask("waiting", "import", [newer.with("starts", "2027-01-01T00:00:00Z")], lacks, "it has not begun"),
    ask(
        "other-release-in-grace", "import", [newer.with("expires", "2026-12-14T12:00:00Z")], needs,
        "it is in grace"),
    ask("other-release-ended", "import", [newer.with("expires", "2026-12-01T12:00:00Z")], lacks, "it has ended"),
    ask("other-release-altered", "import", [newer], lacks, "it does not verify") {
        $0.state = Document.state.blob([
            good.signed(.license), newer.signed(.license).replacing("seats 50", with: "seats 51"),
        ])
    },
    ask("other-release-revoked", "import", [newer], lacks, "the vendor took it back") {
        $0.state = Document.state.appending(
            "hit \(idB) \(TestKey.revocation.nameAndID) 2026-12-01T10:00:00Z refunded"
        ).blob([good.signed(.license), newer.signed(.license)])
    },
    ask("ended", "import", [another.with("expires", "2026-12-01T12:00:00Z")], lacks, "a license that has ended"),
    ask(
        "covered-too", "import", [another.with("issued", "2026-11-20T00:00:00Z")], lacks,
        "features of two licenses in force never merge"),
    ask(
        "maintenance", "import",
        [
            Document.perpetual.with("id", idB).with("feature", "import").with(
                "maintenance-until", "2026-05-01T00:00:00Z")
        ], lacks, "a release that maintenance does not cover any more"),
    ask("version-unreadable", "import", [another], lacks, "no version at all") {
        $0.version = "dev-main"
        $0.state = Document.state.blob([
            good.with("versions", "any").signed(.license), another.signed(.license),
        ])
    },
    ask(
        "in-trial", "import", [newer], "trial version-not-covered feature-needs-version feature=[import] trial-running",
        "in a trial too"
    ) {
        $0.products = [trialProductFile.replacing("trial-days 15", with: "trial-days 30")]
        $0.state = Document.state.blob([newer.signed(.license)])
        $0.show = "feature"
    },
]

private let idB = "01KAJ0Q6Y4ZC9C4N2B8M4T7X60"
private let good = Document.license
private let another = good.with("id", idB).with("feature", "import").with("issued", "2026-11-22T00:00:00Z")
private let newer = another.with("versions", ">=3.0")
private let needs = "full feature-needs-version feature=[import] covered=[>=3.0] found=[2.1.0]"
private let lacks = "full feature-not-licensed feature=[import]"

/// The good license and others, and features that are asked about.
private func ask(
    _ name: String, _ features: String, _ others: [Document], _ expect: String, _ comment: String,
    _ change: (inout Scene) -> Void = { _ in }
) -> VectorCase {
    Scene().with {
        $0.state = Document.state.blob(([good] + others).map { $0.signed(.license) })
        $0.feature = features
        $0.show = "feature covered found"
        change(&$0)
    }.verifying("feature", name, expect, comment)
}
