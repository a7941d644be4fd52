internal import CIDN2
internal import LicenseFormat
internal import SignedNote

/// Internationalised names by libidn2: mapped by UTS #46 without its transitional exceptions, then held to IDNA2008.
///
/// Stricter than browsers, which also take symbols, emoji and misplaced hyphens; what is accepted has the A-labels that
/// the WHATWG URL standard gives it.
enum InternationalName {
    /// The A-labels of a name of any letters, in lower case.
    static func ascii(_ name: Bytes) throws(HostNameError) -> [UInt8] {
        // This also keeps NUL from libidn2, which would end the name there.
        guard name.allSatisfy({ $0 >= 0x80 || isNameCharacter(ASCII.lowered($0)) }) else { throw .character }
        let ascii = try lookup(name.string)
        // A mapping can make more than letters of one sign: "℀" is "a/c", and a slash would end the host early.
        guard ascii.allSatisfy(isNameCharacter) else { throw .character }
        return ascii
    }

    /// Refuses a canonical host with labels that only look like A-labels, or that mix writing directions.
    ///
    /// libidn2 takes some A-labels that it would never write, and judges each label's direction alone; RFC 5893 asks
    /// that next to a right-to-left label the others keep its rules too. Of those from left to right only plain ASCII
    /// is known to do so, and the rest is refused.
    static func check(_ host: Bytes) throws(HostNameError) {
        var hasRightToLeft = false
        var hasUnsure = false
        for label in host.split(separator: UInt8(ascii: ".")) where !label.equals("*") {
            if label.hasPrefix("xn--") {
                guard let name = try? unicode(label.string), (try? lookup(name)) == Array(label) else { throw .aLabel }
                if isRightToLeft(name) { hasRightToLeft = true } else { hasUnsure = true }
            } else if let first = label.first, let last = label.last {
                if !ASCII.isLower(first) || !ASCII.isLower(last) && !ASCII.isDigit(last) { hasUnsure = true }
            }
        }
        if hasRightToLeft, hasUnsure { throw .direction }
    }

    /// Whether a good label is written from the right: a letter from the left before its first one is then refused.
    private static func isRightToLeft(_ label: String) -> Bool {
        guard let first = label.unicodeScalars.first else { return false }
        do throws(HostNameError) {
            _ = try lookup("a\(first)")
            return false
        } catch {
            return error == .direction
        }
    }

    private static func lookup(_ name: String) throws(HostNameError) -> [UInt8] {
        // Unicode 15.1 made ẞ a capital ß; libidn2's tables are older, and make it "ss", which is another host.
        var scalars = String.UnicodeScalarView()
        for scalar in name.unicodeScalars { scalars.append(scalar == "\u{1E9E}" ? "\u{DF}" : scalar) }
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        var found: UnsafeMutablePointer<UInt8>?
        let status = idn2_lookup_u8(Array(String(scalars).utf8) + [0], &found, flags)
        defer { idn2_free(found) }
        guard status == IDN2_OK.rawValue, let found else { throw HostNameError(status) }
        return Array(String(cString: found).utf8)
    }

    private static func unicode(_ label: String) throws(HostNameError) -> String {
        var found: UnsafeMutablePointer<CChar>?
        let status = idn2_to_unicode_8z8z(label, &found, 0)
        defer { idn2_free(found) }
        guard status == IDN2_OK.rawValue, let found else { throw HostNameError(status) }
        return String(cString: found)
    }

    /// What a host's name is made of in a site URL, dots included.
    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        ASCII.isLower(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
    }
}

extension HostNameError {
    /// What a status of libidn2 other than `IDN2_OK` means.
    fileprivate init(_ status: Int32) {
        self =
            switch idn2_rc(rawValue: status) {
            case IDN2_DISALLOWED, IDN2_UNASSIGNED, IDN2_CONTEXTO, IDN2_CONTEXTO_NO_RULE, IDN2_DOT_IN_LABEL: .character
            case IDN2_BIDI: .direction
            case IDN2_CONTEXTJ, IDN2_CONTEXTJ_NO_RULE: .joiner
            case IDN2_LEADING_COMBINING: .mark
            case IDN2_2HYPHEN, IDN2_HYPHEN_STARTEND: .hyphen
            case IDN2_TOO_BIG_DOMAIN, IDN2_TOO_BIG_LABEL, IDN2_PUNYCODE_BIG_OUTPUT: .tooLong
            case IDN2_PUNYCODE_BAD_INPUT, IDN2_PUNYCODE_OVERFLOW, IDN2_INVALID_ALABEL, IDN2_UALABEL_MISMATCH,
                IDN2_ALABEL_ROUNDTRIP_FAILED, IDN2_INVALID_NONTRANSITIONAL:
                .aLabel
            default: .unreadable
            }
    }
}
