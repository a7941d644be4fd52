internal import ArgumentParser
internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote
internal import Terminal

/// `latchkey-vendor release verify`.
struct ReleaseVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify a release: the signature, and every file beside it.",
        discussion: """
            Needs no workspace. The key is the vendor's, as you know it from elsewhere than the release. Example:

              latchkey-vendor release verify SHA256SUMS --public-key release.pub
            """)

    @Argument(help: "The signed sums.")
    var sums: FileArgument

    @Option(
        name: .long,
        help: ArgumentHelp("The key as 'keys new' shows it, with its name, or a file with it.", valueName: "key"))
    var publicKey: PublicKeyArgument

    @Option(
        name: .long, help: ArgumentHelp("The folder of the files; else that of the sums.", valueName: "dir"),
        completion: .directory)
    var folder: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        guard let key = try publicKey.read().verifierKey else {
            throw Failure(
                "'\(publicKey.argument)' is a key without its name", hint: "give it as NAME+ID+KEY", status: .usage)
        }
        let bytes = try sums.read(limit: Limits.noteBytes)
        let release: ReleaseSums
        do throws(ReleaseError) { release = try ReleaseSums(verifying: bytes[...], by: key) } catch {
            throw Failure("\(sums.name): \(error.message)", hint: error.hint)
        }
        let slash = sums.path.lastIndex(of: "/")
        let folder = folder.map { $0 + "/" } ?? slash.map { String(sums.path[...$0]) } ?? ""
        for file in release.files {
            let path = folder + file.name.string
            guard try ReleaseCommand.file(at: path) == file else {
                throw Failure(
                    "'\(path)' is not the file that was signed",
                    hint: "delete it, and download it again from the vendor")
            }
        }
        if output.json {
            Console.result { json in
                json.object { json in
                    json.string("signer", key.name)
                    json.array("files", release.files) { json, file in
                        json.object { json in
                            json.string("name", file.name)
                            json.string("sha256", Digest.hex(file.digest))
                        }
                    }
                }
            }
        } else {
            Console.result("good: \(Console.count(release.files.count, "file")), signed by \(key.nameAndID.string)")
        }
    }
}
