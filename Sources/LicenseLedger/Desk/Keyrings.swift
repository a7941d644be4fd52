internal import DurableFile
public import LicenseFormat
public import LicenseSigner
public import SignedNote

extension Workspace {
    /// The newest keyring.
    public func currentKeyring() throws(LedgerError) -> CurrentKeyring {
        try storage.read { rows throws(LedgerError) in try Self.currentKeyring(rows, below: .max) }
    }

    /// Every keyring, oldest first.
    public func keyrings() throws(LedgerError) -> [CurrentKeyring] {
        try storage.read { rows throws(LedgerError) in
            try rows.records(.keyring, named: nil).map(Self.keyring)
        }
    }

    static func currentKeyring(_ rows: any LedgerReading, below number: Int64) throws(LedgerError) -> CurrentKeyring {
        guard let record = try rows.newest(.keyring, named: nil, below: number) else {
            throw .storage(path: "ledger.sqlite", reason: "it holds no keyring")
        }
        return try keyring(record)
    }

    static func keyring(_ record: Record) throws(LedgerError) -> CurrentKeyring {
        let note = try record.note()
        return try signing { () throws(SignerError) in
            try CurrentKeyring(note, path: "keyring \(record.content.name)")
        }
    }

    /// Keeps a keyring that the roots signed, and logs it. It has to be the next version of this vendor's.
    ///
    /// - Parameter open: opens the key of the log as the new keyring has it.
    public func publish(
        _ note: SignedNote, reason: String, now: Timestamp, open: KeyOpener
    ) throws(LedgerError) -> CurrentKeyring {
        let next = try signing { () throws(SignerError) in try CurrentKeyring(note, path: "the new keyring") }
        let log = try logKey(in: next, at: now, open: open)
        return try write(now: now, log: log) { desk throws(LedgerError) in
            let held = try Self.currentKeyring(desk.rows, below: .max)
            guard next.follows(held) else {
                throw .notTheNextKeyring(
                    held: held.keyring.version.text.string, found: next.keyring.version.text.string)
            }
            try Self.refuseCutOff(by: next, after: held, desk.rows)
            try desk.append(.keyring, name: next.keyring.version.text, body: note.bytes, reason: reason)
            return next
        }
    }

    /// Opens the key of a role that may sign now, once for all that is to be signed.
    ///
    /// - Throws: ``SignerError/noSigningKey(role:)``, or why the key could not be opened.
    func signingKey(
        for role: String, in current: CurrentKeyring, at now: Timestamp, open: KeyOpener
    ) throws(LedgerError) -> SigningKey {
        guard let signer = current.signingKey(for: role, at: now) else { throw .signer(.noSigningKey(role: role)) }
        return try withKeys { () throws(KeyError) in try open(role, signer, secretKeyPath(of: signer.name)) }
    }

    /// Opens the key of the log; none where its file is not on this machine.
    func logKey(in current: CurrentKeyring, at now: Timestamp, open: KeyOpener) throws(LedgerError) -> LogKey {
        guard let signer = current.signingKey(for: "log", at: now) else { return LogKey(nil) }
        do throws(KeyError) { return LogKey(try open("log", signer, secretKeyPath(of: signer.name))) } catch {
            guard error.isMissingFile else { throw .signer(.key(error)) }
            return LogKey(nil)
        }
    }
}

extension CurrentKeyring {
    /// Whether the roots that are held vouch for this keyring, and it is the next version (docs/spec/keyring.md).
    func follows(_ held: CurrentKeyring) -> Bool {
        guard keyring.vendor == held.keyring.vendor, keyring.version == held.keyring.version.next else { return false }
        return isVouched(by: held)
    }

    /// Whether the threshold of another keyring's roots signed this one.
    func isVouched(by held: CurrentKeyring) -> Bool {
        guard let verified = try? note.verified(by: held.keyring.roots.keys) else { return false }
        return held.keyring.roots.areEnough(verified.signers)
    }

    /// The keyrings that lead from version `held` to this one, the last of `all`, in the fewest steps: the newest that
    /// each one's roots vouch for.
    func chain(from held: Decimal?, in all: [CurrentKeyring]) -> [CurrentKeyring] {
        let start = held?.value ?? 1
        guard var place = all.firstIndex(where: { $0.keyring.version.value >= start }) else { return [] }
        var chain: [CurrentKeyring] = []
        while place < all.count - 1 {
            let next = all.indices.dropFirst(place + 1).last { all[$0].isVouched(by: all[place]) }
            guard let next else { return chain }
            chain.append(all[next])
            place = next
        }
        return chain
    }
}

extension KeyError {
    /// Whether there is no key file.
    fileprivate var isMissingFile: Bool {
        if case .file(let error) = self, case .notFound = error { true } else { false }
    }
}
