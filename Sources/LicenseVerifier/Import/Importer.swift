internal import LicenseFormat
internal import SignedNote

/// Puts judged items into a state, one after the other.
final class Importer {
    private(set) var state: InstallationState
    private let installation: InstallationID
    private let product: Product
    private let keys: TrustedKeys
    /// The system clock.
    private let clock: Timestamp
    /// The present by the clock and what is known about it.
    private let now: Timestamp
    private var history: History
    private var items: [ImportReport.Item] = []
    private var isChanged = false

    /// - Parameters:
    ///   - reading: the file as it was judged.
    ///   - clock: the system clock.
    ///   - installation: whose licenses are taken; the state's own unless a stranger's are tried out.
    init(
        _ reading: FileReading, state: InstallationState, product: Product, clock: Timestamp,
        installation: InstallationID? = nil
    ) {
        self.state = state
        self.installation = installation ?? state.installation
        self.product = product
        self.clock = clock
        keys = reading.keys
        let seen = ClockRecord.reading(state.clock, at: clock, built: product.built)
        now = max(seen.time, product.built)
        history = state.history ?? History()
    }

    /// Puts a file into the state: its keyrings, then the rest in the file's order.
    ///
    /// - Throws: ``FindingCode/newerDocument`` when the keyrings are more steps away from the product file than a state
    ///   can keep.
    func take(_ reading: FileReading, productKeys: TrustedKeys) throws(Finding) {
        if !reading.keyrings.isEmpty {
            let chain = productKeys.shortestChain(of: state.keyrings + reading.keyrings)
            guard productKeys.adopting(allOf: chain).keyring == reading.keys.keyring else {
                throw Finding(.newerDocument, ("document", [UInt8](DocumentType.keyring.name)))
            }
            state.keep(keyrings: chain)
            isChanged = true
        }
        for item in reading.items { take(item) }
        var ledger = RevocationLedger(state, history)
        ledger.forget { keys.isCompromised($0) }
        ledger.mark(state.licenses.map { $0.claims.id }, at: now)
        (state.epochs, state.hits, history.notes) = (ledger.epochs, ledger.hits, ledger.notes)
        state.forgetOthers()
    }

    /// The state after a file of which something was taken, with the import in its history.
    func state(recording record: ImportRecord?) -> InstallationState {
        var (next, history) = (state, history)
        if let record { history.record(record) }
        next.keep(history)
        next.rootsDigest = keys.keyring.roots.digest
        next.revision = next.revision.next
        return next
    }

    private func take(_ item: ImportedItem) {
        switch item {
        case .license(let license): take(license)
        case .logProof(let item, let leaf, let text): take(proof: item, leaf, of: text)
        case .revocations(let verified): take(verified)
        case .clockRepair(let repair): take(repair)
        case .keyring(_, let keys):
            let version = keys.keyring.version.text
            tell(.keyring, version, isInstalled: true, nil)
        case .held(let type, let name, let finding):
            tell(type, name, isInstalled: true, finding)
        case .skipped(let type, let name, let finding), .refused(let type, let name, let finding):
            tell(type, name, isInstalled: false, finding)
        }
    }

    private func take(_ license: SignedLicense) {
        let terms = license.claims
        if terms.product != product.product {
            skip(terms, Finding(.otherProduct, ("found", terms.product.text), ("expected", product.product.text)))
        } else if let first = terms.installations.first, !terms.installations.contains(installation),
            terms.mismatchDays == nil
        {
            skip(terms, .otherInstallation(.license, licensed: first, found: installation))
        } else if let given = history.receipts.first(where: { $0.receipt.license == terms.id })?.receipt {
            skip(terms, Finding(.givenBack, ("license", terms.id.text), ("date", given.time.date.text)))
        } else if let held = state.licenses.first(where: { $0.claims.id == terms.id }) {
            take(license, beside: held)
        } else if !makeRoom() {
            skip(terms, Finding(.stateFull, ("count", [UInt8](decimal: Int64(state.licenses.count)))))
        } else {
            state.append(license: license.note)
            isChanged = true
            tell(.license, terms.id.text, isInstalled: true, nil)
        }
    }

