/// A file's items and nothing around them.
let licenseFileVectors: [VectorCase] = [
    split("one", license, "ok license", "one item"),
    split("two", file(keyring, license), "ok keyring license", "one empty line between two items"),
    split(
        "two-signatures", file(license, keyring, request), "ok license keyring request",
        "an item ends after its run of signature lines"),
    split(
        "unknown-documents", file("anything\nat all\n\n— a AAAA\n", newer), "ok foreign newer",
        "splitting looks at signature lines only"),
    split(
        "empty-lines-in-item", file("one\n\n\ntwo\n\n— a AAAA\n", license), "ok foreign license",
        "an item may hold empty lines"),
    split("log-proof", file(license, logProof), "ok license log-proof", "a log proof spans its checkpoint"),
    split(
        "product", productFile, "ok product",
        "a product's first document has no signatures, so it is one item with the keyring"),
    split(
        "thirty-two", Array(repeating: tiny, count: 32).joined(separator: "\n"),
        "ok \(Array(repeating: "foreign", count: 32).joined(separator: " "))", "32 items are read"),
    split(
        "thirty-three", Array(repeating: tiny, count: 33).joined(separator: "\n"), "too-many-items",
        "33 items are refused"),
    split("empty", "", "malformed", "no item"),
    split("no-signature", Document.license.string, "malformed", "an item ends in signature lines"),
    split("text-after", file(license, "regards\n"), "malformed", "an item ends in signature lines"),
    split("no-empty-line-between", license + keyring, "malformed", "one empty line between two items"),
    split("two-empty-lines-between", file(license, "\n\(keyring)"), "malformed", "one empty line between two items"),
    split("empty-line-before", "\n\(license)", "malformed", "nothing before the first item"),
    split("empty-line-after", "\(license)\n", "malformed", "nothing after the last item"),
    split("no-final-newline", String(license.dropLast()), "malformed", "every line ends in a newline"),
    split(
        "carriage-returns", file(license, keyring).replacing("\n", with: "\r\n"), "malformed",
        "an empty line is a newline alone"),
    VectorCase(
        area: "license-file", name: "too-large", comment: "more than 256 KiB, whatever they hold",
        operation: "license-file",
        headers: [.init("repeat", "262145")], payload: Array("a".utf8), expect: "too-large"),
    VectorCase(
        area: "license-file", name: "at-size-limit", comment: "256 KiB are not too many, but they are no file",
        operation: "license-file", headers: [.init("repeat", "262144")], payload: Array("\n".utf8), expect: "malformed"),
]

private let license = Document.license.signed(.license)
private let keyring = Document.keyring.signed(.root1, .root2)
private let request = Document.request.signed(TestKey.here.asInstallation)
private let newer = Document(["latchkey/receipt@v3", "anything"]).signed(.license)
private let tiny = "tiny\n\n— a AAAA\n"

/// A C2SP tlog-proof whose checkpoint is signed by the log key.
let logProof =
    "c2sp.org/tlog-proof@v1\nindex 0\n\n"
    + Document(["vendor.example/log/2026", "1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]).signed(.log)

private func split(_ name: String, _ payload: String, _ expect: String, _ comment: String) -> VectorCase {
    VectorCase(
        area: "license-file", name: name, comment: comment, operation: "license-file", payload: Array(payload.utf8),
        expect: expect)
}
