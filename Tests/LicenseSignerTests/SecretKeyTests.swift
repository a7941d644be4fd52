import Dispatch
import Fixtures
import LicenseSigner
import SignedNote
import Synchronization
import Testing

extension ProcessTests {
    @Suite struct SecretKeyTests {
        @Test func `a signature verifies, and differs from another key's`() throws {
            let message = Array("message".utf8)
            let one = try SecretKey.generate()
            let two = try SecretKey.generate()
            let signature = try one.sign(message[...])
            #expect(one.publicKey.isValidSignature(signature[...], for: message[...]))
            #expect(!two.publicKey.isValidSignature(signature[...], for: message[...]))
            #expect(one.publicKey.isInPrimeOrderSubgroup)
            let empty = try one.sign([])
            #expect(one.publicKey.isValidSignature(empty[...], for: []))
        }

        @Test func `threads sign with one key at once`() throws {
            let key = try SecretKey.generate()
            let good = Mutex(0)
            DispatchQueue.concurrentPerform(iterations: 4) { thread in
                for number in 0..<100 {
                    let message = Array("message \(thread) \(number)".utf8)
                    guard let signature = try? key.sign(message[...]),
                        key.publicKey.isValidSignature(signature[...], for: message[...])
                    else { continue }
                    good.withLock { $0 += 1 }
                }
            }
            #expect(good.withLock(\.self) == 400)
        }

        @Test func `the first key and signature of RFC 8032 come out`() throws {
            let seed = try #require(bytes(hex: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
            let key = try SecretKey.fromSeed(seed)
            #expect(hex(key.publicKey.bytes) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
            #expect(
                hex(try key.sign([]))
                    == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                    + "d25bf5f0595bbe24655141438e7a100b")
        }

        @Test func `a seed of another length is refused`() throws {
            for count in [0, 31, 33, 64] {
                let failure = error { () throws(KeyError) in
                    _ = try SecretKey.fromSeed([UInt8](repeating: 1, count: count))
                }
                #expect(failure == .seedLength(count))
            }
        }

        @Test func `a stored public half that is not the seed's is refused, whichever bit differs`() throws {
            let halves = try halves(of: SecretKey.generate())
            var refused = 0
            for bit in 0..<256 {
                var changed = halves
                changed[32 + bit / 8] ^= 1 << (bit % 8)
                let text = [UInt8]("k4.secret.") + Base64.encode(changed[...], .urlSafe)
                let failure = error { () throws(KeyError) in _ = try unprotectedKey(text) }
                if failure == .publicHalfDiffers(source: "x") { refused += 1 }
            }
            #expect(refused == 256)
            assure("S16", tried: refused, "bits of a public half")
        }

        @Test func `a signature that does not verify is not released`() throws {
            let right = try halves(of: SecretKey.generate())
            let wrong = try SecretKey.generate().publicKey
            let memory = try GuardedBytes(count: 64)
            memory.write { $0.copyBytes(from: right.prefix(32) + wrong.bytes) }
            let key = SecretKey(unchecked: memory, publicKey: try #require(Ed25519PublicKey(right.suffix(32))))
            let failure = error { () throws(KeyError) in _ = try key.sign([1, 2, 3]) }
            #expect(failure == .signatureNotValid)
            assure("S16", tried: 1, "signatures that do not verify")
        }

        @Test func `a damaged k4.secret is told from another kind of text`() throws {
            let line = try Paserk.unprotectedLine(of: SecretKey.generate()).read { Array($0.dropLast()) }
            let damaged: [[UInt8]] = [
                Array(line.dropLast()), line + [0x41], line.dropLast() + [0x3D], line.dropLast() + [0x2B],
                // Set trailing bits: another spelling of the same bytes.
                line.dropLast() + [line[95] + 1],
            ]
            for text in damaged {
                let failure = error { () throws(KeyError) in _ = try unprotectedKey(text) }
                #expect(failure == .damagedKeyFile(source: "x"))
            }
            for text in ["", "k4.secre", "k4.public.AAAA", "k3.secret.AAAA", "-----BEGIN PRIVATE KEY-----"] {
                let failure = error { () throws(KeyError) in _ = try unprotectedKey(text.utf8) }
                #expect(failure == .notAKeyFile(source: "x"))
            }
        }

        @Test func `a note signed by two keys verifies by each`() throws {
            let one = try SigningKey(name: "vendor.example/license/1".utf8, secretKey: .generate())
            let two = try SigningKey(name: "vendor.example/log/1".utf8, secretKey: .generate())
            let text = Array("latchkey/test@v1\nkey value\n".utf8)
            let note = try SigningKey.note(text: text, signatures: [one.sign(text: text), two.sign(text: text)])
            let read = try SignedNote(parsing: note.bytes[...])
            #expect(try read.verified(by: [one.verifierKey]).signers == [one.verifierKey])
            #expect(try read.verified(by: [one.verifierKey, two.verifierKey]).signers.count == 2)
        }

        @Test func `what is no note text is not signed, and no signatures are no note`() throws {
            let key = try SigningKey(name: "a".utf8, secretKey: .generate())
            let texts: [[UInt8]] = [[], Array("a".utf8), Array("a\r\n".utf8), [0xFF, 0x0A], Array("a\tb\n".utf8)]
            for text in texts {
                let failure = error { () throws(KeyError) in _ = try key.sign(text: text) }
                #expect(failure == .notNoteText)
            }
            let text = Array("a\n".utf8)
            let signature = try key.sign(text: text)
            for count in [0, 17] {
                let signatures = [SignedNote.Signature](repeating: signature, count: count)
                #expect(throws: KeyError.notANote) { try SigningKey.note(text: text, signatures: signatures) }
            }
            #expect(
                try SigningKey.note(text: text, signatures: Array(repeating: signature, count: 16)).signatures.count
                    == 16)
            let failure = error { () throws(KeyError) in _ = try SigningKey(name: "a b".utf8, secretKey: .generate()) }
            #expect(failure == .malformedKeyName)
        }
    }
}
