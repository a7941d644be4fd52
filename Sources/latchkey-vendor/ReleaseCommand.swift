internal import ArgumentParser
internal import DurableFile
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor release`: what others download.
struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Sign the files of a release, and verify them.",
        discussion: """
            Example:

              latchkey-vendor release sign *.deb --key release.key \\
                --name vendor.example/release/2026 -o SHA256SUMS
              latchkey-vendor release verify SHA256SUMS --public-key release.pub
            """,
        subcommands: [ReleaseSign.self, ReleaseVerify.self])

    /// The most bytes of a file in a release.
    static let mostBytes = 1 << 30

    /// A file with its digest.
    static func file(at path: String) throws(Failure) -> ReleaseSums.File {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { [UInt8]($0) } ?? []
        let digest: [UInt8]
        do throws(FileError) { digest = Digest.sha256(try BoundedRead.file(path, limit: mostBytes)[...]) } catch {
            throw Failure(error)
        }
        do throws(ReleaseError) { return try ReleaseSums.File(name: name, digest: digest) } catch {
            throw Failure(error)
        }
    }
}

extension Failure {
    /// What a release refused.
    init(_ error: ReleaseError) {
        if case .key(let error) = error { self.init(error) } else { self.init(error.message, hint: error.hint) }
    }
}
