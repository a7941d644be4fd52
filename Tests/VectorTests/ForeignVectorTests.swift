import Fixtures
import Foundation
import Testing
import VectorRunner

/// Other people's Ed25519 sets, in the folder that LATCHKEY_VECTORS names.
private let foreign = ProcessInfo.processInfo.environment["LATCHKEY_VECTORS"].map {
    URL(fileURLWithPath: $0, isDirectory: true)
}

private func contents(_ path: String) throws -> Data {
    try Data(contentsOf: #require(foreign).appendingPathComponent(path))
}

/// The runner's answer to one signature; everything in hexadecimal.
private func answer(key: String, message: String, signature: String) -> String {
    let vector = "operation: ed25519\nkey: \(key)\nmessage: \(message)\nsignature: \(signature)\n\n"
    return String(decoding: run(Array(vector.utf8)), as: UTF8.self)
}

@Suite(.enabled(if: foreign != nil, "LATCHKEY_VECTORS names no folder"))
struct `other people's Ed25519 vectors` {
    @Test func `Wycheproof agrees, 88 valid and 63 invalid`() throws {
        struct File: Decodable {
            let testGroups: [Group]
        }
        struct Group: Decodable {
            let publicKey: Key
            let tests: [Case]
        }
        struct Key: Decodable {
            let pk: String
        }
        struct Case: Decodable {
            let tcId: Int
            let msg: String
            let sig: String
            let result: String
        }
        let file = try JSONDecoder().decode(File.self, from: contents("wycheproof/testvectors_v1_ed25519_test.json"))
        let cases = file.testGroups.flatMap { group in group.tests.map { (group.publicKey.pk, $0) } }
        let failures = cases.filter { key, test in
            answer(key: key, message: test.msg, signature: test.sig) != (test.result == "valid" ? "ok" : "invalid")
        }
        #expect(failures.map { $0.1.tcId } == [])
        #expect(cases.count == 151)
        #expect(cases.count { $0.1.result == "valid" } == 88)
        assure("S1", tried: cases.count, "signatures of Wycheproof (foreign)")
    }

    @Test func `of CCTV's edge cases the subgroup leaves one of 43`() throws {
        struct Case: Decodable {
            let key: String
            let sig: String
            let msg: String
        }
        let cases = try JSONDecoder().decode([Case].self, from: contents("cctv-ed25519/ed25519vectors.json"))
        let answers = cases.map { test in
            let message = test.msg.utf8.map { String(format: "%02x", $0) }.joined()
            return answer(key: test.key, message: message, signature: test.sig)
        }
        #expect(cases.count == 914)
        #expect(answers.count { $0 == "ok" } == 1)
        #expect(answers.count { $0 == "ok off-subgroup" } == 42)
        #expect(answers.count { $0 == "invalid" } == 871)
        for property in ["S1", "S15"] { assure(property, tried: cases.count, "signatures of CCTV (foreign)") }
    }

    @Test func `of speccheck's twelve only the fourth is accepted`() throws {
        struct Case: Decodable {
            let message: String
            let publicKey: String
            let signature: String

            enum CodingKeys: String, CodingKey {
                case message, signature
                case publicKey = "pub_key"
            }
        }
        let cases = try JSONDecoder().decode([Case].self, from: contents("speccheck/cases.json"))
        let answers = cases.map { answer(key: $0.publicKey, message: $0.message, signature: $0.signature) }
        #expect(answers == (0..<12).map { $0 == 3 ? "ok off-subgroup" : "invalid" })
        assure("S1", tried: 12, "signatures of speccheck (foreign)")
    }

    @Test func `every signature of RFC 8032's set is valid`() throws {
        let lines = String(decoding: try contents("rfc8032/sign.input"), as: UTF8.self).split(separator: "\n")
        let failures = lines.filter { line in
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 4 else { return true }
            return answer(key: "\(parts[1])", message: "\(parts[2])", signature: "\(parts[3].prefix(128))") != "ok"
        }
        #expect(failures == [])
        #expect(lines.count == 1024)
        assure("S1", tried: lines.count, "signatures of RFC 8032's set (foreign)")
    }
}
