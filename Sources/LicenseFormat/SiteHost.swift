internal import SignedNote

/// The host of a site URL: a name of lower-case labels, an IPv4 address, or an IPv6 address in brackets.
enum SiteHost {
    /// The canonical form: lower case, no trailing dot, IPv6 as RFC 5952 writes it.
    static func canonical(_ text: Bytes, wildcard: Bool) throws(SiteURLError) -> [UInt8] {
        if text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") {
            guard let address = IPv6Address(text.dropFirst().dropLast()) else { throw .invalidHost }
            return [UInt8(ascii: "[")] + address.text + [UInt8(ascii: "]")]
        }
        let name = text.last == dot ? text.dropLast() : text
        guard !name.isEmpty, name.count <= 253 else { throw .invalidHost }
        if name.first == UInt8(ascii: "*") {
            guard wildcard, name.hasPrefix("*.") else { throw .wildcard }
            let parent = name.dropFirst(2)
            try check(parent)
            guard parent.contains(dot), !isIPv4(parent) else { throw .wildcard }
        } else {
            try check(name)
        }
        return name.map(ASCII.lowered)
    }

    /// Whether a host is four decimal numbers.
    static func isIPv4(_ host: Bytes) -> Bool {
        let parts = host.split(separator: dot, omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { part in Decimal(part).map { $0.value < 256 } ?? false }
    }

    /// Checks a name of labels, in whatever case.
    private static func check(_ name: Bytes) throws(SiteURLError) {
        var last = name
        while true {
            let end = last.firstIndex(of: dot) ?? last.endIndex
            try check(label: last[..<end])
            if end == last.endIndex { break }
            last = last[(end + 1)...]
        }
        // A host whose last label is a number is an IPv4 address to every browser (WHATWG URL, "ends in a number").
        if last.allSatisfy(ASCII.isDigit) || isHexNumber(last), !isIPv4(name) { throw .oddIPv4 }
    }

    private static func check(label: Bytes) throws(SiteURLError) {
        if label.isEmpty { throw .emptyLabel }
        guard label.count <= 63 else { throw .invalidHost }
        if let byte = label.first(outside: .letters + .digits + "-" + "_") {
            throw byte == UInt8(ascii: "%") ? .percent : .invalidHost
        }
    }

    /// `0x` and hexadecimal digits, or none.
    private static func isHexNumber(_ label: Bytes) -> Bool {
        label.first == UInt8(ascii: "0") && label.dropFirst().first.map(ASCII.lowered) == UInt8(ascii: "x")
            && label.dropFirst(2).allSatisfy(isHex)
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= ASCII.lowered(byte)
    }

    private static let dot = UInt8(ascii: ".")
}

/// An IPv6 address of eight groups; RFC 4291 without an embedded IPv4 address, written as RFC 5952 asks.
struct IPv6Address {
    private let groups: [UInt16]

    /// Reads groups of one to four hexadecimal digits with at most one `::`.
    init?(_ text: Bytes) {
        guard let gap = text.indices.first(where: { text[$0...].hasPrefix("::") }) else {
            guard let groups = Self.groups(text), groups.count == 8 else { return nil }
            self.groups = groups
            return
        }
        guard let head = Self.groups(text[..<gap]), let tail = Self.groups(text[(gap + 2)...]),
            head.count + tail.count < 8
        else { return nil }
        groups = head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// Lower case, no leading zeros, the first longest run of two or more zero groups as `::`.
    var text: [UInt8] {
        var best = 0..<0
        var index = 0
        while index < groups.count {
            let end = groups[index...].firstIndex { $0 != 0 } ?? groups.count
            if end - index > 1, end - index > best.count { best = index..<end }
            index = max(end, index + 1)
        }
        var text: [UInt8] = []
        for (index, group) in groups.enumerated() where !best.contains(index) || index == best.lowerBound {
            if best.contains(index) {
                text.append(contentsOf: index == 0 ? [colon, colon] : [colon])
            } else {
                let digits = Digest.hex([UInt8(group >> 8), UInt8(group & 0xFF)])
                text.append(contentsOf: digits.dropLast().drop { $0 == UInt8(ascii: "0") } + digits.suffix(1))
                if index < 7 { text.append(colon) }
            }
        }
        return text
    }

    /// Groups with one colon between two; none in an empty text.
    private static func groups(_ text: Bytes) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        for part in text.split(separator: colon, omittingEmptySubsequences: false) {
            guard let group = group(part) else { return nil }
            groups.append(group)
        }
        return groups
    }

    private static func group(_ part: Bytes) -> UInt16? {
        guard (1...4).contains(part.count) else { return nil }
        var value: UInt16 = 0
        for byte in part.lazy.map(ASCII.lowered) {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}

private let colon = UInt8(ascii: ":")
