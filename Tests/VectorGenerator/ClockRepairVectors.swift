/// Clock repairs at import, and the time after them (docs/spec/clock-repair.md).
///
/// The clock once ran until 2030, which the floor remembers. The repair was issued on 14 December 2026.
let clockRepairVectors: [VectorCase] = effects + repeated + repairSigners

private let effects = [
    Scene(repair).with {
        $0.state = ahead; $0.show = "items issued floor"
    }.importing(
        "repair-clock", "lowers", "imported clock-repair+ clock-repaired issued=[2026-12-14] floor=[2030-01-01]",
        "time counts from the repair again"),
    Scene(repair).with {
        $0.state = ahead; $0.show = "now keeps"
    }.verifying(
        "repair-clock", "lowers-verdict",
        "full now=[2026-12-15T10:00:00Z] keeps=[\(created), clock 2026-12-15T10:00:00Z 2026-12-15T10:00:00Z]",
        "the license is back"),
    Scene().with { $0.state = ahead }.verifying(
        "repair-clock", "without", "read-only expired clock-behind", "without the repair the license has ended"),
    Scene(repair).with {
        $0.state = ahead; $0.importTime = "2025-12-15T10:00:00Z"; $0.time = "2025-12-15T11:00:00Z";
        $0.show = "now keeps"
    }.verifying(
        "repair-clock", "with-clock-behind",
        "full now=[2026-12-14T09:00:00Z] keeps=[\(created), clock 2026-12-14T09:00:00Z 2025-12-15T11:00:00Z] clock-behind",
        "the repair lowers the floor and does not set the clock"),
    Scene(repair).with {
        $0.state = clocked("2026-12-01T10:00:00Z"); $0.show = "items"
    }.importing(
        "repair-clock", "does-not-raise", "imported clock-repair+", "an earlier floor stays, and nothing is told"),
    Scene(repair).with {
        $0.state = clocked("2026-12-01T10:00:00Z"); $0.show = "keeps"
    }.verifying(
        "repair-clock", "does-not-raise-verdict",
        "full keeps=[\(created), clock 2026-12-01T10:00:00Z 2026-12-15T10:00:00Z, step 2026-12-15T10:00:00Z 1]",
        "an earlier floor stays"),
    Scene(repair).with { $0.state = clocked("2026-12-14T08:00:00Z") }.importing(
        "repair-clock", "same-instant", "imported", "a floor at that very instant is not lowered"),
    Scene(repair).with { $0.state = clocked("2026-12-14T08:00:01Z") }.importing(
        "repair-clock", "second-later", "imported clock-repaired", "a floor a second later is"),
    Scene(repair).with { $0.state = Document.state.blob([license]) }.importing(
        "repair-clock", "no-clock", "imported", "nothing is known about the time yet"),
    Scene(repair).with {
        $0.state = Document.state.blob([license]); $0.show = "keeps"
    }.verifying(
        "repair-clock", "no-clock-verdict",
        "full keeps=[\(created), clock 1970-01-01T00:00:00Z 2026-12-15T10:00:00Z, step 2026-12-15T10:00:00Z 1]",
        "nor after it"),
    Scene(repair).with {
        $0.state = Document.state.appending(
            "clock 2026-12-01T10:00:00Z 2026-12-15T09:00:00Z", "step 2026-12-12T10:00:00Z 40"
        ).blob([license])
        $0.show = "keeps"
    }.verifying(
        "repair-clock", "drops-step",
        "full keeps=[\(created), clock 2026-12-01T10:00:00Z 2026-12-15T10:00:00Z, step 2026-12-15T10:00:00Z 1]",
        "a step that was not believed yet is forgotten"),
    Scene(repair).with { $0.show = "items" }.importing(
        "repair-clock", "no-state", "imported clock-repair+", "an import begins a state"),
    Scene(file(license2.signed(.license), repair)).with {
        $0.state = ahead; $0.show = "items"
    }.importing(
        "repair-clock", "beside-license", "imported license+ clock-repair+ clock-repaired", "a renewal with the repair"),
]

