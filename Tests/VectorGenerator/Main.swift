import Foundation

/// Writes every vector into a folder, in place of the vectors that are there.
@main
struct Main {
    static func main() throws {
        guard CommandLine.arguments.count == 2, let path = CommandLine.arguments.last else {
            FileHandle.standardError.write(Data("usage: vector-generator FOLDER\n".utf8))
            exit(64)
        }
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        let files = FileManager.default
        try? files.removeItem(at: folder)
        for vector in corpus {
            let file = folder.appendingPathComponent(vector.path)
            try files.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(vector.bytes).write(to: file)
        }
        print("\(corpus.count) vectors")
    }
}
