internal import LicenseFormat
internal import SignedNote

/// One answer in the making: a state that was read, what is trusted, and the present.
///
/// The order of candidates rests on claims; what grants is verified before its terms reach the verdict.
final class Verification {
    private let installed: Shared<InstallationState>
    var state: InstallationState { installed.value }
    let keys: TrustedKeys
    let circumstances: Circumstances
    /// The installed licenses, the best first.
    let candidates: [Candidate]
    private let trusted: TrustedProduct
    private var product: Product { trusted.product }
    private let context: Context
    private let clock: ClockRecord.Reading

    init(
        of installed: Shared<InstallationState>, trusting trusted: TrustedProduct, context: Context,
        installation: InstallationID? = nil
    ) {
        self.installed = installed
        self.trusted = trusted
        keys = trusted.keys.adopting(allOf: installed.value.keyrings)
        self.context = context
        clock = ClockRecord.reading(installed.value.clock, at: context.now, built: trusted.product.built)
        circumstances = Circumstances(
            trusted: trusted, installation: installation ?? installed.value.installation, installed: installed,
            keys: keys, time: clock.time, context: context)
        candidates = Candidate.bestFirst(installed.value.licenses, in: circumstances)
    }

    /// The answer, and what is to be remembered.
    var verdict: Verdict {
        var verdict = decision
        verdict.asked = context.features
        verdict.tell(featureFindings(verdict) + generalFindings(verdict))
        verdict.state = remembering(verdict)
        return verdict
    }

    /// By the best license that verifies, or by the product's own trial.
    var decision: Verdict {
        var failed: (candidate: Candidate, finding: Finding)?
        for candidate in candidates {
            do throws(Finding) {
                let terms = try keys.verify(candidate.license)
                // A license that would give more and does not verify is worth telling beside the one that decides.
                let better = failed.flatMap { $0.candidate.givesMore(than: candidate) ? $0.finding : nil }
                return decision(by: candidate, terms, better.map { [$0] } ?? [])
            } catch {
                failed = failed ?? (candidate, error)
            }
        }
        if let trial = ownTrial { return verdict(.trial, trial: trial, failed.map { [$0.finding] } ?? []) }
        return verdict(Mode(product.unlicensed), [failed?.finding ?? nothingInstalled])
    }

    private func decision(by candidate: Candidate, _ verified: VerifiedLicense, _ more: [Finding]) -> Verdict {
        let mode = candidate.mode ?? Mode(product.unlicensed)
        var findings = candidate.standing.findings
        if !more.isEmpty { findings += more }
        if mode < .trial, let waiting = waitingFinding(beside: candidate) { findings.append(waiting) }
        if mode < .trial, let trial = ownTrial { return verdict(.trial, trial: trial, findings) }
        let warns = findings.contains { $0.isExpiryWarning }
        if warns, candidates.contains(where: { $0.goesOn(after: candidate) && $0.isVerified(by: keys) }) {
            findings.removeAll { $0.isExpiryWarning }
        }
        let trial = mode == .trial ? candidate.standing.trial(of: verified.terms, in: circumstances) : nil
        return verdict(mode, license: verified, trial: trial, findings)
    }

    private func verdict(
        _ mode: Mode, license: VerifiedLicense? = nil, trial: Trial? = nil, _ findings: [Finding]
    ) -> Verdict {
        let running = trial.map { trial in
            Finding(
                .trialRunning, ("until", trial.end.lastDay.text),
                ("days", [UInt8](decimal: trial.daysLeft(at: circumstances.now))), ("vendor", product.vendor.text))
        }
        return Verdict(
            mode, license: license, trial: trial, product: product.product, installation: circumstances.installation,
            at: circumstances.now, running.map { findings + [$0] } ?? findings)
    }

    /// When another license starts, where one waits and applies here.
    private func waitingFinding(beside deciding: Candidate) -> Finding? {
        for candidate in candidates where candidate.waits && candidate.license != deciding.license {
            guard (try? keys.verify(candidate.license)) != nil else { continue }
            return candidate.standing.findings.first { $0.code == .notYetValid }
        }
        return nil
    }

    /// The trial that runs since the state was begun.
    private var ownTrial: Trial? { Trial(of: product, from: state.created, at: circumstances.now) }

