internal import DurableFile
internal import LicenseFormat
internal import Terminal

/// The plugin that a new one is made of: the example plugin with library and verifier inside, as `make glpi-template`
/// puts it together and `make install` installs it.
struct PluginTemplate {
    /// One of its files, and whether it is a program.
    struct File {
        let path: String
        let bytes: [UInt8]
        let isProgram: Bool
    }

    private static let mostBytes = 16 << 20
    /// Without one of these it is no template.
    private static let needed = ["setup.php", "hook.php", "src/Latchkey/Client.php", verifier, "locales/fr_FR.mo"]
    private static let verifier = "src/bin/latchkey-verify"
    /// Only a page that reads codes needs it.
    static let codeReader = "src/pictures/reader.wasm"

    private let folder: String

    /// The template in `folder`; else the one that was installed beside this program, else the one of the build tree that
    /// it lies in.
    static func find(_ folder: String?) throws(Failure) -> PluginTemplate {
        let program = Folder.ofProgram() ?? "."
        let places =
            folder.map { [$0] } ?? ["\(program)/../share/latchkey/glpi-plugin"]
            + (1...4).map { program + String(repeating: "/..", count: $0) + "/.build-php/glpi-template" }
        for place in places where Folder.exists(place) {
            for name in needed where !FileError.isTaken("\(place)/\(name)") {
                throw Failure(
                    "the template '\(place)' is not whole: '\(name)' is missing",
                    hint: "run 'make glpi-template' in the sources, or 'make install'", status: .undecided)
            }
            return PluginTemplate(folder: place)
        }
        throw Failure(
            folder.map { "there is no template '\($0)'" } ?? "the template of a GLPI plugin is not installed",
            hint: "run 'make glpi-template' in the sources, or 'make install'; or name its folder with --template",
            status: .undecided)
    }

    /// All of its files, in the order of their paths.
    func read() throws(Failure) -> [File] {
        do throws(FileError) { return try files(below: "") } catch { throw Failure(error) }
    }

    private func files(below path: String) throws(FileError) -> [File] {
        var files: [File] = []
        for name in Folder.names(in: path.isEmpty ? folder : "\(folder)/\(path)") {
            let inner = path.isEmpty ? name : "\(path)/\(name)"
            if Folder.exists("\(folder)/\(inner)") {
                files += try self.files(below: inner)
            } else {
                let bytes = try BoundedRead.file("\(folder)/\(inner)", limit: Self.mostBytes)
                files.append(File(path: inner, bytes: bytes, isProgram: inner == Self.verifier))
            }
        }
        return files
    }
}

/// What the new plugin's files say in place of the template's names.
struct Renaming {
    private let words: [(old: [UInt8], new: [UInt8])]
    private let ownWords: [(old: [UInt8], new: [UInt8])]

    init(key: PluginKey, product: Product, feature: Token?) {
        let title = Self.quoted(product.title.text)
        let vendor = product.vendor.text
        // The library gets the plugin's namespace, so that each plugin of a GLPI runs the library that it brought.
        let library = Array(#"GlpiPlugin\"#.utf8) + Array(key.capitalized.utf8) + Array(#"\Latchkey"#.utf8)
        words = [(Array(#"Latchkey\Client"#.utf8), library)]
        let feature = feature?.text ?? Array("reports".utf8)
        ownWords = [
            (Array("'Latchkey demo'".utf8), title),
            (Array("'Example vendor'".utf8), Self.quoted(vendor)),
            (Array("https://vendor.example/".utf8), Array("https://".utf8) + vendor + Array("/".utf8)),
            (Array("_VERSION', '1.0.0'".utf8), Array("_VERSION', ".utf8) + Self.quoted(product.version.text)),
            (Array("'reports'".utf8), Self.quoted(feature)),
            (Array("`reports`".utf8), Array("`".utf8) + feature + Array("`".utf8)),
            (Array("latchkeydemo".utf8), Array(key.text.utf8)),
            (Array("Latchkeydemo".utf8), Array(key.capitalized.utf8)),
            (Array("LATCHKEYDEMO".utf8), Array(key.text.uppercased().utf8)),
        ]
    }

    /// The file with the new names: the library's own files say nothing of the plugin, and what is no source stays.
    func applied(to file: PluginTemplate.File) -> [UInt8] {
        guard file.path.hasSuffix(".php") else { return file.bytes }
        let isLibrary = file.path.hasPrefix("src/Latchkey/")
        return (isLibrary ? words : words + ownWords).reduce(file.bytes) { bytes, word in
            Self.replacing(word.old, by: word.new, in: bytes)
        }
    }

    /// A text as PHP writes it between single quotes.
    private static func quoted(_ text: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "'")
        let backslash = UInt8(ascii: "\\")
        return [quote] + text.flatMap { $0 == quote || $0 == backslash ? [backslash, $0] : [$0] } + [quote]
    }

    private static func replacing(_ old: [UInt8], by new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let first = old.first, let begin = rest.firstIndex(of: first) {
            result += rest[..<begin]
            rest = rest[begin...]
            if rest.starts(with: old) {
                result += new
                rest = rest.dropFirst(old.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
