internal import DurableFile
public import LicenseFormat
public import LicenseSigner
internal import SignedNote

/// How the keys of a new workspace are made and kept.
public struct WorkspacePlan: Sendable {
    /// The vendor's name, such as `vendor.example`.
    public var vendor: Token
    /// How many root keys.
    public var roots: Int
    /// How many of them must sign a keyring.
    public var threshold: Int
    /// The label of the signing keys, such as the year.
    public var label: Token
    /// From when on the signing keys may sign.
    public var now: Timestamp

    /// Puts a plan together.
    public init(vendor: Token, roots: Int, threshold: Int, label: Token, now: Timestamp) {
        self.vendor = vendor
        self.roots = roots
        self.threshold = threshold
        self.label = label
        self.now = now
    }

    /// The signing roles of a new workspace, besides that of the log.
    static let roles = ["license", "revocation", "repair"]
}

extension Workspace {
    /// Makes the keys, the ledger with keyring version 1, and the log in an empty or new folder.
    ///
    /// Keys are made in memory first. When something cannot be written, what this call wrote is removed.
    /// - Parameters:
    ///   - actor: who works here.
    ///   - store: writes a secret key to a path that is free; it decides about the passphrase.
    public static func create(
        _ plan: WorkspacePlan, in folder: String, actor: String,
        store: (borrowing SecretKey, String) throws(KeyError) -> Void
    ) throws(LedgerError) -> Workspace {
        let keys = try NewKeys(plan)
        var written: [String] = []
        do throws(LedgerError) {
            try makeFolders(in: folder)
            for key in keys.all {
                let path = secretKeyPath(of: key.signing.verifierKey.name, in: folder, vendor: plan.vendor)
                try withKeys { () throws(KeyError) in
                    try key.signing.withSecretKey { secret throws(KeyError) in try store(secret, path) }
                }
                written.append(path)
            }
            let storage = try SQLiteStorage(folder: folder, creation: .anew)
            written += [
                "ledger.sqlite", ".lock", "log/.lock", "log/size", "log/checkpoint", "log/tile/0/000.p/1",
                "log/tile/entries/000.p/1",
            ].map { folder + "/" + $0 }
            let workspace = Workspace(
                folder: folder, vendor: plan.vendor, actor: displayed(actor), storage: storage)
            let note = try keys.keyring(plan)
            let log = LogKey(named: keys.log)
            let (_, entries) = try workspace.append(now: plan.now, log: log) { desk throws(LedgerError) in
                _ = try desk.append(.keyring, name: Decimal.zero.next.text, body: note.bytes)
            }
            try workspace.publishLog(entries)
            for (path, bytes) in [
                (folder + "/keys/.gitignore", Array("*\n".utf8)), (folder + "/vendor", marker(of: plan.vendor)),
            ] {
                try filing { () throws(FileError) in try AtomicWrite.create(path, bytes) }
                written.append(path)
            }
            return workspace
        } catch {
            for path in written { AtomicWrite.remove(path) }
            throw error
        }
    }

    private static func makeFolders(in folder: String) throws(LedgerError) {
        guard (try? BoundedRead.file(folder + "/vendor", limit: 4096)) == nil else {
            throw .alreadyAWorkspace(folder: folder)
        }
        try filing { () throws(FileError) in
            try Folder.create(folder)
            try Folder.create(folder + "/keys", mode: 0o700)
        }
    }
}