    /// Of two licenses of one ID the installed one stays, unless no key vouches for it any more.
    private func take(_ license: SignedLicense, beside held: SignedLicense) {
        let id = license.claims.id.text
        if held.note != license.note, (try? keys.verify(held)) == nil {
            state.replace(held.note, by: [.note(license.note)])
            isChanged = true
            tell(.license, id, isInstalled: true, nil)
        } else if held.note.unverifiedText == license.note.unverifiedText {
            tell(.license, id, isInstalled: true, Finding(.alreadyInstalled, ("document", [UInt8]("license"))))
        } else {
            tell(.license, id, isInstalled: false, Finding(.sameIDOtherText, ("license", id)))
        }
    }

    /// Keeps a proof with its license, unless the one that is held counts as well and is of no smaller tree.
    private func take(proof: Bytes, _ leaf: ProvenLeaf, of text: Bytes) {
        let name = leaf.index.text
        guard let license = state.licenses.first(where: { $0.note.unverifiedText == text }) else {
            skip(.logProof, name, .proofNotUsed("its license is not installed here"))
            return
        }
        if license.proof == proof {
            let finding = Finding(.alreadyInstalled, ("document", [UInt8](DocumentType.logProof.name)))
            tell(.logProof, name, isInstalled: true, finding)
        } else if (try? keys.verify(license)) != nil, let held = try? keys.provenLeaf(of: license),
            held.treeSize.value >= leaf.treeSize.value
        {
            skip(.logProof, name, .proofNotUsed("one that is as good is here already"))
        } else {
            state.keep(proof: proof, behind: license.note)
            isChanged = true
            tell(.logProof, name, isInstalled: true, nil)
        }
    }

    private func take(_ verified: VerifiedRevocations) {
        let name = verified.list.name
        if case .installation(let other) = verified.list.scope, other != installation {
            skip(
                .revocations, name,
                .otherInstallation(.revocations, licensed: other, found: installation))
            return
        }
        var ledger = RevocationLedger(state, history)
        let finding = ledger.take(verified)
        (state.epochs, history.notes) = (ledger.epochs, ledger.notes)
        if finding == nil { isChanged = true }
        tell(.revocations, name, isInstalled: finding == nil || finding?.code == .alreadyInstalled, finding)
    }

    /// Lowers the clock floor, once: a repair counts only if it was issued after the last one that was used.
    private func take(_ repair: ClockRepair) {
        let name = repair.issued.text
        if repair.installation != installation {
            skip(
                .clockRepair, name,
                .otherInstallation(.clockRepair, licensed: repair.installation, found: installation))
        } else if let last = state.repaired, repair.issued <= last {
            skip(.clockRepair, name, Finding(.clockRepairUsed, ("issued", repair.issued.date.text)))
        } else {
            let floor = state.clock?.floor ?? .first
            state.repaired = repair.issued
            state.clock = ClockRecord(floor: min(floor, repair.issued), seen: clock)
            isChanged = true
            let finding = Finding(
                .clockRepaired, ("issued", repair.issued.date.text), ("floor", floor.date.text))
            tell(.clockRepair, name, isInstalled: true, floor > repair.issued ? finding : nil)
        }
    }

    private func skip(_ terms: License, _ finding: Finding) { skip(.license, terms.id.text, finding) }

    private func skip(_ document: DocumentType, _ name: [UInt8], _ finding: Finding) {
        tell(document, name, isInstalled: false, finding)
    }

    @inline(never)
    private func tell(_ document: DocumentType, _ name: [UInt8], isInstalled: Bool, _ finding: Finding?) {
        items.append(.init(document: document, name: name, isInstalled: isInstalled, finding: finding))
    }

    /// Drops the license that ended first when no more fit; false when none has ended.
    private func makeRoom() -> Bool {
        let licenses = state.licenses
        guard licenses.count >= Limits.stateLicenses else { return true }
        var oldest: (note: SignedNote, end: Timestamp)?
        for license in licenses {
            guard case .at(let end) = license.claims.graceEnds, end <= now else { continue }
            if let known = oldest, known.end <= end { continue }
            oldest = (license.note, end)
        }
        guard let oldest else { return false }
        state.remove(license: oldest.note)
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
