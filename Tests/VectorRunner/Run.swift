internal import SignedNote

/// Runs one vector file and answers in one line: `ok …`, or the stable names of what is wrong.
///
/// Compiled twice from the same source, as an ordinary module and as Embedded Swift, so it keeps the client core's
/// rules. The header `expect` is never looked at.
package func run(_ vector: [UInt8]) -> [UInt8] {
    guard let vector = Vector(parsing: vector[...]), let name = vector.value("operation"),
        let operation = operations.first(where: { name.equals($0.name) })
    else { return [UInt8]("bad-vector header") }
    return operation.answer(vector) ?? [UInt8]("bad-vector value")
}

/// What a vector can ask for; nil answers a vector that lacks what its operation needs.
struct Operation: Sendable {
    let name: StaticString
    let answer: @Sendable (Vector) -> [UInt8]?
}

private let operations: [Operation] = [
    Operation(name: "note") { answerNote($0) },
    Operation(name: "vkey") { answerVerifierKey($0) },
    Operation(name: "base64") { answerBase64($0) },
    Operation(name: "ed25519") { answerEd25519($0) },
    Operation(name: "body") { answerBody($0) },
    Operation(name: "license-file") { answerLicenseFile($0) },
    Operation(name: "site-url") { answerSiteURL($0) },
    Operation(name: "version-range") { answerVersionRange($0) },
    Operation(name: "version-order") { answerVersionOrder($0) },
    Operation(name: "installation-id") { answerInstallationID($0) },
    Operation(name: "timestamp") { answerTimestamp($0) },
    Operation(name: "import") { answerImport($0) },
    Operation(name: "verify") { answerVerify($0) },
]

/// The words that are there, with one space between them.
func joined(_ words: [[UInt8]]) -> [UInt8] {
    Array(words.filter { !$0.isEmpty }.joined(separator: [UInt8(ascii: " ")]))
}

/// `ok`, and words after it.
func ok(_ words: [UInt8]...) -> [UInt8] { joined([[UInt8]("ok")] + words) }
