public import LicenseFormat
public import SignedNote

/// Tells how every installed license stands, and until when they cover what is in force now.
///
/// - Parameters: as of ``verify(product:state:context:)``.
/// - Returns: nil without a usable product file or a readable state of its product.
public func timeline(product: Bytes, state: StateBlob, context: Context) -> Timeline? {
    guard let trusted = try? TrustedProduct(trusting: product),
        let installed = try? InstallationState(state, of: trusted.product)
    else { return nil }
    return Verification(of: Shared(installed), trusting: trusted, context: context).timeline
}

/// The installed licenses in the order of their terms.
public struct Timeline: Equatable, Sendable {
    /// One installed license.
    public struct Entry: Equatable, Sendable {
        /// Its terms. They are claims only where ``standing`` says that it does not verify.
        public let license: License
        /// How it stands.
        public let standing: LicenseStanding
        /// Whether the verdict follows its terms.
        public let isDeciding: Bool
        /// What there is to tell about it.
        public let findings: [Finding]
    }

    /// The present by which they stand.
    public let time: Timestamp
    /// The licenses: by start, then end, then ID.
    public let entries: [Entry]
    /// When the term that is running ends, with the terms that go on where it does; never, with one for ever among
    /// them. Nil when no license is in force or in grace, or none decides.
    public let coveredUntil: Deadline?

    /// Writes `coveredUntil` and `installed`, also where there is no timeline.
    public static func write(
        _ timeline: Timeline?, membersTo json: inout JSONText, in language: Language = .english
    ) {
        json.string("coveredUntil", timeline?.coveredUntil?.text)
        json.array("installed", timeline?.entries ?? []) { json, entry in
            json.object { json in entry.write(membersTo: &json, in: language) }
        }
    }
}

/// How an installed license stands, whether or not it decides.
public enum LicenseStanding: CaseIterable, Sendable {
    /// Its term runs.
    case inForce
    /// Its term is over, its grace days run.
    case inGrace
    /// Its term begins later.
    case waiting
    /// Its term and its grace days are over.
    case ended
    /// The vendor took it back.
    case revoked
    /// A rule refuses it here.
    case refused
    /// Its signature or signer is not good.
    case unverified

    /// The name in JSON.
    public var name: StaticString {
        switch self {
        case .inForce: "in-force"
        case .inGrace: "in-grace"
        case .waiting: "waiting"
        case .ended: "ended"
        case .revoked: "revoked"
        case .refused: "refused"
        case .unverified: "unverified"
        }
    }

    init(_ standing: Standing) {
        if standing.isRefused {
            self = .refused
        } else if standing.revokedSince != nil {
            self = .revoked
        } else {
            switch standing.phase {
            case .inForce: self = .inForce
            case .inGrace: self = .inGrace
            case .waiting: self = .waiting
            case .ended: self = .ended
            }
        }
    }
}

extension Timeline.Entry {
    /// Writes number, kind and term, standing, and findings.
    public func write(membersTo json: inout JSONText, in language: Language = .english) {
        json.string("license", license.id.text)
        json.string("kind", license.kind.text)
        json.string("starts", license.starts.text)
        json.string("expires", license.expires.text)
        json.string("lastDay", license.lastDay?.text)
        json.name("standing", standing.name)
        json.boolean("deciding", isDeciding)
        json.array("findings", findings) { json, finding in finding.write(to: &json, in: language) }
    }

    fileprivate func precedes(_ other: Timeline.Entry) -> Bool {
        let (mine, theirs) = (license, other.license)
        if mine.starts != theirs.starts { return mine.starts < theirs.starts }
        if mine.expires != theirs.expires { return theirs.expires.isLater(than: mine.expires) }
        return mine.id.text.precedes(theirs.id.text)
    }
}

extension Verification {
    /// How every installed license stands.
    var timeline: Timeline {
        let deciding = decision.license?.id
        var good: [Candidate] = []
        var entries: [Timeline.Entry] = []
        for candidate in candidates {
            do throws(Finding) {
                _ = try keys.verify(candidate.license)
                good.append(candidate)
            } catch {
                entries.append(
                    Timeline.Entry(
                        license: candidate.license.claims, standing: .unverified, isDeciding: false, findings: [error]))
            }
        }
        for candidate in good {
            var findings = candidate.standing.findings
            if good.contains(where: { $0.goesOn(after: candidate) }) { findings.removeAll { $0.isExpiryWarning } }
            let terms = candidate.license.claims
            entries.append(
                Timeline.Entry(
                    license: terms, standing: LicenseStanding(candidate.standing), isDeciding: terms.id == deciding,
                    findings: findings))
        }
        let first = good.first { $0.license.claims.id == deciding }
        return Timeline(
            time: circumstances.now, entries: entries.ordered { $0.precedes($1) },
            coveredUntil: first.flatMap { Self.end(ofChainFrom: $0, among: good) })
    }

    /// The latest end that is reached from a license in force over licenses each of which goes on where one before it
    /// ends; nil when the first is not in force.
    private static func end(ofChainFrom first: Candidate, among licenses: [Candidate]) -> Deadline? {
        guard LicenseStanding(first.standing) == .inForce || LicenseStanding(first.standing) == .inGrace else {
            return nil
        }
        var end = first.license.claims.expires
        var chain = [first]
        var rest = licenses
        while let link = chain.popLast() {
            let next = rest.filter { $0.goesOn(after: link) }
            rest.removeAll { $0.goesOn(after: link) }
            for license in next where license.license.claims.expires.isLater(than: end) {
                end = license.license.claims.expires
            }
            chain += next
        }
        return end
    }
}
