import DurableFile
import Fixtures
import Foundation
import Glibc
import LicenseSigner
import Testing

extension ProcessTests {
    @Suite(.timeLimit(.minutes(5))) struct PassphraseTests {
        let folder = TemporaryFolder()

        /// Whether two passphrases open the same key.
        private func isPassphrase(_ passphrase: borrowing Passphrase, _ text: String) throws -> Bool {
            let cost = try PassphraseCost(memory: 8192, passes: 1, source: "test")
            let line = try Paserk.wrap(.generate(), passphrase: passphrase, cost: cost)
            let other = try Passphrase(Array(text.utf8))
            return error { () throws(KeyError) in _ = try Paserk.unwrap(line[...], passphrase: other, source: "x") }
                == nil
        }

        @Test func `the first line of a file is the passphrase`() throws {
            for text in ["secret", "secret\n", "secret\r\n", "secret\nmore\n", "secret\n\n"] {
                folder.write(text, to: "p")
                #expect(try isPassphrase(Passphrase.file(folder("p")), "secret"), "\(text)")
            }
            folder.write(" spaces stay \n", to: "p")
            #expect(try isPassphrase(Passphrase.file(folder("p")), " spaces stay "))
        }

        @Test func `an empty passphrase and one that is too long are refused`() throws {
            let source = "'\(folder("p"))'"
            for text in ["", "\n", "\r\n", "\nsecret\n"] {
                folder.write(text, to: "p")
                let failure = error { () throws(KeyError) in _ = try Passphrase.file(folder("p")) }
                #expect(failure == .emptyPassphrase(source: source))
            }
            let longest = String(repeating: "x", count: 1024)
            for end in ["", "\n", "\r\n"] {
                folder.write(longest + end, to: "p")
                #expect(try isPassphrase(Passphrase.file(folder("p")), longest))
            }
            for text in [longest + "x", longest + "x\n", longest + longest] {
                folder.write(text, to: "p")
                let failure = error { () throws(KeyError) in _ = try Passphrase.file(folder("p")) }
                #expect(failure == .passphraseTooLong(source: source, limit: 1024))
            }
            #expect(error { () throws(KeyError) in _ = try Passphrase([]) } != nil)
            #expect(error { () throws(KeyError) in _ = try Passphrase([UInt8](repeating: 1, count: 1025)) } != nil)
        }

        @Test func `a passphrase file has to be a regular file`() throws {
            mkfifo(folder("fifo"), 0o600)
            for (path, kind) in [(folder("fifo"), FileError.Kind.fifo), ("/dev/zero", .device), (folder.path, .folder)]
            {
                let failure = error { () throws(KeyError) in _ = try Passphrase.file(path) }
                #expect(failure == .file(.notRegular(path: path, kind: kind)))
            }
        }

        @Test func `a descriptor gives one line and keeps the rest`() throws {
            var ends: [Int32] = [0, 0]
            try #require(pipe(&ends) == 0)
            _ = write(ends[1], "one\ntwo\n", 8)
            close(ends[1])
            defer { close(ends[0]) }
            #expect(try isPassphrase(Passphrase.descriptor(ends[0]), "one"))
            #expect(try isPassphrase(Passphrase.descriptor(ends[0]), "two"))
            let failure = error { () throws(KeyError) in _ = try Passphrase.descriptor(ends[0]) }
            #expect(failure == .emptyPassphrase(source: "descriptor \(ends[0])"))
        }

        /// A terminal whose user types each line when a prompt shows.
        private func withTerminal(typing lines: [String], _ body: (String) throws -> Void) throws -> (String, Bool) {
            var user: Int32 = 0
            var program: Int32 = 0
            var name = [CChar](repeating: 0, count: 128)
            try #require(openpty(&user, &program, &name, nil, nil) == 0)
            defer { close(program) }
            let shown = Transcript()
            let descriptor = user
            let typist = Thread {
                var rest = lines[...]
                var byte: UInt8 = 0
                while read(descriptor, &byte, 1) == 1 {
                    shown.append(byte)
                    if byte == UInt8(ascii: ":"), let line = rest.popFirst() {
                        _ = write(descriptor, line, line.utf8.count)
                    }
                }
                shown.finish()
            }
            typist.start()
            try body(name.prefix { $0 != 0 }.map { String(UnicodeScalar(UInt8(bitPattern: $0))) }.joined())
            var settings = termios()
            tcgetattr(program, &settings)
            let echoes = settings.c_lflag & tcflag_t(ECHO) != 0
            Thread.sleep(forTimeInterval: 0.1)
            let text = shown.text
            close(user)
            return (text, echoes)
        }

        @Test func `a terminal shows the prompts and not the passphrase, and echoes again afterwards`() throws {
            let (shown, echoes) = try withTerminal(typing: ["hidden\n", "hidden\n"]) { device in
                let passphrase = try Passphrase.terminal(prompt: "new:", confirmation: "again:", device: device)
                #expect(try isPassphrase(passphrase, "hidden"))
            }
            #expect(shown == "new:\r\nagain:\r\n")
            #expect(echoes)
        }

        @Test func `two entries that differ are refused, and no terminal is an error`() throws {
            let (_, echoes) = try withTerminal(typing: ["one\n", "two\n"]) { device in
                let failure = error { () throws(KeyError) in
                    _ = try Passphrase.terminal(prompt: "new:", confirmation: "again:", device: device)
                }
                #expect(failure == .passphrasesDiffer)
            }
            #expect(echoes)
            for device in ["/nowhere", "/dev/null"] {
                let failure = error { () throws(KeyError) in _ = try Passphrase.terminal(prompt: "p:", device: device) }
                #expect(failure == .noTerminal)
            }
        }
    }
}

/// What a terminal has shown.
private final class Transcript: @unchecked Sendable {
    private let lock = NSLock()
    private var bytes: [UInt8] = []
    func append(_ byte: UInt8) { lock.withLock { bytes.append(byte) } }
    func finish() {}
    var text: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }
}
