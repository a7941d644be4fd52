import LicenseSigner
import SignedNote
import Testing

extension ProcessTests {
    @Suite struct PaserkVectorTests {
        @Test(
            .enabled(if: PaserkVectors.folder != nil, "skipped: paseto/k4.public.json, as LATCHKEY_VECTORS is not set"))
        func `every k4.public vector agrees`() throws {
            let cases = try PaserkVectors.cases(of: "k4.public")
            var failing = 0
            for vector in cases {
                let key = Ed25519PublicKey(bytes(hex: vector.key ?? "") ?? [])
                if vector.expectFail {
                    #expect(key == nil, "\(vector.name)")
                    failing += 1
                } else {
                    let key = try #require(key)
                    let paserk = Array(try #require(vector.paserk).utf8)
                    #expect(Paserk.encode(key) == paserk, "\(vector.name)")
                    #expect(try Paserk.publicKey(from: paserk[...], source: "x") == key, "\(vector.name)")
                }
            }
            #expect(cases.count == 4)
            #expect(failing == 1)
        }

        @Test(.enabled(if: PaserkVectors.folder != nil, "skipped: paseto/k4.pid.json, as LATCHKEY_VECTORS is not set"))
        func `every k4.pid vector agrees`() throws {
            let cases = try PaserkVectors.cases(of: "k4.pid")
            var failing = 0
            for vector in cases {
                let key = Ed25519PublicKey(bytes(hex: vector.key ?? "") ?? [])
                if vector.expectFail {
                    #expect(key == nil, "\(vector.name)")
                    failing += 1
                } else {
                    #expect(Paserk.id(of: try #require(key)).string == vector.paserk, "\(vector.name)")
                }
            }
            #expect(cases.count == 5)
            #expect(failing == 2)
        }

        @Test(
            .enabled(if: PaserkVectors.folder != nil, "skipped: paseto/k4.secret.json, as LATCHKEY_VECTORS is not set"))
        func `every k4.secret vector agrees`() throws {
            let cases = try PaserkVectors.cases(of: "k4.secret")
            var failing = 0
            for vector in cases {
                let key = try #require(bytes(hex: vector.key ?? ""))
                if vector.expectFail {
                    let text = [UInt8]("k4.secret.") + Base64.encode(key[...], .urlSafe)
                    let failure = error { () throws(KeyError) in _ = try unprotectedKey(text) }
                    #expect(failure == .damagedKeyFile(source: "x"), "\(vector.name)")
                    failing += 1
                } else {
                    let paserk = Array(try #require(vector.paserk).utf8)
                    let fromText = try unprotectedKey(paserk)
                    #expect(try halves(of: fromText) == key, "\(vector.name)")
                    #expect(hex(fromText.publicKey.bytes) == vector.publicKey, "\(vector.name)")
                    let fromSeed = try SecretKey.fromSeed(try #require(bytes(hex: vector.seed ?? "")))
                    let line = try Paserk.unprotectedLine(of: fromSeed).read { Array($0) }
                    #expect(line == paserk + [0x0A], "\(vector.name)")
                }
            }
            #expect(cases.count == 5)
            #expect(failing == 2)
        }

        @Test(
            .enabled(
                if: PaserkVectors.folder != nil, "skipped: paseto/k4.secret-pw.json, as LATCHKEY_VECTORS is not set"))
        func `every k4.secret-pw vector agrees`() throws {
            let cases = try PaserkVectors.cases(of: "k4.secret-pw")
            let failures: [String: KeyError] = [
                "k4.secret-pw-fail-1": .wrongPassphrase(source: "x"),
                // Its changed tag ends in set trailing bits too, which strict Base64 refuses first.
                "k4.secret-pw-fail-2": .damagedKeyFile(source: "x"),
                "k4.secret-pw-fail-3": .notAKeyFile(source: "x"),
            ]
            var failing = 0
            for vector in cases {
                let password = try #require(vector.password)
                // What looks like hexadecimal is the passphrase itself.
                let passphrase = try Passphrase(Array(password.utf8))
                let paserk = Array(try #require(vector.paserk).utf8)
                if vector.expectFail {
                    let failure = error { () throws(KeyError) in
                        _ = try Paserk.unwrap(paserk[...], passphrase: passphrase, source: "x")
                    }
                    #expect(failure == failures[vector.name], "\(vector.name)")
                    failing += 1
                } else {
                    let key = try Paserk.unwrap(paserk[...], passphrase: passphrase, source: "x")
                    #expect(hex(try halves(of: key)) == vector.unwrapped, "\(vector.name)")
                    let cost = key.passphraseCost
                    #expect(cost?.memory == vector.options?.memlimit, "\(vector.name)")
                    #expect(cost?.passes == vector.options?.opslimit, "\(vector.name)")
                    #expect(cost?.isWeak == false, "\(vector.name)")
                }
            }
            #expect(cases.count == 6)
            #expect(failing == 3)
        }
    }
}
