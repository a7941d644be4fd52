public import LicenseFormat
public import SignedNote

/// The keyring after another one, step by step: each step gives a draft that holds the rules of docs/spec/keyring.md, or
/// tells which of them it would break. Nothing is signed here; that is ``KeyringProposal``'s.
public struct KeyringDraft: Equatable, Sendable {
    /// The keyring in force.
    public let base: Keyring
    /// The keyring to be: the base's version and one, and what the steps changed.
    public let next: Keyring

    /// Begins with what the base says.
    ///
    /// - Parameter issued: when the keyring is made; no step takes effect before.
    /// - Throws: ``CeremonyError/lastVersion``.
    public init(after base: Keyring, issued: Timestamp) throws(CeremonyError) {
        guard base.version.next != base.version else { throw .lastVersion }
        self.base = base
        next = Keyring(
            vendor: base.vendor, version: base.version.next, issued: issued, roots: base.roots, keys: base.keys,
            compromised: base.compromised, extensions: base.extensions)
    }

    /// Takes a step whose result can be read back, as every keyring has to be.
    private init(
        _ draft: KeyringDraft, keys: [RoleKey]? = nil, compromised: [CompromisedKey]? = nil, roots: RootKeys? = nil
    )
        throws(CeremonyError)
    {
        let old = draft.next
        let keys = keys ?? old.keys
        let compromised = compromised ?? old.compromised
        guard max(keys.count, compromised.count) <= Limits.signingKeys else {
            throw .tooManyKeys(limit: Limits.signingKeys)
        }
        let made = Keyring(
            vendor: old.vendor, version: old.version, issued: old.issued, roots: roots ?? old.roots, keys: keys,
            compromised: compromised, extensions: old.extensions)
        do throws(FormatError) { next = try Keyring(parsing: made.text[...]) } catch {
            throw .damagedKeyring(error, isBase: false)
        }
        base = draft.base
    }

    /// Gives a role one more key, beside those that it has.
    public func adding(
        _ key: VerifierKey, role: Token, from: Timestamp, until: Deadline = .never
    ) throws(CeremonyError) -> KeyringDraft {
        try requireFuture(from)
        try requireNew(key)
        if case .at(let end) = until, end <= from { throw .emptyWindow(key.shown) }
        return try KeyringDraft(self, keys: next.keys + [RoleKey(role: role, key: key, from: from, until: until)])
    }

    /// Hands a role over: the keys that may sign at `instant` end there, the new one begins.
    ///
    /// - Parameter overlapDays: for how many days more the old keys may sign, together with the new one.
    /// - Throws: among others ``CeremonyError/gap(role:from:to:)`` when the old keys end before `instant`, and
    ///   ``CeremonyError/laterKey(_:from:)`` when another key was to take over later.
    public func rotating(
        role: Token, to key: VerifierKey, at instant: Timestamp, overlapDays: Int64 = 0
    ) throws(CeremonyError) -> KeyringDraft {
        let old = next.keys.filter { $0.role == role }
        guard !old.isEmpty else { throw .noKeyOfRole(role.text.string) }
        let sound = old.filter { !isCompromised($0) }
        if let later = sound.first(where: { $0.from >= instant }) { throw .laterKey(later.shown, from: later.from) }
        try requireNoGap(of: role, sound, before: instant)
        let end = instant.adding(days: max(overlapDays, 0))
        let ended = next.keys.map { $0.role == role && $0.mayIssue(at: instant) ? $0.ending(at: end) : $0 }
        return try KeyringDraft(self, keys: ended).adding(key, role: role, from: instant)
    }

    /// Ends a key's window. What it signed until then stays good.
    public func retiring(_ nameAndID: [UInt8], at instant: Timestamp) throws(CeremonyError) -> KeyringDraft {
        let key = try key(nameAndID)
        try requireFuture(instant)
        guard key.from < instant else { throw .notBegun(key.shown, from: key.from) }
        if case .at(let end) = key.until, end <= instant { throw .alreadyEnded(key.shown, at: end) }
        return try KeyringDraft(self, keys: next.keys.map { $0 == key ? $0.ending(at: instant) : $0 })
    }

