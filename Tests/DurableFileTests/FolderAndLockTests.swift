import DurableFile
import Fixtures
import Foundation
import Glibc
import Testing

extension ProcessTests {
    @Suite(.timeLimit(.minutes(5)))
    struct FolderAndLockTests {
        let folder = TemporaryFolder()

        @Test func `folders are created with those above them, and again without harm`() throws {
            for _ in 0..<2 { try Folder.create(folder("a/b/c"), mode: 0o700) }
            #expect(folder.mode("a/b/c") == 0o700)
            #expect(Folder.exists(folder("a/b")))
            #expect(!Folder.exists(folder("a/x")))
        }

        @Test func `a file in the way of a folder is named`() throws {
            folder.write("x", to: "file")
            #expect(throws: FileError.notFolder(path: folder("file"))) { try Folder.create(folder("file")) }
            #expect(throws: FileError.notFolder(path: folder("file/a"))) { try Folder.create(folder("file/a")) }
            #expect(!Folder.exists(folder("file")))
        }

        @Test func `a lock excludes a second descriptor until it is let go`() throws {
            do {
                let lock = try FileLock(folder: folder.path, wait: .try)
                #expect(throws: FileError.locked(path: folder("lock"))) {
                    _ = try FileLock(folder: folder.path, wait: .try)
                }
                #expect(folder.mode("lock") == 0o600)
                _ = lock
            }
            let again = try FileLock(folder: folder.path, wait: .try)
            _ = again
        }

        @Test func `a lock excludes a second process`() throws {
            folder.write("", to: "lock", mode: 0o600)
            let lock = try FileLock(folder: folder.path, wait: .blocking)
            #expect(try flockCommand() == 1)
            _ = consume lock
            #expect(try flockCommand() == 0)
        }

        /// Takes the lock with flock(1) without waiting; 1 when it is taken.
        private func flockCommand() throws -> Int32 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
            process.arguments = ["-n", folder("lock"), "true"]
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }

        @Test func `a blocking lock waits for the other`() throws {
            let path = folder.path
            let taken = Flag()
            let waiter: Thread
            do {
                let lock = try FileLock(folder: path, wait: .blocking)
                waiter = Thread {
                    let second = try? FileLock(folder: path, wait: .blocking)
                    taken.set()
                    _ = consume second
                }
                waiter.start()
                Thread.sleep(forTimeInterval: 0.2)
                #expect(!taken.isSet)
                _ = lock
            }
            for _ in 0..<100 where !taken.isSet { Thread.sleep(forTimeInterval: 0.05) }
            #expect(taken.isSet)
        }
    }
}
