public import SignedNote

/// A language that findings are told in.
public enum Language: CaseIterable, Sendable {
    /// English, and what every other language falls back to.
    case english
    /// French.
    case french

    /// The language of a POSIX locale or a BCP 47 tag: French for `fr`, `fr_FR.UTF-8`, `fr-CA`; English for everything
    /// else, also for `C`, `POSIX` and nothing.
    ///
    /// Only the first subtag counts, in whatever case: what follows is the country, the encoding or a variant.
    public init(locale: Bytes) {
        let subtag = locale.prefix { !Self.endsSubtag($0) }
        let isFrench = subtag.map { $0 | 0x20 }.equals("fr")
        self = isFrench ? .french : .english
    }

    private static func endsSubtag(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "@")
    }
}
