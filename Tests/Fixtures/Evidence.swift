import Foundation
import Testing

/// Notes for `docs/assurance.md` that the running test has shown a property: call it behind the last expectation.
///
/// Writes a line of JSON into the folder that `LATCHKEY_EVIDENCE` names, and nothing where it names none.
///
/// - Parameters:
///   - property: Its number in `Tests/Assurance/claims.txt`, such as `S3`.
///   - tried: How many cases the test tried: the same number in every run.
///   - what: What these are, in the plural; with ` (foreign)` where they are other people's vectors.
public func assure(_ property: String, tried: Int, _ what: String) {
    let folder = ProcessInfo.processInfo.environment["LATCHKEY_EVIDENCE"] ?? ""
    guard !folder.isEmpty, let test = Test.current else { return }
    let evidence = Evidence(
        property: property, tried: tried, what: what, test: test.displayName ?? test.name.filter { !"`()".contains($0) }
    )
    let url = URL(fileURLWithPath: folder).appendingPathComponent("\(UUID().uuidString).json")
    do {
        try JSONEncoder().encode(evidence).write(to: url)
    } catch {
        Issue.record("the evidence cannot be written: \(error)")
    }
}

private struct Evidence: Encodable {
    let property: String
    let tried: Int
    let what: String
    let test: String
}
