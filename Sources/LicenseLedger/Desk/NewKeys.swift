internal import LicenseFormat
internal import LicenseSigner
internal import SignedNote

/// The keys of a new workspace, in memory.
struct NewKeys {
    /// A key that waits to be written. Arrays cannot hold noncopyable values; this can be in one.
    final class Key {
        let signing: SigningKey

        init(vendor: Token, name: String) throws(LedgerError) {
            signing = try withKeys { () throws(KeyError) in
                try SigningKey(name: vendor.text + Array("/\(name)".utf8), secretKey: SecretKey.generate())
            }
        }
    }

    /// The root keys.
    let roots: [Key]
    /// The signing keys, by role.
    let others: [(role: String, key: Key)]
    /// The key of the log.
    let log: Key

    /// Roots first.
    var all: [Key] { roots + others.map(\.key) }

    /// Makes the keys of a plan.
    init(_ plan: WorkspacePlan) throws(LedgerError) {
        guard (1...Limits.rootKeys).contains(plan.roots), (1...plan.roots).contains(plan.threshold) else {
            throw .signer(.impossibleThreshold(threshold: plan.threshold, roots: plan.roots))
        }
        roots = try (1...plan.roots).map { number throws(LedgerError) in
            try Key(vendor: plan.vendor, name: "root/\(number)")
        }
        let label = plan.label.text.string
        let log = try Key(vendor: plan.vendor, name: "log/\(label)")
        self.log = log
        others =
            try WorkspacePlan.roles.map { role throws(LedgerError) in
                (role, try Key(vendor: plan.vendor, name: "\(role)/\(label)"))
            } + [("log", log)]
    }

    /// The first keyring, signed by as many roots as it asks for.
    func keyring(_ plan: WorkspacePlan) throws(LedgerError) -> SignedNote {
        guard let rootKeys = RootKeys(threshold: plan.threshold, keys: roots.map { $0.signing.verifierKey }) else {
            throw .signer(.impossibleThreshold(threshold: plan.threshold, roots: plan.roots))
        }
        let keys = others.compactMap { role, key in
            Token(string: role).map {
                RoleKey(role: $0, key: key.signing.verifierKey, from: plan.now, until: .never)
            }
        }
        let text = Keyring(
            vendor: plan.vendor, version: Decimal.zero.next, issued: plan.now, roots: rootKeys, keys: keys
        ).text
        return try withKeys { () throws(KeyError) in
            let signatures = try roots.prefix(plan.threshold).map { root throws(KeyError) in
                try root.signing.sign(text: text)
            }
            return try SigningKey.note(text: text, signatures: signatures)
        }
    }
}
