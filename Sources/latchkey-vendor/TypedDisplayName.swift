internal import Foundation
internal import LicenseFormat

extension DisplayName {
    /// A name as somebody typed it: made NFC (UAX #15), every run of blanks one space, none at the ends.
    init?(typed text: String) {
        let composed = text.precomposedStringWithCanonicalMapping
        self.init(string: composed.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
}
