import DurableFile
import Fixtures
import Foundation
import Glibc
import LicenseSigner
import SignedNote
import Testing

extension ProcessTests {
    @Suite(.timeLimit(.minutes(2))) struct SecretKeyFileTests {
        let folder = TemporaryFolder()
        /// Little memory, for quick tests.
        let cost: PassphraseCost

        init() throws { cost = try PassphraseCost(memory: 8192, passes: 1, source: "test") }

        /// The error of opening, and whether a passphrase was asked for.
        private func open(_ name: String, _ passphrase: String = "right") -> (KeyError?, asked: Bool) {
            var asked = false
            let failure = error { () throws(KeyError) in
                _ = try SecretKeyFile.open(folder(name)) { () throws(KeyError) in
                    asked = true
                    return try Passphrase(Array(passphrase.utf8))
                }
            }
            return (failure, asked)
        }

        private func wrapped(_ name: String) throws {
            try SecretKeyFile.create(
                folder(name), key: .generate(), passphrase: Passphrase(Array("right".utf8)), cost: cost)
        }

        @Test func `a wrapped key comes back, with its cost`() throws {
            let key = try SecretKey.generate()
            let passphrase = try Passphrase(Array("right".utf8))
            try SecretKeyFile.create(folder("k"), key: key, passphrase: passphrase, cost: cost)
            let back = try SecretKeyFile.open(folder("k")) { () throws(KeyError) in
                try Passphrase(Array("right".utf8))
            }
            #expect(back.publicKey == key.publicKey)
            #expect(back.passphraseCost == cost)
            #expect(cost.isWeak)
            let text = try #require(folder.text("k"))
            #expect(text.hasPrefix("k4.secret-pw.") && text.hasSuffix("\n"))
            #expect(text.split(separator: "\n").count == 1)
            #expect(folder.names == ["k"])
        }

        @Test func `the default cost is libsodium's moderate and is written`() throws {
            let key = try SecretKey.generate()
            try SecretKeyFile.create(folder("k"), key: key, passphrase: Passphrase(Array("right".utf8)))
            let back = try SecretKeyFile.open(folder("k")) { () throws(KeyError) in
                try Passphrase(Array("right".utf8))
            }
            #expect(back.passphraseCost == .moderate)
            #expect(PassphraseCost.moderate.memory == 268_435_456 && PassphraseCost.moderate.passes == 3)
            #expect(!PassphraseCost.moderate.isWeak && !PassphraseCost.interactive.isWeak)
        }

        @Test func `an unprotected key comes back without a passphrase`() throws {
            let key = try SecretKey.generate()
            try SecretKeyFile.createUnprotected(folder("k"), key: key)
            #expect(open("k") == (nil, asked: false))
            #expect(folder.text("k")?.count == 97)
            // A file without the last newline is the same key.
            folder.write(String(try #require(folder.text("k")).dropLast()), to: "bare", mode: 0o600)
            #expect(open("bare") == (nil, asked: false))
        }

        @Test(arguments: [0o000, 0o022, 0o077, 0o777] as [mode_t])
        func `a key file has mode 0600 whatever the umask`(mask: mode_t) throws {
            let before = umask(mask)
            defer { umask(before) }
            try wrapped("k")
            try SecretKeyFile.createUnprotected(folder("u"), key: .generate())
            #expect(folder.mode("k") == 0o600 && folder.mode("u") == 0o600)
            assure("S17", tried: 2, "umasks and kinds of key file")
        }

        @Test func `nothing is overwritten, and no link is followed on writing`() throws {
            folder.write("old", to: "file")
            symlink(folder("target"), folder("link"))
            for name in ["file", "link"] {
                let path = folder(name)
                #expect(throws: KeyError.file(.alreadyExists(path: path))) { try wrapped(name) }
                #expect(throws: KeyError.file(.alreadyExists(path: path))) {
                    try SecretKeyFile.createUnprotected(path, key: .generate())
                }
            }
            #expect(folder.text("file") == "old")
            #expect(folder.names == ["file", "link"])
            assure("S17", tried: 4, "names that are taken, one by a link")
        }

        @Test func `a file open to others, a link, a pipe and a folder are refused before a passphrase is asked`()
            throws
        {
            try wrapped("k")
            for mode: mode_t in [0o604, 0o640, 0o644, 0o620, 0o610, 0o602, 0o601, 0o666] {
                chmod(folder("k"), mode)
                #expect(open("k") == (.file(.permissions(path: folder("k"), mode: mode)), asked: false))
            }
            chmod(folder("k"), 0o400)
            #expect(open("k") == (nil, asked: true))
            symlink(folder("k"), folder("link"))
            #expect(open("link") == (.file(.symbolicLink(path: folder("link"))), asked: false))
            mkfifo(folder("fifo"), 0o600)
            #expect(open("fifo") == (.file(.notRegular(path: folder("fifo"), kind: .fifo)), asked: false))
            mkdir(folder("dir"), 0o700)
            #expect(open("dir") == (.file(.notRegular(path: folder("dir"), kind: .folder)), asked: false))
            #expect(open("none") == (.file(.notFound(path: folder("none"))), asked: false))
            assure("S17", tried: 12, "modes and kinds of file")
        }

        @Test(.enabled(if: geteuid() == 0, "runs as root only"))
        func `a file of another user is refused`() throws {
            try wrapped("k")
            chown(folder("k"), 1234, 0)
            #expect(open("k") == (.file(.wrongOwner(path: folder("k"), owner: 1234)), asked: false))
            assure("S17", tried: 1, "files of another owner")
        }

        @Test func `a wrong passphrase, a damaged file and no key file are three answers`() throws {
            try wrapped("k")
            let text = try #require(folder.text("k"))
            #expect(open("k", "wrong") == (.wrongPassphrase(source: folder("k")), asked: true))
            let cases: [(String, String, KeyError)] = [
                ("short", String(text.dropLast(9)), .damagedKeyFile(source: folder("short"))),
                ("long", text + "x\n", .damagedKeyFile(source: folder("long"))),
                ("two", text + text, .damagedKeyFile(source: folder("two"))),
                ("crlf", text.dropLast() + "\r\n", .damagedKeyFile(source: folder("crlf"))),
                ("space", " " + text, .notAKeyFile(source: folder("space"))),
                ("empty", "", .notAKeyFile(source: folder("empty"))),
                ("k3", "k3" + text.dropFirst(2), .notAKeyFile(source: folder("k3"))),
                ("pem", "-----BEGIN PRIVATE KEY-----\n", .notAKeyFile(source: folder("pem"))),
                ("big", String(repeating: "x", count: 4097), .file(.tooLarge(path: folder("big"), limit: 4096))),
            ]
            for (name, content, failure) in cases {
                folder.write(content, to: name, mode: 0o600)
                #expect(open(name) == (failure, asked: false), "\(name)")
            }
        }

        @Test func `every changed byte of a wrapped key is refused`() throws {
            try wrapped("k")
            let text = Array(try #require(folder.text("k")).utf8.dropLast())
            let prefix = "k4.secret-pw.".utf8.count
            let bytes = try #require(Base64.decode(text[prefix...], .urlSafe))
            #expect(bytes.count == 152)
            let passphrase = try Passphrase(Array("right".utf8))
            var refused = 0
            // The parameters are for the test of their bounds: many of their bytes ask for a gigabyte.
            let indices = Array(0..<16) + Array(32..<152)
            for index in indices {
                var changed = bytes
                changed[index] ^= 1
                let line = [UInt8]("k4.secret-pw.") + Base64.encode(changed[...], .urlSafe)
                let failure = error { () throws(KeyError) in
                    _ = try Paserk.unwrap(line[...], passphrase: passphrase, source: "x")
                }
                if failure == .wrongPassphrase(source: "x") { refused += 1 }
            }
            #expect(refused == 136)
            assure("S18", tried: refused, "changed bytes of a wrapped key")
        }

        @Test func `parameters out of bounds are refused at once, and before a passphrase is asked`() throws {
            try wrapped("k")
            let text = Array(try #require(folder.text("k")).utf8.dropLast())
            let bytes = try #require(Base64.decode(text[13...], .urlSafe))
            let cases: [(memory: UInt64, passes: UInt32, lanes: UInt32)] = [
                (0, 1, 1), (7168, 1, 1), (8193, 1, 1), (1 << 30 + 1024, 1, 1), (1 << 40, 1, 1), (.max, 1, 1),
                (8192, 0, 1), (8192, 65, 1), (8192, .max, 1), (8192, 1, 0), (8192, 1, 2), (8192, 1, .max),
            ]
            let start = ContinuousClock.now
            for (index, values) in cases.enumerated() {
                var changed = bytes
                let parameters =
                    withUnsafeBytes(of: values.memory.bigEndian) { Array($0) }
                    + withUnsafeBytes(of: values.passes.bigEndian) { Array($0) }
                    + withUnsafeBytes(of: values.lanes.bigEndian) { Array($0) }
                changed.replaceSubrange(16..<32, with: parameters)
                let line = "k4.secret-pw." + Base64.encode(changed[...], .urlSafe).string + "\n"
                folder.write(line, to: "c\(index)", mode: 0o600)
                let expected = KeyError.costOutOfBounds(
                    source: folder("c\(index)"), memory: values.memory, passes: values.passes, lanes: values.lanes)
                #expect(open("c\(index)") == (expected, asked: false))
            }
            #expect(ContinuousClock.now - start < .seconds(1))
            assure("S18", tried: cases.count, "parameters out of bounds")
        }

        @Test func `memory that cannot be had is an error, and the cost is not lowered`() throws {
            let name = __rlimit_resource_t(RLIMIT_AS.rawValue)
            var before = rlimit()
            getrlimit(name, &before)
            defer { setrlimit(name, &before) }
            let used = try #require(
                try String(decoding: BoundedRead.file("/proc/self/statm", limit: 1000), as: UTF8.self)
                    .split(separator: " ").first.flatMap { UInt(String($0)) })
            let key = try SecretKey.generate()
            let passphrase = try Passphrase([1])
            var small = rlimit(rlim_cur: used * 4096 + 128 << 20, rlim_max: before.rlim_max)
            setrlimit(name, &small)
            let failure = error { () throws(KeyError) in
                try SecretKeyFile.create(folder("k"), key: key, passphrase: passphrase)
            }
            #expect(failure == .notEnoughMemory(bytes: 268_435_456))
            assure("S18", tried: 1, "machines without the memory")
            #expect(folder.names == [])
        }
    }
}
