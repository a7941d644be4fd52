/// Lists of revoked licenses at import, and the marks that they leave (docs/spec/revocations.md).
let revocationVectors: [VectorCase] = epochs + signers + marking + damagedHistory + greatestEpoch

/// Which of two lists is the newer one.
private let epochs = [
    Scene(list).with { $0.show = "items" }.importing(
        "revocation", "first", "imported revocations+", "the first list, of a license that is not installed"),
    Scene(list, newer).importing("revocation", "newer", "imported", "a greater epoch"),
    Scene(newer, list).with { $0.show = "found held" }.importing(
        "revocation", "older", "refused older-revocations found=[3] held=[4]", "epochs never go back"),
    Scene(list, list).importing("revocation", "again", "unchanged already-installed", "the same list"),
    Scene(list, Document.revocations.signed(.revocation, .otherLicense)).importing(
        "revocation", "again-with-another-signature", "unchanged already-installed", "a list is its text"),
    Scene(list, Document.revocations.without("revoked").signed(.revocation)).importing(
        "revocation", "same-epoch-other-text", "refused older-revocations", "the one that came first stays"),
    Scene(list, Document.revocations.with("epoch", "9007199254740991").signed(.revocation)).importing(
        "revocation", "greatest-epoch", "imported", "the greatest number there is"),
    Scene(list, here).importing("revocation", "other-scope", "imported", "each scope has epochs of its own"),
    Scene(here, list).importing("revocation", "other-scope-first", "imported", "each scope has epochs of its own"),
    Scene(Document.revocations.with("scope", TestKey.elsewhere.installationID).signed(.revocation)).importing(
        "revocation", "other-installation", "refused other-installation", "another installation's list"),
    Scene(file(Document.revocations.with("scope", TestKey.elsewhere.installationID).signed(.revocation), license))
        .importing(
            "revocation", "other-installation-beside-license", "imported other-installation", "the license counts"),
    Scene(file(list, newer)).with { $0.show = "items" }.importing(
        "revocation", "two-in-one-file", "imported revocations+ revocations+", "in the file's order"),
    Scene(file(newer, list)).with { $0.show = "items" }.importing(
        "revocation", "two-in-one-file-newer-first", "imported revocations+ revocations- older-revocations",
        "in the file's order"),
    Scene(newer, file(list, license)).importing(
        "revocation", "older-beside-license", "imported older-revocations", "the license counts"),
    Scene(list).with {
        $0.state = Document(
            Document.state.lines + padded(16).map { "epoch vendor.example/revocation/\($0)+00112233 all 1" }
        )
        .blob()
        $0.show = "count"
    }.importing("revocation", "full", "refused state-full count=[16]", "sixteen lists fill a state"),
    Scene(newer).with {
        $0.state = Document(
            Document.state.lines
                + (padded(15).map { "epoch vendor.example/revocation/\($0)+00112233 all 1" } + [
                    "epoch \(TestKey.revocation.nameAndID) all 3"
                ])
        ).sorted.blob()
    }.importing("revocation", "full-and-newer", "imported", "a newer list takes the place of the one before"),
    Scene(list.replacing("\n", with: "\r\n")).importing(
        "revocation", "repaired", "imported repaired", "as any document"),
    Scene(many).importing("revocation", "thousand", "imported", "a thousand licenses"),
]

/// Who may sign one.
private let signers = [
    by("license", .license, "refused wrong-role", "a license key takes nothing back"),
    by("repair", .repair, "refused wrong-role", "a repair key takes nothing back"),
    by("log", .log, "refused wrong-role", "a log key takes nothing back"),
    by("root", .root1, "refused wrong-role", "a root key signs keyrings"),
    by("installation", TestKey.here.asInstallation, "refused unknown-signer", "the installation's own key"),
    by("stranger", .otherLicense, "refused unknown-signer", "another vendor's key"),
    by("unknown-key", .revocation2027, "refused unknown-key", "a key of the vendor's that is not known here"),
    Scene(list.replacing("refunded", with: "refundet")).importing(
        "revocation", "altered", "refused altered", "a letter was changed"),
    Scene(file(license, list.replacing("refunded", with: "refundet"))).importing(
        "revocation", "altered-beside-license", "refused altered", "the whole file is refused"),
    Scene(Document.revocations.with("vendor", "other.example").signed(.revocation)).importing(
        "revocation", "other-vendor", "refused other-vendor", "this vendor's key, another vendor's name"),
    Scene(Document.revocations.with("issued", "2025-12-31T23:59:59Z").signed(.revocation)).importing(
        "revocation", "before-window", "refused key-not-valid-then", "a second before the key's window"),
    Scene(Document.revocations.appending("color blue").signed(.revocation)).importing(
        "revocation", "newer-list", "refused newer-document", "a line that this release does not know"),
    Scene(file(Document.revocations.appending("color blue").signed(.revocation), license)).importing(
        "revocation", "newer-list-beside-license", "imported newer-document", "the license counts"),
    Scene(file(compromising, list)).with { $0.show = "items" }.importing(
        "revocation", "by-compromised-key", "imported keyring+ revocations- key-compromised",
        "a stolen key takes nothing back"),
    Scene(compromising, list).importing(
        "revocation", "by-compromised-key-alone", "refused key-compromised", "and nothing of the file is left"),
    Scene(compromising, file(list, license)).with { $0.show = "items" }.importing(
        "revocation", "by-compromised-key-beside-license", "imported revocations- license+ key-compromised",
        "a stolen key's list does not stand in a license's way"),
    Scene(compromisingAlone, file(list, license)).with { $0.show = "items" }.importing(
        "revocation", "by-compromised-key-that-stands-nowhere-else", "imported revocations- license+ key-compromised",
        "a stolen key need not stand among the keys to be known as one"),
    Scene(compromisingAlone, file(Document.revocations.appending("color red").signed(.revocation), license))
        .with { $0.show = "items" }.importing(
            "revocation", "by-compromised-key-newer", "imported revocations- license+ key-compromised",
            "whether the list can be read or not"),
    Scene(compromising, file(list, license)).verifying(
        "revocation", "by-compromised-key-verdict", "full", "a stolen key takes nothing back"),
    Scene(twoKeys, Document.revocations.signed(.revocation, .revocation2027)).importing(
        "revocation", "by-two-keys", "imported", "one right key is enough"),
    Scene(list).with { $0.products = [productFile.replacing("log-proof optional", with: "log-proof required")] }
        .importing("revocation", "log-proof-required", "imported", "a list needs no proof"),
]

