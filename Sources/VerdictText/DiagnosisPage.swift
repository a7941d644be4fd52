internal import LicenseFormat
public import LicenseVerifier
internal import SignedNote
public import Terminal

/// A name and what there is to say about it, which only the caller knows.
public struct LocalFact: Sendable {
    /// The name in JSON and, with spaces, for a person.
    public let name: StaticString
    /// What there is to say.
    public let text: String

    /// Puts the two together.
    public init(_ name: StaticString, _ text: String) {
        self.name = name
        self.text = text
    }

    /// The name for a person.
    var label: String {
        [UInt8](name).string.reduce(into: "") { label, letter in
            label += letter.isUppercase ? " " + letter.lowercased() : String(letter)
        }
    }
}

extension Page {
    /// Everything that decides, section by section.
    ///
    /// - Parameters:
    ///   - product: what the caller knows about the product file.
    ///   - state: what the caller knows about the state.
    public func diagnosis(_ diagnosis: Diagnosis, product: [LocalFact], state: [LocalFact]) {
        let headline = Headline(diagnosis.verdict, diagnosis.timeline)
        self.headline(headline.text, headline.color)
        findings(diagnosis.verdict.findings)
        heading("product file")
        for fact in product { field(fact.label, fact.text) }
        self.product(diagnosis)
        heading("state")
        for fact in state { field(fact.label, fact.text) }
        self.state(diagnosis)
        heading("clock")
        clock(diagnosis)
        heading("site")
        site(diagnosis)
        heading("keyring")
        keyring(diagnosis)
        heading("licenses")
        licenses(diagnosis)
        imports(diagnosis.history)
    }

    private func product(_ diagnosis: Diagnosis) {
        guard let product = diagnosis.product else {
            if let problem = diagnosis.problem { field("problem", problem.message.string, .bad) }
            return
        }
        field("product", "\(product.title.text.string) (\(product.product.text.string))")
        field("vendor", product.vendor.text.string)
        field("release", "\(product.version.text.string), built on \(product.built.date.text.string)")
        field("root keys", Digest.hex(product.roots.digest).string)
        field("log proof", product.requiresLogProof ? "required" : "optional")
        let features = product.trialFeatures.map(\.text.string).joined(separator: ", ")
        field(
            "trial",
            product.trialDays.value == 0
                ? "none" : "\(product.trialDays.value) days" + (features.isEmpty ? "" : " with \(features)"))
        field("unlicensed", product.unlicensed.text.string)
    }

    private func state(_ diagnosis: Diagnosis) {
        guard let state = diagnosis.state else {
            if diagnosis.product != nil, let problem = diagnosis.problem {
                field("problem", problem.message.string, .bad)
            }
            return
        }
        field("installation", state.installation.text.string)
        field("revision", "\(state.revision.value), begun on \(state.created.text.string)")
        field("checksum", "fine")
        if diagnosis.history == nil {
            field("history", "damaged: revocation lists, receipts and past imports in it are lost", .caution)
        } else {
            field("history", "fine")
        }
    }

    private func clock(_ diagnosis: Diagnosis) {
        field("system", diagnosis.system.text.string + " (UTC; the time zone does not matter)")
        if let clock = diagnosis.state?.clock {
            field("seen", clock.seen.text.string)
            field("floor", clock.floor == .first ? "none yet" : clock.floor.text.string)
            field(
                "step",
                clock.step.map { "from \($0.start.text.string), counted \($0.count.value) of 24, not believed yet" }
                    ?? "none")
        } else {
            field("seen", "never")
        }
        field("present", diagnosis.verdict.time.text.string)
    }

    private func site(_ diagnosis: Diagnosis) {
        if let site = diagnosis.site {
            field("configured", site.typed.string)
            if let canonical = site.canonical { field("counts as", canonical.text.string) }
            if let problem = site.problem { field("problem", [UInt8](problem).string, .bad) }
            field("covered by", site.covering?.text.string ?? "no licensed URL")
        } else {
            field("configured", "nothing")
        }
        field("host", diagnosis.host?.text.string ?? "unknown")
        for fact in diagnosis.facts {
            field("fact", "\(fact.name.text.string): \(fact.comparison.phrase)", fact.comparison.color)
        }
    }

    private func keyring(_ diagnosis: Diagnosis) {
        guard let keyring = diagnosis.keyring else { return field("problem", "there is none", .bad) }
        field("version", "\(keyring.version.value), issued on \(keyring.issued.date.text.string)")
        let known = keyring.keys.compactMap { $0.key?.nameAndID }
        for stolen in keyring.compromised where !known.contains(stolen.nameAndID) {
            field("compromised", stolen.nameAndID.string, .bad)
        }
        for key in keyring.keys {
            let name = key.key?.nameAndID.string ?? "a key of an unknown kind"
            let isStolen = keyring.compromised.contains { $0.nameAndID == key.key?.nameAndID }
            field(
                key.role.text.string,
                "\(name), from \(key.from.date.text.string) until \(key.until.text.string)"
                    + (isStolen ? ", compromised" : ""), isStolen ? .bad : nil)
        }
    }

    private func licenses(_ diagnosis: Diagnosis) {
        let entries = diagnosis.timeline?.entries ?? []
        if entries.isEmpty { field("none", "") }
        for entry in entries {
            line(entry.isDeciding ? "* " : "  ", entry.line, entry.standing.color)
            findings(entry.findings, indent: 4)
        }
    }

    private func imports(_ history: History?) {
        guard let history, !history.imports.isEmpty else { return }
        heading("last imports")
        for record in history.imports.suffix(10).reversed() {
            line("  ", "\(record.time.text.string)  \(record.outcome.text.string)  \(Digest.hex(record.digest).string)")
        }
    }
}

extension Diagnosis.Fact.Comparison {
    fileprivate var phrase: String {
        switch self {
        case .same: "as at the last request"
        case .changed: "changed since the last request"
        case .new: "not named by the last request"
        case .missing: "cannot be found out now"
        }
    }

    fileprivate var color: Style.Color? { self == .changed ? .caution : nil }
}
