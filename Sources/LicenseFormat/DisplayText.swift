public import SignedNote

/// Text that is safe to put on a terminal or a page.
public enum DisplayText {
    /// The text without what ``isSafe(_:)`` refuses, each shown as U+FFFD, cut at 300 bytes.
    public static func safe(_ text: Bytes) -> [UInt8] {
        var shown: [UInt8] = []
        let isValid = UnicodeText.allScalars(of: text.prefix(300)) { value in
            let scalar = (isSafe(value) ? Unicode.Scalar(value) : nil) ?? "\u{FFFD}"
            shown.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            return true
        }
        return isValid && text.count <= 300 ? shown : shown + UTF8.encodedReplacementCharacter
    }

    /// Whether a scalar shows as itself: no control, no line or paragraph separator, no bidirectional or invisible
    /// character.
    public static func isSafe(_ scalar: UInt32) -> Bool {
        !UnicodeText.isControl(scalar) && !UnicodeText.isInvisible(scalar) && scalar != 0x2028 && scalar != 0x2029
    }
}
