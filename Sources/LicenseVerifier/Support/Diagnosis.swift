public import LicenseFormat
public import SignedNote

/// Everything that decides a verdict, laid out for a person. It decides nothing itself.
public struct Diagnosis: Sendable {
    /// A configured URL, and what becomes of it.
    public struct Site: Sendable {
        /// As it was typed.
        public let typed: [UInt8]
        /// In its canonical form; nil when it cannot be used.
        public let canonical: SiteURL?
        /// Why it cannot be used.
        public let problem: StaticString?
        /// The licensed URL that covers it: the deciding license's before any other's.
        public let covering: LicensedURL?
    }

    /// A hashed fact about the machine, held against the last request's.
    public struct Fact: Equatable, Sendable {
        /// How the two compare.
        public enum Comparison: Sendable {
            /// Both are there and equal.
            case same
            /// Both are there and differ.
            case changed
            /// Only the present one is there.
            case new
            /// Only the last request's is there.
            case missing

            /// The name in JSON.
            public var name: StaticString {
                switch self {
                case .same: "same"
                case .changed: "changed"
                case .new: "new"
                case .missing: "missing"
                }
            }
        }

        /// What the fact is about.
        public let name: Token
        /// How it compares.
        public let comparison: Comparison
    }

    /// The product file; nil when it cannot be used.
    public let product: Product?
    /// The state; nil when there is none, or it cannot be used.
    public let state: InstallationState?
    /// Why the product file or the state cannot be used.
    public let problem: Finding?
    /// What no load reads; nil when it is damaged.
    public let history: History?
    /// The keyring in force; nil without a product file.
    public let keyring: Keyring?
    /// The configured site; nil when none is.
    public let site: Site?
    /// The host application.
    public let host: HostRelease?
    /// The facts about the machine, by name.
    public let facts: [Fact]
    /// The system clock.
    public let system: Timestamp
    /// Every license; nil without a state.
    public let timeline: Timeline?
    /// The answer; a caller that could not store what it has to remember adds that.
    public var verdict: Verdict

    /// Looks at everything.
    ///
    /// - Parameters: as of ``verify(product:state:context:)``.
    public init(product file: Bytes, state blob: StateBlob, context: Context) {
        host = context.host
        system = context.now
        verdict = verify(product: file, state: blob, context: context)
        var (product, state, keyring, problem) = (
            nil as Product?, nil as InstallationState?, nil as Keyring?, nil as Finding?
        )
        do throws(Finding) {
            let trusted = try TrustedProduct(checking: file)
            product = trusted.product
            keyring = trusted.keys.keyring
            let held = try InstallationState(blob, of: trusted.product)
            keyring = trusted.keys.adopting(allOf: held.keyrings).keyring
            state = held
        } catch {
            problem = error
        }
        self.product = product
        self.state = state
        self.keyring = keyring
        self.problem = problem
        history = state.map { $0.history } ?? History()
        let timeline = LicenseVerifier.timeline(product: file, state: blob, context: context)
        self.timeline = timeline
        facts = Fact.compared(context.facts, with: state?.facts ?? [])
        site = Site(context.url, aliases: state?.aliases ?? [], timeline?.entries ?? [])
    }
}

extension Diagnosis.Fact {
    fileprivate static func compared(_ present: [HostFact], with known: [HostFact]) -> [Diagnosis.Fact] {
        var facts = known.map { old in
            let now = present.first { $0.name == old.name }
            return Diagnosis.Fact(
                name: old.name, comparison: now.map { $0.hash == old.hash ? .same : .changed } ?? .missing)
        }
        for fact in present where !known.contains(where: { $0.name == fact.name }) {
            facts.append(Diagnosis.Fact(name: fact.name, comparison: .new))
        }
        return facts.ordered { $0.name.text.precedes($1.name.text) }
    }
}

extension Diagnosis.Site {
    fileprivate init?(_ typed: [UInt8]?, aliases: [SiteAlias], _ entries: [Timeline.Entry]) {
        guard let typed, !typed.isEmpty else { return nil }
        self.typed = typed
        switch Circumstances.Site(typed, aliases: aliases) {
        case .missing: return nil
        case .unreadable(_, let error):
            canonical = nil
            problem = error.reason
            covering = nil
        case .url(let site, _):
            canonical = site
            problem = nil
            let good = entries.filter { $0.standing != .unverified }
            let urls = (good.filter { $0.isDeciding } + good).flatMap { $0.license.urls }
            covering = urls.first { $0.difference(from: site) == nil }
        }
    }
}
