internal import LicenseFormat
internal import SignedNote

extension Policy {
    /// The vendor did not take the license back.
    static let revocation = Policy(name: "revocation") { license, circumstances, standing in
        guard let hit = circumstances.hit(on: license.id) else { return }
        standing.revoke(
            since: hit.time, Finding(.revoked, ("since", hit.time.date.text), ("reason", hit.reason.text)))
    }
}
