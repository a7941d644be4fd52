import LicenseFormat
import SignedNote

/// The one spelling of log proofs.
let logProofBodyVectors: [VectorCase] = [
    body("complete", good, "ok", "an index, a path, a checkpoint"),
    body("tree-of-one", one, "ok", "a tree of one leaf has no path"),
    body("two-signatures", good.with { $0.signers = [.log, .otherLicense] }, "ok", "witnesses may sign as well"),
    body(
        "sixty-three-hashes", good.with { $0.path = [String](repeating: $0.path[0], count: 63) }, "ok",
        "whether the path fits the tree is asked later"),
    body(
        "sixty-four-hashes", good.with { $0.path = [String](repeating: $0.path[0], count: 64) }, "too-many 66",
        "no tree has so many levels"),
    body("extra", good.with { $0.extra = ["extra AAAA"] }, "missing-key 2 index", "opaque data is not read here"),
    body("no-index", good.string.replacing("index 3\n", with: ""), "malformed-line 2", "the index is missing"),
    body("index-leading-zero", good.with { $0.index = "03" }, "invalid-value 2 index", "no leading zeros"),
    body("index-negative", good.with { $0.index = "-3" }, "invalid-value 2 index", "no sign"),
    body("index-greatest", good.with { $0.index = "9007199254740991" }, "ok", "2^53 - 1"),
    body("index-too-great", good.with { $0.index = "9007199254740992" }, "invalid-value 2 index", "2^53"),
    body("index-huge", good.with { $0.index = "18446744073709551619" }, "invalid-value 2 index", "3 modulo 2^64"),
    body("hash-short", good.with { $0.path[1] = "AAAA" }, "invalid-value 4", "a hash has 32 bytes"),
    body("hash-long", good.with { $0.path[1] = long }, "invalid-value 4", "a hash has 32 bytes"),
    body(
        "hash-url-safe", good.with { $0.path[1] = "_" + $0.path[1].dropFirst() }, "invalid-value 4",
        "the standard alphabet"),
    body("hash-blank", good.with { $0.path[1] += " " }, "invalid-value 4", "nothing behind a hash"),
    body(
        "no-empty-line", good.string.replacing("\n\nvendor", with: "\nvendor"), "invalid-value 6",
        "an empty line stands before the checkpoint"),
    body(
        "two-empty-lines", good.string.replacing("\n\nvendor", with: "\n\n\nvendor"), "malformed-line 7",
        "one empty line stands before the checkpoint"),
    body("no-origin", good.with { $0.checkpoint[0] = "" }, "malformed-line 7", "the origin is not empty"),
    body(
        "origin-as-signature-line", good.with { $0.checkpoint[0] = "— vendor.example/log/2026" }, "malformed-line 7",
        "a file would be split behind it"),
    body("size-zero", good.with { $0.checkpoint[1] = "0" }, "ok", "no leaf is in such a tree, which is asked later"),
    body("size-leading-zero", good.with { $0.checkpoint[1] = "07" }, "invalid-value 8", "no leading zeros"),
    body("root-short", good.with { $0.checkpoint[2] = "AAAA" }, "invalid-value 9", "a root has 32 bytes"),
    body("no-root", good.with { $0.checkpoint.removeLast() }, "invalid-value 9", "a checkpoint has three lines"),
    body("extension-line", good.with { $0.checkpoint.append("more") }, "unexpected-key 10", "and not four"),
    body(
        "unsigned", Document(good.checkpoint).string.replacing("\n\n", with: "\n"), "wrong-type 1",
        "a checkpoint alone is no proof"),
    body("no-signature", good.with { $0.signers = [] }, "not-a-note 7", "a checkpoint is signed"),
    body("trailing-text", good.string + "more\n", "malformed-signature-line 2 7", "nothing behind the signatures"),
    body("trailing-item", file(good.string, Document.license.signed(.license)), "unexpected-key 10", "one item"),
    body("second-version", good.string.replacing("proof@v1", with: "proof@v2"), "wrong-type 1", "another type"),
    body("too-large", good.string + TestKey.otherLicense.signatureLine(bytes: large), "too-large 1", "over 16 KiB"),
]

private let log = Log(size: 7, [3: Document.license.text])
private let good = log.proof(3)
private let one = Log(size: 1, [0: Document.license.text]).proof(0)
private let long = Base64.encode([UInt8](repeating: 7, count: 33)[...]).string
private let large = [UInt8](repeating: 7, count: 12 * 1024)

private func body(_ name: String, _ proof: Proof, _ expect: String, _ comment: String) -> VectorCase {
    body(name, proof.string, expect, comment)
}

private func body(_ name: String, _ item: String, _ expect: String, _ comment: String) -> VectorCase {
    VectorCase(
        area: "body-log-proof", name: name, comment: comment, operation: "body", headers: [.init("type", "log-proof")],
        payload: Array(item.utf8), expect: expect)
}
