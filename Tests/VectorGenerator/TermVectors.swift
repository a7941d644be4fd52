/// Where in its term a license is.
let termVectors: [VectorCase] =
    [
        ("first-instant", "2026-11-21T09:30:00Z", "full", "issued now"),
        ("before-issued", "2026-11-21T00:00:00Z", "full", "a license's own time of issue is past for that license"),
        ("long-before-issued", "2020-01-01T00:00:00Z", "full clock-behind", "a clock that is behind locks nobody out"),
        ("61-days", "2027-09-21T23:59:59Z", "full", "61 days before the last day"),
        ("60-days", "2027-09-22T00:00:00Z", "full expires-soon days=[60]", "60 days before the last day"),
        ("30-days", "2027-10-22T12:00:00Z", "full expires-soon days=[30]", "30 days before the last day"),
        ("last-day", "2027-11-21T23:59:59Z", "full expires-soon days=[0]", "the last day"),
        (
            "last-second", "2027-11-22T11:59:59Z", "full expires-soon days=[0]",
            "it is still the last day somewhere on Earth"
        ),
        ("grace-begins", "2027-11-22T12:00:00Z", "full in-grace", "the last day is over everywhere"),
        ("grace-ends", "2027-11-29T11:59:59Z", "full in-grace", "the last second of seven days"),
        ("ended", "2027-11-29T12:00:00Z", "read-only expired", "the grace days are over"),
        ("long-ended", "9999-12-31T23:59:59Z", "read-only expired", "for ever"),
    ].map { name, time, expect, comment in
        Scene(license: license).with {
            $0.time = time; $0.show = "days"
        }.verifying("term", name, expect, comment)
    }
    + [
        Scene(license: license.with("on-expiry", "off")).with { $0.time = "2027-11-29T12:00:00Z" }.verifying(
            "term", "ended-off", "off expired", "the vendor chose off"),
        Scene(license: license.with("grace-days", "0")).with { $0.time = "2027-11-22T11:59:59Z" }.verifying(
            "term", "no-grace-last-second", "full expires-soon", "the last second"),
        Scene(license: license.with("grace-days", "0")).with { $0.time = "2027-11-22T12:00:00Z" }.verifying(
            "term", "no-grace", "read-only expired", "no grace days"),
        Scene(license: license).with {
            $0.time = "2027-11-29T12:00:00Z"; $0.feature = "import"; $0.show = "features limits"
        }
        .verifying(
            "term", "ended-features", "read-only features=[] limits=[] expired",
            "no feature may be used, so none is missing"),
        Scene(license: license.with("starts", "2026-12-15T10:00:01Z")).verifying(
            "term", "waiting", "off not-yet-valid", "a second early"),
        Scene(license: license.with("starts", "2026-12-15T10:00:00Z")).verifying(
            "term", "starts", "full", "the first second"),
        Scene(license: license.with("starts", "2027-01-01T00:00:00Z")).with {
            $0.products = [productFile.replacing("unlicensed off", with: "unlicensed read-only")]
        }
        .verifying("term", "waiting-unlicensed", "read-only not-yet-valid", "until then the copy is unlicensed"),
        Scene(license: license.with("issued", "2026-05-02T00:00:00Z").with("starts", "2026-05-20T00:00:00Z")).with {
            $0.time = "2020-01-01T00:00:00Z"
        }
        .verifying(
            "term", "product-built-counts", "full clock-behind", "no instant before the product's build is the present"),
        Scene(
            license: license.with("issued", "2026-02-02T00:00:00Z").with("starts", "2026-02-02T00:00:00Z").with(
                "expires", "2026-05-02T12:00:00Z")
        )
        .with { $0.time = "2026-03-01T00:00:00Z" }
        .verifying(
            "term", "product-built-ends", "read-only expired clock-behind",
            "a clock that is turned back does not go behind the product's build"),
        Scene(license: Document.trial).verifying("term", "trial", "trial expires-soon", "a trial in its term"),
        Scene(license: Document.trial.with("expires", "2027-06-01T12:00:00Z")).with { $0.show = "features" }
            .verifying(
                "term", "trial-features", "trial features=[export reports]", "a trial grants the features that it names"
            ),
        Scene(license: Document.trial).with { $0.time = "2026-12-22T12:00:00Z" }.verifying(
            "term", "trial-ended", "read-only expired", "a trial without grace days"),
        Scene(license: Document.trial.with("grace-days", "2")).with { $0.time = "2026-12-22T12:00:00Z" }.verifying(
            "term", "trial-grace", "trial in-grace", "a trial with grace days stays one"),
        Scene(license: Document.perpetual).with {
            $0.time = "9999-12-31T23:59:59Z"; $0.show = "days-left"
        }.verifying("term", "perpetual", "full days-left=[none]", "never ends"),
        Scene(license: license.with("expires", "9999-12-31T23:59:59Z").with("grace-days", "3653")).verifying(
            "term", "grace-beyond-last-instant", "full", "the end of the grace is the last instant that can be written"),
        Scene(license: license.with("expires", "2028-03-01T12:00:00Z")).with {
            $0.time = "2028-02-29T10:00:00Z"; $0.show = "expires days"
        }
        .verifying("term", "leap-day", "full expires-soon expires=[2028-02-29] days=[0]", "a leap day is a last day"),
        Scene(license: license).with {
            $0.time = "2027-11-22T12:00:00Z"; $0.show = "expires until"
        }
        .verifying(
            "term", "grace-dates", "full in-grace expires=[2027-11-21] until=[2027-11-28]",
            "last days are shown, not instants"),
    ]

private let license = Document.license
