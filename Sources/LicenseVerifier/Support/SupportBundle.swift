public import LicenseFormat
public import SignedNote

/// What a support desk needs to see a verdict again, `latchkey/bundle@v1` (docs/spec/bundle.md): what went into it, and
/// what came out there. Nothing in it is secret, and nothing in it is trusted.
public final class SupportBundle: Equatable, Sendable {
    static let typeLine: StaticString = "latchkey/bundle@v1"

    /// Which program wrote it: `latchkey 0.1.0`.
    public let program: HostRelease
    /// What the caller knew about the present, its clock included.
    public let context: Context
    /// The product file as it lay there.
    public let product: [UInt8]
    /// The state as it lay there.
    public let state: StateBlob
    /// What the software was allowed there.
    public let mode: Mode
    /// The names of the findings there, sorted, each once; a later release may have more than this one knows.
    public let codes: [Token]

    /// Puts a bundle together. What may be secret in a URL, and never counts, is masked; of facts about the machine only
    /// hashes go in; and of a product file beyond its limit, which is none, nothing does.
    public init(
        program: HostRelease, context: Context, product: [UInt8], state: StateBlob, verdict: Verdict
    ) {
        let (state, installation) = state.bundled
        self.program = program
        self.context = context.bundled(for: installation)
        self.product = product.count <= Limits.fileBytes ? product : []
        self.state = state
        mode = verdict.mode
        codes = verdict.codes
    }

    /// Reads the one spelling.
    public init(parsing file: Bytes) throws(FormatError) {
        guard file.count <= Limits.bundleBytes else {
            throw FormatError(.note(.tooLarge(limit: Limits.bundleBytes)), line: 1)
        }
        var body = try BodyReader(file, type: Self.typeLine)
        program = try body.required("program")
        var context = Context(now: try body.required("time"))
        context.url = try body.optional("url") { Encoded.bytes($0, atMost: Limits.fileBytes) }
        context.version = try body.optional("version") { Encoded.bytes($0, atMost: Limits.fileBytes) }
        context.host = try body.optional("host")
        context.features = try body.repeated("feature", atMost: Limits.licenseFeatures)
        context.facts = try body.repeated("fact", atMost: Limits.hostFacts)
        if !HostFact.areDistinct(context.facts) { throw body.inconsistent("fact") }
        context.evidence = try body.optional("evidence")
        self.context = context
        product = try body.required("product") { Encoded.bytes($0, atMost: Limits.fileBytes) }
        state = try body.required("state") { StateBlob(inBundle: $0) }
        mode = try body.required("mode") { text in Mode.allCases.first { text.equals($0.name) } }
        codes = try body.repeated("finding", atMost: Limits.bundleFindings)
        guard try body.extensions().isEmpty else { throw body.inconsistent("x-") }
    }

    /// Equal bundles.
    public static func == (left: SupportBundle, right: SupportBundle) -> Bool { left.bytes == right.bytes }

    /// Writes the one spelling.
    public var bytes: [UInt8] {
        var body = BodyWriter(type: Self.typeLine)
        body.line("program", program.text)
        body.line("time", context.now.text)
        body.line("url", context.url.map { Encoded.text($0[...]) })
        body.line("version", context.version.map { Encoded.text($0[...]) })
        body.line("host", context.host?.text)
        body.lines("feature", context.features)
        body.lines("fact", context.facts)
        body.line("evidence", context.evidence?.text)
        body.line("product", Encoded.text(product[...]))
        body.line("state", state.textInBundle)
        body.line("mode", [UInt8](mode.name))
        body.lines("finding", codes)
        return body.text
    }
}

extension SupportBundle {
    /// Answers again what was answered there.
    ///
    /// - Parameter time: another instant to answer for; what the state knows about the clock is then left out, since
    ///   it is about the day on which the bundle was made.
    public func verdict(at time: Timestamp? = nil) -> Verdict {
        verify(product: product[...], state: state(at: time), context: context(at: time))
    }

    /// Everything that decides, as it was there or at another instant.
    public func diagnosis(at time: Timestamp? = nil) -> Diagnosis {
        Diagnosis(product: product[...], state: state(at: time), context: context(at: time))
    }

    /// Whether a verdict is the one that was given there. What could not be stored there is no part of it.
    public func agrees(with verdict: Verdict) -> Bool {
        let aside = [UInt8](FindingCode.stateNotWritten.name)
        return verdict.mode == mode
            && verdict.codes.filter { $0.text != aside } == codes.filter { $0.text != aside }
    }

    private func state(at time: Timestamp?) -> StateBlob { time == nil ? state : state.withoutClock }

    private func context(at time: Timestamp?) -> Context {
        var context = context
        if let time { context.now = time }
        return context
    }
}

extension Verdict {
    /// The names of the findings, sorted, each once.
    fileprivate var codes: [Token] {
        var names: [Token] = []
        for finding in findings {
            guard let name = Token([UInt8](finding.code.name)[...]), !names.contains(name) else { continue }
            names.append(name)
        }
        return names.ordered { $0.text.precedes($1.text) }
    }
}

extension StateBlob {
    /// The state as if the clock had never been looked at: for an answer about a day to come.
    public var withoutClock: StateBlob {
        guard case .blob(let bytes) = self, var state = try? InstallationState(parsing: bytes) else { return self }
        state.clock = nil
        return .blob(state.bytes[...])
    }

    /// Reads `absent`, `unreadable BASE64` or the blob in Base64.
    fileprivate init?(inBundle text: Bytes) {
        if text.equals("absent") {
            self = .absent
        } else if let (word, reason) = text.cut(at: " ") {
            guard word.equals("unreadable"), let reason = Encoded.bytes(reason, atMost: Limits.fileBytes) else {
                return nil
            }
            self = .unreadable(reason)
        } else {
            guard let blob = Encoded.bytes(text, atMost: Limits.stateBytes) else { return nil }
            self = .blob(blob[...])
        }
    }

    fileprivate var textInBundle: [UInt8] {
        switch self {
        case .absent: [UInt8]("absent")
        case .unreadable(let reason): [UInt8]("unreadable ") + Encoded.text(reason[...])
        case .blob(let bytes): Encoded.text(bytes)
        }
    }
}

/// Any bytes as a value: Base64, and a hyphen for none, since a line has a value.
private enum Encoded {
    static func text(_ bytes: Bytes) -> [UInt8] { bytes.isEmpty ? [UInt8]("-") : Base64.encode(bytes) }

    static func bytes(_ text: Bytes, atMost limit: Int) -> [UInt8]? {
        if text.equals("-") { return [] }
        return Base64.decode(text).flatMap { $0.count <= limit ? $0 : nil }
    }
}
