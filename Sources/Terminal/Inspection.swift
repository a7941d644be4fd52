public import ArgumentParser
internal import DurableFile
internal import LicenseFormat
public import SignedNote

/// The options of `inspect`, the same on both command lines.
public struct InspectionOptions: ParsableArguments {
    @Argument(help: "The file; - is standard input.")
    var file: FileArgument

    @Option(
        name: .long, help: ArgumentHelp("Write each item into a file in this new folder.", valueName: "dir"),
        completion: .directory)
    var split: String?

    /// Defaults.
    public init() {}

    /// Shows the file, and splits it where that is asked.
    ///
    /// - Parameter knownKeys: the keys whose signatures can be judged.
    public func run(knownKeys: [VerifierKey], json: Bool) throws(Failure) {
        let bytes = try file.read(limit: Limits.fileBytes)
        guard let inspection = FileInspection(bytes[...], knownKeys: knownKeys) else {
            throw Failure(
                "\(file.name) is not a license file, a request or a product file",
                hint: "if it was pasted out of a message, 'latchkey import' can repair it")
        }
        if json {
            Console.result { json in
                json.object { json in inspection.write(membersTo: &json) }
            }
        } else {
            for item in inspection.items { item.show() }
        }
        if let split { try inspection.write(into: split) }
    }
}

extension FileInspection.Item {
    fileprivate func show() {
        Console.result("# \([UInt8](document.name).string)")
        for line in text.split(separator: newline) { Console.result(Console.safe(line.string)) }
        for (signature, state) in signatures {
            Console.result("# signed by \(Console.safe(signature.name.string)): \([UInt8](state.name).string)")
        }
    }
}

extension FileInspection {
    /// Writes `1-license.note`, `2-keyring.note`, … into a new folder.
    fileprivate func write(into folder: String) throws(Failure) {
        do throws(FileError) {
            try Folder.create(folder)
            for (index, item) in items.enumerated() {
                let kind = [UInt8](item.document.name).string.split(separator: " ").joined(separator: "-")
                try AtomicWrite.create("\(folder)/\(index + 1)-\(kind).note", Array(item.bytes))
            }
        } catch {
            throw Failure(error)
        }
        Console.talk("wrote \(Console.count(items.count, "file")) into \(folder)")
    }
}
