import Foundation

/// Writes what the documents and the PHP library say about findings from the one table in the sources, and the manual
/// pages of the programs that lie beside this one from their definitions.
@main
struct Main {
    static func main() throws {
        guard CommandLine.arguments.count == 2, let path = CommandLine.arguments.last else {
            FileHandle.standardError.write(Data("usage: document-generator PROJECT\n".utf8))
            exit(64)
        }
        let project = URL(fileURLWithPath: path, isDirectory: true)
        let documents = project.appendingPathComponent("docs")
        try fill(documents.appendingPathComponent("spec/findings.md"), with: SpecificationTable.text)
        try fill(documents.appendingPathComponent("troubleshooting.md"), with: TroubleshootingSections.text)
        let manual = documents.appendingPathComponent("man")
        try Data(FindingsPage.text.utf8).write(to: manual.appendingPathComponent("latchkey-findings.7"))
        let programs = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for facts in ProgramFacts.all {
            let page = try ProgramPage(asking: programs.appendingPathComponent(facts.name), facts)
            try Data(page.text.utf8).write(to: manual.appendingPathComponent("\(facts.name).1"))
        }
        try Data(PHPTable.text.utf8).write(
            to: project.appendingPathComponent("Sources/php/library/src/FindingTable.php"))
    }

    private static let begin = "<!-- Written by 'make documents' from here to the next such line. -->\n"
    private static let end = "<!-- Written by 'make documents' up to here. -->\n"

    /// Replaces what stands between the two marks of a page; the rest is written by hand.
    private static func fill(_ page: URL, with text: String) throws {
        let old = try String(contentsOf: page, encoding: .utf8)
        guard let first = old.range(of: begin), let last = old.range(of: end), first.upperBound <= last.lowerBound
        else {
            FileHandle.standardError.write(Data("\(page.path) lacks its two marks\n".utf8))
            exit(1)
        }
        let new = old[..<first.upperBound] + "\n" + text + "\n" + old[last.lowerBound...]
        try Data(new.utf8).write(to: page)
    }
}
