/// Which releases a license covers.
let coverageVectors: [VectorCase] =
    [
        ("covered", "2.5.1", "full", "within the range"),
        ("of-product-file", nil, "full", "the product file's release where none is told"),
        ("above", "3.0.0", "off version-not-covered", "above the range"),
        ("below", "1.9", "off version-not-covered", "below the range"),
        (
            "prerelease-of-upper", "3.0.0-beta1", "off version-not-covered",
            "a pre-release belongs to the release that it announces"
        ),
        ("prerelease-of-lower", "2.0.0-rc1", "off version-not-covered", "a pre-release comes before its release"),
        ("leading-v", "v2.5", "full", "programs call themselves v2.5"),
        ("build-metadata", "2.5+git.7", "full", "build metadata does not count"),
        ("branch", "dev-main", "off version-unreadable", "no version"),
        ("empty", "", "off version-unreadable", "no version"),
    ].map { (name: String, version: String?, expect: String, comment: String) in
        Scene(license: license).with { $0.version = version }.verifying("version", name, expect, comment)
    }
    + [
        ("same", "glpi 10.0.18", "full", "within the range"),
        ("above", "glpi 12.0", "off host-not-covered", "above the range"),
        (
            "prerelease", "glpi 12.0.0-rc1", "off host-not-covered",
            "a pre-release belongs to the release that it announces"
        ),
        ("other", "itop 11.0", "off host-not-covered", "another application"),
        ("missing", nil, "off host-not-covered", "nobody told the host application"),
    ].map { (name: String, host: String?, expect: String, comment: String) in
        Scene(license: license).with { $0.host = host }.verifying("version", "host-\(name)", expect, comment)
    }
    + [
        Scene(license: license.without("host")).with { $0.host = nil }.verifying(
            "version", "host-not-named", "full", "the license says nothing about the host"),
        Scene(license: license.without("host")).with { $0.host = "itop 3.0" }.verifying(
            "version", "host-not-named-other", "full", "the license says nothing about the host"),
        Scene(license: license).with {
            $0.version = "dev-main"; $0.show = "found"
        }.verifying(
            "version", "branch-found", "off version-unreadable found=[dev-main]", "what was told is named"),
        Scene(license: license.with("versions", "any")).with { $0.version = "dev-main" }.verifying(
            "version", "any-branch", "full", "any asks for no version"),
        Scene(license: license).with {
            $0.version = "3.1"; $0.show = "found covered"
        }
        .verifying(
            "version", "values", "off version-not-covered found=[3.1] covered=[>=2.0 <3.0]", "what differs is named"),
        Scene(license: Document.perpetual).verifying("version", "perpetual", "full", "built before maintenance ends"),
        Scene(license: Document.perpetual.with("maintenance-until", "2026-06-01T00:00:01Z")).verifying(
            "version", "built-before-maintenance-ends", "full", "the last second"),
        Scene(license: Document.perpetual.with("maintenance-until", "2026-06-01T00:00:00Z")).with {
            $0.show = "built until"
        }
        .verifying(
            "version", "built-as-maintenance-ends", "off maintenance-ended built=[2026-06-01] until=[2026-05-30]",
            "the end itself is outside"),
        Scene(license: Document.perpetual).with { $0.time = "2040-01-01T00:00:00Z" }
            .verifying(
                "version", "perpetual-long-after-maintenance", "full", "what was built in time stays licensed for ever"),
        Scene(license: Document.perpetual.with("maintenance-until", "never")).verifying(
            "version", "maintenance-never-ends", "full", "every build"),
    ]

private let license = Document.license
