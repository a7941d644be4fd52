internal import ArgumentParser
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor release sign`.
struct ReleaseSign: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign the SHA-256 of the files that make a release.",
        discussion: """
            Needs no workspace. What it writes is a signed note that 'sha256sum --check' reads as well. The key signs
            nothing else: latchkey-vendor keys new release. Example:

              latchkey-vendor release sign *.deb --key release.key \\
                --name vendor.example/release/2026 -o SHA256SUMS
            """)

    @Argument(help: ArgumentHelp("The files.", valueName: "file"), completion: .file())
    var files: [String]

    @OptionGroup var key: NamedKeyOptions

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the signed sums.", valueName: "file"))
    var output = FileArgument(argument: "-")

    @Flag(name: .long, help: "Replace the output file if it exists.")
    var force = false

    @OptionGroup var passphrases: PassphraseOptions

    func run() throws {
        try output.refuseUnwritable(force: force)
        var digests: [ReleaseSums.File] = []
        for path in files { digests.append(try ReleaseCommand.file(at: path)) }
        let note: SignedNote
        do throws(ReleaseError) {
            let key: SigningKey
            let release = try ReleaseSums(digests)
            do throws(KeyError) { key = try self.key.open(passphrases) } catch { throw .key(error) }
            note = try release.signed(with: key)
        } catch {
            throw Failure(error)
        }
        try output.write(note.bytes, force: force)
        if output.path != "-" { Console.talk("signed \(Console.count(digests.count, "file")) in '\(output.path)'") }
    }
}
