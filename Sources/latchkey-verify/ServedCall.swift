internal import LatchkeyABI
internal import SignedNote

/// A call by another program: `latchkey/call@v1` on standard input, `latchkey/answer@v1` on standard output
/// (docs/spec/call.md).
enum ServedCall {
    /// The most that a call can be: every part at its limit, one byte over, and the lines between them.
    private static let limit = Limits.fileBytes * 2 + Limits.stateBytes + Limits.contextBytes + 4096

    /// Reads the call, makes it, writes the answer. Status 0 is an answer, whatever it says; 64 is no call.
    static func serve() -> Int32 {
        guard let input = Input.standard(limit: limit), let (operation, call) = parse(input),
            let answer = answer(operation, call)
        else {
            Output.complain(UsageError("standard input is not a call (latchkey/call@v1)"))
            return 64
        }
        return Output.write(text(of: answer)) ? 0 : 2
    }

    private static func answer(_ operation: Bytes, _ call: Call) -> Answer? {
        if operation.equals("verify") { return call.verdict() }
        if operation.equals("status") { return call.status() }
        if operation.equals("import") { return call.importing() }
        if operation.equals("request") { return call.request() }
        if operation.equals("return") { return call.giveBack() }
        if operation.equals("inspect") { return call.inspection() }
        if operation.equals("support") { return call.support() }
        return nil
    }

    /// `latchkey/call@v1 OPERATION`, then parts: a line `NAME LENGTH`, that many bytes, a newline.
    private static func parse(_ input: Bytes) -> (operation: Bytes, call: Call)? {
        guard let (line, parts) = input.cut(at: "\n"), let (type, operation) = line.cut(at: " "),
            type.equals("latchkey/call@v1")
        else { return nil }
        var call = Call()
        var names: [Bytes] = []
        var rest = parts
        while !rest.isEmpty {
            guard let (head, tail) = rest.cut(at: "\n"), let (name, length) = head.cut(at: " "),
                let count = number(length), count < tail.count, tail[tail.startIndex + count] == newline
            else { return nil }
            guard !names.contains(name), call.take(name, tail.prefix(count)) else { return nil }
            names.append(name)
            rest = tail.dropFirst(count + 1)
        }
        return (operation, call)
    }

    /// A number of at most eight digits.
    private static func number(_ text: Bytes) -> Int? {
        guard (1...8).contains(text.count) else { return nil }
        var value = 0
        for digit in text {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func text(of answer: Answer) -> [UInt8] {
        let numbers = [
            Int64(answer.outcome.rawValue), Int64(answer.mode), answer.allowed ? 1 : 0, Int64(answer.findings),
            answer.expires,
        ]
        var text = [UInt8]("latchkey/answer@v1")
        for number in numbers { text += [UInt8(ascii: " ")] + [UInt8](decimal: number) }
        text.append(newline)
        let parts: [(StaticString, [UInt8])] = [
            ("json", answer.text), ("state", answer.state), ("document", answer.document),
        ]
        for (name, bytes) in parts where !bytes.isEmpty {
            text.append(name)
            text += [UInt8(ascii: " ")] + [UInt8](decimal: Int64(bytes.count)) + [newline] + bytes + [newline]
        }
        return text
    }
}

extension Call {
    /// Takes a part; false when a call has none of that name.
    fileprivate mutating func take(_ name: Bytes, _ bytes: Bytes) -> Bool {
        if name.equals("product") {
            product = bytes
        } else if name.equals("state") {
            state = bytes
        } else if name.equals("context") {
            context = bytes
        } else if name.equals("seed") {
            seed = bytes
        } else if name.equals("nonce") {
            nonce = bytes
        } else if name.equals("file") {
            file = bytes
        } else if name.equals("license") {
            license = bytes
        } else {
            return false
        }
        return true
    }
}
