public import LicenseFormat
public import LicenseSigner
public import SignedNote

/// What came of an order.
public struct Issuance: Equatable, Sendable {
    /// The license.
    public let license: IssuedLicense
    /// Whether it was there before: the same order came again.
    public let wasKnown: Bool
    /// What somebody should look at.
    public let remarks: [Remark]

    /// What somebody should look at before the license goes out.
    public enum Remark: Equatable, Sendable {
        /// Another customer has a license for this installation.
        case installationOfAnother(InstallationID, customer: String)
        /// Another customer has a license for this URL.
        case urlOfAnother(LicensedURL, customer: String)
        /// The same request was answered before, with another order.
        case requestAnswered(license: LicenseID)
    }
}

/// The keys that sign licenses and the head of the log, opened once for all that is to be signed.
struct IssuingKeys: ~Copyable {
    let license: LicenseDrafting
    let log: LogKey
}

extension Workspace {
    /// Answers an order: the terms are read back from their one spelling, signed, the signature verified, and everything
    /// kept with its leaf in the log, in one transaction. The same order number or request with the same order gives the
    /// license that is there.
    ///
    /// - Parameters:
    ///   - random: ten random bytes for the license's number.
    ///   - open: opens a key; not called when there is nothing to sign.
    public func issue(
        _ order: IssueOrder, now: Timestamp, random: [UInt8], open: KeyOpener
    ) throws(LedgerError) -> Issuance {
        let known = try storage.read { rows throws(LedgerError) in
            try self.known(order, digest: order.digest(), rows) { () throws(LedgerError) in
                try Self.currentKeyring(rows, below: .max)
            }
        }
        if let known { return known }
        let keys = try issuingKeys(now: now, open: open)
        return try write(now: now, log: keys.log, license: { $0.license.terms.id }) { desk throws(LedgerError) in
            try issue(DraftedOrder(order, random: random), by: keys.license, at: &desk)
        }
    }

    func issuingKeys(now: Timestamp, open: KeyOpener) throws(LedgerError) -> IssuingKeys {
        let current = try currentKeyring()
        return IssuingKeys(
            license: LicenseDrafting(
                vendor: vendor, now: now, key: try signingKey(for: "license", in: current, at: now, open: open)),
            log: try logKey(in: current, at: now, open: open))
    }

    /// One order within a writing. A draft of it is taken as it is, unless the product was changed since.
    func issue(
        _ drafted: DraftedOrder, by drafting: LicenseDrafting, at desk: inout Appender
    ) throws(LedgerError) -> Issuance {
        let (order, digest) = (drafted.order, drafted.digest)
        // Somebody else may have been faster.
        let known = try known(order, digest: digest, desk.rows) { () throws(LedgerError) in try desk.currentKeyring() }
        if let known { return known }
        let entry = try desk.entry(order.product)
        let draft = drafted.draft.flatMap { $0.entry == entry ? $0 : nil }
        let terms =
            if let draft { draft.terms } else {
                try drafting.terms(for: order, of: entry, random: drafted.random)
            }
        if terms.kind == .trial, !order.allowsSecondTrial { try refuseSecondTrial(terms, desk.rows) }
        var remarks = try sharedNames(terms, desk.rows)
        let request = try keep(order.request, at: &desk, remarks: &remarks)
        let note = if let draft { draft.note } else { try drafting.sign(terms) }
        let origin = LicenseOrigin(
            order: order.number, digest: digest, request: request, renews: order.renews, moves: order.moves)
        let record = try desk.append(terms, note: note, origin: origin, reason: order.reason)
        return Issuance(
            license: IssuedLicense(terms: terms, origin: origin, record: record), wasKnown: false, remarks: remarks)
    }

    /// The license that an order led to before.
    ///
    /// - Throws: ``LedgerError/otherOrder(_:license:)`` when its number stands for another order.
    private func known(
        _ order: IssueOrder, digest: String, _ rows: any LedgerReading,
        keyring: () throws(LedgerError) -> CurrentKeyring
    ) throws(LedgerError) -> Issuance? {
        var query = LicenseQuery()
        if let number = order.number {
            guard IssueOrder.isNumber(number) else { throw .signer(.invalidValue(number, of: "order number")) }
            guard try rows.isOrdered(number) else { return nil }
            query.order = number
        } else if let renews = order.renews {
            query.renews = renews
        } else if let moves = order.moves {
            query.moves = moves
        } else if let request = order.request {
            guard let record = try Self.record(of: request, rows) else { return nil }
            query.request = record.number
        } else {
            return nil
        }
        let entries = try rows.licenses(query)
        guard let entry = entries.first(where: { $0.origin.digest == digest && $0.origin.order == order.number }) else {
            guard let other = entries.first?.id.text.string else { return nil }
            if let number = order.number { throw .otherOrder(number, license: other) }
            if let renews = order.renews { throw .renewedAlready(renews.text.string, by: other) }
            if let moves = order.moves { throw .movedAlready(moves.text.string, by: other) }
            return nil
        }
        return Issuance(license: try issuedLicense(entry.id, rows, in: try keyring()), wasKnown: true, remarks: [])
    }

    /// Keeps the request that an order answers, once.
    private func keep(
        _ incoming: IncomingRequest?, at desk: inout Appender, remarks: inout [Issuance.Remark]
    ) throws(LedgerError) -> Int64? {
        guard let incoming else { return nil }
        guard let record = try Self.record(of: incoming, desk.rows) else {
            return try desk.append(
                .request, name: incoming.request.installation.text, body: incoming.note.bytes
            ).number
        }
        var query = LicenseQuery()
        query.request = record.number
        remarks += try desk.rows.licenses(query).map { .requestAnswered(license: $0.id) }
        return record.number
    }

    private static func record(of incoming: IncomingRequest, _ rows: any LedgerReading) throws(LedgerError) -> Record? {
        try rows.records(.request, named: incoming.request.installation.text.string)
            .first { $0.content.body == incoming.note.bytes }
    }

    private func refuseSecondTrial(_ terms: License, _ rows: any LedgerReading) throws(LedgerError) {
        for installation in terms.installations {
            var query = LicenseQuery()
            query.installation = installation
            query.product = terms.product
            query.kind = .trial
            if let earlier = try rows.licenses(query).first {
                throw .secondTrial(installation: installation.text.string, license: earlier.id.text.string)
            }
        }
    }

    /// Installations and URLs of the terms that other customers have licenses for.
    private func sharedNames(_ terms: License, _ rows: any LedgerReading) throws(LedgerError) -> [Issuance.Remark] {
        let customer = terms.customer.text.string
        var remarks: [Issuance.Remark] = []
        for installation in terms.installations {
            if let other = try rows.customer(of: installation, otherThan: customer) {
                remarks.append(.installationOfAnother(installation, customer: other))
            }
        }
        for url in terms.urls {
            if let other = try rows.customer(of: url, otherThan: customer) {
                remarks.append(.urlOfAnother(url, customer: other))
            }
        }
        return remarks
    }
}

extension ActivationRequest {
    /// A request must be for this product, from an installation that can read the answer.
    func check(vendor: Token, product: Token) throws(SignerError) {
        guard self.vendor == vendor, self.product == product else {
            throw .otherProduct(
                .request, found: "\(self.vendor.text.string)/\(self.product.text.string)",
                expected: "\(vendor.text.string)/\(product.text.string)")
        }
        guard accepts("latchkey/license@v1") else { throw .cannotReadLicenses }
    }

    /// Whether the installation can read documents with this type line.
    public func accepts(_ type: StaticString) -> Bool { accepts.contains { $0.text.equals(type) } }
}
