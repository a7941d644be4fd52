import Fixtures
import Foundation
import SignedNote
import Testing

/// The sets of others, read from the folder that `LATCHKEY_VECTORS` names; where it names none, these tests are
/// skipped by name.
enum VectorFolder {
    static let path = ProcessInfo.processInfo.environment["LATCHKEY_VECTORS"]

    static func contents(of file: String) throws -> Data {
        try Data(contentsOf: URL(filePath: #require(path)).appending(path: file))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from file: String) throws -> Value {
        try JSONDecoder().decode(type, from: contents(of: file))
    }
}

/// The bytes of a hexadecimal text.
private func bytes(_ hex: some StringProtocol) throws -> Bytes {
    try #require(Digest.decodeHex(Array(hex.utf8)[...]))[...]
}

@Suite("Vectors of others")
struct ForeignVectorTests {
    private struct Wycheproof: Decodable {
        struct Group: Decodable {
            struct Key: Decodable { let pk: String }
            struct Case: Decodable {
                let tcId: Int
                let comment: String
                let msg: String
                let sig: String
                let result: String
            }
            let publicKey: Key
            let tests: [Case]
        }
        let testGroups: [Group]
    }

    /// Skipped without LATCHKEY_VECTORS: Wycheproof's 151 cases of Ed25519.
    @Test(
        "Wycheproof: 88 valid signatures are valid, 63 invalid ones are not",
        .enabled(if: VectorFolder.path != nil, "Wycheproof Ed25519 needs LATCHKEY_VECTORS"))
    func wycheproof() throws {
        let set = try VectorFolder.decode(Wycheproof.self, from: "wycheproof/testvectors_v1_ed25519_test.json")
        var counts: [String: Int] = [:]
        for group in set.testGroups {
            let key = try #require(Ed25519PublicKey(bytes(group.publicKey.pk)))
            for test in group.tests {
                let isValid = try key.isValidSignature(bytes(test.sig), for: bytes(test.msg))
                #expect(isValid == (test.result == "valid"), "\(test.tcId): \(test.comment)")
                counts[test.result, default: 0] += 1
            }
        }
        #expect(counts == ["valid": 88, "invalid": 63])
    }

    private struct CCTV: Decodable {
        let number: Int
        let key: String
        let sig: String
        let msg: String
    }

    /// Skipped without LATCHKEY_VECTORS: CCTV's 914 corner cases of Ed25519.
    @Test(
        "CCTV: of 914 corner cases 43 verify, and one of them under a key of the prime-order subgroup",
        .enabled(if: VectorFolder.path != nil, "CCTV Ed25519 needs LATCHKEY_VECTORS"))
    func cctv() throws {
        let set = try VectorFolder.decode([CCTV].self, from: "cctv-ed25519/ed25519vectors.json")
        var accepted = 0
        var acceptedInSubgroup = 0
        for test in set {
            let key = try #require(Ed25519PublicKey(bytes(test.key)))
            guard try key.isValidSignature(bytes(test.sig), for: test.msg.bytes) else { continue }
            accepted += 1
            if key.isInPrimeOrderSubgroup { acceptedInSubgroup += 1 }
        }
        #expect(set.count == 914)
        #expect(accepted == 43)
        #expect(acceptedInSubgroup == 1)
    }

    private struct Speccheck: Decodable {
        let message: String
        let pubKey: String
        let signature: String

        enum CodingKeys: String, CodingKey {
            case message, signature
            case pubKey = "pub_key"
        }
    }

    /// Skipped without LATCHKEY_VECTORS: the 12 cases of ed25519-speccheck.
    @Test(
        "speccheck: of the 12 cases, counted from 0, only case 3 verifies",
        .enabled(if: VectorFolder.path != nil, "ed25519-speccheck needs LATCHKEY_VECTORS"))
    func speccheck() throws {
        let set = try VectorFolder.decode([Speccheck].self, from: "speccheck/cases.json")
        let accepted = try set.indices.filter { index in
            let key = try #require(Ed25519PublicKey(bytes(set[index].pubKey)))
            return try key.isValidSignature(bytes(set[index].signature), for: bytes(set[index].message))
        }
        #expect(set.count == 12)
        #expect(accepted == [3])
    }

    /// Skipped without LATCHKEY_VECTORS: the 1024 lines of the Ed25519 authors' sign.input.
    @Test(
        "RFC 8032: all 1024 signatures verify, and signing gives the same ones",
        .enabled(if: VectorFolder.path != nil, "RFC 8032 sign.input needs LATCHKEY_VECTORS"))
    func signInput() throws {
        let file = try String(decoding: VectorFolder.contents(of: "rfc8032/sign.input"), as: UTF8.self)
        let lines = file.split(separator: "\n")
        for (number, line) in lines.enumerated() {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            #expect(fields.count == 5)
            let seed = try #require(Ed25519Seed(Array(bytes(fields[0].prefix(64)))))
            let message = try bytes(fields[2])
            let signature = try bytes(fields[3].prefix(128))
            #expect(seed.publicKey.bytes[...] == (try bytes(fields[1])), "line \(number + 1)")
            #expect(seed.publicKey.isValidSignature(signature, for: message), "line \(number + 1)")
            let note = try #require(seed.sign(Array(message), as: Array("a".utf8)))
            #expect(note.signatures.map(\.bytes) == [Array(signature)], "line \(number + 1)")
        }
        #expect(lines.count == 1024)
    }
}
