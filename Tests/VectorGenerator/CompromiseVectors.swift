/// Licenses by a key that somebody else may hold: which live on.
let compromiseVectors: [VectorCase] = byLicenseKey + byBothKeys + byLogKey + afterwards

private let license = Document.license.signed(.license)
private let texts = [3: Document.license.text]
private let log = Log(size: 10, texts)
/// Six leaves are honest; the license is the first one that is not.
private let lateLog = Log(size: 10, [6: Document.license.text])
/// And the last one that is.
private let lastLog = Log(size: 10, [5: Document.license.text])

private let listLog = Log(size: 10, [3: Document.revocations.text])

/// A keyring's line about a key.
private func line(_ key: TestKey, _ size: Int, _ log: Log) -> String {
    "compromised \(key.nameAndID) \(size) \(log.root(of: size))"
}

/// A keyring that says that the license key fell when the log had six leaves, and maybe more.
private func keyring(_ log: Log, _ more: String...) -> String {
    let lines = [line(.license, 6, log)] + more
    return Document(Document.keyring2.lines + lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        .signed(.root1, .root2)
}

private func taken(
    _ name: String, _ proof: Proof?, by keyring: String, _ expect: String, _ comment: String
) -> VectorCase {
    Scene(file(keyring, proof.map { file(license, $0.string) } ?? license)).importing(
        "compromise", name, expect, comment)
}

private let byLicenseKey: [VectorCase] = [
    taken("no-proof", nil, by: keyring(log), "refused key-compromised", "nothing says when it was issued"),
    taken("below", log.proof(3), by: keyring(log), "imported", "a leaf from before the theft"),
    taken("below-in-smaller-tree", log.proof(3, in: 4), by: keyring(log), "imported", "an old proof"),
    taken("below-in-that-tree", log.proof(3, in: 6), by: keyring(log), "imported", "the tree of the keyring itself"),
    taken("last-below", lastLog.proof(5), by: keyring(lastLog), "imported", "leaves 0 to 5 are honest"),
    taken("at-size", lateLog.proof(6), by: keyring(lateLog), "refused key-compromised", "the first leaf after"),
    taken(
        "index-changed", lateLog.proof(6).with { $0.index = "5" }, by: keyring(lateLog), "refused altered",
        "the path leads elsewhere"),
    taken("of-other-license", log.proof(4), by: keyring(log), "refused altered", "a proof of another document"),
    taken(
        "by-license-key", log.proof(3).signed(by: .license), by: keyring(log), "refused key-compromised",
        "the thief is no log"),
    taken(
        "by-stranger", log.proof(3).signed(by: .otherLicense), by: keyring(log), "refused key-compromised",
        "nor is a stranger"),
    taken(
        "that-tree-by-stranger", log.proof(3, in: 6).signed(by: .otherLicense), by: keyring(log), "imported",
        "the root keys vouch for that tree, whoever signed it"),
    taken(
        "that-root-other-size", log.proof(3, in: 6).with { $0.checkpoint[1] = "5" }.signed(by: .otherLicense),
        by: keyring(log), "refused key-compromised", "the root of that tree, and another size"),
    taken(
        "that-tree-altered", log.proof(3, in: 6).with { $0.path.swapAt(0, 1) }.signed(by: .otherLicense),
        by: keyring(log), "refused altered", "the path leads elsewhere"),
    taken(
        "other-root-by-stranger", log.proof(3, in: 6).signed(by: .otherLicense), by: keyring(lateLog),
        "refused key-compromised", "a tree of that size with another root"),
    taken(
        "below-with-other-root", log.proof(3, in: 8), by: keyring(lateLog), "imported",
        "an honest log's word is enough for its tree"),
    taken("damaged", log.proof(3).with { $0.index = "03" }, by: keyring(log), "refused damaged", "not readable"),
    Scene(file(keyring(log), license, String(log.proof(3).string.dropLast(9)) + "=\n")).importing(
        "compromise", "proof-signature-cut", "refused damaged", "a proof that is there may have counted"),
    Scene(file(keyring(log), license, log.proof(3).string)).verifying(
        "compromise", "below-verdict", "full", "an honest license lives on"),
    Scene(file(keyring(log), license, log.proof(3).string)).with { $0.products = [provenProductFile] }
        .verifying("compromise", "below-demanded-verdict", "full", "one proof serves for both"),
    Scene(
        file(
            keyring(log).replacing("key license \(TestKey.license.vkey) 2026-01-01T00:00:00Z", with: "key license ?"),
            license)
    ).importing("compromise", "keyring-altered", "refused altered", "the keyring is signed as a whole"),
    Scene(
        file(
            Document(Document.keyring2.lines + [line(.license, 6, log)]).replacing(
                "key license", by: "key license \(TestKey.license.vkey) 2026-12-01T00:00:00Z never"
            ).signed(.root1, .root2), license, log.proof(3).string)
    ).importing("compromise", "outside-window", "refused key-not-valid-then", "the window holds as before"),
    Scene(
        file(
            Document(
                Document.keyring2.lines.filter { !$0.hasPrefix("key license \(TestKey.license.name)+") }
                    + [line(.license, 6, log)]
            ).signed(.root1, .root2), license, log.proof(3).string)
    ).importing("compromise", "key-unlisted", "refused key-compromised", "without its key no signature is verified"),
    Scene(
        file(
            Document(Document.keyring2.lines + [line(.revocation, 10, listLog)]).signed(.root1, .root2),
            Document.revocations.signed(.revocation), listLog.proof(3).string)
    ).importing(
        "compromise", "list", "imported key-compromised proof-not-used",
        "a list by a key that fell counts for nothing, be it in the log"),
]

private let byBothKeys: [VectorCase] = [
    taken(
        "log-fell-too", log.proof(3), by: keyring(log, line(.log, 8, log)), "refused key-compromised",
        "nobody honest says that the leaf is there"),
    taken(
        "log-fell-too-exact", log.proof(3, in: 6), by: keyring(log, line(.log, 8, log)), "imported",
        "the tree of the license key's line"),
    taken(
        "log-fell-too-exact-in-log", log.proof(3, in: 8), by: keyring(log, line(.log, 8, log)), "imported",
        "the tree of the log key's line"),
    taken(
        "log-fell-too-inexact", log.proof(3, in: 7), by: keyring(log, line(.log, 8, log)), "refused key-compromised",
        "a tree that no line names"),
    taken(
        "log-fell-too-at-size", lateLog.proof(6, in: 8), by: keyring(lateLog, line(.log, 8, lateLog)),
        "refused key-compromised", "in a tree that a line names, and after the theft"),
    taken(
        "log-fell-too-other-root", log.proof(3, in: 6), by: keyring(lateLog, line(.log, 8, lateLog)),
        "refused key-compromised", "a tree of that size with another root"),
    Scene(file(keyring(log, line(.log, 8, log)), license, log.proof(3, in: 6).string)).verifying(
        "compromise", "log-fell-too-exact-verdict", "full", "an honest license lives on"),
]

private let logFell = Document(Document.keyring2.lines + [line(.log, 8, log)]).signed(.root1, .root2)

private let byLogKey: [VectorCase] = [
    Scene(file(logFell, license, log.proof(3).string)).with { $0.products = [provenProductFile] }
        .importing("compromise", "log-fell", "refused key-compromised", "a log key that somebody else may hold"),
    Scene(file(logFell, license, log.proof(3).string)).importing(
        "compromise", "log-fell-optional", "imported proof-not-used", "where no proof is needed"),
    Scene(file(logFell, license, log.proof(3, in: 8).string)).with { $0.products = [provenProductFile] }
        .importing("compromise", "log-fell-exact", "imported", "the root keys vouch for that tree"),
    Scene(file(logFell, license, log.proof(3, in: 8).string)).with { $0.products = [provenProductFile] }
        .verifying("compromise", "log-fell-exact-verdict", "full", "the root keys vouch for that tree"),
]

private let bothFell = keyring(log, line(.log, 8, log))

/// The license once more under its ID, by a key that nobody stole.
private let again = Document.license.with("issued", "2026-12-02T09:30:00Z").with("limit", "seats 60")
    .signed(.license2027)

private let afterwards: [VectorCase] = [
    Scene(license, keyring(log), again).importing(
        "compromise", "same-id-again", "imported", "no key vouches any more for the one that is installed"),
    Scene(license, keyring(log), again).with { $0.show = "limits" }.verifying(
        "compromise", "same-id-again-verdict", "full limits=[seats 60]", "the new one stands in its place"),
    Scene(file(license, log.proof(3).string), bothFell, again).with { $0.show = "limits" }.verifying(
        "compromise", "same-id-again-with-proof-verdict", "full limits=[seats 60]", "the old one's proof goes with it"),
    Scene(file(license, log.proof(3).string), keyring(log), again).importing(
        "compromise", "same-id-still-proven", "refused same-id-other-text", "the proof still vouches for it"),
    Scene(file(license, log.proof(3).string), keyring(log)).verifying(
        "compromise", "later-verdict", "full", "the proof was kept before it was needed"),
    Scene(license, keyring(log)).verifying(
        "compromise", "later-no-proof-verdict", "off key-compromised", "there is no proof"),
    Scene(license, keyring(log), file(license, log.proof(3).string)).importing(
        "compromise", "proof-after", "imported already-installed", "the vendor sends the proof"),
    Scene(license, keyring(log), file(license, log.proof(3).string)).verifying(
        "compromise", "proof-after-verdict", "full", "the vendor sends the proof"),
    Scene(file(license, log.proof(3).string), bothFell).verifying(
        "compromise", "both-later-verdict", "off key-compromised", "the proof that is held does not count any more"),
    Scene(file(license, log.proof(3).string), bothFell, file(license, log.proof(3, in: 6).string)).importing(
        "compromise", "fresh-proof", "imported already-installed", "a smaller tree, and the one that counts"),
    Scene(file(license, log.proof(3).string), bothFell, file(license, log.proof(3, in: 6).string)).verifying(
        "compromise", "fresh-proof-verdict", "full", "a smaller tree, and the one that counts"),
    Scene(file(license, log.proof(3).string), file(bothFell, license, log.proof(3, in: 6).string)).verifying(
        "compromise", "fresh-proof-in-one-file-verdict", "full", "the keyring and the fresh proof together"),
    Scene(
        file(license, log.proof(3).string), file(bothFell, license, log.proof(3, in: 6).string),
        file(license, log.proof(3).string)
    ).importing(
        "compromise", "stale-proof-again", "refused key-compromised", "the old file does not count any more"),
]
