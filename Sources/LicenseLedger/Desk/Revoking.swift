public import LicenseFormat
public import LicenseSigner
public import SignedNote

/// What came of taking licenses back.
public struct RevocationReport: Equatable, Sendable {
    /// The licenses, each once, in the order in which they were named.
    public let licenses: [RevokedLicense]
    /// The newest lists that concern them: by installation, then that of all.
    public let lists: [KeptList]
    /// How many of the lists are new.
    public let written: Int
}

/// What came of taking one license back.
public struct RevokedLicense: Equatable, Sendable {
    /// What there was to do.
    public enum Outcome: Equatable, Sendable {
        /// It is on a list now that it was not on before.
        case revoked
        /// It was revoked for another reason.
        case reasonChanged(from: Token)
        /// It was revoked for this reason already.
        case unchanged
        /// Its term and grace are over, so that no list names it.
        case ended
    }

    /// Its terms.
    public let terms: License
    /// What there was to do.
    public let outcome: Outcome
}

extension Workspace {
    /// Takes licenses back: puts each on the list of every installation that it names and on the list of all, with the
    /// next epoch, and drops from these lists what is over by itself, grace included.
    ///
    /// All lists come in one transaction. What is on a list already is not written again.
    ///
    /// - Parameter open: opens a key; not called when there is nothing to sign.
    public func revoke(
        _ ids: [LicenseID], reason: Token, now: Timestamp, open: KeyOpener
    ) throws(LedgerError) -> RevocationReport {
        let current = try currentKeyring()
        let isNew = try storage.read { rows throws(LedgerError) in
            try revocations(of: ids, reason: reason, now: now, rows, in: current).drafts.isEmpty == false
        }
        // Nobody is asked for a passphrase when there is nothing to sign.
        if !isNew {
            return try storage.read { rows throws(LedgerError) in
                try report(revocations(of: ids, reason: reason, now: now, rows, in: current), rows, in: current)
            }
        }
        let key = try signingKey(for: "revocation", in: current, at: now, open: open)
        let log = try logKey(in: current, at: now, open: open)
        return try write(now: now, log: log) { desk throws(LedgerError) in
            try revoke(ids, reason: reason, now: now, in: current, key: key, at: &desk)
        }
    }

    /// The same within a writing.
    func revoke(
        _ ids: [LicenseID], reason: Token, now: Timestamp, in current: CurrentKeyring, key: borrowing SigningKey,
        at desk: inout Appender
    ) throws(LedgerError) -> RevocationReport {
        let plan = try revocations(of: ids, reason: reason, now: now, desk.rows, in: current)
        for draft in plan.drafts {
            let note = try signing { () throws(SignerError) in try key.note(draft.text) }
            try desk.append(
                .revocations, name: draft.scope.text, body: note.bytes, reason: reason.text.string)
        }
        return try report(plan, desk.rows, in: current)
    }

    /// What has to be done to take licenses back.
    private struct Plan {
        let licenses: [RevokedLicense]
        let scopes: [RevocationScope]
        let drafts: [RevocationList]
    }

    private func revocations(
        of ids: [LicenseID], reason: Token, now: Timestamp, _ rows: any LedgerReading, in current: CurrentKeyring
    ) throws(LedgerError) -> Plan {
        var licenses: [License] = []
        for id in ids where !licenses.contains(where: { $0.id == id }) {
            licenses.append(try issuedLicense(id, rows, in: current).terms)
        }
        let scopes = Self.scopes(of: licenses)
        var held: [RevocationList] = []
        var drafts: [RevocationList] = []
        for scope in scopes {
            let list = try keptList(scope, rows, in: current)
            if let list { held.append(list.list) }
            let added = licenses.filter { !$0.isOver(at: now) && $0.isOn(scope) }
                .map { Revocation(license: $0.id, reason: reason) }
            if added.isEmpty { continue }
            if let list, list.counts, added.allSatisfy(list.list.revoked.contains) { continue }
            drafts.append(try draft(scope, after: list?.list, adding: added, now: now, rows, in: current))
        }
        return Plan(
            licenses: licenses.map { license in
                RevokedLicense(terms: license, outcome: license.outcome(reason, now: now, before: held))
            },
            scopes: scopes, drafts: drafts)
    }

    private func report(
        _ plan: Plan, _ rows: any LedgerReading, in current: CurrentKeyring
    ) throws(LedgerError) -> RevocationReport {
        RevocationReport(
            licenses: plan.licenses, lists: try keptLists(of: plan.scopes, rows, in: current),
            written: plan.drafts.count)
    }

    /// Every installation that the licenses name, sorted, and then all.
    private static func scopes(of licenses: [License]) -> [RevocationScope] {
        var scopes: [RevocationScope] = []
        for id in licenses.flatMap(\.installations).sorted(by: { $0.text.precedes($1.text) })
        where scopes.last != .installation(id) {
            scopes.append(.installation(id))
        }
        return scopes + [.all]
    }

    private func draft(
        _ scope: RevocationScope, after held: RevocationList?, adding added: [Revocation], now: Timestamp,
        _ rows: any LedgerReading, in current: CurrentKeyring
    ) throws(LedgerError) -> RevocationList {
        let kept = (held?.revoked ?? []).filter { entry in
            guard !added.contains(where: { $0.license == entry.license }) else { return false }
            // What cannot be read any more may still run.
            return (try? issuedLicense(entry.license, rows, in: current).terms)?.isOver(at: now) != true
        }
        let draft = RevocationList(
            vendor: vendor, scope: scope, epoch: held?.epoch.next ?? Decimal.zero.next, issued: now,
            revoked: kept + added, extensions: held?.extensions ?? [])
        let text = draft.text
        guard draft.revoked.count <= Limits.revocations, text.count + Self.signatureRoom <= Limits.noteBytes else {
            throw .tooManyRevocations(scope: scope.text.string, limit: Limits.revocations)
        }
        do throws(FormatError) { return try RevocationList(parsing: text[...]) } catch {
            throw .signer(.contradiction(error))
        }
    }

    /// More bytes than the empty line and one signature line need: a key name, 92 of Base64, and what is between.
    private static var signatureRoom: Int { Limits.keyNameBytes + 128 }
}

extension License {
    /// Whether term and grace have ended.
    fileprivate func isOver(at now: Timestamp) -> Bool {
        if case .at(let end) = graceEnds { end <= now } else { false }
    }

    /// Whether the list of a scope has to name the license.
    fileprivate func isOn(_ scope: RevocationScope) -> Bool {
        if case .installation(let id) = scope { installations.contains(id) } else { true }
    }

    fileprivate func outcome(
        _ reason: Token, now: Timestamp, before lists: [RevocationList]
    ) -> RevokedLicense.Outcome {
        if isOver(at: now) { return .ended }
        let entries = lists.filter { isOn($0.scope) }.flatMap(\.revoked).filter { $0.license == id }
        if let other = entries.first(where: { $0.reason != reason }) { return .reasonChanged(from: other.reason) }
        // It is on one list an installation, and on that of all.
        return entries.count == installations.count + 1 ? .unchanged : .revoked
    }
}
