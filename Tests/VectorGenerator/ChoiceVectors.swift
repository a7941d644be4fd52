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
    alter: Bool = false
) -> VectorCase {
    var notes = licenses.map { $0.signed(.license) }
    if alter, let first = notes.first { notes[0] = first.replacing("seats 50", with: "seats 99") }
    var scene = Scene()
    scene.state = Document.state.blob(notes)
    scene.show = show
    return scene.verifying("choice", name, expect, comment)
}

private let license = Document.license
