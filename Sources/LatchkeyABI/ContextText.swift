internal import LicenseFormat
internal import SignedNote

/// Writes a context, for programs that know their circumstances from a command line.
package struct ContextText {
    /// What was written so far.
    package private(set) var text = [UInt8](CallContext.typeLine) + [newline]

    /// Begins a context.
    package init() {}

    /// Writes a line; the value holds no line break.
    package mutating func line(_ key: StaticString, _ value: [UInt8]) {
        text.append(key)
        text.append(UInt8(ascii: " "))
        text.append(contentsOf: value)
        text.append(newline)
    }

    /// Writes an instant, in seconds since 1970.
    package mutating func line(_ key: StaticString, _ seconds: Int64) {
        line(key, Timestamp(clamping: seconds).text)
    }
}
