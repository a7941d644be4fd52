/// Days of tolerance for a license of which only the installation or only the site differs.
///
/// The license has five of them; a first sight on 10 December gives all of the 15th, wherever on Earth.
let toleranceVectors: [VectorCase] = places + otherTrouble + sights + days

/// Which rule refuses, and whether that is one that can be tolerated.
private let places = [
    tolerated("url", tolerant, "full mismatch-tolerated", "only the site differs") { $0.url = elsewhere },
    tolerated("url-path", tolerant, "full mismatch-tolerated", "only the path differs") {
        $0.url = "https://glpi.acme.example/glpi"
    },
    tolerated("url-missing", tolerant, "full mismatch-tolerated", "no site is configured yet") { $0.url = nil },
    tolerated("url-local", tolerant, "full mismatch-tolerated", "the host application's own default") {
        $0.url = "http://localhost/glpi"
    },
    tolerated("url-unreadable", tolerant, "full mismatch-tolerated", "the configured site cannot be read") {
        $0.url = "https://glpi.acme.example/../"
    },
    tolerated("url-trimmed", tolerant, "full mismatch-tolerated url-trimmed", "what else is told stays") {
        $0.url = "\(elsewhere)?x=1"
    },
    tolerated("installation", moved, "full mismatch-tolerated", "only the installation differs"),
    tolerated("both", moved, "off other-installation other-url", "both differ: nothing is tolerated") {
        $0.url = elsewhere
    },
    tolerated("version", tolerant, "off version-not-covered", "a release is no place") { $0.version = "3.1" },
    tolerated("url-and-version", tolerant, "off other-url version-not-covered", "one rule alone can be tolerated") {
        $0.url = elsewhere; $0.version = "3.1"
    },
    tolerated("url-and-host", tolerant, "off other-url host-not-covered", "one rule alone can be tolerated") {
        $0.url = elsewhere; $0.host = "glpi 12.0"
    },
    tolerated("neither", tolerant, "full", "nothing differs, whatever was seen before"),
    tolerated(
        "url-values", tolerant,
        "full mismatch-tolerated licensed=[https://glpi-test.acme.example/] found=[https://new.acme.example/] until=[2026-12-15]",
        "what differs is named, and until when"
    ) {
        $0.url = elsewhere; $0.show = "licensed found until"
    },
    tolerated("grants", tolerant, "full features=[export reports] limits=[seats 50] mismatch-tolerated", "everything") {
        $0.url = elsewhere; $0.show = "features limits"
    },
]

/// What else can be the matter with the license.
private let otherTrouble = [
    tolerated("no-days", Document.license, "off other-url", "the vendor signed no days") { $0.url = elsewhere },
    tolerated("in-grace", inGrace, "full mismatch-tolerated in-grace", "in grace as well") { $0.url = elsewhere },
    tolerated("ended", ended, "off other-url expired", "a license that has ended is not tolerated") {
        $0.url = elsewhere
    },
    tolerated("waiting", waiting, "off other-url not-yet-valid", "one that has not begun neither") {
        $0.url = elsewhere
    },
    tolerated("trial", trial, "trial mismatch-tolerated expires-soon", "a trial stays one") { $0.url = elsewhere },
    Scene().with {
        $0.state = Document.state.appending(sight, "hit \(id) \(TestKey.revocation.nameAndID) \(seen) refunded").blob([
            tolerant.signed(.license)
        ])
        $0.url = elsewhere
    }.verifying("tolerance", "revoked", "off other-url revoked", "one that was taken back neither"),
    tolerated("altered", tolerant, "off altered", "an altered one neither") {
        $0.state = Document.state.appending(sight).blob([
            tolerant.signed(.license).replacing("seats 50", with: "seats 51")
        ])
        $0.url = elsewhere
    },
    Scene().with {
        $0.state = clocked(sight).blob([
            tolerant.signed(.license),
            Document.license.with("id", idB).with("issued", "2026-11-01T00:00:00Z")
                .with("url", elsewhere).with("expires", "2026-12-14T12:00:00Z").signed(.license),
        ])
        $0.url = elsewhere
        $0.show = "license"
    }.verifying(
        "tolerance", "before-grace", "full license=[\(id)] mismatch-tolerated",
        "a license that is tolerated ranks as if nothing differed"),
]

