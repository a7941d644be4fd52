import DurableFile
import Fixtures
import Foundation
import Glibc
import Testing

extension ProcessTests {
    @Suite
    struct AtomicWriteTests {
        let folder = TemporaryFolder()

        @Test func `a new file has its bytes and its mode, and nothing else is left`() throws {
            try AtomicWrite.create(folder("a"), Array("one".utf8), mode: 0o640)
            #expect(folder.text("a") == "one")
            #expect(folder.mode("a") == 0o640)
            #expect(folder.names == ["a"])
        }

        @Test func `the umask takes rights from others and never from the owner`() throws {
            let before = umask(0o777)
            defer { umask(before) }
            try AtomicWrite.create(folder("a"), [1], mode: 0o644)
            #expect(folder.mode("a") == 0o600)
        }

        @Test func `create never overwrites a file, a folder or a link`() throws {
            folder.write("old", to: "file")
            mkdir(folder("folder"), 0o755)
            symlink(folder("elsewhere"), folder("link"))
            for name in ["file", "folder", "link"] {
                #expect(throws: FileError.alreadyExists(path: folder(name))) {
                    try AtomicWrite.create(folder(name), [1])
                }
            }
            #expect(folder.text("file") == "old")
            #expect(folder.names == ["file", "folder", "link"])
        }

        @Test func `a path that cannot be a file is refused`() throws {
            for (path, error) in [
                ("", FileError.notFound(path: "")), ("/", .notRegular(path: "/", kind: .folder)),
                (folder(".."), .notRegular(path: folder(".."), kind: .folder)),
                (folder("a\0b"), .notFound(path: folder("a\0b"))),
            ] {
                #expect(throws: error) { try AtomicWrite.create(path, [1]) }
            }
            #expect(throws: FileError.notFound(path: folder("none"))) { try AtomicWrite.create(folder("none/a"), [1]) }
        }

        @Test func `replace leaves the new content, one name, and no link to the old`() throws {
            try AtomicWrite.replace(folder("a"), Array("one".utf8), mode: 0o600)
            try AtomicWrite.replace(folder("a"), Array("two".utf8), mode: 0o600)
            #expect(folder.text("a") == "two")
            #expect(folder.mode("a") == 0o600)
            #expect(folder.names == ["a"])
            #expect(folder.status("a").st_nlink == 1)
        }

        @Test func `replace leaves pipes and devices where they are`() throws {
            #expect(mkfifo(folder("pipe"), 0o600) == 0)
            let error = FileError.notReplaced(path: folder("pipe"), kind: .fifo)
            #expect(throws: error) { try AtomicWrite.replace(folder("pipe"), [1]) }
            #expect(folder.status("pipe").st_mode & S_IFMT == S_IFIFO && folder.names == ["pipe"])
            #expect(throws: FileError.notReplaced(path: "/dev/null", kind: .device)) {
                try FileError.refuseSpecial("/dev/null")
            }
        }

        @Test func `replace keeps the previous content at its name`() throws {
            for (text, previous) in [("one", nil), ("two", "one"), ("three", "two")] {
                try AtomicWrite.replace(folder("a"), Array(text.utf8), keepingPrevious: "a.previous")
                #expect(folder.text("a") == text)
                #expect(folder.text("a.previous") == previous)
            }
            #expect(folder.names == ["a", "a.previous"])
        }

        @Test func `a previous name that is already the same file leaves nothing behind`() throws {
            folder.write("one", to: "a")
            link(folder("a"), folder("a.previous"))
            try AtomicWrite.replace(folder("a"), Array("two".utf8), keepingPrevious: "a.previous")
            #expect(folder.text("a.previous") == "one")
            #expect(folder.names == ["a", "a.previous"])
        }

        @Test func `replace changes no folder and leaves no temporary file when it fails`() throws {
            mkdir(folder("a"), 0o755)
            for previous in [nil, "p"] {
                #expect(throws: FileError.notRegular(path: folder("a"), kind: .folder)) {
                    try AtomicWrite.replace(folder("a"), [1], keepingPrevious: previous)
                }
            }
            #expect(folder.names == ["a"])
        }

        @Test func `a disk that fills up leaves the old file and no temporary file`() throws {
            folder.write("old", to: "a")
            // A limit on the size of files fails a write in the middle, as a full disk does.
            signal(SIGXFSZ, SIG_IGN)
            var before = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
            var small = rlimit(rlim_cur: 100_000, rlim_max: before.rlim_max)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &small)
            defer { setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before) }
            let large = [UInt8](repeating: 1, count: 200_000)
            for path in [folder("a"), folder("b")] {
                #expect(throws: FileError.system(path: path, operation: "write", errno: EFBIG)) {
                    try path == folder("a") ? AtomicWrite.replace(path, large) : AtomicWrite.create(path, large)
                }
            }
            #expect(folder.text("a") == "old")
            #expect(folder.names == ["a"])
        }

        @Test(.enabled(if: geteuid() == 0, "runs as root only"))
        func `what root writes takes the owner of the folder, a secret does not`() throws {
            chown(folder.path, 1234, 4321)
            try AtomicWrite.create(folder("a"), [1])
            try AtomicWrite.replace(folder("a"), [2])
            try AtomicWrite.createSecret(folder("secret"), [1].span.bytes)
            try Folder.create(folder("x/y"))
            let lock = try FileLock(folder: folder.path, wait: .try)
            for name in ["a", "lock", "x", "x/y"] {
                #expect(folder.status(name).st_uid == 1234, "\(name)")
                #expect(folder.status(name).st_gid == 4321, "\(name)")
            }
            #expect(folder.status("secret").st_uid == 0)
            #expect(folder.mode("secret") == 0o600)
            _ = lock
        }
    }
}