/// What the marks follow from.
private let marking = [
    Scene(license, list).verifying("revocation", "marks-installed", "off revoked", "a list that names it"),
    Scene(list, license).verifying("revocation", "marks-later", "off revoked", "a license that comes after the list"),
    Scene(file(license, list)).verifying("revocation", "marks-in-one-file", "off revoked", "license and list together"),
    Scene(file(list, license)).verifying("revocation", "marks-in-one-file-before", "off revoked", "in either order"),
    Scene(license, list).with {
        $0.importTime = "2026-12-03T10:00:00Z"; $0.show = "since reason"
    }.verifying(
        "revocation", "marks-day", "off revoked since=[2026-12-03] reason=[refunded]", "the day of the import"),
    Scene(license, other(4)).verifying("revocation", "names-another", "full", "a list that names another license"),
    Scene(license, list, other(4)).verifying(
        "revocation", "names-it-no-more", "full", "the vendor's newest list decides"),
    Scene(license, list, other(2)).verifying(
        "revocation", "older-names-it-no-more", "off revoked", "an older list gives nothing back"),
    Scene(license, list, here).verifying(
        "revocation", "other-scope-names-another", "off revoked", "another scope's list gives nothing back"),
    Scene(license, list, hereToo, other(4)).verifying(
        "revocation", "both-scopes-one-falls", "off revoked", "a list of either scope is enough"),
    Scene(license, list, hereToo, other(4), here).verifying(
        "revocation", "both-scopes-older", "off revoked", "the older list of that scope changes nothing"),
    Scene(license, list, hereToo, other(4), hereNoMore).verifying(
        "revocation", "both-scopes-both-fall", "full", "no list names it any more"),
    Scene(license, twoKeys, list, other(1, by: .revocation2027)).verifying(
        "revocation", "two-keys-other-names-another", "off revoked", "a key takes back its own marks only"),
    Scene(license, twoKeys, list, byOther, other(4)).verifying(
        "revocation", "two-keys-one-falls", "off revoked", "the other key's list still names it"),
    Scene(license, twoKeys, list, byOther, other(4), other(4, by: .revocation2027)).verifying(
        "revocation", "two-keys-both-fall", "full", "no list names it any more"),
    Scene(
        license, twoKeys, Document.revocations.with("revoked", "\(idB) lost").signed(.revocation, .revocation2027),
        Document.revocations.signed(.revocation2027)
    ).verifying(
        "revocation", "two-keys-same-epoch", "off revoked",
        "a list that two keys signed is the first one's, and does not hide the other one's own of that number"),
    Scene(
        license, twoKeys, Document.revocations.signed(.revocation, .revocation2027),
        Document.revocations.without("revoked").signed(.revocation2027),
        Document.revocations.with("epoch", "4").without("revoked").signed(.revocation2027),
        Document.revocations.signed(.revocation, .revocation2027)
    ).importing(
        "revocation", "two-keys-newer-of-one", "unchanged already-installed",
        "the second key's newer list does not throw the first key's list away"),
    Scene(license, list, license2.signed(.license)).with { $0.show = "license" }.verifying(
        "revocation", "replaced", "full license=[\(idB)]", "another license takes the place of the one that is gone"),
    Scene(license, many).verifying("revocation", "thousandth", "off revoked", "the last of a thousand"),
]

