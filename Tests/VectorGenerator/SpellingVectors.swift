/// Site URLs beyond ASCII, which a state knows again by the hash of what was typed (docs/spec/state.md).
let spellingVectors: [VectorCase] = [
    spelled("known", "https://bücher.example/", [alias], "full", "as the last request typed it"),
    spelled(
        "other-case", "https://BÜCHER.example/", [alias], "off url-unreadable", "another spelling is another hash"),
    spelled("none", "https://bücher.example/", [], "off url-unreadable", "nothing was remembered"),
    spelled(
        "two", "https://bücher.example/", ["alias \(hashOfCapitals) https://other.example/", alias].sorted(), "full",
        "each spelling has its own site"),
    spelled(
        "of-ascii", "ftp://glpi.acme.example/", ["alias \(hashOfFTP) https://xn--bcher-kva.example/"],
        "off url-unreadable", "what is ASCII stands for nothing but itself"),
    spelled(
        "with-fragment", "https://xn--bcher-kva.example/#top", [], "full url-trimmed",
        "a fragment alone does not count either"),
]

private let alias = "alias 5f761a3fb5b7600507d756fdfd0d1acf https://xn--bcher-kva.example/"
/// BLAKE2b-256 over `https://BÜCHER.example/`, the first 16 bytes.
private let hashOfCapitals = "849567de856a89c698cfa5c2f92dbd7d"
/// The same over `ftp://glpi.acme.example/`.
private let hashOfFTP = "6f0c07c5ec3e4209b3c36cd82c281941"

private func spelled(
    _ name: String, _ typed: String, _ aliases: [String], _ expect: String, _ comment: String
) -> VectorCase {
    Scene().with {
        $0.state = Document(Document.state.lines + aliases).blob([
            Document.license.with("url", "https://xn--bcher-kva.example/").signed(.license)
        ])
        $0.url = typed
    }.verifying("spelling", name, expect, comment)
}
