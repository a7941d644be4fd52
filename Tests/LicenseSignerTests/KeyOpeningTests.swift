import DurableFile
import Fixtures
import LicenseSigner
import SignedNote
import Testing

extension ProcessTests {
    @Suite struct KeyOpeningTests {
        let folder = TemporaryFolder()
        let name = "vendor.example/license/2026"

        private func file(of key: TestKey) throws -> String {
            try SecretKeyFile.createUnprotected(folder("key"), key: SecretKey.fromSeed(key.seed.bytes))
            return folder("key")
        }

        private func open(_ key: VerifierKey, _ path: String) throws(KeyError) -> SigningKey {
            try SigningKey.open(key, path: path) { () throws(KeyError) in throw .noTerminal }
        }

        @Test func `a key file opens under the name of its key`() throws {
            let key = try TestKey(name)
            let opened = try open(key.key, file(of: key))
            #expect(opened.verifierKey == key.key)
            let text = Array("latchkey/test@v1\n".utf8)
            #expect(try SigningKey.note(text: text, signatures: [opened.sign(text: text)]) == key.sign(text))
        }

        @Test func `the file of another key is refused, and so is none`() throws {
            let path = try file(of: TestKey(name))
            let other = try TestKey(name, label: "other").key
            #expect(error { () throws(KeyError) in _ = try open(other, path) } == .publicHalfDiffers(source: path))
            let missing = error { () throws(KeyError) in _ = try open(other, folder("none")) }
            #expect(missing == .file(.notFound(path: folder("none"))))
        }

        @Test func `a file and a command serve the same caller`() throws {
            let key = try TestKey(name)
            func opened(_ key: VerifierKey, _ path: String, _ opener: KeyOpener) throws(KeyError) -> [UInt8] {
                try opener("license", key, path).verifierKey.name
            }
            let path = try file(of: key)
            #expect(
                try opened(key.key, path) { (_, key, path) throws(KeyError) in try open(key, path) } == key.key.name)
            #expect(
                try opened(key.key, path) { (_, key, _) throws(KeyError) in
                    try SigningKey.external(key, command: "false")
                } == key.key.name)
        }

        @Test func `the secret half of a key that is elsewhere cannot be lent`() throws {
            let key = try SigningKey.external(TestKey(name).key, command: "false")
            let failure = error { () throws(KeyError) in
                try key.withSecretKey { secret throws(KeyError) in _ = secret.publicKey }
            }
            #expect(failure == .secretElsewhere(key: key.verifierKey.nameAndID.string))
            #expect(failure?.message.contains("is not here") == true)
        }
    }
}
