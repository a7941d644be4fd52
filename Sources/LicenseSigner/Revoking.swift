internal import DurableFile
public import LicenseFormat
internal import SignedNote

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
    /// All lists are made and signed before the first is written, by installation and then that of all. What is on a
    /// list already is not written again, so that the same call finishes what was interrupted.
    ///
    /// - Parameter open: opens the secret key file at a path; not called when there is nothing to sign.
    public func revoke(
        _ ids: [LicenseID], reason: Token, now: Timestamp, open: (String) throws(KeyError) -> SecretKey
    ) throws(SignerError) -> RevocationReport {
        let current = try currentKeyring()
        var licenses: [License] = []
        for id in ids where !licenses.contains(where: { $0.id == id }) {
            licenses.append(try issuedLicense(id, in: current))
        }
        let lock = try lockLists()
        var held: [KeptList] = []
        var drafts: [RevocationList] = []
        for scope in Self.scopes(of: licenses) {
            let list = try keptList(scope, in: current)
            if let list { held.append(list) }
            let added = licenses.filter { !$0.isOver(at: now) && $0.isOn(scope) }
                .map { Revocation(license: $0.id, reason: reason) }
            if added.isEmpty { continue }
            if let list, list.counts, added.allSatisfy(list.list.revoked.contains) { continue }
            drafts.append(try draft(scope, after: list?.list, adding: added, now: now, in: current))
        }
        let written = try write(drafts, in: current, now: now, open: open)
        _ = consume lock
        return RevocationReport(
            licenses: licenses.map { license in
                RevokedLicense(terms: license, outcome: license.outcome(reason, now: now, before: held.map(\.list)))
            },
            lists: try keptLists(of: Self.scopes(of: licenses), in: current), written: written)
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
        in current: CurrentKeyring
    ) throws(SignerError) -> RevocationList {
        let kept = (held?.revoked ?? []).filter { entry in
            guard !added.contains(where: { $0.license == entry.license }) else { return false }
            // What cannot be read any more may still run.
            return (try? issuedLicense(entry.license, in: current))?.isOver(at: now) != true
        }
        let draft = RevocationList(
            vendor: vendor, scope: scope, epoch: held?.epoch.next ?? Decimal.zero.next, issued: now,
            revoked: kept + added, extensions: held?.extensions ?? [])
        let text = draft.text
        guard draft.revoked.count <= Limits.revocations, text.count + Self.signatureRoom <= Limits.noteBytes else {
            throw .tooManyRevocations(path: listPath(scope), limit: Limits.revocations)
        }
        do throws(FormatError) { return try RevocationList(parsing: text[...]) } catch { throw .contradiction(error) }
    }

    /// More bytes than the empty line and one signature line need: a key name, 92 of Base64, and what is between.
    private static var signatureRoom: Int { Limits.keyNameBytes + 128 }

    private func write(
        _ drafts: [RevocationList], in current: CurrentKeyring, now: Timestamp,
        open: (String) throws(KeyError) -> SecretKey
    ) throws(SignerError) -> Int {
        if drafts.isEmpty { return 0 }
        let key = try signingKey(for: "revocation", in: current, at: now, open: open)
        var notes: [(path: String, bytes: [UInt8])] = []
        for draft in drafts { notes.append((listPath(draft.scope), try key.note(draft.text).bytes)) }
        for (path, bytes) in notes {
            do throws(FileError) { try AtomicWrite.replace(path, bytes) } catch { throw .file(error) }
        }
        return notes.count
    }

    /// Two revocations at once would each write the next epoch without the other's license.
    private func lockLists() throws(SignerError) -> FileLock {
        do throws(FileError) {
            try Folder.create(listFolder)
            return try FileLock(folder: listFolder, name: ".lock", wait: .blocking)
        } catch {
            throw .file(error)
        }
    }
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
