public import LicenseTransport
internal import SignedNote
public import Terminal

/// A file as lines that are read aloud.
public enum SpokenLines {
    /// Prints the lines of a file, and says how they are read.
    public static func show(_ file: [UInt8], knowing context: ReaderContext, for command: String) throws(Failure) {
        let form: SpokenForm
        do throws(TransportError) { form = try SpokenForm(of: file[...], knowing: context) } catch {
            throw Failure(error)
        }
        let lines = form.lines.count == 1 ? "one line" : "\(form.lines.count) lines"
        Console.talk("\(lines) to read aloud: the number, then each group, symbol by symbol, then the last symbol")
        Console.talk("the other side types them into '\(command)'")
        for line in form.lines { Console.result(line.string) }
    }
}

extension Failure {
    /// Why a file cannot go by this courier, or did not come by it.
    init(_ error: TransportError) {
        switch error {
        case .tooManyParts(let count):
            self.init(
                "the file takes \(count) lines, and \(SpokenForm.maximum) are the most that can be read aloud",
                hint: "send the file itself, or a picture of it")
        case .otherContext:
            self.init(
                "these lines were read out for another installation or another product",
                hint: "compare the installation ID with the other side's ('latchkey status' shows it); "
                    + "if lines of two files got mixed, begin again with --start-over")
        case .damaged:
            self.init(
                "every line is right, and the file that they give is not: lines of two files got mixed, "
                    + "or several slips cancel out",
                hint: "type lines again: what differs is asked about; or begin again with --start-over")
        case .tooLarge:
            self.init("the lines give a file that is too large", hint: "ask for the file itself")
        case .missing(let numbers, let count):
            self.init(
                "\(numbers.count) of \(count) lines are missing: \(NumberList.text(numbers))",
                hint: "run the same command again to go on: the lines so far are kept", status: .undecided)
        }
    }
}
