internal import LicenseFormat
internal import SignedNote

/// An installed license and how it stands, by its own claims.
final class Candidate {
    let license: SignedLicense
    let standing: Standing
    /// What it gives; nil when it does not apply, or not yet.
    let mode: Mode?

    init(_ license: SignedLicense, in circumstances: Circumstances) {
        self.license = license
        standing = Standing(of: license.claims, in: circumstances)
        mode = standing.mode(of: license.claims, in: circumstances)
    }

    static func bestFirst(_ licenses: [SignedLicense], in circumstances: Circumstances) -> [Candidate] {
        licenses.map { Candidate($0, in: circumstances) }.ordered { $0.isBetter(than: $1) }
    }

    /// Full before trial before read-only before off before nothing; in force before in grace before waiting before
    /// ended or revoked before refused; then the later issued, then the greater ID.
    private func isBetter(than other: Candidate) -> Bool {
        if mode != other.mode { return givesMore(than: other) }
        if nearness != other.nearness { return nearness > other.nearness }
        let (mine, theirs) = (license.claims, other.license.claims)
        if mine.issued != theirs.issued { return mine.issued > theirs.issued }
        return theirs.id.text.precedes(mine.id.text)
    }

    /// Whether this license goes on where the other one ends, by its claims: it applies here, begins before the other
    /// one's grace is over, and ends later.
    func goesOn(after other: Candidate) -> Bool {
        let (mine, theirs) = (license.claims, other.license.claims)
        guard !standing.isRefused, standing.revokedSince == nil, mine.kind != .trial || theirs.kind == .trial,
            case .at(let end) = theirs.graceEnds
        else { return false }
        return mine.starts <= end && mine.expires.isLater(than: theirs.expires)
    }

    /// Whether it would give more than another one, by its claims.
    func givesMore(than other: Candidate) -> Bool {
        guard let mode else { return false }
        return other.mode.map { mode > $0 } ?? true
    }

    /// Whether it applies here, from a day to come on.
    var waits: Bool {
        if case .waiting = standing.phase { !standing.isRefused && standing.revokedSince == nil } else { false }
    }

    /// Whether signature and signer are good.
    func isVerified(by keys: TrustedKeys) -> Bool { (try? keys.verify(license)) != nil }

    /// How near a license is to being in force here, the farthest first.
    private enum Nearness: Comparable {
        case refused, over, waiting, inGrace, inForce
    }

    private var nearness: Nearness {
        if standing.isRefused { return .refused }
        if standing.revokedSince != nil { return .over }
        return switch standing.phase {
        case .inForce: .inForce
        case .inGrace: .inGrace
        case .waiting: .waiting
        case .ended: .over
        }
    }
}

extension Deadline {
    /// Whether it comes after another one; never comes after every instant.
    func isLater(than other: Deadline) -> Bool {
        switch (self, other) {
        case (_, .never): false
        case (.never, .at): true
        case (.at(let mine), .at(let theirs)): mine > theirs
        }
    }
}
