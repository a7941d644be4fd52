internal import LicenseFormat
internal import SignedNote

/// Puts judged items into a state, one after the other.
struct Importer {
    private(set) var state: InstallationState
    private let installation: InstallationID
    private let product: Product
    private let now: Timestamp
    private var items: [ImportReport.Item] = []
    private var isChanged = false

    /// - Parameter installation: whose licenses are taken; the state's own unless a stranger's are tried out.
    init(state: InstallationState, product: Product, now: Timestamp, installation: InstallationID? = nil) {
        self.state = state
        self.installation = installation ?? state.installation
        self.product = product
        self.now = now
    }

    /// Puts a file into the state: its keyrings, then its licenses.
    ///
    /// - Throws: ``FindingCode/newerDocument`` when the keyrings are more steps away from the product file than a state
    ///   can keep.
    mutating func take(_ reading: FileReading, productKeys: TrustedKeys) throws(Finding) {
        if !reading.keyrings.isEmpty {
            let chain = productKeys.shortestChain(of: state.keyrings + reading.keyrings)
            guard productKeys.adopting(allOf: chain).keyring == reading.keys.keyring else {
                throw Finding(.newerDocument, ("document", [UInt8](DocumentType.keyring.name)))
            }
            state.keep(keyrings: chain)
            isChanged = true
        }
        for item in reading.items { take(item) }
    }

    private mutating func take(_ item: ImportedItem) {
        switch item {
        case .license(let license): take(license)
        case .keyring(_, let keys):
            let version = keys.keyring.version.text
            items.append(.init(document: .keyring, name: version, isInstalled: true, finding: nil))
        case .held(let type, let name, let finding):
            items.append(.init(document: type, name: name, isInstalled: true, finding: finding))
        case .skipped(let type, let name, let finding), .refused(let type, let name, let finding):
            items.append(.init(document: type, name: name, isInstalled: false, finding: finding))
        }
    }

    private mutating func take(_ license: SignedLicense) {
        let terms = license.claims
        if terms.product != product.product {
            skip(terms, Finding(.otherProduct, ("found", terms.product.text), ("expected", product.product.text)))
        } else if let first = terms.installations.first, !terms.installations.contains(installation) {
            skip(
                terms,
                Finding(.otherInstallation, ("licensed", first.text), ("found", installation.text)))
        } else if let same = state.licenses.first(where: { $0.claims.id == terms.id }) {
            let isSame = same.note.unverifiedText == license.note.unverifiedText
            items.append(
                .init(
                    document: .license, name: terms.id.text, isInstalled: isSame,
                    finding: isSame
                        ? Finding(.alreadyInstalled, ("document", [UInt8]("license")))
                        : Finding(.sameIDOtherText, ("license", terms.id.text))))
        } else if !makeRoom() {
            skip(terms, Finding(.stateFull, ("count", [UInt8](decimal: Int64(state.licenses.count)))))
        } else {
            state.notes.append(license.note)
            isChanged = true
            items.append(.init(document: .license, name: terms.id.text, isInstalled: true, finding: nil))
        }
    }

    private mutating func skip(_ terms: License, _ finding: Finding) {
        items.append(.init(document: .license, name: terms.id.text, isInstalled: false, finding: finding))
    }

    /// Drops the license that ended first when no more fit; false when none has ended.
    private mutating func makeRoom() -> Bool {
        let licenses = state.licenses
        guard licenses.count >= Limits.stateLicenses else { return true }
        var oldest: (note: SignedNote, end: Timestamp)?
        for license in licenses {
            guard case .at(let end) = license.claims.graceEnds, end <= now else { continue }
            if let known = oldest, known.end <= end { continue }
            oldest = (license.note, end)
        }
        guard let oldest else { return false }
        state.notes.removeAll { $0 == oldest.note }
        return true
    }

    /// What came of the file: it is refused only if nothing of it is in the state.
    ///
    /// - Parameter repairs: what was undone to read it.
    func report(_ repairs: [Repair]) -> ImportReport {
        let remains = items.contains { $0.isInstalled }
        return ImportReport(
            outcome: isChanged ? .imported : remains ? .unchanged : .refused, items: items,
            findings: repairs.isEmpty ? [] : [.repaired(repairs)])
    }
}
