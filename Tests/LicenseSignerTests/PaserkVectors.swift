import Foundation
import LicenseSigner
import SignedNote
import Testing

/// The PASERK vectors of paseto-standard/test-vectors, in the folder that LATCHKEY_VECTORS names.
struct PaserkVectors: Decodable {
    struct Case: Decodable {
        let name: String
        let expectFail: Bool
        let key: String?
        let seed: String?
        let publicKey: String?
        let unwrapped: String?
        let password: String?
        let paserk: String?
        let options: Options?

        enum CodingKeys: String, CodingKey {
            case name, key, unwrapped, password, paserk, options
            case expectFail = "expect-fail"
            case seed = "secret-key-seed"
            case publicKey = "public-key"
        }
    }

    struct Options: Decodable {
        let memlimit: UInt64
        let opslimit: UInt32
    }

    let tests: [Case]

    static let folder = ProcessInfo.processInfo.environment["LATCHKEY_VECTORS"]

    static func cases(of type: String) throws -> [Case] {
        let url = URL(fileURLWithPath: try #require(folder)).appendingPathComponent("paseto/\(type).json")
        return try JSONDecoder().decode(PaserkVectors.self, from: Data(contentsOf: url)).tests
    }
}

func bytes(hex: String) -> [UInt8]? { Digest.decodeHex(Array(hex.utf8)[...]) }

func hex(_ bytes: [UInt8]) -> String { String(decoding: Digest.hex(bytes), as: UTF8.self) }

/// The error that `body` throws.
func error(of body: () throws(KeyError) -> Void) -> KeyError? {
    do throws(KeyError) {
        try body()
        return nil
    } catch {
        return error
    }
}

/// Reads `k4.secret.…` text.
func unprotectedKey(_ text: some Collection<UInt8>) throws(KeyError) -> SecretKey {
    let text = Array(text)
    return try text.span.bytes.withUnsafeBytes { text throws(KeyError) in
        try Paserk.unprotectedKey(from: text, source: "x")
    }
}

/// Seed and public key.
func halves(of key: borrowing SecretKey) throws(KeyError) -> [UInt8] {
    let line = try Paserk.unprotectedLine(of: key).read { Array($0) }
    return Base64.decode(line.dropFirst("k4.secret.".utf8.count).dropLast(), .urlSafe) ?? []
}
