/// Trials without a license, and what a license that was taken back leaves of one.
///
/// The state was begun on 20 November, so that fifteen days end with 5 December everywhere on Earth.
let trialVectors: [VectorCase] = ownTrials + besideLicenses + wrongBeginnings

private let oneDay = trialProductFile.replacing("trial-days 15", with: "trial-days 1")

private let ownTrials =
    [
        (
            "begins", "2026-11-20T09:00:00Z", "trial trial-running until=[2026-12-05] days=[15]",
            "from the state's begin"
        ),
        (
            "before-created", "2026-11-19T09:00:00Z", "trial trial-running until=[2026-12-05] days=[16]",
            "a clock that is a day behind the state's begin"
        ),
        (
            "long-before-created", "2026-11-19T08:59:59Z", "off nothing-installed",
            "a second more: a clock that was ahead wrote the state's begin, which gives nothing"
        ),
        ("last-day", "2026-12-05T23:59:59Z", "trial trial-running until=[2026-12-05] days=[0]", "the last day in UTC"),
        (
            "last-second", "2026-12-06T11:59:59Z", "trial trial-running until=[2026-12-05] days=[0]",
            "it is still the last day somewhere on Earth"
        ),
        ("ended", "2026-12-06T12:00:00Z", "off trial-ended until=[2026-12-05]", "the last day is over everywhere"),
        ("long-ended", "9999-12-31T23:59:59Z", "off trial-ended until=[2026-12-05]", "for ever"),
    ].map { name, time, expect, comment in
        Scene().with {
            $0.products = [trialProductFile]
            $0.state = empty
            $0.time = time
            $0.show = "until days"
        }.verifying("trial", name, expect, comment)
    }
    + [
        Scene().with {
            $0.products = [oneDay]
            $0.state = empty
            $0.time = "2026-11-21T10:00:00Z"
        }.verifying("trial", "one-day", "trial trial-running", "a trial of one day"),
        Scene().with {
            $0.products = [oneDay]
            $0.state = empty
        }.verifying("trial", "one-day-ended", "off trial-ended", "a trial of one day is over, too"),
        Scene().with {
            $0.products = [trialProductFile]
            $0.state = empty
            $0.time = "2026-12-01T10:00:00Z"
            $0.show = "license features limits"
        }.verifying(
            "trial", "grants", "trial license=[none] features=[reports] limits=[] trial-running",
            "the product file's features, no limits, and no license decides"),
        Scene().with {
            $0.products = [trialProductFile]
            $0.state = empty
            $0.time = "2026-12-01T10:00:00Z"
            $0.show = "message"
        }.verifying(
            "trial", "message", "trial trial-running message=[this is a trial until 2026-12-05; days left: 4]",
            "the days that are left are told"),
        Scene().with {
            $0.products = [trialProductFile]
            $0.state = empty
            $0.time = "2026-12-01T10:00:00Z"
            $0.feature = "reports export"
            $0.show = "feature"
        }.verifying(
            "trial", "feature", "trial feature-not-licensed feature=[export] trial-running",
            "a feature that the trial does not have"),
        Scene().with {
            $0.products = [trialProductFile.replacing("unlicensed off", with: "unlicensed read-only")]
            $0.state = empty
        }.verifying("trial", "ended-read-only", "read-only trial-ended", "then the copy is unlicensed"),
        Scene().with {
            $0.products = [productFile]
            $0.state = empty
            $0.time = "2026-11-20T09:00:00Z"
        }.verifying("trial", "no-days", "off nothing-installed", "a product without a trial"),
        Scene().with { $0.products = [trialProductFile] }.verifying(
            "trial", "no-state", "off nothing-installed", "a trial is counted in a state, and there is none"),
        Scene().with {
            $0.products = [trialProductFile]
            $0.state = empty.replacing("revision 3", with: "revision 4")
            $0.time = "2026-11-20T09:00:00Z"
        }.verifying("trial", "broken-state", "off state-unreadable", "a state that cannot be read gives no trial"),
        Scene().with {
            $0.products = [trialProductFile]
            $0.state = Document.state.appending("clock 2027-01-01T00:00:00Z 2027-01-01T00:00:00Z").blob()
            $0.time = "2026-12-01T10:00:00Z"
        }.verifying(
            "trial", "clock-set-back", "off trial-ended clock-behind", "a clock that was set back brings no trial back"),
    ]

