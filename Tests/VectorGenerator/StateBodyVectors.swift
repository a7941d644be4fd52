/// `latchkey/state@v1`: body, checksum, notes.
let stateBodyVectors: [VectorCase] = [
    state("empty", Document.state.blob(), "ok", "nothing installed"),
    state("one-license", Document.state.blob([Document.license.signed(.license)]), "ok", "one license"),
    state(
        "everything",
        Document.state.appending(
            "url https://glpi.acme.example/", "alias \(hash) https://xn--bcher-kva.example/", "host glpi 10.0.18",
            "fact machine \(hash)", "fact path \(hash)", "clock 2026-12-01T10:00:00Z 2026-12-01T10:00:00Z",
            "step 2038-01-19T03:14:07Z 7", "repaired 2026-11-25T08:00:00Z",
            "sight 01KAJ0Q6Y4ZC9C4N2B8M4T7X5R 2026-11-30T08:00:00Z",
            "epoch \(TestKey.revocation.nameAndID) \(TestKey.here.installationID) 1",
            "epoch \(TestKey.revocation.nameAndID) all 3",
            "hit 01KAJ0Q6Y4ZC9C4N2B8M4T7X5R \(TestKey.revocation.nameAndID) 2026-12-01T10:00:00Z refunded"
        )
        .blob(
            [Document.keyring2.signed(.root1, .root2), Document.license.signed(.license2027)],
            history: Document.history(
                imports: ["2026-11-22T08:00:00Z imported \(hash)"],
                [
                    Document.revocations.signed(.revocation),
                    Document.revocations.with("scope", TestKey.here.installationID).with("epoch", "1")
                        .signed(.revocation), Document.receipt.signed(.here.asInstallation),
                ])),
        "ok", "every line, a keyring, a license, and a history with lists and a receipt"),
    state(
        "roots-short", Document.state.with("roots", String(repeating: "0", count: 62)).blob(), "state-unreadable",
        "a digest has 32 bytes"),
    state(
        "roots-long", Document.state.with("roots", String(repeating: "0", count: 66)).blob(), "state-unreadable",
        "a digest has 32 bytes"),
    state(
        "alias-short", Document.state.appending("alias \(hash.dropLast(2)) https://xn--bcher-kva.example/").blob(),
        "state-unreadable", "a hash has 16 bytes"),
    state(
        "alias-long", Document.state.appending("alias \(hash)00 https://xn--bcher-kva.example/").blob(),
        "state-unreadable", "a hash has 16 bytes"),
    state(
        "epoch-key", Document.state.appending("epoch vendor.example/revocation/2026 all 3").blob(), "state-unreadable",
        "a key has a name and an ID"),
    state(
        "history-short", Document.state.appending("history 6a9da70ab18407d").blob(), "state-unreadable",
        "a checksum has 16 digits"),
    state(
        "history-long", Document.state.appending("history 6a9da70ab18407dab").blob(), "state-unreadable",
        "a checksum has 16 digits"),
    state(
        "history-letters", Document.state.appending("history 6a9da70ab18407dg").blob(), "state-unreadable",
        "the digits are hexadecimal"),
    state(
        "clock-without-step", Document.state.appending("clock 2026-12-01T10:00:00Z 2026-12-01T10:00:00Z").blob(), "ok",
        "what is known about the time"),
    state(
        "step-without-clock", Document.state.appending("step 2038-01-19T03:14:07Z 7").blob(), "state-unreadable",
        "a step is a step ahead of something"),
    state(
        "clock-one-instant", Document.state.appending("clock 2026-12-01T10:00:00Z").blob(), "state-unreadable",
        "two instants"),
    state(
        "hits-unsorted",
        Document.state.appending(
            "hit 01KAJ0Q6Y4ZC9C4N2B8M4T7X60 \(TestKey.revocation.nameAndID) 2026-12-01T10:00:00Z refunded",
            "hit 01KAJ0Q6Y4ZC9C4N2B8M4T7X5R \(TestKey.revocation.nameAndID) 2026-12-01T10:00:00Z refunded"
        ).blob(), "state-unreadable", "repeated keys are sorted"),
    state("hits-1024", marked(1024).blob(), "ok", "every license of a full state on every list that fits"),
    state("hits-1025", marked(1025).blob(), "state-unreadable", "at most 1024 hits"),
    state(
        "hit-without-key-id",
        Document.state.appending(
            "hit 01KAJ0Q6Y4ZC9C4N2B8M4T7X5R vendor.example/revocation/2026 2026-12-01T10:00:00Z refunded"
        ).blob(), "state-unreadable", "a key's name alone is not a key"),
    state(
        "history-not-announced", Document.state.blob() + Document.history(), "not-round-trip",
        "what no line announces is left out"),
    state(
        "history-missing",
        Document.state.appending("history 0011223344556677").blob(), "ok",
        "a load does not look at the history, so that one which is lost takes nothing away"),
    state(
        "checksum-of-more", Document.state.blob().replacing("checksum ", with: "checksum 0"), "state-unreadable",
        "sixteen digits and a length"),
    state(
        "length-beyond-the-end",
        String(Document.state.blob().dropLast(1)), "state-unreadable", "shorter than it says"),
    state(
        "host-before-url", Document.state.appending("host glpi 10.0.18", "url https://glpi.acme.example/").blob(),
        "state-unreadable", "the sites come first"),
    state(
        "host-without-release", Document.state.appending("host glpi").blob(), "state-unreadable", "a name and a release"
    ),
    state("no-bytes", "", "state-unreadable", "an empty blob is no state"),
    state("not-a-state", "hello\n", "state-unreadable", "something else"),
    state("license", Document.license.signed(.license), "state-unreadable", "another document"),
    state(
        "version-2", Document.state.blob().replacing("state@v1", with: "state@v2"), "state-newer",
        "a newer release wrote it"),
    state(
        "checksum", Document.state.blob().replacing("revision 3", with: "revision 4"), "state-unreadable",
        "a digit was changed"),
    state(
        "cut-short", String(Document.state.blob([Document.license.signed(.license)]).dropLast(40)), "state-unreadable",
        "the end is missing"),
    state("cut-in-checksum", String(Document.state.blob().prefix(36)), "state-unreadable", "the end is missing"),
    state(
        "missing-line", Document.state.without("key").blob(), "state-unreadable", "the installation's key is missing"),
    state("extension-line", Document.state.appending("x-a 1").blob(), "state-unreadable", "a state has no x- lines"),
    state(
        "note-without-signature", Document.state.blob([Document.license.string]), "state-unreadable",
        "what is installed is signed"),
    state("imports-50", Document.state.blob(history: importing(50)), "ok", "50 imports"),
]

private func state(_ name: String, _ blob: String, _ expect: String, _ comment: String) -> VectorCase {
    BodyCase(name, Array(blob.utf8), expect, comment).vector("state")
}

/// A state with so many hits.
private func marked(_ count: Int) -> Document {
    Document(
        Document.state.lines
            + (0..<count).map {
                "hit 01KAJ0Q6Y4ZC9C4N2B8M4T\(1000 + $0) \(TestKey.revocation.nameAndID) 2026-12-01T10:00:00Z refunded"
            })
}

/// A history with so many imports.
private func importing(_ count: Int) -> String {
    Document.history(imports: (0..<count).map { "2026-11-22T08:\($0 / 50 + 10):\($0 % 50 + 10)Z imported \(hash)" })
}

private let hash = "aa112233445566778899aabbccddeeff"
