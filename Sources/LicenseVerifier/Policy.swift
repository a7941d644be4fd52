internal import LicenseFormat

/// One rule that a license must meet: a name and a function that adds to a license's standing.
///
/// A policy sees the license's terms and the circumstances, never another policy's result, and only takes away:
/// a standing begins as good as it can be. To add one, write its file in `Policies/` and name it in ``inOrder``.
struct Policy: Sendable {
    let name: StaticString
    let examine: @Sendable (License, Circumstances, inout Standing) -> Void

    /// Every policy, in the order in which findings are told.
    static let inOrder: [Policy] = [.vendor, .product, .installation, .url, .version, .host, .maintenance, .term]
}

/// How a license stands here and now.
struct Standing: Sendable {
    /// Where in its life the license is.
    enum Phase: Sendable {
        case inForce, inGrace, ended, waiting
    }

    /// What there is to tell.
    var findings: [Finding] = []
    /// Where in its life the license is.
    var phase = Phase.inForce
    /// Whether the license does not apply here at all.
    private(set) var isRefused = false

    /// How a license stands under every policy.
    init(of license: License, in circumstances: Circumstances) {
        for policy in Policy.inOrder { policy.examine(license, circumstances, &self) }
    }

    /// Says that the license does not apply here.
    mutating func refuse(_ finding: Finding) {
        findings.append(finding)
        isRefused = true
    }

    /// What the license gives; nil when it does not apply, or not yet. An ended license never gives less than none.
    func mode(of license: License, unlicensed: Mode) -> Mode? {
        if isRefused { return nil }
        switch phase {
        case .waiting: return nil
        case .inForce, .inGrace: return license.kind == .trial ? .trial : .full
        case .ended: return max(Mode(license.onExpiry), unlicensed)
        }
    }
}
