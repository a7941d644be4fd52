internal import Glibc

/// The file that a path was probably meant to name when there is none of that name.
enum Neighbor {
    /// A file in the same folder: the only one that goes on where the name ends, `acme.lic` for `acme`, else one of nearly
    /// the same name.
    static func of(_ path: String) -> String? {
        let start = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
        let name = String(path[start...])
        guard !name.isEmpty else { return nil }
        let folder = String(path[..<start])
        let names = names(in: folder.isEmpty ? "." : folder).filter { $0.hasPrefix(".") == name.hasPrefix(".") }
        let longer = names.filter { $0.hasPrefix(name) }
        let found = longer.count == 1 ? longer.first : Spelling.nearest(to: name, among: names)
        return found.map { folder + $0 }
    }

    /// The names in a folder, sorted; none where it cannot be read, or has more than anybody looks through.
    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
            if names.count > 10_000 { return [] }
        }
        return names.sorted()
    }
}
