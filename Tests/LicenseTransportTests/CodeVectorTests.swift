import Foundation
internal import LicenseTransport
internal import Testing

/// One file as codes, written by this implementation and by the one in PHP: each reads what the other wrote.
///
/// Tests/php/library/PictureTest.php is the other half. `LATCHKEY_WRITE_CODES=1` writes this half anew.
struct CodeVectorTests {
    private struct Vector: Codable {
        let name: String
        let capacity: Int
        let file: Data
        var swift: [String]
        let php: [String]
    }

    private static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../php/library/vectors/codes.json")

    @Test func whatPHPAndSwiftWroteIsTheFile() throws {
        var vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: Self.path))
        #expect(vectors.count == 7)
        if ProcessInfo.processInfo.environment["LATCHKEY_WRITE_CODES"] != nil {
            for index in vectors.indices {
                let series = try CodeSeries(of: Array(vectors[index].file)[...], capacity: vectors[index].capacity)
                vectors[index].swift = series.texts.map { String(decoding: $0, as: UTF8.self) }
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try (encoder.encode(vectors) + Data("\n".utf8)).write(to: Self.path)
        }
        for vector in vectors {
            let series = try CodeSeries(of: Array(vector.file)[...], capacity: vector.capacity)
            for texts in [vector.swift, vector.php] {
                #expect(texts.count == series.texts.count, "\(vector.name)")
                #expect(texts.allSatisfy { $0.utf8.count <= vector.capacity }, "\(vector.name)")
                var collector = CodeCollector()
                for text in texts.reversed() { #expect(collector.take(Array(text.utf8)[...]) == .taken) }
                #expect(try collector.file() == Array(vector.file), "\(vector.name)")
            }
        }
    }
}
