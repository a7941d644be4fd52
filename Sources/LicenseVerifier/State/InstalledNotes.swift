internal import LicenseFormat
public import SignedNote

// What the documents in a state are, and how they change.
extension InstallationState {
    /// Keeps these keyrings, oldest first, in place of those it had.
    mutating func keep(keyrings: [SignedNote]) {
        items = keyrings.map { .note($0) } + items.filter { $0.note(of: .keyring) == nil }
    }

    /// The installed licenses, unverified, each with its log proof.
    public var licenses: [SignedLicense] {
        items.indices.compactMap { index in
            guard let note = items[index].note(of: .license) else { return nil }
            return try? SignedLicense(note, proof: proof(behind: index))
        }
    }

    /// The log proof directly behind a document.
    private func proof(behind index: Int) -> Bytes? {
        guard case .logProof(let proof) = items.dropFirst(index + 1).first else { return nil }
        return proof
    }

    /// Keeps a license as the last.
    mutating func append(license: SignedNote) { items.append(.note(license)) }

    /// Keeps a log proof behind its license, in place of the one that was there.
    mutating func keep(proof: Bytes, behind license: SignedNote) {
        replace(license, by: [.note(license), .logProof(proof)])
    }

    /// Takes a license out, and its log proof.
    mutating func remove(license: SignedNote) { replace(license, by: []) }

    /// Puts documents in the place of a license and its log proof.
    mutating func replace(_ license: SignedNote, by others: [StateItem]) {
        let license = StateItem.note(license)
        var kept: [StateItem] = []
        for index in items.indices {
            if items[index] == license {
                kept += others
            } else if index == 0 || items[index - 1] != license || proof(behind: index - 1) == nil {
                kept.append(items[index])
            }
        }
        items = kept
    }

    /// The keyrings since the product file, unverified.
    public var keyrings: [SignedNote] {
        items.compactMap { $0.note(of: .keyring) }
    }

    /// Forgets what was noted about licenses that are no longer installed.
    mutating func forgetOthers() {
        let held = licenses.map { $0.claims.id }
        // Taken out in place, they do not always compile to the same code (docs/adr/0020-programs-bring-swift-along.md).
        sights = sights.filter { held.contains($0.license) }
        hits = hits.filter { held.contains($0.license) }
    }
}
