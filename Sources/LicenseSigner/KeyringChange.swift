public import LicenseFormat
public import SignedNote

/// One difference between two keyrings, for the people who sign the second.
public enum KeyringChange: Equatable, Sendable {
    /// A key may sign that could not.
    case keyAdded(RoleKey)
    /// A key's line is gone: nothing that it signed counts any more.
    case keyRemoved(RoleKey)
    /// A key has another role.
    case roleChanged(RoleKey, from: Token)
    /// A key's window is another one.
    case windowChanged(RoleKey, from: RoleKey)
    /// A key is marked: somebody else may hold it.
    case keyCompromised(CompromisedKey)
    /// A mark is gone or another one: what the key signed may count again.
    case compromiseWithdrawn(CompromisedKey)
    /// A root key more.
    case rootAdded(VerifierKey)
    /// A root key less.
    case rootRemoved(VerifierKey)
    /// Another number of root keys has to sign.
    case thresholdChanged(Int64, from: Int64)
    /// A line of the vendor's own.
    case extensionAdded(ExtensionLine)
    /// A line of the vendor's own is gone.
    case extensionRemoved(ExtensionLine)
}

extension KeyringProposal {
    /// What the proposed keyring says otherwise than the one before, roots first; time and version apart.
    public var changes: [KeyringChange] {
        rootChanges + keyChanges
            + baseKeyring.compromised.filter { !keyring.compromised.contains($0) }
            .map { .compromiseWithdrawn($0) }
            + keyring.compromised.filter { !baseKeyring.compromised.contains($0) }.map { .keyCompromised($0) }
            + baseKeyring.extensions.filter { !keyring.extensions.contains($0) }.map { .extensionRemoved($0) }
            + keyring.extensions.filter { !baseKeyring.extensions.contains($0) }.map { .extensionAdded($0) }
    }

    private var rootChanges: [KeyringChange] {
        let (old, new) = (baseKeyring.roots, keyring.roots)
        let threshold: [KeyringChange] =
            old.threshold == new.threshold
            ? [] : [.thresholdChanged(new.threshold.value, from: old.threshold.value)]
        return threshold + old.keys.filter { !new.keys.contains($0) }.map { .rootRemoved($0) }
            + new.keys.filter { !old.keys.contains($0) }.map { .rootAdded($0) }
    }

    private var keyChanges: [KeyringChange] {
        let (old, new) = (baseKeyring.keys, keyring.keys)
        let removed = old.filter { key in !new.contains { $0.vkey == key.vkey } }
        return removed.map { .keyRemoved($0) }
            + new.flatMap { key -> [KeyringChange] in
                guard let before = old.first(where: { $0.vkey == key.vkey }) else { return [.keyAdded(key)] }
                return (key.role == before.role ? [] : [.roleChanged(key, from: before.role)])
                    + (key.from == before.from && key.until == before.until
                        ? [] : [.windowChanged(key, from: before)])
            }
    }
}

extension KeyringChange {
    /// The change in a line: lower case, no full stop.
    public var message: String {
        switch self {
        case .keyAdded(let key):
            "new \(key.role.text.string) key \(key.shown), \(key.from.text.string) to \(key.until.text.string)"
        case .keyRemoved(let key): "the \(key.role.text.string) key \(key.shown) is taken out: nothing it signed counts"
        case .roleChanged(let key, let role):
            "\(key.shown) has the role \(key.role.text.string), and no longer \(role.text.string)"
        case .windowChanged(let key, let before):
            "\(key.shown) signs from \(key.from.text.string) to \(key.until.text.string), "
                + "and no longer from \(before.from.text.string) to \(before.until.text.string)"
        case .keyCompromised(let key):
            "\(key.nameAndID.string) is compromised; the log was honest up to size \(key.treeSize.value)"
        case .compromiseWithdrawn(let key):
            "\(key.nameAndID.string) is no longer compromised from size \(key.treeSize.value) of the log on"
        case .rootAdded(let key): "new root key \(key.shown)"
        case .rootRemoved(let key): "the root key \(key.shown) is taken out"
        case .thresholdChanged(let threshold, let before):
            "\(threshold) root keys have to sign, and no longer \(before)"
        case .extensionAdded(let line): "new line: \(line.text.string)"
        case .extensionRemoved(let line): "no longer a line: \(line.text.string)"
        }
    }
}
