/// `latchkey/state@v1`: body, checksum, notes.
let stateBodyVectors: [VectorCase] = [
    state("empty", Document.state.blob(), "ok", "nothing installed"),
    state("one-license", Document.state.blob([Document.license.signed(.license)]), "ok", "one license"),
    state(
        "everything",
        Document.state.appending(
            "url https://glpi.acme.example/", "host glpi 10.0.18", "import 2026-11-22T08:00:00Z imported \(hash)"
        )
        .blob([Document.keyring2.signed(.root1, .root2), Document.license.signed(.license2027)]),
        "ok", "every line, a keyring and a license"),
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
    state("imports-51", Document.state.appendingImports(51).blob(), "state-unreadable", "at most 50 imports"),
    state("imports-50", Document.state.appendingImports(50).blob(), "ok", "50 imports"),
]

private func state(_ name: String, _ blob: String, _ expect: String, _ comment: String) -> VectorCase {
    BodyCase(name, Array(blob.utf8), expect, comment).vector("state")
}

extension Document {
    /// So many import lines at the end.
    fileprivate func appendingImports(_ count: Int) -> Document {
        Document(lines + (0..<count).map { "import 2026-11-22T08:\($0 / 50 + 10):\($0 % 50 + 10)Z imported \(hash)" })
    }
}

private let hash = "aa112233445566778899aabbccddeeff"
