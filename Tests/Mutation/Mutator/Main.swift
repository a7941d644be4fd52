import Foundation

/// Writes mutated copies of source files, and the list of what was mutated.
///
/// usage: mutator SOURCES TARGET DROPPED FILE…
///
/// The files lie below SOURCES, the copies below TARGET. DROPPED names the numbers of mutants that are left out, one a
/// line. Standard output gets a line for each mutant: number, file, line, the source line and the change; and one for
/// each stretch of a copy that is for some mutants: `@`, file, the bytes from and to, the numbers.
@main
struct Main {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count > 3 else {
            FileHandle.standardError.write(Data("usage: mutator SOURCES TARGET DROPPED FILE…\n".utf8))
            exit(64)
        }
        let (sources, target) = (arguments[1], arguments[2])
        let dropped = Set(
            try String(contentsOfFile: arguments[3], encoding: .utf8).split(separator: "\n").map(String.init))
        var first = 1
        for file in arguments.dropFirst(3) {
            let source = try String(contentsOfFile: sources + "/" + file, encoding: .utf8)
            let finder = MutantFinder(file: source, first: first)
            first += finder.mutants.count
            let kept = finder.wraps.filter { wrap in
                wrap.isWhole
                    ? wrap.mutants.contains { !dropped.contains("\($0)") }
                    : !wrap.mutants.contains { dropped.contains("\($0)") }
            }
            let mutated = MutatedFile(source, kept)
            try mutated.text.write(toFile: target + "/" + file, atomically: false, encoding: .utf8)
            print(listing(finder, of: source, named: file), terminator: "")
            for stretch in mutated.stretches {
                let numbers = stretch.mutants.map(String.init).joined(separator: " ")
                print("@\t\(file)\t\(stretch.range.lowerBound)\t\(stretch.range.upperBound)\t\(numbers)")
            }
        }
    }

    private static func listing(_ finder: MutantFinder, of source: String, named file: String) -> String {
        let bytes = Array(source.utf8)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        var text = ""
        for mutant in finder.mutants {
            let line = bytes[..<mutant.offset].count { $0 == UInt8(ascii: "\n") }
            let code = lines[line].drop { $0 == " " }
            text += "\(mutant.number)\t\(file)\t\(line + 1)\t\(code)\t\(mutant.change)\n"
        }
        return text
    }
}

/// A file with its edits made.
struct MutatedFile {
    private(set) var text = ""
    /// The bytes of the new text that belong to mutants; the inner ones lie within the outer ones.
    private(set) var stretches: [(range: Range<Int>, mutants: [Int])] = []

    init(_ source: String, _ wraps: [Wrap]) {
        let bytes = Array(source.utf8)
        let edits = wraps.flatMap(\.edits).sorted { left, right in
            if left.offset != right.offset { return left.offset < right.offset }
            if left.place != right.place { return left.place.rawValue < right.place.rawValue }
            return left.place == .prefix ? left.order < right.order : left.order > right.order
        }
        var (output, position): ([UInt8], Int) = ([], 0)
        var begun: [Int: Int] = [:]
        for edit in edits {
            output += bytes[position..<edit.offset]
            position = edit.offset + edit.replaced
            let start = output.count
            output += Array(edit.text.utf8)
            if edit.replaced > 0 { continue }
            if edit.place == .prefix {
                begun[edit.order] = start
                stretches.append((start..<output.count, edit.mutants))
            } else if let start = begun[edit.order] {
                stretches.append((start..<output.count, edit.mutants))
            }
        }
        output += bytes[position...]
        text = String(decoding: output, as: UTF8.self)
    }
}
