internal import LicenseFormat
internal import SignedNote

/// Hides what may be secret in a configured URL and never counts: user name and password, query, fragment.
///
/// Letters and digits become `x`; everything else stays, and so does the length, so that the URL is judged as before.
enum URLMask {
    static func masked(_ url: [UInt8]) -> [UInt8] {
        let authority = authorityRange(url[...])
        let user = url[authority].lastIndex(of: UInt8(ascii: "@")).map { authority.lowerBound..<$0 }
        // A spelling beyond ASCII is known again by its hash, and would not be.
        let rest = url.allSatisfy { $0 < 0x80 } ? authority.upperBound..<url.endIndex : url.endIndex..<url.endIndex
        let tail = url[rest].firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        return url.enumerated().map { index, byte in
            let isHidden = user?.contains(index) == true || tail.map { index > $0 } == true
            return isHidden && isLetterOrDigit(byte) ? UInt8(ascii: "x") : byte
        }
    }

    /// What stands between `://` and the path, query or fragment; all up to there without a scheme.
    private static func authorityRange(_ url: Bytes) -> Range<Int> {
        var start = url.startIndex
        for index in url.indices where url[index...].hasPrefix("://") {
            start = index + 3
            break
        }
        let end = url[start...].firstIndex { byte in
            byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
        }
        return start..<(end ?? url.endIndex)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || ASCII.isLower(ASCII.lowered(byte))
    }
}
