public import LicenseFormat
internal import SignedNote

/// The answer to "what may I do right now?".
public struct Verdict: Equatable, Sendable {
    /// What the software may do.
    public var mode: Mode
    /// The terms that decide: of the license in force, or of the one that comes nearest; nil when there is none.
    public var license: License?
    /// The product; nil when the product file cannot be read.
    public var product: Token?
    /// The installation; nil when there is no readable state.
    public var installation: InstallationID?
    /// The instant for which the answer holds.
    public var time: Timestamp
    /// What there is to tell, the gravest first.
    public var findings: [Finding]

    /// The features that may be used now.
    public var features: [Token] { mode.allowsUse ? license?.features ?? [] : [] }

    /// The limits that hold now.
    public var limits: [Limit] { mode.allowsUse ? license?.limits ?? [] : [] }

    /// Whether a feature may be used now.
    public func allows(_ feature: Token) -> Bool { features.contains(feature) }

    /// How many of something the license allows now; nil when it says nothing about it.
    public func limit(_ name: Token) -> Int64? { limits.first { $0.name == name }?.count.value }

    /// Whole days until the license's last day, 0 on that day and while it ends on Earth, negative after it; nil when it
    /// never ends.
    public var daysLeft: Int64? {
        guard let license, case .at(let end) = license.expires else { return nil }
        let now = max(time, license.issued)
        let days = end.lastDay.dayNumber - now.date.dayNumber
        return now < end ? max(days, 0) : days
    }

    init(
        _ mode: Mode, license: License? = nil, product: Token? = nil, installation: InstallationID? = nil,
        at time: Timestamp,
        _ findings: [Finding]
    ) {
        self.mode = mode
        self.license = license
        self.product = product
        self.installation = installation
        self.time = time
        self.findings = Self.gravestFirst(findings)
    }

    /// Whether it warns that the license ends soon.
    var warnsOfExpiry: Bool { findings.contains { $0.code == .expiresSoon } }

    /// The same answer without the warning that the license ends soon.
    var withoutExpiryWarning: Verdict {
        var verdict = self
        verdict.findings.removeAll { $0.code == .expiresSoon }
        return verdict
    }

    private static func gravestFirst(_ findings: [Finding]) -> [Finding] {
        [Severity.error, .warning, .notice].flatMap { severity in findings.filter { $0.severity == severity } }
    }

    /// Writes the verdict as JSON: mode, license, product, customer, dates, features, limits, findings.
    public func write(to json: inout JSONText) {
        json.object { json in write(membersTo: &json) }
    }

    /// Writes the verdict's members, for callers that add their own.
    public func write(membersTo json: inout JSONText) {
        json.string("mode", [UInt8](mode.name))
        json.string("product", product?.text)
        json.string("license", license?.id.text)
        json.string("kind", license?.kind.text)
        json.string("customer", license?.customer.text)
        json.string("installation", installation?.text)
        json.string("starts", license?.starts.text)
        json.string("expires", license?.expires.text)
        json.string("lastDay", license?.lastDay?.text)
        json.integer("daysLeft", daysLeft)
        json.string("time", time.text)
        json.array("features", features) { json, feature in json.string(nil, feature.text) }
        json.object("limits") { json in
            for limit in limits { json.integer(dynamic: limit.name.text, limit.count.value) }
        }
        json.array("findings", findings) { json, finding in finding.write(to: &json) }
    }
}
