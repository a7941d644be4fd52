internal import CPosix
internal import LatchkeyABI
internal import SignedNote

/// `verify` or `status` about files, as the command line asks for it.
struct Question {
    private var isStatus = false
    private var product: [UInt8] = []
    private var state: [UInt8] = []
    private var context = ContextText()
    /// The options so far that may stand once.
    private var named: [[UInt8]] = []

    init(_ arguments: Arguments) throws(UsageError) {
        var arguments = arguments
        guard let operation = arguments.next() else { throw UsageError("nothing is asked; see --help") }
        isStatus = operation.equals("status")
        guard isStatus || operation.equals("verify") else {
            throw UsageError("is neither 'verify' nor 'status'; see --help", operation)
        }
        while let option = arguments.next() {
            guard let value = arguments.next() else { throw UsageError("needs a value after it", option) }
            if value.isEmpty || value.contains(newline) {
                throw UsageError("has an empty value or a line break", option)
            }
            try take(option, value)
        }
        if product.isEmpty {
            throw UsageError("is missing: name the file that ships with the software", [UInt8]("--product"))
        }
        if state.isEmpty { throw UsageError("is missing: name the file of the stored licenses", [UInt8]("--state")) }
    }

    private mutating func take(_ option: [UInt8], _ value: [UInt8]) throws(UsageError) {
        if !option.equals("--feature") {
            if named.contains(option) { throw UsageError("stands twice", option) }
            named.append(option)
        }
        if option.equals("--product") {
            product = value
        } else if option.equals("--state") {
            state = value
        } else if option.equals("--url") {
            context.line("url", value)
        } else if option.equals("--app-version") {
            context.line("version", value)
        } else if option.equals("--host") {
            context.line("host", value)
        } else if option.equals("--feature") {
            context.line("feature", value)
        } else if option.equals("--language") {
            context.line("language", value)
        } else {
            throw UsageError(
                "is none of --product, --state, --url, --app-version, --host, --feature and --language", option)
        }
    }

    /// Reads the two files, asks, and prints the answer.
    func ask() -> Int32 {
        var context = context
        var call = Call()
        if case .bytes(let bytes) = Input.file(product, limit: Limits.fileBytes) {
            call.product = bytes
        } else {
            // There is an answer without it, which cannot tell that there is no such file.
            Output.complain(UsageError("is not a file that can be read", product))
        }
        switch Input.file(state, limit: Limits.stateBytes) {
        case .bytes(let bytes): call.state = bytes
        case .absent: break
        case .unreadable(let reason): context.line("unreadable", [UInt8](reason))
        }
        call.remembered(
            in: &context, url: !named.contains { $0.equals("--url") }, host: !named.contains { $0.equals("--host") })
        context.line("now", Int64(posix_now()))
        call.context = context.text[...]
        var answer = isStatus ? call.status() : call.verdict()
        if !isStatus, !answer.state.isEmpty {
            call.state = answer.state[...]
            answer = call.verdict()
        }
        if answer.outcome == .badCall {
            Output.complain(UsageError("a value is too long, or a feature is not written as one"))
            return 64
        }
        guard Output.write(answer.text + [newline]) else { return 2 }
        switch answer.outcome {
        case .answered: return answer.mode >= 3 && answer.allowed ? 0 : 1
        case .undecided: return 2
        case .refused, .badCall: return 1
        }
    }
}
