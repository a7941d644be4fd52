import Fixtures
import Foundation
import LicenseVerifier
import Testing
import VectorGenerator
import VectorRunner

/// The folder of vectors, beside this test's own.
private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Vectors", isDirectory: true)

/// Every vector file by its path below the folder.
private func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    for path in paths where path.hasSuffix(".vector") {
        files[path] = Array(try Data(contentsOf: folder.appendingPathComponent(path)))
    }
    return files
}

/// The answer that a vector file expects.
private func expectation(in file: [UInt8]) -> String? {
    for line in String(decoding: file, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
        if line.isEmpty { return nil }
        if line.hasPrefix("expect: ") { return String(line.dropFirst("expect: ".count)) }
    }
    return nil
}

/// What folders of vectors show (docs/assurance.md).
private let properties = [
    ("S1", "ed25519"), ("S2", "role"), ("S6", "base64"), ("S9", "note"), ("S11", "revocation"), ("S12", "compromise"),
    ("S20", "repair"), ("S22", "timestamp"), ("S23", "site-url"), ("S23", "url"),
]

@Test func `every vector gets the answer that it expects`() throws {
    let files = try files()
    var failures: [String] = []
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
        let expected = try #require(expectation(in: file), "\(path) expects nothing")
        let answer = String(decoding: run(file), as: UTF8.self)
        if answer != expected { failures.append("\(path): expected \"\(expected)\", got \"\(answer)\"") }
    }
    #expect(failures.isEmpty, "\(failures.count) failed:\n\(failures.joined(separator: "\n"))")
    #expect(files.count == 1898)
    for (property, folder) in properties {
        let tried = files.keys.count { $0.hasPrefix("\(folder)/") }
        #expect(tried > 0)
        assure(property, tried: tried, "vectors of \(folder)")
    }
}

@Test func `the vectors are those that the generator writes`() throws {
    let files = try files()
    let generated = Dictionary(grouping: corpus) { $0.path }
    #expect(!generated.isEmpty)
    let twice = generated.filter { $0.value.count > 1 }.keys.sorted()
    #expect(twice.isEmpty, "two vectors of one name")
    let stale = corpus.filter { files[$0.path] != $0.bytes }.map { $0.path }
    #expect(stale.isEmpty, "not as generated: swift run vector-generator Tests/Vectors")
    let extra = files.keys.filter { generated[$0] == nil }.sorted()
    #expect(extra.isEmpty, "no longer generated")
}

@Test func `every finding of the verifier appears in a vector`() {
    let words = Set(
        corpus.filter { ["import", "verify"].contains($0.operation) }
            .flatMap { $0.expect.split(separator: " ").map(String.init) })
    // Vectors verify and import: none makes a request, gives a license back, or stores what a load remembers.
    let withoutVector = ["request-not-possible", "license-not-installed", "state-not-written"]
    // They come from the edges: what the C library answers to a context that is none (Tests/Native), and what PHP tells
    // when the verifier cannot be asked (Tests/php).
    let atTheEdges = [
        "context-unreadable", "verifier-missing", "verifier-not-executable", "verifier-not-started", "verifier-ended",
        "verifier-too-slow", "verifier-garbled", "extension-unsuitable", "verdict-kept", "cannot-verify",
    ]
    let unreachable = withoutVector + atTheEdges
    let missing = FindingCode.allCases.map { "\($0.name)" }.filter { !words.contains($0) && !unreachable.contains($0) }
    #expect(missing == [])
    #expect(unreachable.filter { words.contains($0) } == [], "listed without need")
}
