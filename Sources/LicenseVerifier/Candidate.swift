internal import LicenseFormat
internal import SignedNote

/// An installed license and how it stands, by its own claims.
struct Candidate {
    let license: SignedLicense
    let standing: Standing
    let mode: Mode?

    init(_ license: SignedLicense, in circumstances: Circumstances) {
        self.license = license
        standing = Standing(of: license.claims, in: circumstances)
        mode = standing.mode(of: license.claims, unlicensed: Mode(circumstances.product.unlicensed))
    }

    static func bestFirst(_ licenses: [SignedLicense], in circumstances: Circumstances) -> [Candidate] {
        licenses.map { Candidate($0, in: circumstances) }.sorted { $0.isBetter(than: $1) }
    }

    /// Full before trial before read-only before off before nothing; in force before in grace, waiting before
    /// refused; then the later issued, then the greater ID.
    private func isBetter(than other: Candidate) -> Bool {
        if rank != other.rank { return rank > other.rank }
        if phaseRank != other.phaseRank { return phaseRank > other.phaseRank }
        let (mine, theirs) = (license.claims, other.license.claims)
        if mine.issued != theirs.issued { return mine.issued > theirs.issued }
        return theirs.id.text.precedes(mine.id.text)
    }

    /// Whether this license waits to take over before the other one's grace ends: a renewal imported early.
    func succeeds(_ other: Candidate, _ keys: TrustedKeys) -> Bool {
        guard !standing.isRefused, case .waiting = standing.phase, case .at(let end) = other.license.claims.graceEnds,
            license.claims.starts <= end, license.claims.kind != .trial || other.license.claims.kind == .trial
        else { return false }
        return (try? keys.verify(license)) != nil
    }

    private var rank: Int {
        switch mode {
        case .full: 4
        case .trial: 3
        case .readOnly: 2
        case .off: 1
        case nil: 0
        }
    }

    private var phaseRank: Int {
        if standing.isRefused { return 0 }
        return switch standing.phase {
        case .inForce: 4
        case .inGrace: 3
        case .waiting: 2
        case .ended: 1
        }
    }

    func verdict(
        for terms: License, in circumstances: Circumstances, feature: Token?, _ findings: [Finding]
    ) -> Verdict {
        var verdict = Verdict(
            mode ?? Mode(circumstances.product.unlicensed), license: terms, product: circumstances.product.product,
            installation: circumstances.installation,
            at: circumstances.now, standing.findings + findings)
        if let feature, verdict.mode.allowsUse, !verdict.allows(feature) {
            verdict.findings.insert(Finding(.featureNotLicensed, ("feature", feature.text)), at: 0)
        }
        return verdict
    }
}
