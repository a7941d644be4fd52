internal import ArgumentParser
internal import DurableFile
internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import Terminal

/// `latchkey-vendor product scaffold`: software that is licensed from its first day.
struct ProductScaffold: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scaffold", abstract: "Write licensed software to start from.",
        discussion: """
            Example:

              latchkey-vendor product scaffold glpi my-plugin -o .
            """,
        subcommands: [ScaffoldGLPI.self])
}

/// `latchkey-vendor product scaffold glpi`.
struct ScaffoldGLPI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "glpi",
        abstract: "Write a licensed plugin for GLPI 10 and 11, with everything that it needs.",
        discussion: """
            The plugin is written to the folder DIR/KEY: its pages, the library, the verifier and the product file. It
            can be installed as it is. Example:

              latchkey-vendor product scaffold glpi my-plugin -o .
            """)

    @Argument(help: ArgumentHelp("The product.", valueName: "id"))
    var product: ValueArgument<Token>

    @Option(
        name: .long,
        help: ArgumentHelp("The plugin's key: small letters and digits; else the product's.", valueName: "key"))
    var key: String?

    @Option(name: .long, help: ArgumentHelp("The release; else 1.0.0.", valueName: "version"))
    var appVersion: ValueArgument<Version>?

    @Option(
        name: .long,
        help: ArgumentHelp("The template's folder; else the one that was installed or built.", valueName: "dir"),
        completion: .directory)
    var template: String?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The folder to write the plugin's folder to.", valueName: "dir"),
        completion: .directory)
    var output: String

    @OptionGroup var workspace: WorkspaceOptions

    func run() throws {
        let workspace = try workspace.open()
        let key = try PluginKey(key ?? PluginKey.suggestion(for: product.value))
        let file = try ProductFile.make(
            product.value, in: workspace, version: appVersion?.value, built: nil, now: Machine.now())
        let entry: CatalogEntry
        do throws(LedgerError) { entry = try workspace.entry(product.value) } catch { throw Failure(error) }
        let folder = "\(output)/\(key.text)"
        if FileError.isTaken(folder) {
            throw Failure(
                "'\(folder)' already exists", hint: "name another folder with -o, or move the old plugin away first",
                status: .undecided)
        }
        let renaming = Renaming(key: key, product: file, feature: entry.features.first)
        let files = try PluginTemplate.find(template).read().map { ($0, renaming.applied(to: $0)) }
        if !files.contains(where: { $0.0.path == PluginTemplate.codeReader }) {
            Console.talk("the template has no reader of QR codes, so the plugin's page reads none: see 'make pictures'")
        }
        for (template, bytes) in files {
            try write(bytes, to: "\(folder)/\(template.path)", mode: template.isProgram ? 0o755 : 0o644)
        }
        try write(file.bytes, to: "\(folder)/latchkey.product", mode: 0o644)
        Console.talk("wrote \(folder), \(files.count + 1) files; copy it to GLPI's folder 'plugins'")
    }

    private func write(_ bytes: [UInt8], to path: String, mode: UInt32) throws(Failure) {
        do throws(FileError) {
            if let slash = path.lastIndex(of: "/") { try Folder.create(String(path[..<slash])) }
            try AtomicWrite.create(path, bytes, mode: mode)
        } catch {
            throw Failure(
                "the plugin is not whole: \(error.message)",
                hint: "remove what was written to '\(output)', then try again", status: .undecided)
        }
    }
}

/// The key by which GLPI knows a plugin: its folder, and a part of the names of its functions, classes and tables.
struct PluginKey {
    let text: String

    init(_ text: String) throws(Failure) {
        // GLPI's tables have the key in their names, which end at 64 bytes.
        guard let first = text.utf8.first, ASCII.isLower(first), text.utf8.count <= 32,
            text.utf8.allSatisfy({ ASCII.isLower($0) || ASCII.isDigit($0) })
        else {
            throw Failure(
                "'\(text)' is not the key of a plugin",
                hint: "pass --key with 1 to 32 small letters and digits, a letter first", status: .usage)
        }
        self.text = text
    }

    /// The product's name without what no key may have.
    static func suggestion(for product: Token) -> String {
        let marks = Array("-._".utf8)
        return String(decoding: product.text.filter { !marks.contains($0) }, as: UTF8.self)
    }

    /// As namespaces have it: `Mydemo`.
    var capitalized: String { text.prefix(1).uppercased() + text.dropFirst() }
}