private let repeated = [
    Scene(repair, repair).with {
        $0.state = ahead; $0.show = "issued"
    }.importing(
        "repair-clock", "twice", "refused clock-repair-used issued=[2026-12-14]", "a repair counts once"),
    Scene(file(repair, repair)).with {
        $0.state = ahead; $0.show = "items"
    }.importing(
        "repair-clock", "twice-in-one-file", "imported clock-repair+ clock-repair- clock-repaired clock-repair-used",
        "a repair counts once"),
    Scene(later, repair).with { $0.state = ahead }.importing(
        "repair-clock", "earlier-after-later", "refused clock-repair-used", "an earlier one does not count any more"),
    Scene(repair, later).with { $0.state = ahead }.importing(
        "repair-clock", "later-after-earlier", "imported", "a later one counts, and has nothing to lower"),
    Scene(repair, Document.clockRepair.with("nonce", "ff23456789abcdef0123456789abcdef").signed(.repair)).with {
        $0.state = ahead
    }.importing(
        "repair-clock", "same-instant-other-nonce", "refused clock-repair-used", "of one instant the first one counts"),
    Scene(repair, file(repair, license2.signed(.license))).with { $0.state = ahead }.importing(
        "repair-clock", "used-beside-license", "imported clock-repair-used", "the license counts"),
    Scene(repair).with {
        $0.state = Document.state.appending(
            "clock 2030-01-01T00:00:00Z 2030-01-01T00:00:00Z", "repaired 2026-12-14T08:00:01Z"
        ).blob([license])
    }.importing("repair-clock", "used-second-later", "refused clock-repair-used", "a second earlier than the last one"),
    Scene(repair).with {
        $0.state = Document.state.appending(
            "clock 2030-01-01T00:00:00Z 2030-01-01T00:00:00Z", "repaired 2026-12-14T07:59:59Z"
        ).blob([license])
    }.importing("repair-clock", "used-second-before", "imported clock-repaired", "a second later than the last one"),
]

private let repairSigners = [
    Scene(Document.clockRepair.with("installation", TestKey.elsewhere.installationID).signed(.repair)).with {
        $0.state = ahead
    }.importing(
        "repair-clock", "other-installation", "refused other-installation", "another installation's repair"),
    by("license", .license, "refused wrong-role", "a license key repairs nothing"),
    by("revocation", .revocation, "refused wrong-role", "a revocation key repairs nothing"),
    by("log", .log, "refused wrong-role", "a log key repairs nothing"),
    by("root", .root1, "refused wrong-role", "a root key signs keyrings"),
    by("installation", TestKey.here.asInstallation, "refused unknown-signer", "nobody repairs their own clock"),
    by("stranger", .otherLicense, "refused unknown-signer", "another vendor's key"),
    by("unknown-key", TestKey("vendor.example/repair/2027"), "refused unknown-key", "a key that is not known here"),
    Scene(repair.replacing("2026-12-14", with: "2026-12-13")).with { $0.state = ahead }.importing(
        "repair-clock", "altered", "refused altered", "a digit was changed"),
    Scene(Document.clockRepair.with("vendor", "other.example").signed(.repair)).with { $0.state = ahead }.importing(
        "repair-clock", "other-vendor", "refused other-vendor", "this vendor's key, another vendor's name"),
    Scene(Document.clockRepair.with("issued", "2025-12-31T23:59:59Z").signed(.repair)).with { $0.state = ahead }
        .importing("repair-clock", "before-window", "refused key-not-valid-then", "a second before the key's window"),
    Scene(Document.clockRepair.appending("color blue").signed(.repair)).with { $0.state = ahead }.importing(
        "repair-clock", "newer", "refused newer-document", "a line that this release does not know"),
    Scene(compromising, repair).with { $0.state = ahead }.importing(
        "repair-clock", "by-compromised-key", "refused key-compromised", "a stolen key repairs nothing"),
    Scene(compromising, file(license2.signed(.license), repair)).with { $0.state = ahead }.importing(
        "repair-clock", "by-compromised-key-beside-license", "refused key-compromised", "it refuses the whole file"),
]

private let created = "created 2026-11-20T09:00:00Z"
private let license = Document.license.signed(.license)
private let license2 = Document.license.with("id", "01KAJ0Q6Y4ZC9C4N2B8M4T7X60")
private let repair = Document.clockRepair.signed(.repair)
private let later = Document.clockRepair.with("issued", "2026-12-14T09:00:00Z").signed(.repair)
private let compromising = Document.keyring2.appending(
    "compromised \(TestKey.repair.nameAndID) 0 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
).signed(.root1, .root2)
private let ahead = clocked("2030-01-01T00:00:00Z")

/// A license in a state with this floor.
private func clocked(_ floor: String) -> String {
    Document.state.appending("clock \(floor) \(floor)").blob([license])
}

private func by(_ name: String, _ key: TestKey, _ expect: String, _ comment: String) -> VectorCase {
    Scene(Document.clockRepair.signed(key)).with { $0.state = ahead }.importing(
        "repair-clock", "by-\(name)", expect, comment)
}
