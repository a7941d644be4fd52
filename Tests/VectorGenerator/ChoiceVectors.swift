/// Which of several licenses decides.
let choiceVectors: [VectorCase] = [
    choose("full-before-trial", [b, trial], "full license=[\(idB)]", "full before trial"),
    choose("trial-before-ended", [ended, trial], "trial license=[\(idT)] expires-soon", "trial before read-only"),
    choose(
        "read-only-before-off", [ended.with("on-expiry", "off"), endedB], "read-only license=[\(idB)] expired",
        "read-only before off"),
    choose(
        "off-before-refused", [ended.with("on-expiry", "off"), b.with("url", "https://other.example/")],
        "off license=[\(idA)] expired", "a license that ended before one that does not apply"),
    choose(
        "in-force-before-grace", [inGrace.with("issued", "2026-12-10T00:00:00Z"), b], "full license=[\(idB)]",
        "in force before in grace, whichever was issued later"),
    choose("later-issued", [a.with("issued", "2026-12-10T00:00:00Z"), b], "full license=[\(idA)]", "the later issued"),
    choose("greater-id", [b, a], "full license=[\(idB)]", "of two issued at one time the greater ID"),
    choose("order-of-import", [a, b], "full license=[\(idB)]", "the order of import does not matter"),
    choose(
        "not-applicable-ignored", [a, b.with("url", "https://other.example/").with("issued", "2026-12-10T00:00:00Z")],
        "full license=[\(idA)]", "one that does not apply takes nothing away"),
    choose(
        "waiting-before-refused", [a.with("starts", "2027-01-01T00:00:00Z"), b.with("url", "https://other.example/")],
        "off license=[\(idA)] not-yet-valid", "the one that comes nearest is named"),
    choose(
        "ended-before-waiting", [endedB, a.with("starts", "2027-01-01T00:00:00Z")],
        "read-only license=[\(idB)] expired not-yet-valid", "that another one waits is told beside the one that ended"),
    choose(
        "ended-before-waiting-elsewhere",
        [endedB, a.with("starts", "2027-01-01T00:00:00Z").with("url", "https://other.example/")],
        "read-only license=[\(idB)] expired", "one that does not apply here does not wait"),
    choose(
        "altered-worse", [trial, b], "full license=[\(idB)]", "that a lesser one is not verified is not told",
        alter: true),
    choose(
        "grace-before-waiting", [inGrace, b.with("starts", "2027-06-01T00:00:00Z")], "full license=[\(idA)] in-grace",
        "what grants now before what will grant"),
    choose(
        "features-not-merged", [a.with("feature", "export"), b.with("feature", "reports")],
        "full license=[\(idB)] features=[reports]", "features never merge across licenses", show: "license features"),
    choose(
        "limits-not-added", [a, b], "full license=[\(idB)] limits=[seats 50]", "limits never add up",
        show: "license limits"),
    choose(
        "altered-best", [b, trial], "trial license=[\(idT)] altered expires-soon",
        "the best license that is verified; that a better one is not is told",
        alter: true),
    Scene(file(a.signed(.license), renewal.signed(.license))).with {
        $0.time = "2027-11-01T00:00:00Z"; $0.show = "license"
    }
    .verifying(
        "choice", "renewal-waits", "full license=[\(idA)]",
        "a renewal that was imported early silences the expiry warning"),
    Scene(file(a.signed(.license), renewal.signed(.license))).with {
        $0.time = "2027-11-21T23:59:59Z"; $0.show = "license"
    }
    .verifying("choice", "renewal-before-start", "full license=[\(idA)]", "the renewal waits for its start"),
    Scene(file(a.signed(.license), renewal.signed(.license))).with {
        $0.time = "2027-11-22T00:00:00Z"; $0.show = "license"
    }
    .verifying("choice", "renewal-starts", "full license=[\(idB)]", "the renewal leaves no gap"),
    Scene(file(a.signed(.license), renewal.with("starts", "2028-06-01T00:00:00Z").signed(.license))).with {
        $0.time = "2027-11-01T00:00:00Z"; $0.show = "license"
    }
    .verifying(
        "choice", "renewal-with-gap", "full license=[\(idA)] expires-soon",
        "a renewal that begins long after the end silences nothing"),
    Scene(file(a.signed(.license), renewal.with("url", "https://other.example/").signed(.license))).with {
        $0.time = "2027-11-01T00:00:00Z"; $0.show = "license"
    }
    .verifying(
        "choice", "renewal-for-other-url", "full license=[\(idA)] expires-soon",
        "a renewal that does not apply here silences nothing"),
    Scene(installed: a.signed(.license), renewal.signed(.license).replacing("2028-11", with: "2029-11")).with {
        $0.time = "2027-11-01T00:00:00Z"; $0.show = "license"
    }
    .verifying(
        "choice", "renewal-altered", "full license=[\(idA)] expires-soon",
        "a renewal that is not verified silences nothing"),
    soon(
        "renewal-at-end-of-grace", [a, renewal.with("starts", "2027-11-29T12:00:00Z")], "full license=[\(idA)]",
        "a renewal that begins where the grace days end"),
    soon(
        "renewal-after-end-of-grace", [a, renewal.with("starts", "2027-11-29T12:00:01Z")],
        "full license=[\(idA)] expires-soon", "a second later is a gap"),
    soon(
        "renewal-by-trial", [a, renewal.with("kind", "trial")], "full license=[\(idA)] expires-soon",
        "a trial renews no license"),
    soon(
        "trial-goes-on", [a.with("kind", "trial"), renewal.with("kind", "trial")], "trial license=[\(idA)]",
        "a trial goes on with a trial"),
    soon(
        "trial-then-license", [a.with("kind", "trial"), renewal], "trial license=[\(idA)]",
        "a trial goes on with a license"),
    soon(
        "renewal-url-trimmed", [a, renewal], "full license=[\(idA)] url-trimmed",
        "a renewal silences the expiry warning alone", url: "https://glpi.acme.example/?x=1"),
    choose(
        "grace-renewed", [inGrace, b.with("starts", "2026-12-20T00:00:00Z")], "full license=[\(idA)]",
        "a renewal that begins before the grace days end silences their warning, too"),
    choose(
        "trial-before-waiting", [trial, b.with("starts", "2027-06-01T00:00:00Z")],
        "trial license=[\(idT)] expires-soon", "beside a trial that runs nothing is said of one that waits"),
    choose(
        "waiting-altered", [b.with("starts", "2027-01-01T00:00:00Z"), ended], "read-only license=[\(idA)] expired",
        "one that is not verified does not wait", alter: true),
    Scene(installed: b.signed(.license).replacing("seats 50", with: "seats 99"), trial.signed(.otherLicense))
        .verifying("choice", "best-failure", "off altered", "of two that are not verified the better one is told"),
    Scene(installed: b.signed(.otherLicense), trial.signed(.license).replacing("seats 50", with: "seats 99"))
        .verifying(
            "choice", "best-failure-unknown", "off unknown-signer",
            "of two that are not verified the better one is told"),
    choose(
        "two-ended-before-waiting", [endedB, ended, a.with("id", idT).with("starts", "2027-01-01T00:00:00Z")],
        "read-only license=[\(idB)] expired not-yet-valid", "of two that ended none hides the one that waits"),
    choose(
        "ended-before-waiting-revoked", [endedB, a.with("starts", "2027-01-01T00:00:00Z")],
        "read-only license=[\(idB)] expired", "one that was taken back does not wait",
        mark: "hit \(idA) \(TestKey.revocation.nameAndID) 2026-12-01T10:00:00Z refunded"),
]

