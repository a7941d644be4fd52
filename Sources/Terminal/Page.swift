/// Writes an answer for a person onto standard output: names in one column, what they are about beside them.
public struct Page: Sendable {
    /// Where what the names are about begins.
    public static let column = 15

    /// How it may look.
    public let style: Style

    /// A page on standard output.
    public init(style: Style = .standardOutput()) {
        self.style = style
    }

    /// A line over what follows, after an empty one.
    public func heading(_ text: String) {
        Console.result("")
        Console.result(style.paint(text, .strong))
    }

    /// A line that says the most important thing.
    public func headline(_ text: String, _ color: Style.Color?) {
        for line in style.wrap(Console.safe(text), indent: 0) { Console.result(style.paint(line, color)) }
    }

    /// A name and what there is to say about it, wrapped below itself on a terminal.
    ///
    /// - Parameter indent: how far the name stands from the left.
    public func field(_ name: String, _ text: String, _ color: Style.Color? = nil, indent: Int = 0) {
        let start = max(Self.column, name.utf8.count + indent + 1)
        let label = String(repeating: " ", count: indent) + name
        let padding = String(repeating: " ", count: start - name.utf8.count - indent)
        for (index, line) in style.wrap(Console.safe(text), indent: start).enumerated() {
            let head = index == 0 ? style.paint(label, .quiet) + padding : String(repeating: " ", count: start)
            Console.result(head + style.paint(line, color))
        }
    }

    /// A line, wrapped below itself on a terminal.
    ///
    /// - Parameter mark: what stands before the text, with the color.
    public func line(_ mark: String, _ text: String, _ color: Style.Color? = nil) {
        for (index, line) in style.wrap(Console.safe(text), indent: mark.count).enumerated() {
            let head = index == 0 ? style.paint(mark, color) : String(repeating: " ", count: mark.count)
            Console.result(head + line)
        }
    }
}
