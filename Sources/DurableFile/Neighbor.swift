/// The file that a path was probably meant to name when there is none of that name.
enum Neighbor {
    /// A file in the same folder: the only one that goes on where the name ends, `acme.lic` for `acme`, else one of nearly
    /// the same name.
    static func of(_ path: String) -> String? {
        let start = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
        let name = String(path[start...])
        guard !name.isEmpty else { return nil }
        let folder = String(path[..<start])
        // Nobody looks through more.
        let all = Folder.allNames(in: folder.isEmpty ? "." : folder, atMost: 10_000)
        let names = all.filter { $0.hasPrefix(".") == name.hasPrefix(".") }
        let longer = names.filter { $0.hasPrefix(name) }
        let found = longer.count == 1 ? longer.first : Spelling.nearest(to: name, among: names)
        return found.map { folder + $0 }
    }
}
