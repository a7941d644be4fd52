import DurableFile
import Fixtures
import Foundation
import Glibc
import Testing

extension ProcessTests {
    @Suite(.timeLimit(.minutes(5)))
    struct BoundedReadTests {
        let folder = TemporaryFolder()

        @Test func `a file up to the limit is read whole`() throws {
            folder.write("12345", to: "a")
            #expect(try BoundedRead.file(folder("a"), limit: 5) == Array("12345".utf8))
            #expect(try BoundedRead.file(folder("a"), limit: .max) == Array("12345".utf8))
            #expect(throws: FileError.tooLarge(path: folder("a"), limit: 4)) {
                try BoundedRead.file(folder("a"), limit: 4)
            }
            folder.write("", to: "empty")
            #expect(try BoundedRead.file(folder("empty"), limit: 0) == [])
        }

        @Test func `a file longer than the buffer is read whole`() throws {
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            _ = FileManager.default.createFile(atPath: folder("a"), contents: Data(bytes))
            #expect(try BoundedRead.file(folder("a"), limit: 200_000) == bytes)
            #expect(throws: FileError.self) { try BoundedRead.file(folder("a"), limit: 199_999) }
        }

        @Test func `what is not a regular file is refused at once`() throws {
            mkfifo(folder("fifo"), 0o600)
            let socketDescriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(socketDescriptor) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let name = folder("socket")
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8.prefix(100)) }
            let bound = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(socketDescriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            try #require(bound == 0)
            let cases: [(String, FileError.Kind)] = [
                (folder.path, .folder), (folder("fifo"), .fifo), ("/dev/zero", .device), ("/dev/tty", .device),
                (name, .socket),
            ]
            for (path, kind) in cases where !(path == "/dev/tty" && open(path, O_RDONLY) < 0) {
                #expect(throws: FileError.notRegular(path: path, kind: kind)) { try BoundedRead.file(path, limit: 100) }
            }
        }

        @Test func `a pipe's hint says what to do instead`() {
            let error = FileError.notRegular(path: "x", kind: .fifo)
            #expect(error.message == "'x' is a named pipe, not a regular file")
            #expect(error.hint == "copy it into a regular file, or pass '-' and pipe it in")
        }

        @Test func `a sparse file of 10 GB is refused before it is read`() throws {
            folder.write("", to: "sparse")
            try #require(truncate(folder("sparse"), 10_000_000_000) == 0)
            let start = ContinuousClock.now
            #expect(throws: FileError.tooLarge(path: folder("sparse"), limit: 1 << 20)) {
                try BoundedRead.file(folder("sparse"), limit: 1 << 20)
            }
            #expect(ContinuousClock.now - start < .seconds(1))
        }

        @Test func `a file that says it is empty and has more is bounded all the same`() throws {
            // Files of /proc have size 0 and content, as a file that grows after its size was asked.
            #expect(throws: FileError.tooLarge(path: "/proc/self/maps", limit: 100)) {
                try BoundedRead.file("/proc/self/maps", limit: 100)
            }
            #expect(try !BoundedRead.file("/proc/self/status", limit: 1 << 20).isEmpty)
        }

        @Test func `a file that grows while it is read ends at the limit`() throws {
            folder.write("x", to: "a")
            let path = folder("a")
            let done = Flag()
            let writer = Thread {
                let descriptor = open(path, O_WRONLY | O_APPEND)
                let chunk = [UInt8](repeating: 1, count: 4096)
                for _ in 0..<20_000 where !done.isSet { _ = write(descriptor, chunk, chunk.count) }
                close(descriptor)
            }
            writer.start()
            defer { done.set() }
            for _ in 0..<200 {
                let bytes = try? BoundedRead.file(path, limit: 1 << 20)
                #expect((bytes?.count ?? 0) <= 1 << 20)
            }
        }

        @Test func `a missing file, a loop of links and a zero byte are told apart`() throws {
            symlink(folder("loop"), folder("loop"))
            folder.write("x", to: "a")
            let cases: [(String, FileError)] = [
                (folder("none"), .notFound(path: folder("none"))),
                (folder("loop"), .symbolicLink(path: folder("loop"))),
                (folder("a\0b"), .notFound(path: folder("a\0b"))),
            ]
            for (path, error) in cases {
                #expect(throws: error) { try BoundedRead.file(path, limit: 10) }
            }
        }

        @Test func `endless standard input ends at the limit`() throws {
            let zero = open("/dev/zero", O_RDONLY)
            let saved = dup(0)
            dup2(zero, 0)
            defer {
                dup2(saved, 0)
                close(saved)
                close(zero)
            }
            #expect(throws: FileError.tooLarge(path: "standard input", limit: 1000)) {
                try BoundedRead.standardInput(limit: 1000)
            }
        }
    }
}

/// A Boolean that threads share.
final class Flag: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false
    var isSet: Bool { lock.withLock { value } }
    func set() { lock.withLock { value = true } }
}
