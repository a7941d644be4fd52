internal import DurableFile
public import LicenseFormat
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

    /// The signing roles of a new workspace.
    static let roles = ["license", "revocation", "repair", "log"]
}

extension Workspace {
    /// Makes the keys and keyring version 1 in an empty or new folder.
    ///
    /// Everything is made in memory first. When a file cannot be written, those that this call wrote are removed.
    /// - Parameter store: writes a secret key to a path that is free; it decides about the passphrase.
    public static func create(
        _ plan: WorkspacePlan, in folder: String, store: (borrowing SecretKey, String) throws(KeyError) -> Void
    ) throws(SignerError) -> Workspace {
        guard (1...Limits.rootKeys).contains(plan.roots), (1...plan.roots).contains(plan.threshold) else {
            throw .impossibleThreshold(threshold: plan.threshold, roots: plan.roots)
        }
        let workspace = Workspace(folder: folder, vendor: plan.vendor)
        let roots = try (1...plan.roots).map { number throws(SignerError) in try workspace.newKey("root/\(number)") }
        let others = try WorkspacePlan.roles.map { role throws(SignerError) in
            try workspace.newKey("\(role)/\(plan.label.text.string)")
        }
        let note = try workspace.firstKeyring(plan, roots: roots, others: others)
        var written: [String] = []
        do throws(SignerError) {
            try workspace.makeFolders()
            for key in roots + others {
                let path = workspace.secretKeyPath(of: key.signing.verifierKey.name)
                do throws(KeyError) {
                    try key.signing.withSecretKey { secret throws(KeyError) in try store(secret, path) }
                } catch {
                    throw .key(error)
                }
                written.append(path)
            }
            for (path, bytes) in [
                (workspace.keyringPath(version: Decimal.zero.next), note.bytes),
                (folder + "/keys/.gitignore", Array("*\n".utf8)),
                (folder + "/vendor", workspace.marker),
            ] {
                do throws(FileError) { try AtomicWrite.create(path, bytes) } catch { throw .file(error) }
                written.append(path)
            }
        } catch {
            for path in written { AtomicWrite.remove(path) }
            throw error
        }
        return workspace
    }

    /// A key that waits to be written. Arrays cannot hold noncopyable values; this can be in one.
    private final class NewKey {
        let signing: SigningKey

        init(_ signing: consuming SigningKey) {
            self.signing = signing
        }
    }

    private func newKey(_ name: String) throws(SignerError) -> NewKey {
        do throws(KeyError) {
            return NewKey(
                try SigningKey(name: vendor.text + Array("/\(name)".utf8), secretKey: SecretKey.generate()))
        } catch {
            throw .key(error)
        }
    }

    private func firstKeyring(
        _ plan: WorkspacePlan, roots: [NewKey], others: [NewKey]
    ) throws(SignerError) -> SignedNote {
        guard let rootKeys = RootKeys(threshold: plan.threshold, keys: roots.map { $0.signing.verifierKey }) else {
            throw .impossibleThreshold(threshold: plan.threshold, roots: plan.roots)
        }
        let keys = zip(WorkspacePlan.roles, others).compactMap { role, key in
            Token(string: role).map {
                RoleKey(role: $0, key: key.signing.verifierKey, from: plan.now, until: .never)
            }
        }
        let keyring = Keyring(
            vendor: vendor, version: Decimal.zero.next, issued: plan.now, roots: rootKeys, keys: keys)
        do throws(KeyError) {
            let text = keyring.text
            let signatures = try roots.prefix(plan.threshold).map { root throws(KeyError) in
                try root.signing.sign(text: text)
            }
            return try SigningKey.note(text: text, signatures: signatures)
        } catch {
            throw .key(error)
        }
    }

    private func makeFolders() throws(SignerError) {
        do throws(FileError) {
            guard (try? BoundedRead.file(folder + "/vendor", limit: 4096)) == nil else {
                throw FileError.alreadyExists(path: folder)
            }
            for name in ["", "/keyrings", "/products", "/issued"] { try Folder.create(folder + name) }
            try Folder.create(folder + "/keys", mode: 0o700)
        } catch {
            if case .alreadyExists = error { throw .alreadyAWorkspace(folder: folder) }
            throw .file(error)
        }
    }
}
