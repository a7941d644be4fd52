internal import LicenseFormat
internal import SignedNote

/// How a license stands here and now, under every policy.
struct Standing: Sendable {
    /// Where in its life the license is.
    enum Phase: Sendable {
        case inForce, inGrace, ended, waiting
    }

    /// Why a license does not apply here.
    enum Refusal: Sendable {
        /// It is another vendor's or product's.
        case foreign
        /// It is another installation's or site's.
        case elsewhere
        /// It does not cover this release.
        case release
    }

    /// What there is to tell.
    var findings: [Finding] = []
    /// Where in its life the license is.
    var phase = Phase.inForce
    /// Why it does not apply here; empty when it does.
    private(set) var refusals: [Refusal] = []
    /// Since when it is known here that the vendor took the license back.
    private(set) var revokedSince: Timestamp?
    /// Whether its days of tolerance begin once this sight of it is stored.
    private(set) var isFirstSight = false

    /// How a license stands under every policy.
    init(of license: License, in circumstances: Circumstances) {
        for policy in Policy.inOrder { policy.examine(license, circumstances, &self) }
        if revokedSince != nil { findings.removeAll { $0.code == .expiresSoon || $0.code == .inGrace } }
        tolerateMismatch(of: license, in: circumstances)
    }

    /// Whether the license does not apply here at all.
    var isRefused: Bool { !refusals.isEmpty }

    /// Says that the license does not apply here.
    mutating func refuse(_ finding: Finding, as refusal: Refusal = .foreign) {
        findings.append(finding)
        refusals.append(refusal)
    }

    /// Says that the vendor took the license back.
    mutating func revoke(since: Timestamp, _ finding: Finding) {
        findings.append(finding)
        revokedSince = since
    }

    /// What the license gives; nil when it does not apply, or not yet.
    ///
    /// A license that ended or was taken back never gives less than none.
    func mode(of license: License, in circumstances: Circumstances) -> Mode? {
        let unlicensed = Mode(circumstances.product.unlicensed)
        if isRefused { return nil }
        if case .waiting = phase { return nil }
        if revokedSince != nil { return trial(of: license, in: circumstances) == nil ? unlicensed : .trial }
        switch phase {
        case .waiting: return nil
        case .inForce, .inGrace: return license.kind == .trial ? .trial : .full
        case .ended: return max(Mode(license.onExpiry), unlicensed)
        }
    }

    /// The product's trial, for a license that was taken back and says so.
    func trial(of license: License, in circumstances: Circumstances) -> Trial? {
        guard let revokedSince, license.onRevocation == .trial else { return nil }
        return Trial(of: circumstances.product, from: revokedSince, at: circumstances.now)
    }

    /// Where the vendor signed days of tolerance, a license in force of which only the installation or only the site
    /// differs works from its first stored sight until they are over.
    private mutating func tolerateMismatch(of license: License, in circumstances: Circumstances) {
        guard let days = license.mismatchDays, refusals.count == 1, case .elsewhere? = refusals.first,
            phase == .inForce || phase == .inGrace, revokedSince == nil,
            let index = findings.firstIndex(where: { $0.isOfAnotherPlace })
        else { return }
        guard let sight = circumstances.sight(of: license.id) else {
            isFirstSight = true
            return
        }
        let tolerance = BoundedDays(from: sight.time, count: days)
        guard tolerance.contains(circumstances.now) else { return }
        refusals = []
        findings[index] = findings[index].tolerated(until: tolerance.lastDay)
    }
}

extension Finding {
    /// Whether it says that a license is another installation's or site's.
    fileprivate var isOfAnotherPlace: Bool {
        switch code {
        case .otherInstallation, .otherURL, .urlNotConfigured, .urlUnreadable: true
        default: false
        }
    }

    fileprivate func tolerated(until lastDay: CivilDate) -> Finding {
        Finding(
            .mismatchTolerated, ("licensed", value("licensed")), ("found", value("found")), ("until", lastDay.text))
    }

    /// The value of a name; empty where there is none.
    func value(_ name: StaticString) -> [UInt8] {
        values.first { [UInt8]($0.name) == [UInt8](name) }?.text ?? []
    }
}
