internal import Foundation
package import Glibc

/// A folder that is removed when its life ends.
package final class TemporaryFolder {
    package let path: String

    package init() {
        path = FileManager.default.temporaryDirectory.path + "/latchkey-test-" + UUID().uuidString
        mkdir(path, 0o755)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a name in the folder.
    package func callAsFunction(_ name: String) -> String { path + "/" + name }

    package var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    package func write(_ text: String, to name: String, mode: mode_t = 0o644) {
        _ = FileManager.default.createFile(atPath: self(name), contents: Data(text.utf8))
        chmod(self(name), mode)
    }

    package func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: self(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    package func status(_ name: String) -> stat {
        var status = stat()
        lstat(self(name), &status)
        return status
    }

    package func mode(_ name: String) -> mode_t { status(name).st_mode & 0o777 }
}

extension TemporaryFolder {
    /// Every regular file below a folder in it, by the path from there.
    package func contents(_ name: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in FileManager.default.enumerator(atPath: self(name)) ?? FileManager.DirectoryEnumerator() {
            guard let path = path as? String, let data = FileManager.default.contents(atPath: self(name) + "/" + path)
            else { continue }
            files[path] = [UInt8](data)
        }
        return files
    }

    /// Writes a file, in a folder that is made where there is none.
    package func put(_ bytes: [UInt8], at name: String) throws {
        let url = URL(filePath: self(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    /// Removes a file, or a folder with all that is in it.
    package func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self(name)) }
}
