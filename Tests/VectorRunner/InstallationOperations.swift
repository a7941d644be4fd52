internal import LicenseFormat
internal import LicenseVerifier
internal import SignedNote

/// `OUTCOME code…` of the last file, after the ones before it were imported.
func answerImport(_ vector: Vector) -> [UInt8]? {
    guard let scene = Scene(vector), let report = scene.play().report else { return nil }
    var words = [[UInt8](report.outcome.name)]
    for item in report.items where scene.shows("items") {
        words.append(item.document.word + (item.isInstalled ? [UInt8]("+") : [UInt8]("-")))
    }
    words += report.allFindings.flatMap { scene.words($0) }
    if scene.shows("json") {
        var json = JSONText()
        json.object { report.write(membersTo: &$0) }
        words.append(oneLine(json))
    }
    return joined(words)
}

/// `MODE code…` of the verdict, after every file was imported.
func answerVerify(_ vector: Vector) -> [UInt8]? {
    guard let scene = Scene(vector), let product = scene.products.last else { return nil }
    let verdict = scene.visit(product: product)
    var words = [[UInt8](verdict.mode.name)]
    if scene.shows("license") { words.append(bracketed("license", verdict.license?.id.text ?? [UInt8]("none"))) }
    if scene.shows("features") { words.append(bracketed("features", joined(verdict.features.map { $0.text }))) }
    if scene.shows("limits") { words.append(bracketed("limits", joined(verdict.limits.map { $0.text }))) }
    if scene.shows("days-left") {
        words.append(bracketed("days-left", verdict.daysLeft.map { [UInt8](decimal: $0) } ?? [UInt8]("none")))
    }
    if scene.shows("now") { words.append(bracketed("now", verdict.time.text)) }
    if scene.shows("keeps") { words.append(bracketed("keeps", verdict.state.map { $0.remembered } ?? [])) }
    if scene.shows("kept-state") {
        words.append(bracketed("kept-state", verdict.state.map { Array($0.checksumLine) } ?? []))
    }
    words += verdict.findings.flatMap { scene.words($0) }
    if scene.shows("json") {
        var json = JSONText()
        verdict.write(to: &json)
        words.append(oneLine(json))
    }
    return joined(words)
}

/// What a vector of `import` and `verify` sets up: product files, a state, files, circumstances.
private struct Scene {
    /// One for everything, or one for the imports and one for the verdict.
    let products: [Bytes]
    /// The state before the first import; nil is none.
    let state: Bytes?
    /// The files in the order of their import.
    let files: [Bytes]
    let key: Ed25519PublicKey
    let context: Context
    let importTime: Timestamp
    /// Earlier loads of which the state was kept.
    private var visits: [Timestamp] = []
    /// What the answer tells beside codes.
    private let shown: [Bytes]

    /// Nil when a header is missing or the parts are not all of the payload.
    init?(_ vector: Vector) {
        var rest = vector.payload
        func parts(_ header: StaticString) -> [Bytes]? {
            var parts: [Bytes] = []
            for word in vector.words(header) {
                guard let length = number(word), length <= rest.count else { return nil }
                parts.append(rest.prefix(length))
                rest = rest.dropFirst(length)
            }
            return parts
        }
        guard let products = parts("product"), !products.isEmpty, let states = parts("state"),
            let files = parts("file"), rest.isEmpty,
            let key = vector.value("installation-key").flatMap({ Base64.decode($0) }).flatMap({ Ed25519PublicKey($0) }),
            let now = vector.value("time").flatMap({ Timestamp($0) }),
            let importTime = Timestamp(vector.value("import-time") ?? now.text[...])
        else { return nil }
        var context = Context(now: now, url: vector.value("url").map { Array($0) })
        context.version = vector.value("version").map { Array($0) }
        if let host = vector.value("host") {
            guard let release = HostRelease(host) else { return nil }
            context.host = release
        }
        for feature in vector.words("feature") {
            guard let token = Token(feature) else { return nil }
            context.features.append(token)
        }
        for text in vector.values("fact") {
            guard let fact = HostFact(text) else { return nil }
            context.facts.append(fact)
        }
        if let text = vector.value("evidence") {
            guard let evidence = Timestamp(text) else { return nil }
            context.evidence = evidence
        }
        for text in vector.words("visits") {
            guard let visit = Timestamp(text) else { return nil }
            visits.append(visit)
        }
        self.products = products
        self.state = states.first
        self.files = files
        self.key = key
        self.context = context
        self.importTime = importTime
        shown = vector.words("show")
    }

    /// Imports every file; the state after the last and its report.
    func play() -> (state: StateBlob, report: ImportReport?) {
        var state: StateBlob = self.state.map { .blob($0) } ?? .absent
        var report: ImportReport?
        guard let product = products.first else { return (state, nil) }
        for file in files {
            let result = importFile(file, into: state, product: product, key: key, now: importTime)
            if let next = result.state { state = .blob(next.bytes[...]) }
            report = result.report
        }
        return (state, report)
    }

    /// Imports every file, plays the earlier loads, and asks.
    func visit(product: Bytes) -> Verdict {
        var state = play().state
        for visit in visits {
            var then = context
            then.now = visit
            if let next = verify(product: product, state: state, context: then).state {
                state = .blob(next.bytes[...])
            }
        }
        return verify(product: product, state: state, context: context)
    }

    /// Whether the answer tells this beside the codes.
    func shows(_ word: StaticString) -> Bool { shown.contains { $0.equals(word) } }

    /// A finding's code, and those of its values that the vector asks for: `other-url part=[path]`.
    func words(_ finding: Finding) -> [[UInt8]] {
        var words = [[UInt8](finding.code.name)]
        for value in finding.values where shows(value.name) { words.append(bracketed(value.name, value.text)) }
        if shows("message") { words.append(bracketed("message", finding.message)) }
        return words
    }
}

extension InstallationState {
    /// The lines of a state that loads write, comma by comma.
    fileprivate var remembered: [UInt8] {
        let lines = bytes.split(separator: newline).filter { line in
            ["clock ", "step ", "sight ", "created "].contains { line.hasPrefix($0) }
        }
        return Array(lines.joined(separator: [UInt8](", ")))
    }

    /// What stands for all that is checked.
    fileprivate var checksumLine: Bytes { bytes.split(separator: newline).first { $0.hasPrefix("checksum ") } ?? [] }
}

/// `name=[value]`, since values may hold blanks.
private func bracketed(_ name: StaticString, _ value: [UInt8]) -> [UInt8] {
    [UInt8](name) + [UInt8]("=[") + value + [UInt8]("]")
}

/// JSON without its line breaks and indentation, which no string in it can hold.
private func oneLine(_ json: JSONText) -> [UInt8] {
    var line: [UInt8] = []
    var isIndentation = false
    for byte in json.bytes {
        if byte == newline { isIndentation = true }
        isIndentation = isIndentation && (byte == newline || byte == UInt8(ascii: " "))
        if !isIndentation { line.append(byte) }
    }
    return line
}
