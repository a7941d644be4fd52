internal import LicenseFormat
public import LicenseVerifier
internal import SignedNote
public import Terminal

extension LicenseStanding {
    /// A word or two for a person.
    public var phrase: String {
        switch self {
        case .inForce: "in force"
        case .inGrace: "in grace"
        case .waiting: "waiting"
        case .ended: "ended"
        case .revoked: "revoked"
        case .refused: "refused"
        case .unverified: "not valid"
        }
    }

    /// How it looks.
    public var color: Style.Color {
        switch self {
        case .inForce: .good
        case .inGrace: .caution
        case .waiting, .ended: .quiet
        case .revoked, .refused, .unverified: .bad
        }
    }
}

extension Timeline.Entry {
    /// One line: number, kind, term, standing.
    public var line: String {
        let end = license.lastDay.map { "to \($0.text.string)" } ?? "for ever"
        let decides = isDeciding ? ", decides" : ""
        return "\(license.id.text.string)  \(license.kind.text.string)  \(license.starts.date.text.string) \(end)  "
            + standing.phrase + decides
    }

    /// Why it does not count; nil when it does, or when it only waits or ended.
    public func reason(in language: Language) -> String? {
        switch standing {
        case .revoked: findings.first { $0.code == .revoked }?.message(in: language).string
        case .refused, .unverified: findings.first { $0.severity == .error }?.message(in: language).string
        case .inForce, .inGrace, .waiting, .ended: nil
        }
    }
}