    /// Marks a key that somebody else may hold. Its line stays, for licenses that are proven to be older; its window ends
    /// at `instant`, unless it has ended or not begun by then.
    ///
    /// - Parameters:
    ///   - size: how many leaves the issuance log had when it was last known to be honest.
    ///   - root: the log's root at that size, 32 bytes.
    public func compromising(
        _ nameAndID: [UInt8], size: Decimal, root: [UInt8], at instant: Timestamp
    ) throws(CeremonyError) -> KeyringDraft {
        let key = try key(nameAndID)
        guard let mark = CompromisedKey(nameAndID: nameAndID, treeSize: size, root: root) else {
            throw .logRootLength(root.count)
        }
        guard !next.compromised.contains(where: { $0.nameAndID == nameAndID }) else {
            throw .alreadyCompromised(key.shown)
        }
        let keys = next.keys.map { $0 == key && key.from < instant ? $0.ending(at: instant) : $0 }
        return try KeyringDraft(self, keys: keys, compromised: next.compromised + [mark])
    }

    /// Takes another set of root keys, or another threshold.
    ///
    /// - Parameters:
    ///   - threshold: how many must sign; as many as before where it is nil.
    ///   - removed: names and IDs.
    public func changingRoots(
        threshold: Int? = nil, adding added: [VerifierKey] = [], removing removed: [[UInt8]] = []
    ) throws(CeremonyError) -> KeyringDraft {
        for name in removed where !next.roots.keys.contains(where: { $0.nameAndID == name }) {
            throw .unknownRoot(name.string)
        }
        for (index, key) in added.enumerated() { try requireNew(key, beside: added[..<index]) }
        let keys = next.roots.keys.filter { !removed.contains($0.nameAndID) } + added
        let threshold = threshold ?? Int(next.roots.threshold.value)
        guard let roots = RootKeys(threshold: threshold, keys: keys) else {
            throw .impossibleThreshold(threshold: threshold, roots: keys.count)
        }
        return try KeyringDraft(self, roots: roots)
    }
}

extension KeyringDraft {
    /// The signing key of a name and ID.
    private func key(_ nameAndID: [UInt8]) throws(CeremonyError) -> RoleKey {
        if next.roots.keys.contains(where: { $0.nameAndID == nameAndID }) { throw .rootKey(nameAndID.string) }
        guard let key = next.keys.first(where: { $0.nameAndID == nameAndID }) else {
            throw .unknownKey(nameAndID.string)
        }
        return key
    }

    private func isCompromised(_ key: RoleKey) -> Bool { next.compromised.contains { $0.nameAndID == key.nameAndID } }

    private func requireFuture(_ instant: Timestamp) throws(CeremonyError) {
        guard instant >= next.issued else { throw .inThePast(instant, issued: next.issued) }
    }

    /// A proper key, by a name of the vendor's, that stands nowhere in either keyring, by name or by key.
    private func requireNew(_ key: VerifierKey, beside others: ArraySlice<VerifierKey> = []) throws(CeremonyError) {
        guard next.vendor.prefixes(key.name) else { throw .foreignName(key.shown, vendor: next.vendor.text.string) }
        guard key.publicKey.isInPrimeOrderSubgroup else { throw .weakKey(key.shown) }
        let parts =
            (base.roots.keys + next.roots.keys + others).map { (name: $0.name, key: $0.publicKey.bytes) }
            + (base.keys + next.keys).compactMap { $0.parts.map { (name: $0.name, key: $0.material) } }
        if let same = parts.first(where: { $0.key == key.publicKey.bytes }) {
            throw .keyInUse(key.shown, as: same.name.string)
        }
        if parts.contains(where: { $0.name == key.name }) { throw .nameTaken(key.name.string) }
    }

    /// Some key of the role may sign up to `instant`, as far as that is still to come.
    private func requireNoGap(
        of role: Token, _ keys: [RoleKey], before instant: Timestamp
    ) throws(CeremonyError) {
        let ends = keys.map { key in if case .at(let end) = key.until { end } else { Timestamp.last } }
        guard let last = ends.max() else { return }
        let start = max(last, next.issued)
        guard start >= instant else { throw .gap(role: role.text.string, from: start, to: instant) }
    }
}
