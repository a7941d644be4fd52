internal import LicenseTransport
internal import SignedNote

extension LineCollector.Outcome {
    /// The line that it is about.
    var number: Int? {
        switch self {
        case .taken(let number), .known(let number), .wrong(let number, _), .differs(let number), .beyond(let number):
            number
        case .otherFile: 1
        case .newer, .foreign: nil
        }
    }

    /// What to say about a line.
    ///
    /// - Parameter count: how many lines there are, once that is known.
    func text(of count: Int?) -> String {
        switch self {
        case .taken(let number): "line \(number) is right"
        case .known(let number): "line \(number) is there already"
        case .wrong(let number, let fault): "line \(number): \(fault.text)"
        case .differs(let number): "line \(number) was another one before, and that one is kept"
        case .otherFile: "this first line begins another file"
        case .beyond(let number): "line \(number) is of another file: this one has \(count ?? 0) lines"
        case .newer: "this line is of a form that this release does not know"
        case .foreign: "this is no line to type: it has a number, five groups of five symbols, and a symbol"
        }
    }
}

extension LineFault {
    /// What is wrong, behind the line's number.
    var text: String {
        switch self {
        case .groups(let groups):
            groups.count == 1
                ? groups.map { "group \($0.number) is wrong: \(Self.quoted($0.typed))" }.joined()
                : "groups "
                    + NumberList.joined(groups.map { "\($0.number) (\(Self.quoted($0.typed)))" }) + " are wrong"
        case .exchanged(let one, let other): "groups \(one) and \(other) stand in each other's place"
        case .missingGroup(let number): "group \(number) is missing"
        case .extraGroup(let number): "there is a group too many, the one in place \(number)"
        case .run(let groups, let typed):
            "something is missing or too much in groups \(groups.lowerBound) to \(groups.upperBound): "
                + Self.quoted(typed)
        case .lineCheck:
            "the last symbol is wrong or missing, or two slips in one group cancel out; hear the whole line again"
        case .otherLine(let number): "this is line \(number)"
        case .length(let count):
            "there \(count == 1 ? "is one symbol" : "are \(count) symbols") behind the number, and a line has 26"
        }
    }

    private static func quoted(_ typed: [UInt8]) -> String { "'\(typed.string)'" }
}

/// Numbers in few words.
enum NumberList {
    /// `3`, `3 and 5`, `3, 5 and 8`.
    static func joined(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.joined() }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }

    /// Ascending numbers with runs drawn together: `3, 7 to 10`.
    static func text(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.map { run in
            switch run.count {
            case 1: "\(run.lowerBound)"
            case 2: "\(run.lowerBound), \(run.upperBound)"
            default: "\(run.lowerBound) to \(run.upperBound)"
            }
        }.joined(separator: ", ")
    }
}
