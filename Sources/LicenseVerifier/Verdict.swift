public import LicenseFormat
internal import SignedNote

/// The answer to "what may I do right now?".
public struct Verdict: Equatable, Sendable {
    /// What the software may do.
    public var mode: Mode
    /// The terms that decide: of the license in force, or of the one that comes nearest; nil when there is none.
    public var license: License? { deciding?.terms }
    private let deciding: VerifiedLicense?
    /// The product; nil when the product file cannot be read.
    public var product: Token?
    /// The installation; nil when there is no readable state.
    public var installation: InstallationID?
    /// The instant for which the answer holds.
    public var time: Timestamp
    /// What there is to tell, the gravest first.
    public var findings: [Finding]

    /// The trial that is running by the product file's own terms; its features count, not the license's.
    public var trial: Trial?
    /// The features that the caller asked about.
    public var asked: [Token] = []
    /// The state to keep in place of the one that was given, where there is something new to remember; at most hourly.
    /// An answer never relies on what is not stored: whoever keeps it may ask again.
    public var state: InstallationState? {
        get { next?.value }
        set { next = newValue.map { Shared($0) } }
    }
    private var next: Shared<InstallationState>?

    /// The features that may be used now.
    public var features: [Token] { mode.allowsUse ? trial?.features ?? license?.features ?? [] : [] }

    /// The limits that hold now.
    public var limits: [Limit] { mode.allowsUse && trial == nil ? license?.limits ?? [] : [] }

    /// Whether a feature may be used now.
    public func allows(_ feature: Token) -> Bool { features.contains(feature) }

    /// How many of something the license allows now; nil when it says nothing about it.
    public func limit(_ name: Token) -> Int64? { limits.first { $0.name == name }?.count.value }

    /// When the trial or the license ends; nil when there is neither.
    public var expires: Deadline? { trial.map { .at($0.end) } ?? license?.expires }

    /// The last day of the trial or the license; nil when there is neither, or no end.
    public var lastDay: CivilDate? {
        if case .at(let end)? = expires { end.lastDay } else { nil }
    }

    /// Whole days until the last day, 0 on that day and while it ends on Earth, negative after it; nil when there is
    /// none.
    public var daysLeft: Int64? {
        guard case .at(let end)? = expires else { return nil }
        let now = trial == nil ? max(time, license?.issued ?? time) : time
        let days = end.lastDay.dayNumber - now.date.dayNumber
        return now < end ? max(days, 0) : days
    }

    /// Equal in everything that is told.
    public static func == (left: Verdict, right: Verdict) -> Bool {
        left.mode == right.mode && left.deciding == right.deciding && left.product == right.product
            && left.installation == right.installation && left.time == right.time && left.findings == right.findings
            && left.trial == right.trial && left.asked == right.asked && left.state == right.state
    }

    init(
        _ mode: Mode, license: VerifiedLicense? = nil, trial: Trial? = nil, product: Token? = nil,
        installation: InstallationID? = nil, at time: Timestamp, _ findings: [Finding]
    ) {
        self.mode = mode
        deciding = license
        self.trial = trial
        self.product = product
        self.installation = installation
        self.time = time
        self.findings = Self.gravestFirst(findings)
    }

    /// Tells more; the gravest stay first.
    public mutating func tell(_ more: [Finding]) {
        if !more.isEmpty { findings = Self.gravestFirst(findings + more) }
    }

    private static func gravestFirst(_ findings: [Finding]) -> [Finding] {
        if findings.count < 2 { return findings }
        return [Severity.error, .warning, .notice].flatMap { severity in findings.filter { $0.severity == severity } }
    }

    /// Writes the verdict as JSON: mode, license, product, customer, dates, features, limits, findings.
    public func write(to json: inout JSONText, in language: Language = .english) {
        json.object { json in write(membersTo: &json, in: language) }
    }

    /// Writes the verdict's members, for callers that add their own.
    public func write(membersTo json: inout JSONText, in language: Language = .english) {
        json.name("mode", mode.name)
        json.string("product", product?.bytes)
        json.string("license", license?.id.bytes)
        json.string("kind", trial == nil ? license?.kind.text : LicenseKind.trial.text)
        json.string("customer", license?.customer.bytes)
        json.string("installation", installation?.text)
        json.string("starts", trial == nil ? license?.starts.text : nil)
        json.string("expires", expires?.text)
        json.string("lastDay", lastDay?.text)
        json.integer("daysLeft", daysLeft)
        json.string("time", time.text)
        json.array("features", features) { json, feature in json.string(nil, feature.bytes) }
        json.object("limits") { json in
            for limit in limits { json.integer(dynamic: limit.name.text, limit.count.value) }
        }
        if !asked.isEmpty {
            json.object("allowed") { json in
                for feature in asked { json.boolean(dynamic: feature.text, allows(feature)) }
            }
        }
        json.array("findings", findings) { json, finding in finding.write(to: &json, in: language) }
    }
}