    private var nothingInstalled: Finding {
        let vendor: (StaticString, [UInt8]) = ("vendor", product.vendor.text)
        let days = BoundedDays(from: state.created, count: product.trialDays)
        guard product.trialDays.value > 0, days.end <= circumstances.now else {
            return Finding(.nothingInstalled, vendor)
        }
        return Finding(.trialEnded, ("until", days.lastDay.text), vendor)
    }

    /// Why a feature that was asked about cannot be used although others can.
    private func featureFindings(_ verdict: Verdict) -> [Finding] {
        guard verdict.mode.allowsUse else { return [] }
        return context.features.filter { !verdict.allows($0) }.map { feature in
            let named: (StaticString, [UInt8]) = ("feature", feature.text)
            for candidate in candidates where candidate.license.claims.features.contains(feature) {
                guard let miss = candidate.standing.releaseMiss, (try? keys.verify(candidate.license)) != nil else {
                    continue
                }
                return Finding(
                    .featureNeedsVersion, named, ("covered", miss.value("covered")), ("found", miss.value("found")))
            }
            return Finding(.featureNotLicensed, named)
        }
    }

    /// What there is to tell whatever license decides.
    private func generalFindings(_ verdict: Verdict) -> [Finding] {
        var findings: [Finding] = []
        if state.rootsDigest != product.roots.digest, state.rootsDigest != keys.keyring.roots.digest {
            findings.append(.otherKeys)
        }
        if let finding = clock.finding ?? stepFinding(verdict) { findings.append(finding) }
        if let evidence = context.evidence, evidence > circumstances.now.adding(days: 1) {
            findings.append(
                Finding(
                    .clockContradicted, ("clock", context.now.date.text), ("evidence", evidence.date.text)))
        }
        if context.namesFacts, let finding = copyFinding(verdict) { findings.append(finding) }
        return findings
    }

    /// That facts about the machine are other ones than at the last request, where that is worth telling.
    private func copyFinding(_ verdict: Verdict) -> Finding? {
        let changed = state.changedFacts(context.facts(hashedFor: state.installation))
        return changed.isEmpty ? nil : Finding.copy(changed, use: circumstances.use(by: verdict.license, state))
    }

    /// That the term is over only because the clock went ahead, and is not believed yet.
    private func stepFinding(_ verdict: Verdict) -> Finding? {
        guard let floor = clock.before else { return nil }
        let isTrial = verdict.findings.contains { $0.code == .trialEnded }
        let end =
            isTrial ? .at(BoundedDays(from: state.created, count: product.trialDays).end) : verdict.license?.expires
        guard case .at(let end)? = end, floor < end, end <= circumstances.now else { return nil }
        return Finding(.clockAhead, ("floor", floor.date.text), ("clock", context.now.date.text))
    }

    /// The state with what was seen now; nil when nothing is new. What a right clock wrote is not written over by one that
    /// was set back.
    private func remembering(_ verdict: Verdict) -> InstallationState? {
        let isSetBack = clock.finding != nil
        let wasBegunAhead = !isSetBack && state.created > circumstances.now.adding(days: 1)
        let sight = verdict.mode == .full ? nil : firstSight
        let isNewSight = sight.map { sight in
            !isSetBack || !state.sights.contains { $0.license == sight.license }
        }
        guard clock.next != nil || wasBegunAhead || isNewSight == true else { return nil }
        var next = state
        if let clock = clock.next { next.clock = clock }
        if wasBegunAhead { next.created = circumstances.now }
        if let sight, isNewSight == true {
            next.sights.removeAll { $0.license == sight.license }
            next.sights.append(sight)
        }
        next.revision = next.revision.next
        return next
    }

    /// The best license of which the days of tolerance begin now.
    private var firstSight: FirstSight? {
        for candidate in candidates where candidate.standing.isFirstSight {
            guard (try? keys.verify(candidate.license)) != nil else { continue }
            return FirstSight(license: candidate.license.claims.id, time: circumstances.now)
        }
        return nil
    }
}

extension Finding {
    /// Whether a renewal that waits makes it needless.
    var isExpiryWarning: Bool { code == .expiresSoon || code == .inGrace }
}

extension Standing {
    /// The finding of a release that is not covered, where nothing else stands in the way.
    fileprivate var releaseMiss: Finding? {
        guard refusals.allSatisfy({ $0 == .release }), phase == .inForce || phase == .inGrace, revokedSince == nil
        else { return nil }
        return findings.first { $0.code == .versionNotCovered || $0.code == .hostNotCovered }
    }
}
