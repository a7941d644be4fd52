import Fixtures
import LicenseFormat
import SignedNote

@testable import LicenseVerifier

/// Every finding that a life of revocations, clocks, moves and returns brings about.
func lifeFindings() throws -> [Finding] {
    let vendor = try TestVendor()
    var findings: [Finding] = []
    func trialProduct() throws -> Product {
        try vendor.product {
            $0.trialDays = try .of("15")
            $0.trialFeatures = [try .of("reports")]
        }
    }
    findings.append(.stateNotWritten(Array("no space is left".utf8)))

    // Trials: one that runs, and one that is over.
    var trial = try Installation(trialProduct())
    trial.state = .blob(
        InstallationState(for: try trialProduct(), key: trial.key, created: try TestVendor.now()).bytes[...])
    findings += try trial.verdict().findings + trial.verdict(at: "2027-03-01T10:00:00Z").findings

    // A list that takes the license back, an older one, and one for another installation.
    var revoked = try Installation(vendor.product())
    try revoked.take(vendor.signed())
    findings += try revoked.take(vendor.revocations(epoch: 2)).allFindings + revoked.verdict().findings
    findings += try revoked.take(vendor.revocations(epoch: 1)).allFindings
    let held = try revoked.held()
    var damaged = revoked
    damaged.state = .blob((held.bytes + [0])[...])
    findings += try damaged.take(vendor.signed(2)).allFindings

    // A license that works elsewhere for some days, and a machine that is another one.
    var moved = try Installation(vendor.product())
    try moved.take(vendor.signed { $0.mismatchDays = try .of("5") })
    let elsewhere: (inout Context) -> Void = { $0.url = Array("https://new.acme.example/".utf8) }
    moved.visit(at: "2026-12-01T10:00:00Z", elsewhere)
    findings += try moved.verdict(at: "2026-12-02T10:00:00Z", elsewhere).findings
    var copied = try moved.held()
    copied.facts = [try .of("machine 00112233445566778899aabbccddeeff")]
    moved.state = .blob(copied.bytes[...])
    findings += try moved.verdict { $0.facts = [try .of("machine ff112233445566778899aabbccddeeff")] }.findings

    // Clocks.
    var clock = try Installation(vendor.product())
    try clock.take(vendor.signed())
    var record = try clock.held()
    record.clock = ClockRecord(floor: try .of("2026-12-20T00:00:00Z"), seen: try .of("2026-12-20T00:00:00Z"))
    clock.state = .blob(record.bytes[...])
    findings += try clock.verdict(at: "2026-12-01T10:00:00Z").findings
    findings += try clock.verdict(at: "2027-12-24T10:00:00Z").findings
    findings += try clock.verdict { $0.evidence = try .of("2027-02-01T10:00:00Z") }.findings
    for _ in 0..<2 { findings += try clock.take(vendor.clockRepair(at: "2026-12-02T00:00:00Z")).allFindings }

    // A feature of a license for another release.
    var feature = try Installation(vendor.product())
    try feature.take(
        vendor.signed(1) { $0.features = [] },
        vendor.signed(2) { $0.versions = try .of(">=9.0") })
    findings += try feature.verdict { $0.features = [try .of("reports")] }.findings

    // A license given back.
    let seed = try TestVendor.installationSeed()
    let license = try vendor.license().id
    let (_, next) = try giveBack(
        license, product: clock.product[...], state: clock.state, seed: seed, now: TestVendor.now())
    clock.state = .blob(try next.orFail().bytes[...])
    findings += try clock.take(vendor.signed()).allFindings
    do {
        _ = try giveBack(
            vendor.license(9).id, product: clock.product[...], state: clock.state, seed: seed,
            now: TestVendor.now())
    } catch let error as Finding {
        findings.append(error)
    }

    // A key of this vendor's that nobody here knows.
    let newer = try TestKey("vendor.example/license/2030", label: "newer")
    findings += try clock.take(vendor.signed(3, by: newer)).allFindings
    return findings
}