/// A history that was damaged: what loads need is left.
private let damagedHistory = [
    Scene(license2.signed(.license)).with { $0.state = damaged }.importing(
        "revocation", "history-damaged", "imported history-unreadable", "told, and in nobody's way"),
    Scene("hello\n").with { $0.state = damaged }.importing(
        "revocation", "history-damaged-refused", "refused damaged", "a file with a reason to refuse is told that alone"),
    Scene().with { $0.state = damaged }.verifying(
        "revocation", "history-damaged-verdict", "off revoked", "a load does not read the history"),
    Scene(license2.with("url", "https://other.example/").signed(.license)).with { $0.state = damaged }.verifying(
        "revocation", "history-damaged-marks-stay", "off revoked", "marks stay when their list is lost"),
    Scene(list).with { $0.state = damaged }.importing(
        "revocation", "history-damaged-same-epoch", "imported history-unreadable", "the list is taken once more"),
    Scene(license2.with("url", "https://other.example/").signed(.license), list, list).with { $0.state = damaged }
        .importing(
            "revocation", "history-damaged-same-epoch-again", "unchanged already-installed", "and is there again"),
    Scene(license2.with("url", "https://other.example/").signed(.license), other(2)).with { $0.state = damaged }
        .importing(
            "revocation", "history-damaged-older", "refused older-revocations", "epochs stay when their list is lost"),
    Scene(other(4)).with { $0.state = damaged }.verifying(
        "revocation", "history-damaged-newer", "full", "a newer list that names it no more"),
]

/// A thief's last word: the greatest epoch there is (S12).
private let greatestEpoch = [
    Scene(thief, list).importing(
        "revocation", "thief-blocks", "refused older-revocations", "after the greatest epoch none is newer"),
    Scene(license, thief).verifying(
        "revocation", "thief-revokes", "off revoked", "as long as nobody knows of the theft"),
    Scene(license, thief, compromisingAndNew).verifying(
        "revocation", "thief-undone", "full", "with the key its lists, epochs and marks fall"),
    Scene(license, thief, compromisingAndNew, byOther).verifying(
        "revocation", "thief-succeeded", "off revoked", "the next key begins with epochs of its own"),
    Scene(license, thief, compromisingAndNew, thief).importing(
        "revocation", "thief-again", "refused key-compromised", "the stolen key is done with"),
    Scene(license, thief, file(compromisingAndNew, byOther)).importing(
        "revocation", "thief-undone-in-one-file", "imported", "the keyring and the next key's list together"),
]

private let id = "01KAJ0Q6Y4ZC9C4N2B8M4T7X5R"
private let idB = "01KAJ0Q6Y4ZC9C4N2B8M4T7X60"
private let license = Document.license.signed(.license)
private let license2 = Document.license.with("id", idB)
private let list = Document.revocations.signed(.revocation)
private let newer = Document.revocations.with("epoch", "4").signed(.revocation)
private let thief = Document.revocations.with("epoch", "9007199254740991").signed(.revocation)
private let byOther = Document.revocations.with("epoch", "1").signed(.revocation2027)

/// A list of this installation only, that names another license; one that names the license; a later one that names
/// none.
private let scoped = Document.revocations.with("scope", TestKey.here.installationID)
private let here = scoped.with("epoch", "1").with("revoked", "\(idB) refunded").signed(.revocation)
private let hereToo = scoped.with("epoch", "2").signed(.revocation)
private let hereNoMore = scoped.with("epoch", "3").without("revoked").signed(.revocation)

/// A list for every installation that names another license.
private func other(_ epoch: Int, by key: TestKey = .revocation) -> String {
    Document.revocations.with("epoch", "\(epoch)").with("revoked", "\(idB) refunded").signed(key)
}

private func by(_ name: String, _ key: TestKey, _ expect: String, _ comment: String) -> VectorCase {
    Scene(Document.revocations.signed(key)).importing("revocation", "by-\(name)", expect, comment)
}

/// A thousand licenses, the one of most vectors the last of them.
private let many = Document.revocations.with(
    "revoked", padded(999).map { "01KAJ0Q6Y4ZC9C4N2B8M4T\($0) lost" } + ["\(id) refunded"]
).sorted.signed(.revocation)

private let twoKeysText = Document.keyring2.inserting(
    "key revocation \(TestKey.revocation2027.vkey) 2026-01-01T00:00:00Z never", after: "key revocation")
private let twoKeys = twoKeysText.sorted.signed(.root1, .root2)
private let stolen = "compromised \(TestKey.revocation.nameAndID) 0 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
private let compromising = Document.keyring2.appending(stolen).signed(.root1, .root2)
private let compromisingAlone = Document.keyring2.with(
    "key", "license \(TestKey.license.vkey) 2026-01-01T00:00:00Z never"
).appending(stolen).signed(.root1, .root2)
private let compromisingAndNew = twoKeysText.with("version", "3").sorted.appending(stolen).signed(.root1, .root2)

/// A state with a mark, and a history of which a letter was changed.
private let damaged = Document.state.appending(
    "epoch \(TestKey.revocation.nameAndID) all 3",
    "hit \(id) \(TestKey.revocation.nameAndID) 2026-12-01T10:00:00Z refunded"
).blob([license], history: Document.history([list])).replacing("revoked \(id)", with: "revoked \(idB)")
