internal import DurableFile
internal import LicenseTransport
internal import SignedNote
internal import Terminal

/// Takes the lines of a file from the keyboard, or all at once from a pipe, and keeps them until the file is whole.
struct Typing {
    /// Most of what is wrong with a block that is told.
    private static let toldFaults = 20
    /// Room for the most lines that there can be, with blanks between all symbols.
    private static let blockBytes = 256 * 1024

    private let kept: KeptLines
    private let context: ReaderContext
    private var lines = LineCollector()
    private var cannotKeep = false

    /// Begins with the lines that were typed before, unless those are dropped.
    init(_ kept: KeptLines, startingOver: Bool, context: ReaderContext) throws(Failure) {
        self.kept = kept
        self.context = context
        if startingOver {
            kept.remove()
        } else {
            for line in try kept.lines() { _ = lines.take(line, expecting: nil) }
        }
    }

    /// The file, once every line is there.
    mutating func file() throws(Failure) -> [UInt8] {
        if lines.taken > 0 { Console.talk("\(state) from before; --start-over drops them") }
        if Keyboard.isThere { return try dialog() }
        return try block()
    }

    private var state: String {
        let are = lines.taken == 1 ? "line is" : "lines are"
        return lines.count.map { "\(lines.taken) of \($0) \(are) there" } ?? "\(lines.taken) \(are) there"
    }

    // MARK: At a terminal

    private mutating func dialog() throws(Failure) -> [UInt8] {
        if lines.taken == 0 {
            Console.talk("type each line as it is read; blanks, upper and lower case do not matter")
        }
        while true {
            if lines.isWhole {
                do throws(TransportError) { return try lines.file(knowing: context) } catch {
                    let failure = Failure(error)
                    Console.talk(failure.message)
                    Console.talk("type a line again with its number to correct it, or end with Ctrl-D")
                    guard try correct() else { throw failure }
                }
            } else {
                guard let text = Keyboard.line(prompt) else { throw unfinished }
                try take(text)
            }
        }
    }

    private var prompt: String {
        let number = lines.next ?? 1
        let line = lines.count.map { "line \(number) of \($0)" } ?? "line \(number)"
        guard let wrong = lines.wrongGroup, wrong.line == number else { return "\(line): " }
        return "\(line), or group \(wrong.group) alone: "
    }

    /// Takes lines until one is another; false when there are no more.
    private mutating func correct() throws(Failure) -> Bool {
        let before = lines.texts
        while let text = Keyboard.line("line: ") {
            try take(text)
            if lines.texts != before { return true }
        }
        return false
    }

    /// Takes a line, says what is wrong with it, and asks where it contradicts another one.
    private mutating func take(_ text: String) throws(Failure) {
        if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
        let outcome = lines.take(Array(text.utf8)[...], expecting: lines.next)
        switch outcome {
        case .taken: keep()
        case .newer: throw Self.newer
        case .differs(let number):
            takeContested(after: "line \(number) was another one before; take this one instead?")
        case .otherFile:
            takeContested(after: "this first line begins another file; drop what is there (\(state))?")
        case .known, .wrong, .beyond, .foreign: Console.talk(Console.safe(outcome.text(of: lines.count)))
        }
    }

    private mutating func takeContested(after question: String) {
        guard Keyboard.agrees(to: question) else { return }
        lines.takeContested()
        keep()
    }

    private mutating func keep() {
        do throws(FileError) { try kept.keep(lines.texts) } catch {
            if !cannotKeep { Console.talk("warning: the lines cannot be kept for later: \(error.message)") }
            cannotKeep = true
        }
    }

    // MARK: From a pipe

    private mutating func block() throws(Failure) -> [UInt8] {
        let input = try FileArgument(argument: "-").read(limit: Self.blockBytes)
        var next = lines.next
        var faults: [String] = []
        for text in input.split(separator: newline) where !text.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
            let outcome = lines.take(text, expecting: next)
            next = outcome.number.map { $0 + 1 } ?? next
            switch outcome {
            case .taken, .known: break
            case .newer: throw Self.newer
            case .otherFile:
                throw Failure(
                    "this first line begins another file, and \(state) of one that is not finished",
                    hint: "go on with that one, or drop its lines with --start-over")
            case .wrong, .differs, .beyond, .foreign: faults.append(outcome.text(of: lines.count))
            }
        }
        if lines.taken > 0, !lines.isWhole { keep() }
        for fault in faults.prefix(Self.toldFaults) { Console.talk(Console.safe(fault)) }
        if faults.count > Self.toldFaults { Console.talk("and \(faults.count - Self.toldFaults) more") }
        guard lines.isWhole else {
            if faults.isEmpty { throw unfinished }
            let wrong = faults.count == 1 ? "one line is wrong" : "\(faults.count) lines are wrong"
            throw Failure(wrong, hint: lines.taken > 0 ? "give those again: the others are kept" : nil)
        }
        keep()
        do throws(TransportError) { return try lines.file(knowing: context) } catch { throw Failure(error) }
    }

    // MARK: What ends it

    private var unfinished: Failure {
        if lines.taken == 0 { return Failure("no line was typed", status: .undecided) }
        if let count = lines.count { return Failure(.missing(lines.missing, of: count)) }
        return Failure(
            "the first line is missing, which says how many there are",
            hint: "run the same command again to go on: the lines so far are kept", status: .undecided)
    }

    private static let newer = Failure(
        "these lines are of a form that this release does not know", hint: "install the newest release here")
}
