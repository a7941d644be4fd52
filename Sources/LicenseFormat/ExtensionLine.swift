public import SignedNote

/// A line whose key begins `x-`: for the vendor's own use.
public struct ExtensionLine: Equatable, Sendable {
    /// The key, a token that begins `x-`.
    public let key: Token
    /// The value, under the rules of display names.
    public let value: DisplayName

    /// Nil when the key does not begin `x-` or one of them breaks its rules.
    public init?(key: Bytes, value: Bytes) {
        guard key.hasPrefix("x-"), key.count > 2, let key = Token(key), let value = DisplayName(value) else {
            return nil
        }
        self.key = key
        self.value = value
    }

    /// `key value`.
    public var text: [UInt8] { key.text + [UInt8(ascii: " ")] + value.text }
}
