public import LicenseFormat
internal import LicenseSigner
public import SignedNote

/// A list of revoked licenses as the ledger keeps it: the newest of its scope.
public struct KeptList: Equatable, Sendable {
    /// The list as it is handed out.
    public let note: SignedNote
    /// What it says.
    public let list: RevocationList
    /// Whether its key still counts; a list by a key that was compromised or left the keyring has to be made again.
    public let counts: Bool
}

extension Workspace {
    /// The newest list of a scope; nil where nothing was ever revoked in it.
    public func keptList(_ scope: RevocationScope) throws(LedgerError) -> KeptList? {
        try storage.read { rows throws(LedgerError) in
            try keptList(scope, rows, in: Self.currentKeyring(rows, below: .max))
        }
    }

    func keptList(
        _ scope: RevocationScope, _ rows: any LedgerReading, below number: Int64 = .max, in current: CurrentKeyring
    ) throws(LedgerError) -> KeptList? {
        guard let record = try rows.newest(.revocations, named: scope.text.string, below: number) else { return nil }
        let note = try record.note()
        guard let list = try? RevocationList(parsing: note.unverifiedText) else { throw .damagedRecord(record.number) }
        guard list.scope == scope, list.vendor == vendor, !current.contradicts(note, as: "revocation") else {
            throw .listNotSigned(scope: scope.text.string)
        }
        return KeptList(
            note: note, list: list, counts: current.counts(note, as: "revocation", issued: list.issued))
    }

    /// The newest list of every scope: that of all installations first, then by installation.
    public func keptLists() throws(LedgerError) -> [KeptList] {
        try storage.read { rows throws(LedgerError) in
            let current = try Self.currentKeyring(rows, below: .max)
            let scopes = try rows.names(.revocations).compactMap { RevocationScope(Array($0.utf8)[...]) }
            return try keptLists(of: [.all] + scopes.filter { $0 != .all }, rows, in: current)
        }
    }

    /// The lists that tell the customers of a license what is revoked there: those of its installations, or the list
    /// of all where it is for any installation. Only lists that count.
    ///
    /// Licenses that name their installations never bring the list of all along: it can have 64 KiB, and a file for
    /// one customer should stay small enough to be carried as a picture.
    public func lists(for license: License) throws(LedgerError) -> [KeptList] {
        try storage.read { rows throws(LedgerError) in
            try lists(for: license, rows, in: Self.currentKeyring(rows, below: .max))
        }
    }

    func lists(
        for license: License, _ rows: any LedgerReading, below number: Int64 = .max, in current: CurrentKeyring
    ) throws(LedgerError) -> [KeptList] {
        let scopes = license.installations.isEmpty ? [.all] : license.installations.map(RevocationScope.installation)
        return try keptLists(of: scopes, rows, below: number, in: current).filter(\.counts)
    }

    func keptLists(
        of scopes: [RevocationScope], _ rows: any LedgerReading, below number: Int64 = .max, in current: CurrentKeyring
    ) throws(LedgerError) -> [KeptList] {
        var lists: [KeptList] = []
        for scope in scopes {
            if let list = try keptList(scope, rows, below: number, in: current) { lists.append(list) }
        }
        return lists
    }

    /// The list for every installation, which a release can bring along.
    ///
    /// - Throws: ``LedgerError/nothingRevoked``; ``LedgerError/listOutdated(scope:)`` when its key does not count.
    public func listOfAll() throws(LedgerError) -> KeptList {
        guard let kept = try keptList(.all) else { throw .nothingRevoked }
        guard kept.counts else { throw .listOutdated(scope: RevocationScope.all.text.string) }
        return kept
    }

    /// A file with lists, and the keyrings that lead to the newest where that is not the first one.
    public func file(of lists: [KeptList]) throws(LedgerError) -> [UInt8] {
        let keyrings = try keyrings()
        let chain = keyrings.last?.chain(from: nil, in: keyrings) ?? []
        return LicenseFile.bytes(of: lists.map(\.note.bytes) + chain.map(\.note.bytes))
    }
}
