internal import LicenseFormat
internal import LicenseLedger
internal import LicenseSigner
internal import SignedNote

/// A key of the current keyring, as `keys list` shows it.
struct KeyListing {
    let role: String
    let key: VerifierKey
    let window: String
    let secretPath: String
    let secret: SecretKeyFile.Presence

    /// Roots first, then the signing keys in the keyring's order.
    static func all(in workspace: Workspace, _ current: CurrentKeyring) -> [KeyListing] {
        current.keyring.roots.keys.map { KeyListing("root", $0, window: "", in: workspace) }
            + current.keyring.keys.compactMap { entry in
                entry.key.map { key in
                    let until = if case .at(let end) = entry.until { end.date.text.string } else { "open" }
                    return KeyListing(
                        entry.role.text.string, key, window: "\(entry.from.date.text.string) to \(until)",
                        in: workspace)
                }
            }
    }

    private init(_ role: String, _ key: VerifierKey, window: String, in workspace: Workspace) {
        self.role = role
        self.key = key
        self.window = window
        secretPath = workspace.secretKeyPath(of: key.name)
        secret = SecretKeyFile.presence(secretPath)
    }

    /// One line: role, name with key ID, window, secret half.
    var line: String {
        let padded = role + String(repeating: " ", count: max(1, 12 - role.utf8.count))
        return padded + key.nameAndID.string + (window.isEmpty ? "" : "  \(window)") + "  \(secret.rawValue)"
    }

    func write(to json: inout JSONText) {
        json.object { json in
            json.string("role", Array(role.utf8))
            json.string("name", key.name)
            json.string("vkey", key.text)
            json.string("paserk", Paserk.encode(key.publicKey))
            json.string("paserkID", Paserk.id(of: key.publicKey))
            json.string("secret", Array(secret.rawValue.utf8))
            json.string("secretPath", Array(secretPath.utf8))
        }
    }
}
