import Fixtures
import LicenseFormat
import SignedNote

/// What a script says about an installation, told without the verifier: which licenses it holds, and which of them
/// are good. The tests hold the verifier's answers against this.
struct Knowledge {
    private let documents: Documents
    /// The licenses that are installed, by the names of the script.
    private(set) var licenses: [String] = []
    private var lists: [String] = []
    private var rings: [String] = []
    /// The release that runs, and the keyring that came with it.
    var release: String?

    init(_ documents: Documents) { self.documents = documents }

    /// Something that an import installed.
    mutating func install(_ name: String) {
        if documents.licenses[name] != nil, !licenses.contains(name) { licenses.append(name) }
        if documents.lists[name] != nil, !lists.contains(name) { lists.append(name) }
        if documents.rings[name] != nil { rings.append(name) }
    }

    mutating func giveBack(_ name: String) { licenses.removeAll { $0 == name } }

    /// Nothing is installed any more.
    mutating func forgetEverything() { (licenses, lists, rings) = ([], [], []) }

    /// The keyring in force: the newest of those that came.
    private var ring: String? {
        let shipped = release.flatMap { documents.shippedRings[$0] }
        return (rings + (shipped.map { [$0] } ?? [])).max { version(of: $0) < version(of: $1) }
    }

    private func version(of ring: String) -> Int64 { documents.rings[ring]?.version.value ?? 0 }

    private func isHonest(_ name: String) -> Bool {
        guard let signer = documents.signers[name], let ring else { return false }
        return documents.honestKeys[ring]?.contains(signer.key.nameAndID) ?? false
    }

    /// Whether the vendor took a license back, as far as is known here: by the newest list of an honest key and scope.
    private func isRevoked(_ license: License) -> Bool {
        let honest = lists.filter(isHonest).compactMap { name in
            documents.lists[name].map { (list: $0, signer: documents.signers[name]?.key.nameAndID) }
        }
        return honest.contains { mine in
            mine.list.revoked.contains { $0.license == license.id }
                && !honest.contains {
                    $0.signer == mine.signer && $0.list.scope == mine.list.scope
                        && $0.list.epoch.value > mine.list.epoch.value
                }
        }
    }

    /// Whether a license holds for what is used here, whenever that may be.
    func applies(_ name: String, to life: Life) -> Bool {
        guard let license = documents.licenses[name], let product = release.flatMap({ documents.releases[$0] }),
            isHonest(name), !isRevoked(license)
        else { return false }
        if case .at(let end)? = license.maintenanceUntil, product.built >= end { return false }
        if let range = license.host {
            guard let host = life.host, host.application == range.application, range.versions.covers(host.version)
            else { return false }
        }
        return license.product == product.product && license.versions.covers(product.version)
            && isAtHome(license, life)
    }

    private func isAtHome(_ license: License, _ life: Life) -> Bool {
        let installation = InstallationID(of: life.seed.publicKey)
        let isHere = license.installations.isEmpty || license.installations.contains(installation)
        return isHere && (license.urls.isEmpty || license.urls.contains { $0.url.text.string == life.url })
    }

    /// The good licenses at an instant: a license for this installation, site and release, in force or in grace.
    func valid(at time: Timestamp, for life: Life) -> [String] {
        licenses.filter { name in
            guard let license = documents.licenses[name], applies(name, to: life), license.starts <= time else {
                return false
            }
            if case .at(let end) = license.graceEnds { return time < end }
            return true
        }
    }

    /// Whether another license goes on where one ends.
    func goesOn(after name: String, for life: Life) -> Bool {
        guard let license = documents.licenses[name], case .at(let end) = license.expires,
            case .at(let graceEnd) = license.graceEnds
        else { return false }
        return licenses.contains { other in
            guard other != name, let next = documents.licenses[other], applies(other, to: life) else { return false }
            if next.kind == .trial, license.kind != .trial { return false }
            if case .at(let nextEnd) = next.expires, nextEnd <= end { return false }
            return next.starts <= graceEnd
        }
    }

    /// Whether the vendor gave days of tolerance with an installed license.
    var isTolerant: Bool { licenses.contains { documents.licenses[$0]?.mismatchDays != nil } }
}