/// What is remembered, and what for.
private let sights = [
    unseen("first", tolerant, "off keeps=[\(created), \(clock), sight \(id) \(present)] other-url", "refused, and kept")
    {
        _ in
    },
    unseen(
        "second", tolerant, "full keeps=[\(created), \(clock), sight \(id) 2026-12-15T09:01:00Z] mismatch-tolerated",
        "an hour later it was seen before"
    ) {
        $0.visits = ["2026-12-15T09:01:00Z"]
    },
    unseen(
        "installation", moved, "off keeps=[\(created), \(clock), sight \(id) \(present)] other-installation",
        "refused, and kept"
    ) { $0.url = "https://glpi.acme.example/" },
    unseen("both", moved, "off keeps=[\(created), \(clock)] other-installation other-url", "nothing to tolerate") {
        _ in
    },
    unseen("no-days", Document.license, "off keeps=[\(created), \(clock)] other-url", "nothing to tolerate") { _ in },
    unseen(
        "version", tolerant, "off keeps=[\(created), \(clock)] other-url version-not-covered", "nothing to tolerate"
    ) { $0.version = "3.1" },
    unseen("ended", ended, "off keeps=[\(created), \(clock)] other-url expired", "nothing to tolerate") { _ in },
    unseen("altered", tolerant, "off keeps=[\(created), \(clock)] altered", "only a license that verifies is seen") {
        $0.state = clocked().blob([tolerant.signed(.license).replacing("seats 50", with: "seats 51")])
    },
    unseen("two", tolerant, "off keeps=[\(created), \(clock), sight \(idB) \(present)] other-url", "the better of two")
    {
        $0.state = clocked().blob([tolerant.signed(.license), tolerant.with("id", idB).signed(.license)])
    },
    unseen(
        "two-better-altered", tolerant, "off keeps=[\(created), \(clock), sight \(id) \(present)] other-url",
        "the first that verifies"
    ) {
        $0.state = clocked().blob([
            tolerant.signed(.license),
            tolerant.with("id", idB).signed(.license).replacing("seats 50", with: "seats 51"),
        ])
    },
    unseen("beside-full", tolerant, "full keeps=[\(created), \(clock)]", "no sight while another license is in force") {
        $0.state = clocked().blob([
            tolerant.signed(.license), Document.license.with("id", idB).with("url", elsewhere).signed(.license),
        ])
    },
    unseen(
        "in-trial", tolerant,
        "trial keeps=[\(created), \(clock), sight \(id) \(present)] other-url trial-running", "also in a trial"
    ) {
        $0.products = [trialProductFile.replacing("trial-days 15", with: "trial-days 30")]
    },
    Scene(moved.signed(.license)).importing(
        "tolerance", "imported", "imported", "a license of another installation is imported if it may be tolerated"),
    Scene(Document.license.with("installation", TestKey.elsewhere.installationID).signed(.license)).importing(
        "tolerance", "not-imported", "refused other-installation", "and is not if it may not"),
    Scene(moved.signed(.license)).verifying(
        "tolerance", "imported-verdict", "off other-installation", "refused until the sight is stored"),
    Scene(moved.signed(.license)).with { $0.visits = ["2026-12-15T09:59:00Z"] }.verifying(
        "tolerance", "imported-second-verdict", "full mismatch-tolerated", "and tolerated from then on"),
]

/// How long it lasts.
private let days =
    [
        ("day-before-sight", "2026-12-09T10:00:00Z", "full mismatch-tolerated", "a clock a day behind the sight"),
        (
            "sight-in-future", "2026-12-09T09:59:59Z", "off other-url",
            "a sight more than a day ahead is as good as none"
        ),
        ("last-day", "2026-12-15T23:59:59Z", "full mismatch-tolerated", "the last day in UTC"),
        ("last-second", "2026-12-16T11:59:59Z", "full mismatch-tolerated", "somewhere it is still the last day"),
        ("over", "2026-12-16T12:00:00Z", "off other-url", "the days are over"),
        ("long-over", "2027-06-16T12:00:00Z", "off other-url", "once for all"),
    ].map { name, time, expect, comment in
        tolerated(name, tolerant, expect, comment) {
            $0.url = elsewhere; $0.time = time
        }
    } + [
        unseen(
            "over", tolerant, "off keeps=[\(created), \(clock), sight \(id) 2026-11-25T10:00:00Z] other-url",
            "days that are over are not begun anew"
        ) {
            $0.state = clocked("sight \(id) 2026-11-25T10:00:00Z").blob([tolerant.signed(.license)])
        },
        unseen(
            "future", tolerant, "off keeps=[\(created), \(clock), sight \(id) \(present)] other-url",
            "a sight that a wrong clock wrote into the future gives way"
        ) {
            $0.state = clocked("sight \(id) 2026-12-16T10:00:01Z").blob([tolerant.signed(.license)])
        },
        unseen(
            "day-ahead", tolerant,
            "full keeps=[\(created), \(clock), sight \(id) 2026-12-16T10:00:00Z] mismatch-tolerated",
            "24 hours ahead are no mistake"
        ) {
            $0.state = clocked("sight \(id) 2026-12-16T10:00:00Z").blob([tolerant.signed(.license)])
        },
    ]

private let id = "01KAJ0Q6Y4ZC9C4N2B8M4T7X5R"
private let idB = "01KAJ0Q6Y4ZC9C4N2B8M4T7X60"
private let elsewhere = "https://new.acme.example/"
private let tolerant = Document.license.inserting("mismatch-days 5", after: "grace-days")
private let moved = tolerant.with("installation", TestKey.elsewhere.installationID)
private let inGrace = tolerant.with("expires", "2026-12-14T12:00:00Z")
private let ended = tolerant.with("expires", "2026-12-01T12:00:00Z")
private let waiting = tolerant.with("starts", "2026-12-20T00:00:00Z")
private let trial = Document.trial.inserting("mismatch-days 5", after: "grace-days")
private let seen = "2026-12-10T10:00:00Z"
private let sight = "sight \(id) \(seen)"
private let present = "2026-12-15T10:00:00Z"
private let created = "created 2026-11-20T09:00:00Z"
private let clock = "clock \(present) \(present)"

/// A state whose clock was last seen an hour ago.
private func clocked(_ lines: String...) -> Document {
    Document(Document.state.lines + ["clock 2026-12-15T09:00:00Z 2026-12-15T09:00:00Z"] + lines)
}

/// A license that was seen here before.
private func tolerated(
    _ name: String, _ license: Document, _ expect: String, _ comment: String, _ change: (inout Scene) -> Void = { _ in }
) -> VectorCase {
    Scene().with {
        $0.state = Document.state.appending(sight).blob([license.signed(.license)])
        change(&$0)
    }.verifying("tolerance", name, expect, comment)
}

/// A license on another site that was not seen here before.
private func unseen(
    _ name: String, _ license: Document, _ expect: String, _ comment: String, _ change: (inout Scene) -> Void
) -> VectorCase {
    Scene().with {
        $0.state = clocked().blob([license.signed(.license)])
        $0.url = elsewhere
        $0.show = "keeps"
        change(&$0)
    }.verifying("tolerance", "sight-\(name)", expect, comment)
}
