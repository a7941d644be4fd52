import DurableFile
import Fixtures
import Foundation
import Glibc
import Testing

extension ProcessTests {
    @Suite(.timeLimit(.minutes(5)))
    struct FileReaderTests {
        let folder = TemporaryFolder()

        /// Everything that comes, part after part.
        private func all(_ reader: FileReader) throws -> [[UInt8]] {
            var parts: [[UInt8]] = []
            while case let part = try reader.next(), !part.isEmpty { parts.append(part) }
            return parts
        }

        @Test func `a long file comes in parts, and its size is known from the start`() throws {
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            _ = FileManager.default.createFile(atPath: folder("a"), contents: Data(bytes))
            let reader = try FileReader(folder("a"))
            #expect(reader.size == 200_000)
            let parts = try all(reader)
            #expect(parts.count > 1)
            #expect(parts.flatMap(\.self) == bytes)
            #expect(try reader.next() == [], "the end stays the end")
        }

        @Test func `an empty file has no part`() throws {
            folder.write("", to: "empty")
            let reader = try FileReader(folder("empty"))
            #expect(reader.size == 0)
            #expect(try reader.next() == [])
        }

        @Test func `what is not a regular file is refused at once`() throws {
            mkfifo(folder("fifo"), 0o600)
            let cases: [(String, FileError.Kind)] = [
                (folder.path, .folder), (folder("fifo"), .fifo), ("/dev/zero", .device),
            ]
            for (path, kind) in cases {
                #expect(throws: FileError.notRegular(path: path, kind: kind)) { try FileReader(path) }
            }
            #expect(throws: FileError.notFound(path: folder("missing"))) { try FileReader(folder("missing")) }
        }
    }
}
