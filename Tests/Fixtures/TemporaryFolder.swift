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
