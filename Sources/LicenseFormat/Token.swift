public import SignedNote

/// A short name for programs: a vendor, a product, a feature, a limit, a role.
///
/// One to 64 bytes of lower-case letters, digits, `-`, `.` and `_`, beginning with a letter or a digit.
public struct Token: CanonicalValue {
    /// The name, where it was read.
    package let bytes: Bytes
    /// The name.
    public var text: [UInt8] { [UInt8](bytes) }

    /// Checks the alphabet and the length.
    public init?(_ text: Bytes) {
        let letters = ByteSet.lowerCase + .digits
        guard let first = text.first, text.count <= Limits.tokenBytes, letters.contains(first),
            text.first(outside: letters + "-" + "." + "_") == nil
        else { return nil }
        bytes = text
    }

    /// Equal bytes.
    public static func == (left: Token, right: Token) -> Bool { left.bytes == right.bytes }

    /// Checks the alphabet and the length.
    public init?(string text: String) {
        self.init(Array(text.utf8)[...])
    }
}

/// A name that people read: a customer, a title, a note.
///
/// UTF-8 of at most 200 bytes, the single space as the only blank and not at the ends, no controls, no bidirectional
/// or invisible characters. Whoever issues makes it NFC; a reader does not check that.
public struct DisplayName: CanonicalValue {
    /// The name in UTF-8, where it was read.
    package let bytes: Bytes
    /// The name in UTF-8.
    public var text: [UInt8] { [UInt8](bytes) }

    /// Checks every rule but normalisation.
    public init?(_ text: Bytes) {
        guard text.count <= Limits.displayNameBytes else { return nil }
        // So neither a space at the start nor an empty text passes.
        var previousIsSpace = true
        let allowed = UnicodeText.allScalars(of: text) { scalar in
            if scalar == 0x20 {
                if previousIsSpace { return false }
                previousIsSpace = true
                return true
            }
            previousIsSpace = false
            return !UnicodeText.isSpace(scalar) && !UnicodeText.isControl(scalar) && !UnicodeText.isInvisible(scalar)
        }
        guard allowed, !previousIsSpace else { return nil }
        bytes = text
    }

    /// Equal bytes.
    public static func == (left: DisplayName, right: DisplayName) -> Bool { left.bytes == right.bytes }

    /// Checks every rule but normalisation.
    public init?(string text: String) {
        self.init(Array(text.utf8)[...])
    }
}
