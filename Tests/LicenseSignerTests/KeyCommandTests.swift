import Fixtures
import Foundation
import LicenseSigner
import SignedNote
import Testing

extension ProcessTests {
    @Suite(.timeLimit(.minutes(5))) struct KeyCommandTests {
        static let text = Array("latchkey/test@v1\nkey value\n".utf8)
        let folder = TemporaryFolder()
        let key: TestKey
        /// The right signature of ``text``.
        let signature: [UInt8]

        init() throws {
            key = try TestKey("vendor.example/license/2026")
            signature = try key.sign(Self.text).signatures[0].bytes
        }

        private func sign(
            _ command: String, deadline: Duration = .seconds(20), text: [UInt8] = KeyCommandTests.text
        ) throws(KeyError) -> SignedNote.Signature {
            try SigningKey.external(key.key, command: command, deadline: deadline).sign(text: text)
        }

        private func failure(_ command: String, deadline: Duration = .seconds(20)) -> KeyCommandError? {
            let found = error { () throws(KeyError) in _ = try sign(command, deadline: deadline) }
            guard case .command(let name, let failure) = found, name == key.key.nameAndID.string else { return nil }
            return failure
        }

        /// A file of bytes, and the command that prints it.
        private func printing(_ bytes: [UInt8]) -> String {
            let name = UUID().uuidString
            _ = FileManager.default.createFile(atPath: folder(name), contents: Data(bytes))
            return "cat '\(folder(name))'"
        }

        private var base64: String { Base64.encode(signature[...]).string }
        private var hexadecimal: String { Digest.hex(signature).string }

        @Test func `a signature is taken as 64 bytes, as Base64 and as hexadecimal`() throws {
            let answers = [
                signature, Array(base64.utf8), Array("\(base64)\n".utf8), Array("\(base64)\r\n".utf8),
                Array("\(hexadecimal)\n".utf8), Array(hexadecimal.uppercased().utf8),
            ]
            for answer in answers {
                let line = try sign(printing(answer))
                #expect(line.bytes == signature && line.name == key.key.name && line.keyID == key.key.id)
            }
        }

        @Test func `the command reads exactly the text, and which key is meant`() throws {
            let command =
                "cat > '\(folder("read"))'; printf %s \"$LATCHKEY_KEY\" > '\(folder("key"))'; \(printing(signature))"
            _ = try sign(command)
            #expect(folder.text("read") == Self.text.string)
            #expect(folder.text("key") == key.key.nameAndID.string)
        }

        @Test func `a command that reads nothing of the longest text breaks no pipe`() throws {
            let longest = [UInt8](repeating: 0x61, count: Limits.noteBytes - 1) + [newline]
            let command = printing(try key.sign(longest).signatures[0].bytes)
            #expect(try sign(command, text: longest).bytes.count == 64)
            #expect(failure("exec <&-; exit 4") == .status(4))
        }

        @Test func `what is no signature is refused`() {
            let strays: [[UInt8]] = [
                [], [newline], Array(signature.dropLast()), signature + [newline], Array(base64.dropLast().utf8),
                Array("\(base64)\n\n".utf8), Array(" \(base64)".utf8), Array("\(hexadecimal)0".utf8),
                Array("\(base64)\n\(base64)\n".utf8), Array(hexadecimal.dropLast(2).utf8),
                Array(Base64.encode(signature[...], .urlSafe)),
            ]
            for stray in strays { #expect(failure(printing(stray)) == .notASignature, "\(stray)") }
        }

        @Test func `a signature by another key or over another text is never released`() throws {
            let other = try TestKey("vendor.example/license/2026", label: "other").sign(Self.text).signatures[0].bytes
            let elsewhere = try key.sign(Array("latchkey/test@v1\n".utf8)).signatures[0].bytes
            for wrong in [other, elsewhere, [UInt8](repeating: 0, count: 64)] {
                #expect(failure(printing(wrong)) == .foreignSignature)
            }
        }

        @Test func `how a command ended is told, whatever it answered`() {
            for status: Int32 in [1, 3, 126, 127, 255] {
                #expect(failure("\(printing(signature)); exit \(status)") == .status(status))
            }
            #expect(failure("kill -9 $$") == .signal(9))
            #expect(failure("no-such-program-anywhere 2>/dev/null") == .status(127))
        }

        @Test func `an endless answer ends at the bound`() {
            #expect(failure("yes 2>/dev/null") == .answerTooLong(limit: 1024))
            #expect(failure("head -c 1025 /dev/zero") == .answerTooLong(limit: 1024))
            #expect(failure("head -c 1024 /dev/zero") == .notASignature)
        }

        @Test func `a command that hangs is ended, even one that does not want to`() {
            for command in ["sleep 60", "trap '' TERM; while :; do sleep 1; done", "sleep 60 | sleep 61; true"] {
                let start = ContinuousClock.now
                #expect(failure("exec 2>/dev/null; \(command)", deadline: .seconds(1)) == .tooSlow(seconds: 1))
                #expect(ContinuousClock.now - start < .seconds(10))
            }
        }

        @Test func `what a command started is ended with it`() throws {
            let process = folder("process")
            let command = "exec 2>/dev/null; (sh -c 'echo $$ > \(process); exec sleep 60'; true) | cat; true"
            #expect(failure(command, deadline: .seconds(1)) == .tooSlow(seconds: 1))
            let number = try #require(folder.text("process").flatMap { pid_t($0.dropLast()) })
            for _ in 0..<50 where kill(number, 0) == 0 { usleep(100_000) }
            #expect(kill(number, 0) == -1)
        }

        @Test func `what a command leaves running is not waited for`() throws {
            let start = ContinuousClock.now
            #expect(try sign("sleep 5 2>/dev/null & \(printing(signature))").bytes == signature)
            #expect(ContinuousClock.now - start < .seconds(4))
        }

        @Test func `no process is left that has ended and nobody waited for`() {
            for command in ["exit 0", "exit 1", "yes 2>/dev/null", "sleep 30"] {
                _ = failure(command, deadline: .seconds(1))
            }
            var status: Int32 = 0
            #expect(waitpid(-1, &status, WNOHANG) == -1 && errno == ECHILD)
        }

        @Test func `no descriptor is left open`() throws {
            let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            for command in ["exit 0", "exit 1", "yes 2>/dev/null", printing(signature)] { _ = failure(command) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count == before)
        }

        @Test func `a weak public key signs nothing, and nothing is run for it`() throws {
            let weak = try VerifierKey(
                name: "vendor.example/license/weak".utf8,
                publicKey: #require(Ed25519PublicKey([1] + [UInt8](repeating: 0, count: 31))))
            let failure = error { () throws(KeyError) in
                _ = try SigningKey.external(weak, command: "touch '\(folder("ran"))'")
            }
            #expect(failure == .weakPublicKey(source: weak.nameAndID.string))
            let notText = error { () throws(KeyError) in _ = try sign("touch '\(folder("ran"))'", text: [1]) }
            #expect(notText == .notNoteText)
            #expect(folder.names == [])
        }

        @Test func `every failure says which key, and how to go on`() {
            let failures: [KeyCommandError] = [
                .notStarted(errno: 2), .tooSlow(seconds: 60), .status(126), .status(127), .status(1), .signal(9),
                .answerTooLong(limit: 1024), .notASignature, .foreignSignature,
            ]
            for failure in failures {
                let error = KeyError.command(key: "a/license/1+00000000", failure)
                #expect(error.message.hasPrefix("the command that signs for 'a/license/1+00000000' "))
                #expect((error.hint == nil) == (failure == .notStarted(errno: 2)))
            }
            let messages = failures.map { KeyError.command(key: "a", $0).message }
            #expect(Set(messages).count == failures.count)
        }
    }
}
