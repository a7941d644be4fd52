/// Facts about the machine that differ from those of the last request (docs/spec/verdict.md, "Copies").
let copyVectors: [VectorCase] = facts + uses

private let facts = [
    copy("equal", ["machine \(one)", "path \(two)"], "full", "the machine of the last request"),
    copy("one", ["machine \(two)", "path \(two)"], "full copy-suspected facts=[machine]", "one fact differs"),
    copy("two", ["machine \(two)", "path \(one)"], "full copy-suspected facts=[machine, path]", "each fact is named"),
    copy("none-now", [], "full", "nothing could be found out about the machine"),
    copy("one-not-found", ["path \(two)"], "full", "a fact that is absent is not different"),
    copy("one-not-found-other-differs", ["path \(one)"], "full copy-suspected facts=[path]", "each with itself only"),
    copy(
        "new-fact", ["host-application \(one)", "machine \(one)"], "full", "a fact that the last request did not have"),
    copy(
        "exchanged", ["machine \(two)", "path \(one)"], "full copy-suspected facts=[machine, path]", "each with itself"),
    copy("none-then", ["machine \(two)"], "full", "the last request had no facts") {
        $0.state = Document.state.blob([license.signed(.license)])
    },
    copy("no-license", other, "off nothing-installed copy-suspected facts=[machine]", "also without a license") {
        $0.state = known.blob()
    },
    copy("refused", other, "off version-not-covered copy-suspected facts=[machine]", "it never changes a mode") {
        $0.version = "3.1"
    },
    copy("no-state", other, "off nothing-installed", "there is nothing to compare with") { $0.state = nil },
    copy("trial", other, "trial trial-running copy-suspected facts=[machine]", "also in a trial") {
        $0.products = [trialProductFile.replacing("trial-days 15", with: "trial-days 30")]
        $0.state = known.blob()
    },
]

private let uses = [
    copy("staging", other, "full", "tests run on copies") { $0.url = "https://glpi-test.acme.example/" },
    copy("recovery", other, "full", "a stand-in is a copy") {
        $0.state = known.blob([license.with("url", "https://glpi.acme.example/ recovery").signed(.license)])
    },
    copy("production", other, "full copy-suspected facts=[machine]", "the site that people work on"),
    copy("any-url", other, "full copy-suspected facts=[machine]", "a license for any site names no use") {
        $0.state = known.blob([license.with("url", "any").signed(.license)])
    },
    copy("staging-by-request", other, "full", "then the last request's sites tell the use") {
        $0.state = state(["https://glpi.acme.example/ staging"]).blob([license.with("url", "any").signed(.license)])
    },
    copy("license-before-request", other, "full copy-suspected facts=[machine]", "what the vendor signed comes first") {
        $0.state = state(["https://glpi.acme.example/ staging"]).blob([license.signed(.license)])
    },
    copy("staging-by-license-before-request", other, "full", "what the vendor signed comes first") {
        $0.state = state(["https://glpi.acme.example/"]).blob([
            license.with("url", "https://glpi.acme.example/ staging").signed(.license)
        ])
    },
    copy("staging-by-wildcard", other, "full", "the first URL that covers the site") {
        $0.state = known.blob([
            license.with("url", "https://*.acme.example/ staging", "https://glpi.acme.example/").signed(.license)
        ])
    },
    copy("staging-without-license", other, "off nothing-installed", "without a license the last request's sites") {
        $0.state = state(["https://glpi.acme.example/ staging"]).blob()
    },
    copy("no-url", other, "off url-not-configured copy-suspected facts=[machine]", "a site that nobody knows") {
        $0.url = nil
    },
]

private let one = "00112233445566778899aabbccddeeff"
private let two = "ff112233445566778899aabbccddeeff"
private let other = ["machine \(two)"]
private let license = Document.license
private let known = state([])

/// A state after a request with two facts, for these sites.
private func state(_ urls: [String]) -> Document {
    Document(Document.state.lines + urls.map { "url \($0)" } + ["fact machine \(one)", "fact path \(two)"])
}

/// A license on a machine with these facts.
private func copy(
    _ name: String, _ facts: [String], _ expect: String, _ comment: String, _ change: (inout Scene) -> Void = { _ in }
) -> VectorCase {
    Scene().with {
        $0.state = known.blob([license.signed(.license)])
        $0.facts = facts
        $0.show = "facts"
        change(&$0)
    }.verifying("copy", name, expect, comment)
}