/// What a license and the product's own trial make of each other.
private let besideLicenses =
    [
        ("refused", license.with("url", "https://other.example/"), "trial license=[none] other-url trial-running"),
        ("waiting", license.with("starts", "2026-12-02T00:00:00Z"), "trial license=[none] not-yet-valid trial-running"),
        ("ended", ended, "trial license=[none] expired trial-running"),
        ("ended-off", ended.with("on-expiry", "off"), "trial license=[none] expired trial-running"),
        ("full", license, "full license=[\(id)]"),
        ("in-grace", license.with("expires", "2026-11-28T12:00:00Z"), "full license=[\(id)] in-grace"),
        ("trial", Document.trial, "trial license=[\(id)] expires-soon"),
    ].map { name, license, expect in
        Scene(installed: license.signed(.license)).with {
            $0.products = [trialProductFile]
            $0.time = "2026-12-01T10:00:00Z"
            $0.show = "license"
        }.verifying(
            "trial", "beside-\(name)", expect,
            "the product's own trial never takes the place of a license that gives as much")
    } + [
        Scene(installed: license.signed(.license).replacing("seats 50", with: "seats 51")).with {
            $0.products = [trialProductFile]
            $0.time = "2026-12-01T10:00:00Z"
        }.verifying("trial", "beside-altered", "trial altered trial-running", "an altered license takes no trial away"),
        Scene(installed: license.with("url", "https://other.example/").signed(.license)).with {
            $0.products = [trialProductFile]
        }.verifying(
            "trial", "ended-beside-refused", "off other-url", "after the trial the license's own trouble is told"),
        Scene(installed: ended.signed(.license)).with { $0.products = [trialProductFile] }.verifying(
            "trial", "ended-beside-ended", "read-only expired", "after the trial what the license left"),
    ]

/// A clock that was wrong when the state was begun.
private let wrongBeginnings = [
    Scene().with {
        $0.products = [trialProductFile]
        $0.state = begun("2030-01-01T00:00:00Z")
        $0.show = "keeps"
    }.verifying(
        "trial", "begun-in-the-future",
        "off keeps=[created 2026-12-15T10:00:00Z, clock \(present) \(present)] nothing-installed",
        "a begin in the future gives nothing, and is corrected"),
    Scene().with {
        $0.products = [trialProductFile]
        $0.state = begun("2030-01-01T00:00:00Z")
        $0.visits = ["2026-12-15T09:30:00Z"]
        $0.show = "until"
    }.verifying(
        "trial", "begun-in-the-future-corrected", "trial trial-running until=[2026-12-30]",
        "from then on the trial runs"),
    Scene().with {
        $0.products = [trialProductFile]
        $0.state = begun("2026-12-16T10:00:00Z")
        $0.show = "keeps until"
    }.verifying(
        "trial", "begun-a-day-ahead",
        "trial keeps=[created 2026-12-16T10:00:00Z, clock \(present) \(present)] trial-running until=[2026-12-31]",
        "24 hours ahead are no mistake"),
    Scene().with {
        $0.products = [trialProductFile]
        $0.state = begun("2026-12-16T10:00:01Z")
        $0.show = "keeps"
    }.verifying(
        "trial", "begun-more-than-a-day-ahead",
        "off keeps=[created 2026-12-15T10:00:00Z, clock \(present) \(present)] nothing-installed",
        "a second more is one"),
    Scene(license.with("url", "https://other.example/").signed(.license)).with {
        $0.products = [trialProductFile]
        $0.importTime = "2026-12-01T10:00:00Z"
        $0.show = "until"
    }.verifying(
        "trial", "begun-by-import", "trial other-url trial-running until=[2026-12-16]",
        "an import begins a state, and the trial with it"),
]

private let id = "01KAJ0Q6Y4ZC9C4N2B8M4T7X5R"
private let license = Document.license
private let ended = license.with("expires", "2026-11-23T12:00:00Z").with("grace-days", "0")
private let empty = Document.state.blob()
private let present = "2026-12-15T10:00:00Z"

/// A state that was begun then; its clock was last seen two hours ago.
private func begun(_ time: String) -> String {
    Document.state.with("created", time).appending("clock 2026-12-15T08:00:00Z 2026-12-15T08:00:00Z").blob()
}
