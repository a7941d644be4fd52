public import SignedNote

/// A signing key in a keyring: what it may sign, and when.
///
/// The key is kept as it is written and decoded when somebody asks for it: a load needs one key of many.
public struct RoleKey: CanonicalValue {
    /// What the key may sign; roles unknown to this version are kept and ignored.
    public let role: Token
    /// The key, `NAME+HEX+BASE64`.
    public let vkey: Bytes
    /// Documents issued from here on…
    public let from: Timestamp
    /// …and before here may carry its signature. Retiring a key is giving it an end.
    public let until: Deadline

    /// Puts a signing key together.
    public init(role: Token, key: VerifierKey, from: Timestamp, until: Deadline) {
        self.role = role
        vkey = key.text[...]
        self.from = from
        self.until = until
    }

    /// Reads `ROLE VKEY FROM UNTIL`. Whether the vkey is one is ``Keyring/init(parsing:)``'s to say.
    public init?(_ text: Bytes) {
        guard let (roleText, afterRole) = text.cut(at: " "), let (vkey, window) = afterRole.cut(at: " "),
            let (fromText, untilText) = window.cut(at: " "), let role = Token(roleText),
            let from = Timestamp(fromText), let until = Deadline(untilText)
        else { return nil }
        if case .at(let end) = until, end <= from { return nil }
        self.role = role
        self.vkey = vkey
        self.from = from
        self.until = until
    }

    /// Writes `ROLE VKEY FROM UNTIL`.
    public var text: [UInt8] {
        let space = [UInt8(ascii: " ")]
        return role.text + space + vkey + space + from.text + space + until.text
    }

    /// The key; nil when its algorithm is unknown to this version, which keeps and ignores it.
    ///
    /// That its ID is the key's hash was seen when the keyring was read, or is vouched for by a product file.
    public var key: VerifierKey? { try? VerifierKey(trusting: vkey) }

    /// Whether the vkey can be taken apart, and is a key where its algorithm is known.
    var isWellFormed: Bool {
        guard let parts = try? VerifierKeyText(parsing: vkey) else { return false }
        return parts.type != VerifierKey.ed25519Type || (try? VerifierKey(parts)) != nil
    }

    /// Whether a document issued at `instant` may carry this key's signature.
    public func mayIssue(at instant: Timestamp) -> Bool {
        guard from <= instant else { return false }
        if case .at(let end) = until { return instant < end }
        return true
    }
}