private let idA = "01KAJ0Q6Y4ZC9C4N2B8M4T7X5R"
private let idB = "01KAJ0Q6Y4ZC9C4N2B8M4T7X60"
private let idT = "01KAJ0Q6Y4ZC9C4N2B8M4T7X10"
private let a = license
private let b = license.with("id", idB)
private let trial = Document.trial.with("id", idT)
private let ended = license.with("issued", "2026-06-02T00:00:00Z").with("starts", "2026-06-02T00:00:00Z").with(
    "expires", "2026-07-02T12:00:00Z")
private let endedB = ended.with("id", idB)
private let inGrace = license.with("expires", "2026-12-14T12:00:00Z")
private let renewal = b.with("issued", "2027-10-01T00:00:00Z").with("starts", "2027-11-22T00:00:00Z").with(
    "expires", "2028-11-22T12:00:00Z")

private func choose(
    _ name: String, _ licenses: [Document], _ expect: String, _ comment: String, show: String = "license",
    alter: Bool = false, mark: String? = nil
) -> VectorCase {
    var notes = licenses.map { $0.signed(.license) }
    if alter, let first = notes.first { notes[0] = first.replacing("seats 50", with: "seats 99") }
    var scene = Scene()
    scene.state = Document(Document.state.lines + [mark].compactMap { $0 }).blob(notes)
    scene.show = show
    return scene.verifying("choice", name, expect, comment)
}

/// Shortly before the first of some licenses ends.
private func soon(
    _ name: String, _ licenses: [Document], _ expect: String, _ comment: String,
    url: String = "https://glpi.acme.example/"
) -> VectorCase {
    Scene(file(licenses.map { $0.signed(.license) }.joined(separator: "\n"))).with {
        $0.time = "2027-11-01T00:00:00Z"; $0.show = "license"; $0.url = url
    }.verifying("choice", name, expect, comment)
}

private let license = Document.license
